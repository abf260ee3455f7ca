"""Sending out: the choice of sections and language, and the workbook to download."""

from collections.abc import Collection
from dataclasses import dataclass

import streamlit as st

from assessment.core.pack import Classification
from assessment.locale import languages
from assessment.services.packs.frame import LONGEST_LABEL
from assessment.services.workbooks.file_names import workbook_file_name
from assessment.services.workbooks.issuing import FileLabel, issue_workbook
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.packs_build import XLSX
from assessment.ui.components.plain_text import escaped
from assessment.ui.context import offers_pseudo
from assessment.ui.workbooks_page import WorkbooksPage

_ALL, _SOME = "all", "some"


@dataclass(frozen=True, slots=True)
class _Choice:
    """What goes into a workbook: sections, perhaps those of a ministry; nothing yet where there are none."""

    sections: tuple[str, ...]
    ministry: int | None = None
    ministry_name: str = ""


def draw_send_out(page: WorkbooksPage) -> None:
    """Draw the choices and the button that downloads the workbook."""
    say = page.say
    st.header(say("workbooks.send_out"), anchor=False)
    with st.container(border=True, key="send_out"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            of = _draw_of_whom(page)
            language = _draw_language(page)
            classification = _draw_classification(page)
        choice = _draw_sections(page, of)
        _draw_what_it_holds(page, choice)
        label = FileLabel(classification, _draw_national_label(page))
        _draw_download(page, choice, language, label)


def _draw_of_whom(page: WorkbooksPage) -> str:
    """Draw the choice between all sections, those of a ministry, and some; first the own ministry's."""
    say, names = page.say, {str(one.ministry.id): one.ministry.name for one in page.view.given}
    options = [_ALL, *names, _SOME]
    own = str(page.person.ministry.id) if page.person.ministry else _ALL

    def title_of(option: str) -> str:
        if option in names:
            return say("workbooks.sections_of", ministry=names[option])
        return say(f"workbooks.sections_{option}")

    index = options.index(own) if own in options else 0
    key = "workbooks:of"
    return str(st.selectbox(say("workbooks.sections"), options, index, format_func=title_of, key=key, width=340))


def _draw_language(page: WorkbooksPage) -> str:
    names = {one.code: one.name for one in languages(with_pseudo=offers_pseudo())}
    codes = list(names)
    own = codes.index(page.say.language) if page.say.language in names else 0
    label, key = page.say("workbooks.language"), "workbooks:language"
    return str(st.selectbox(label, codes, own, format_func=names.__getitem__, key=key, width=200))


def _draw_classification(page: WorkbooksPage) -> Classification:
    every = list(Classification)
    label, key = page.say("packs.classification"), "workbooks:classification"
    chosen = st.selectbox(
        label, every, 0, format_func=lambda one: page.say(f"pack.classification_{one}"), key=key, width=190
    )
    return Classification(chosen)


def _draw_national_label(page: WorkbooksPage) -> str:
    return st.text_input(
        page.say("packs.national_label"),
        max_chars=LONGEST_LABEL,
        placeholder=page.say("packs.national_label_hint"),
        key="workbooks:label",
        width=420,
    )


def _draw_sections(page: WorkbooksPage, of: str) -> _Choice:
    every = [section.id for section in page.package.questionnaire.sections]
    if of == _ALL:
        return _Choice(tuple(every))
    if of != _SOME:
        given = next(one for one in page.view.given if str(one.ministry.id) == of)
        return _Choice(given.sections, given.ministry.id, given.ministry.name)
    chosen = st.multiselect(
        page.say("workbooks.choose_sections"),
        every,
        format_func=page.section_title,
        placeholder=page.say("comparison.choose"),
        key="workbooks:some",
    )
    return _Choice(tuple(name for name in every if name in chosen))


def _draw_what_it_holds(page: WorkbooksPage, choice: _Choice) -> None:
    say, sections = page.say, [one for one in page.package.questionnaire.sections if one.id in choice.sections]
    if not sections:
        st.caption(say("workbooks.no_section"))
        return
    counts = in_one_line(
        say,
        [
            say("workbooks.n_sections", n=len(sections)),
            say("workbooks.n_questions", n=sum(len(one.questions) for one in sections)),
        ],
    )
    st.caption(escaped(counts))
    if choice.ministry is not None:
        st.caption(escaped(say.listing(page.section_title(one.id) for one in sections)))


def _draw_download(page: WorkbooksPage, choice: _Choice, language: str, label: FileLabel) -> None:
    # The ministry's own sections are looked up again at the click: they may have become others.
    sections: Collection[str] | None = choice.sections if choice.ministry is None else None

    def data() -> bytes:
        issued = issue_workbook(page.workspace, page.caller, page.key, language, sections, choice.ministry, label)
        return issued.data

    st.download_button(
        page.say("workbooks.download"),
        data=data,
        file_name=_file_name(page, choice, language),
        mime=XLSX,
        key="workbooks:download",
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        disabled=not choice.sections,
    )


def _file_name(page: WorkbooksPage, choice: _Choice, language: str) -> str:
    about = (page.key.state, page.key.cycle)
    questionnaire = page.package.questionnaire
    return workbook_file_name(questionnaire, about, choice.sections, choice.ministry_name, language)
