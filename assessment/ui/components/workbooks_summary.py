"""The summary of an import: whose workbook it is, how many answers are what, and what could not be read."""

import datetime as dt

import streamlit as st

from assessment.core.three_way_merge import Outcome
from assessment.core.workbook_changes import CellProblem, CellReading
from assessment.errors import UnacceptableError
from assessment.services.workbooks.importing import ImportPreview
from assessment.ui.components.chart_card import draw_rows
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped
from assessment.ui.workbooks_page import WorkbooksPage

LONGEST_ENTRY = 60
"""Characters of an entry that are shown beside what is wrong with it: enough to find it again in the cell."""

ORDER = (
    Outcome.CONFLICT,
    Outcome.FILLED,
    Outcome.CHANGED_IN_FILE,
    Outcome.PUT_TOGETHER,
    Outcome.CHANGED_HERE,
    Outcome.BOTH_ALIKE,
    Outcome.SAME,
)


def draw_summary(page: WorkbooksPage, preview: ImportPreview) -> None:
    """Draw whose workbook it is, the counts, and everything that will not be imported with the reason."""
    say = page.say
    with st.container(gap="xsmall", key="workbook_received"):
        st.markdown(f"**{escaped(preview.file_name)}**")
        st.caption(escaped(in_one_line(say, _facts(page, preview))))
    if preview.imported_at is not None:
        draw_notice(say("workbooks.imported_before", when=preview.imported_at))
    if preview.changes_nothing:
        draw_notice(say("workbooks.nothing_can_be" if preview.leaves_out else "workbooks.nothing_to_import"))
    _draw_counts(page, preview)
    if preview.not_yours:
        sections = say.listing(page.section_title(name) for name in preview.not_yours)
        draw_notice(say("workbooks.not_yours", sections=sections), "warning")
    _draw_problems(page, preview)
    _draw_readings(page, preview)
    _draw_not_found(page, preview)


def _facts(page: WorkbooksPage, preview: ImportPreview) -> list[str]:
    say, workbook = page.say, preview.workbook
    every = [section.id for section in page.package.questionnaire.sections]
    own = [name for name in every if name in workbook.sections]
    sections = say.listing(map(page.section_title, own))
    facts = [
        workbook.state_name,
        page.cycle_title,
        workbook.ministry,
        say("workbooks.sections_all") if own == every else sections,
    ]
    issued_at = _moment(workbook.issued_at)
    if issued_at is not None:
        facts.append(say("workbooks.issued_at", when=issued_at))
    return [fact for fact in facts if fact]


def _moment(written: str) -> dt.datetime | None:
    """Return the time that a workbook says; None where a person wrote something else there."""
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _draw_counts(page: WorkbooksPage, preview: ImportPreview) -> None:
    say, found = page.say, preview.counts
    rows = [
        (say(f"workbooks.outcome_{outcome}"), say.number(found[outcome]), say(f"workbooks.effect_{outcome}"))
        for outcome in ORDER
        if found[outcome]
    ]
    if preview.only_unread:
        unread = say.number(len(preview.only_unread))
        rows.insert(0, (say("workbooks.unread"), unread, say("workbooks.effect_unread")))
    if preview.only_missing:
        missing = say.number(len(preview.only_missing))
        rows.append((say("workbooks.not_found"), missing, say("workbooks.effect_changed_here")))
    if rows:
        columns = [say(f"workbooks.column_{name}") for name in ("outcome", "questions", "effect")]
        draw_rows(columns, rows, name="import_counts", remarks=1)


def _draw_problems(page: WorkbooksPage, preview: ImportPreview) -> None:
    say, problems = page.say, preview.problems
    if preview.problems_elsewhere:
        draw_notice(say("workbooks.problems_elsewhere", n=preview.problems_elsewhere), "warning")
    if not problems:
        return
    st.subheader(escaped(say("workbooks.problems", n=len(problems))), anchor=False)
    st.text(say("workbooks.problems_text"))
    rows = [(one.place.sheet, one.place.cell, _short(one.text), _sentence(page, one)) for one in problems]
    columns = [say(f"workbooks.column_{name}") for name in ("sheet", "cell", "text", "problem")]
    draw_rows(columns, rows, name="import_problems", cards=True, words=len(columns))


def _draw_readings(page: WorkbooksPage, preview: ImportPreview) -> None:
    """Draw the texts that are stored as a number or a day which was not typed so."""
    say, readings = page.say, preview.readings
    if not readings:
        return
    st.subheader(escaped(say("workbooks.readings", n=len(readings))), anchor=False)
    st.text(say("workbooks.readings_text"))
    rows = [(one.place.sheet, one.place.cell, one.typed, _read_as(page, one)) for one in readings]
    columns = [say(f"workbooks.column_{name}") for name in ("sheet", "cell", "text", "read_as")]
    draw_rows(columns, rows, name="import_readings", cards=True, words=len(columns))


def _read_as(page: WorkbooksPage, reading: CellReading) -> str:
    """Return a day or a number in words; a number without signs between thousands, which were in question."""
    read = reading.read
    return page.say.date(read) if isinstance(read, dt.date) else page.say.plain_number(read)


def _sentence(page: WorkbooksPage, problem: CellProblem) -> str:
    """Return what is wrong in a cell; the unit of a number in the language of the page."""
    refusal = problem.refusal
    if "unit" not in refusal.values:
        return page.say.error(refusal)
    unit = page.words[f"questions.{problem.question}.unit"]
    return page.say.error(UnacceptableError(refusal.code, **(refusal.values | {"unit": unit})))


def _draw_not_found(page: WorkbooksPage, preview: ImportPreview) -> None:
    say, missing = page.say, preview.not_found
    if not missing:
        return
    with st.expander(escaped(say("workbooks.missing", n=len(missing))), key="import_missing"):
        st.text(say("workbooks.missing_text"))
        rows = [
            (
                page.question_text(one.question),
                say("workbooks.missing_whole" if one.whole else "workbooks.missing_part"),
            )
            for one in missing
        ]
        columns = [say(f"workbooks.column_{name}") for name in ("question", "missing")]
        draw_rows(columns, rows, name="import_missing_rows", cards=True, words=len(columns))


def _short(entry: str) -> str:
    return entry if len(entry) <= LONGEST_ENTRY else f"{entry[:LONGEST_ENTRY]} …"
