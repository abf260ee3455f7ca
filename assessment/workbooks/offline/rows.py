"""The rows of a question in an offline questionnaire: its words, what answers mean, and the cells to fill in."""

import datetime as dt
from collections.abc import Iterator, Mapping

from assessment.core.questionnaire import (
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    SingleChoiceQuestion,
    TextQuestion,
)
from assessment.locale.answer_words import answer_in_words
from assessment.workbooks.book import Look
from assessment.workbooks.formula_text import text as text_constant
from assessment.workbooks.offline.content import OfflineContent, Wording
from assessment.workbooks.offline.entries import Entry, answers_offered, entries_of
from assessment.workbooks.offline.flow import FlowColumn
from assessment.workbooks.offline.layout import (
    ANSWER,
    COMMENT,
    EXPLANATION,
    INSTEAD,
    OPTION,
    REASON,
    UNDER_WAY,
    Column,
    level_label,
)
from assessment.workbooks.offline.looks import (
    ANSWER_ENTRY,
    BEFORE,
    ENTRY,
    HELP,
    HIDDEN,
    KNOWN,
    LEVEL,
    MEANING,
    NAME,
    NUMBER,
    QUESTION,
    SMALL_HEAD,
    STATE,
    TICK_ENTRY,
)
from assessment.workbooks.offline.plan import PLACE, SHOWN, WIDTH, Part, Plan, Row
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.text_height import LINE, lines_across, row_height

Shown = tuple[Entry, Look]

_GAP = 10.0
_LEAST = {EXPLANATION: 71.0, COMMENT: 30.0, REASON: 30.0}
"""Heights of rows in which people write sentences."""
_LEAST_ROW, _LEAST_FOR_WORDS, _HELP_LINE = 17.0, 72.0, 14.0
_ACROSS = sum(WIDTH[column] for column in SHOWN[SHOWN.index(Column.TEXT) :]) * 0.95
"""The room for a question on one line, in bold letters."""
_MIRRORED = {"left": "right", "right": "left"}
_WIDE_LETTERS = 0.97
"""Headings and answers are bold, and cells have edges: they take a little more room than plain words."""


def write_row(plan: Plan, sheet: Sheet, at: int, row: Row, wording: Wording) -> float:
    """Write a row of a block and return its height in points."""
    sheet.text(at, PLACE[Column.QUESTION], row.question.id, HIDDEN)
    sheet.text(at, PLACE[Column.FIELD], row.field, HIDDEN)
    if row.part is Part.GAP:
        return _GAP
    _write_asked(plan, sheet, at, row.question)
    shown = dict(_shown(plan.content, row, wording))
    for column in SHOWN:
        if column in shown:
            _write(sheet, at, PLACE[column], *shown[column])
    if row.part is Part.TITLE:
        _write_state(plan, sheet, at, row.question, wording)
    height = max(_height(column, text, look) for column, (text, look) in shown.items())
    return max(height, _least(row))


def _least(row: Row) -> float:
    if row.part is Part.HELP:
        return _HELP_LINE
    if row.field == ANSWER and isinstance(row.question, TextQuestion):
        return _LEAST_FOR_WORDS
    return _LEAST.get(row.field, _LEAST_ROW)


def _height(column: Column, entry: Entry, look: Look) -> float:
    size = look.get("font_size", 10)
    if not look.get("text_wrap"):
        return float(size) * LINE
    width = WIDTH[column] * _WIDE_LETTERS - 2 * look.get("indent", 0)
    return row_height(str(entry), width, size)


def _write(sheet: Sheet, row: int, column: int, entry: Entry, look: Look) -> None:
    if sheet.book.is_right_to_left and look.get("align") in _MIRRORED:
        look = {**look, "align": _MIRRORED[look["align"]]}
    match entry:
        case dt.date():
            sheet.date(row, column, entry, look)
        case str():
            sheet.text(row, column, entry, look)
        case _:
            sheet.number(row, column, entry, look)


def _write_asked(plan: Plan, sheet: Sheet, row: int, question: Question) -> None:
    """Write 1 where the question is asked, 0 where it is not, and 0.5 while this is open."""
    asked, maybe = (plan.flow_cell(question.id, column) for column in (FlowColumn.ASKED, FlowColumn.PERHAPS))
    answers = plan.content.sheet
    now = 1.0 if answers.is_asked(question.id) else 0.5 if answers.is_undecided(question.id) else 0.0
    sheet.formula(row, PLACE[Column.ASKED], f"=({asked}+{maybe})/2", now, HIDDEN)


def _write_state(plan: Plan, sheet: Sheet, row: int, question: Question, wording: Wording) -> None:
    """Write where the question stands, in words that follow what is entered."""
    say, answers = wording.say, plan.content.sheet
    not_asked, undecided = say("offline.not_asked"), say("offline.undecided")
    said, unsaid = say("offline.answered"), say("offline.open")
    asked, maybe, done = (
        plan.flow_cell(question.id, column) for column in (FlowColumn.ASKED, FlowColumn.PERHAPS, FlowColumn.SAID)
    )
    settled = f"IF({done}=1,{text_constant(said)},{text_constant(unsaid)})"
    formula = f"=IF({asked}=1,{settled},IF({maybe}=1,{text_constant(undecided)},{text_constant(not_asked)}))"
    if answers.is_asked(question.id):
        now = unsaid if answers.status(question.id) == "blank" else said
    else:
        now = undecided if answers.is_undecided(question.id) else not_asked
    sheet.formula(row, PLACE[Column.LABEL], formula, now, STATE)


def _shown(content: OfflineContent, row: Row, wording: Wording) -> Iterator[tuple[Column, Shown]]:
    """Yield what stands in the columns of a row that people see."""
    match row.part:
        case Part.TITLE:
            yield from ((column, ("", QUESTION)) for column in SHOWN)
            yield Column.NUMBER, (content.numbers[row.question.id], NUMBER)
            text = wording.words[f"questions.{row.question.id}.text"]
            yield Column.TEXT, (text, {**QUESTION, "text_wrap": len(lines_across(text, _ACROSS, 11)) > 1})
        case Part.HELP:
            yield Column.TEXT, (row.line, {**HELP, "text_wrap": False})
        case Part.BODY:
            yield from _meaning(row, wording)
            yield from _entry(content, row, wording)
        case Part.DOCUMENTS:
            yield from _document_heads(row.question, wording)
        case Part.KNOWN_DOCUMENT:
            yield from _known_document(row, wording)
        case Part.NEW_DOCUMENT:
            yield Column.LABEL, (wording.say("offline.new_document"), NAME)
            parts = (Column.TEXT, Column.NAME, Column.ENTRY, Column.BEFORE)
            yield from ((column, ("", ENTRY)) for column in parts)
            yield Column.DATE, ("", {**ENTRY, "num_format": "yyyy-mm-dd", "align": "left"})
        case Part.GAP:
            pass


def _meaning(row: Row, wording: Wording) -> Iterator[tuple[Column, Shown]]:
    """Yield what one answer means: a level with its descriptor, or a choice."""
    if row.item is None:
        if row.field == ANSWER:
            yield Column.TEXT, (_expected(row.question, wording), HELP)
        return
    words, key = wording.words, f"questions.{row.question.id}"
    match row.question:
        case MaturityQuestion(scale=scale):
            yield Column.LABEL, (level_label(row.item, words[f"scales.{scale}.{row.item}.label"]), LEVEL)
            yield Column.TEXT, (words[f"{key}.levels.{row.item}.descriptor"], MEANING)
        case SingleChoiceQuestion(choices=choices) | MultipleChoiceQuestion(choices=choices):
            choice = choices[row.item]
            label = words[f"{key}.choices.{choice.id}.label"]
            if isinstance(row.question, SingleChoiceQuestion):
                label = answers_offered(row.question, wording)[row.item]
            descriptor = f"\n{words[f'{key}.choices.{choice.id}.descriptor']}" if choice.descriptor else ""
            yield Column.TEXT, (f"{label}{descriptor}", MEANING)
        case _:
            return


def _expected(question: Question, wording: Wording) -> str:
    """Return what can be entered where nothing is offered."""
    say = wording.say
    match question:
        case NumberQuestion():
            unit = wording.words[f"questions.{question.id}.unit"]
            if question.range is None:
                return say("offline.number_expected", unit=unit)
            low, high = question.range
            return say("offline.number_between", unit=unit, low=low, high=high)
        case DateQuestion():
            return say("offline.date_expected")
        case TextQuestion():
            return say("offline.text_expected", n=question.max_length)
        case _:
            return ""


def _entry(content: OfflineContent, row: Row, wording: Wording) -> Iterator[tuple[Column, Shown]]:
    """Yield the cell to fill in, its name, and what helps to fill it."""
    if not row.field:
        return
    say, question = wording.say, row.question
    entries = entries_of(question, content.sheet.record(question.id).answer, wording)
    is_option = row.field.startswith(OPTION)
    yield Column.NAME, (_name(row, wording), NAME)
    yield Column.ENTRY, (entries.get(row.field, ""), _entry_look(question, row.field))
    first = row.item == 0 if is_option else row.field == ANSWER
    if first and question.id in content.previous:
        before = answer_in_words(say, wording.words, question, content.previous[question.id])
        yield Column.BEFORE, (before, BEFORE)
    if row.field == REASON and question.not_applicable_help:
        yield Column.BEFORE, (wording.words[f"questions.{question.id}.not_applicable_help"], BEFORE)
    if row.field == COMMENT:
        yield Column.BEFORE, (say("offline.comment_hint"), BEFORE)


def _entry_look(question: Question, field: str) -> Look:
    if field.startswith(OPTION):
        return TICK_ENTRY
    if field != ANSWER:
        return ENTRY
    match question:
        case DateQuestion():
            return {**ANSWER_ENTRY, "num_format": "yyyy-mm-dd", "align": "left"}
        case NumberQuestion():
            return {**ANSWER_ENTRY, "num_format": "#,##0.############", "align": "left"}
        case TextQuestion():
            return ENTRY
        case _:
            return ANSWER_ENTRY


def _name(row: Row, wording: Wording) -> str:
    """Return the words in front of a cell to fill in."""
    say = wording.say
    names: Mapping[str, str] = {
        ANSWER: say("question.answer"),
        INSTEAD: say("offline.instead"),
        UNDER_WAY: say("question.under_way"),
        REASON: say("question.reason"),
        EXPLANATION: say("question.explanation"),
        COMMENT: say("offline.comment"),
    }
    if row.field.startswith(OPTION):
        return say("question.tick_all") if row.item == 0 else ""
    return names[row.field]


def _document_heads(question: Question, wording: Wording) -> Iterator[tuple[Column, Shown]]:
    say, words = wording.say, wording.words
    wanted = [words[f"questions.{question.id}.evidence.{place}"] for place in range(len(question.evidence))]
    title = say("evidence.title_field")
    examples = say("offline.documents_wanted", title=title, documents="; ".join(wanted)) if wanted else title
    yield Column.LABEL, (say("offline.documents"), SMALL_HEAD)
    yield Column.TEXT, (examples, SMALL_HEAD)
    yield Column.NAME, (say("evidence.issuing_body"), SMALL_HEAD)
    yield Column.ENTRY, (say("evidence.link"), SMALL_HEAD)
    yield Column.BEFORE, (say("evidence.place"), SMALL_HEAD)
    yield Column.DATE, (say("evidence.issued_on"), SMALL_HEAD)


def _known_document(row: Row, wording: Wording) -> Iterator[tuple[Column, Shown]]:
    if row.use is None:
        return
    details = row.use.evidence.details
    yield Column.LABEL, (wording.say("offline.known_document"), {**KNOWN, "align": "right", "indent": 1})
    yield Column.TEXT, (details.title, KNOWN)
    yield Column.NAME, (details.issuing_body, KNOWN)
    yield Column.ENTRY, (details.link, KNOWN)
    yield Column.BEFORE, (row.use.place, KNOWN)
    issued = details.issued_on
    day: Entry = "" if issued is None else issued if issued.year > 1900 else issued.isoformat()
    yield Column.DATE, (day, {**KNOWN, "align": "left"})
