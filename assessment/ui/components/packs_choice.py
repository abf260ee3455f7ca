"""The choice of a pack: which one, of whom, of which cycle, in which language, under which label."""

from collections.abc import Callable, Sequence

import streamlit as st

from assessment.core.pack import LEAST_CLASSIFICATION, WITH_EXPLANATIONS, Classification
from assessment.locale import languages
from assessment.services.packs.exporting import PackRequest
from assessment.services.packs.frame import LONGEST_LABEL, PackOptions
from assessment.ui.comparison_page import SET, go_to
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.view_choice import VIEW
from assessment.ui.context import CYCLE, offers_pseudo
from assessment.ui.packs_page import KIND, Kind, PacksPage

LANGUAGE, NATIONAL_LABEL = "packs:language", "packs:national_label"
"""The keys of fields, with those that `_label_key` and `_explanations_key` return."""


def draw_choice(page: PacksPage) -> PackRequest | None:
    """Draw the choices and return what is asked for; None until a pack is chosen."""
    say, kinds = page.say, {kind.id: kind for kind in page.kinds}
    chosen = None if page.kind is None else page.kind.id
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        _draw(
            say("packs.kind"),
            KIND,
            list(kinds),
            chosen,
            lambda one: page.kind_title(kinds[one]),
            width=250,
            placeholder=say("comparison.choose"),
        )
        if page.kind is None:
            return None
        _leave_out_strange_set(page, page.kind)
        _draw_subject(page, page.kind)
        titles = {cycle.id: cycle.title for cycle in page.frame.cycles}
        _draw(say("packs.cycle"), CYCLE, list(titles), page.frame.cycle.id, titles.__getitem__, width=150)
        language = _draw_language(page)
        label = _draw_classification(page, page.kind)
    st.caption(escaped(say("packs.for", audience=say(f"pack.audience_{page.kind.audience}"))))
    national_label, explanations = "", True
    if page.kind.is_of_one_state:
        national_label, explanations = _draw_own_options(page, page.kind)
    options = PackOptions(
        page.kind.audience, language, label, national_label, explanations, edition=page.kind.edition
    )
    return PackRequest(page.frame.cycle.id, _subject(page, page.kind), options)


def _subject(page: PacksPage, kind: Kind) -> str:
    if kind.is_of_one_state:
        return page.person.state or ""
    return page.set if kind.has_sets else page.frame.sets[0].id


def _leave_out_strange_set(page: PacksPage, kind: Kind) -> None:
    """Take a set out of the address that this pack cannot be about, which an earlier choice left there."""
    if SET in st.query_params and not (kind.has_sets and page.asked_set in page.sets):
        del st.query_params[SET]


def _draw_subject(page: PacksPage, kind: Kind) -> None:
    if kind.has_sets and page.has_figures:
        _draw(page.say("packs.set"), SET, page.sets, page.set, page.set_choice, width=300)


def fill_in(request: PackRequest) -> None:
    """Fill the choices of a request in, for the next run of the page. For callbacks."""
    options = request.options
    kind = Kind(options.audience, options.edition)
    st.session_state[LANGUAGE] = options.language
    st.session_state[_label_key(kind)] = options.classification
    if kind.is_of_one_state:
        st.session_state[NATIONAL_LABEL] = options.national_label
        st.session_state[_explanations_key(kind)] = options.include_explanations
    go_to(**{VIEW: None, KIND: kind.id, CYCLE: request.cycle, SET: request.subject if kind.has_sets else None})


def _label_key(kind: Kind) -> str:
    return f"packs:label:{kind.edition}"


def _explanations_key(kind: Kind) -> str:
    return f"packs:explanations:{kind.audience}"


def _draw(
    label: str,
    name: str,
    choices: Sequence[str],
    chosen: str | None,
    title_of: Callable[[str], str],
    *,
    width: int,
    placeholder: str | None = None,
) -> None:
    """Draw a choice that goes into the address."""
    key = f"packs:{name}"
    st.session_state[key] = chosen
    st.selectbox(
        label,
        choices,
        key=key,
        format_func=title_of,
        on_change=_take,
        args=(name,),
        width=width,
        placeholder=placeholder,
    )


def _take(name: str) -> None:
    go_to(**{name: st.session_state[f"packs:{name}"]})


def _draw_language(page: PacksPage) -> str:
    names = {one.code: one.name for one in languages(with_pseudo=offers_pseudo())}
    if st.session_state.get(LANGUAGE) not in names:
        st.session_state[LANGUAGE] = page.say.language if page.say.language in names else next(iter(names))
    label, title_of = page.say("packs.language"), names.__getitem__
    return str(st.selectbox(label, list(names), format_func=title_of, key=LANGUAGE, width=160))


def _draw_classification(page: PacksPage, kind: Kind) -> Classification:
    """Draw the labels from the least that the edition allows, which is what stands there first."""
    every = list(Classification)
    allowed = every[every.index(LEAST_CLASSIFICATION[kind.edition]) :]
    return Classification(
        st.selectbox(
            page.say("packs.classification"),
            allowed,
            format_func=lambda one: page.say(f"pack.classification_{one}"),
            width=190,
            key=_label_key(kind),
        )
    )


def _draw_own_options(page: PacksPage, kind: Kind) -> tuple[str, bool]:
    say = page.say
    label = st.text_input(
        say("packs.national_label"),
        max_chars=LONGEST_LABEL,
        placeholder=say("packs.national_label_hint"),
        key=NATIONAL_LABEL,
        width=420,
    )
    key = _explanations_key(kind)
    st.session_state.setdefault(key, kind.audience in WITH_EXPLANATIONS)
    return label, st.checkbox(say("packs.explanations"), key=key, help=say("packs.explanations_hint"))
