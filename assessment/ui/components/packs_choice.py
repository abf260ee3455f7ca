"""The choice of a pack: which one, of whom, of which cycle, in which language, under which label."""

from collections.abc import Callable, Sequence

import streamlit as st

from assessment.core.pack import LEAST_CLASSIFICATION, WITH_EXPLANATIONS, Audience, Classification
from assessment.locale import languages
from assessment.services.packs.exporting import PackRequest
from assessment.services.packs.frame import LONGEST_LABEL, PackOptions
from assessment.ui.comparison_page import SET, go_to
from assessment.ui.components.plain_text import escaped
from assessment.ui.context import CYCLE, offers_pseudo
from assessment.ui.packs_page import KIND, Kind, PacksPage

_WITH_SET = frozenset({Audience.REGIONAL, Audience.ASSISTANCE})


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
    return page.set if kind.audience in _WITH_SET else page.frame.sets[0].id


def _draw_subject(page: PacksPage, kind: Kind) -> None:
    if not kind.is_of_one_state and kind.audience in _WITH_SET:
        _draw(page.say("packs.set"), SET, page.sets, page.set, page.set_title, width=220)


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
    codes = list(names)
    own = codes.index(page.say.language) if page.say.language in names else 0
    return str(
        st.selectbox(page.say("packs.language"), codes, index=own, format_func=names.__getitem__, width=160)
    )


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
            key=f"packs:label:{kind.edition}",
        )
    )


def _draw_own_options(page: PacksPage, kind: Kind) -> tuple[str, bool]:
    say = page.say
    label = st.text_input(
        say("packs.national_label"),
        max_chars=LONGEST_LABEL,
        placeholder=say("packs.national_label_hint"),
        width=420,
    )
    usual = kind.audience in WITH_EXPLANATIONS
    key = f"packs:explanations:{kind.audience}"
    return label, st.checkbox(say("packs.explanations"), value=usual, key=key, help=say("packs.explanations_hint"))
