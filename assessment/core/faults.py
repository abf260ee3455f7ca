"""Faults: what a State mends before it submits. Saving never looks for them.

What a person entered is never refused for being incomplete; it is listed here, with its place.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assessment.core.answer_codes import is_highest_level
from assessment.core.answer_sheet import WITH_VALUE, AnswerSheet
from assessment.core.conditions import comparisons
from assessment.core.questionnaire import Question, TextQuestion
from assessment.core.revision import Answer
from assessment.core.submission import Status

FAULT_CODES = (
    "unanswered",
    "text_missing",
    "in_progress_without_level",
    "in_progress_at_top",
    "date_after_reference",
    "not_applicable_not_allowed",
    "not_applicable_without_reason",
    "too_many_not_applicable",
    "undecided",
    "second_version",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to mend, at a question or, where that is None, in the assessment as a whole.

    The words for `code` are the interface's; `values` fill their places.
    """

    code: str
    section: str | None = None
    question: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)


def find_faults(sheet: AnswerSheet) -> tuple[Fault, ...]:
    """Return all that stands in the way of submitting, in the order asked; those of the whole come first."""
    faults = list(_too_many_not_applicable(sheet))
    for section in sheet.instrument.questionnaire.sections:
        for question in section.questions:
            faults += [
                Fault(code, section.id, question.id, values)
                for code, values in _faults_of_question(sheet, question)
            ]
    return tuple(faults)


def hidden_answers(sheet: AnswerSheet) -> tuple[str, ...]:
    """Return the questions whose answer is kept and does not count, since the skip logic leaves them out."""
    return tuple(
        question.id
        for question in sheet.instrument.questions
        if sheet.is_hidden(question.id) and sheet.status(question.id) is not Status.BLANK
    )


def open_filters(sheet: AnswerSheet, question: Question) -> tuple[str, ...]:
    """Return the asked questions without an answer that decide, directly or not, if a question is asked."""
    found: dict[str, None] = {}
    waiting = [question]
    while waiting:
        condition = waiting.pop().show_if
        for comparison in comparisons(condition) if condition else ():
            base = sheet.instrument.questions[sheet.instrument.question_index[comparison.question]]
            if sheet.is_undecided(base.id):
                waiting.append(base)
            elif sheet.is_asked(base.id) and sheet.status(base.id) in {Status.BLANK, Status.DONT_KNOW}:
                found[base.id] = None
    return tuple(found)


def _faults_of_question(sheet: AnswerSheet, question: Question) -> Iterator[tuple[str, dict[str, object]]]:
    if sheet.is_undecided(question.id):
        # A filter marked "don't know" is an answer that may stand; what depends on it then stays open.
        filters = [f for f in open_filters(sheet, question) if sheet.status(f) is Status.BLANK]
        if filters:
            yield "undecided", {"filters": tuple(filters)}
    if not sheet.is_asked(question.id):
        return
    if question.id in sheet.second_versions:
        yield "second_version", {}
    answer = sheet.record(question.id).answer
    if answer.status is Status.NOT_APPLICABLE:
        yield from _faults_of_not_applicable(sheet, question, answer)
    elif answer.status is Status.IN_PROGRESS and answer.value is None:
        yield "in_progress_without_level", {}
    elif sheet.status(question.id) is Status.BLANK:
        yield "unanswered", {}
    elif answer.status in WITH_VALUE:
        yield from _faults_of_value(sheet, question, answer)


def _faults_of_not_applicable(
    sheet: AnswerSheet, question: Question, answer: Answer
) -> Iterator[tuple[str, dict[str, object]]]:
    if not question.not_applicable:
        yield "not_applicable_not_allowed", {}
    elif sheet.instrument.rubric.not_applicable.reason_required and not answer.reason.strip():
        yield "not_applicable_without_reason", {}


def _faults_of_value(
    sheet: AnswerSheet, question: Question, answer: Answer
) -> Iterator[tuple[str, dict[str, object]]]:
    value = answer.value
    if isinstance(question, TextQuestion) and not str(value).strip():
        yield "text_missing", {}
    if isinstance(value, dt.date) and value > sheet.reference_date:
        yield "date_after_reference", {"reference_date": sheet.reference_date}
    if answer.status is Status.IN_PROGRESS and value is not None and is_highest_level(question, value):
        yield "in_progress_at_top", {}


def _too_many_not_applicable(sheet: AnswerSheet) -> Iterator[Fault]:
    standings = sheet.scores.standings
    if standings.too_many[0]:
        claimed = [
            leaf.question
            for leaf in sheet.instrument.leaves
            if sheet.is_asked(leaf.question) and sheet.status(leaf.question) is Status.NOT_APPLICABLE
        ]
        share = sheet.instrument.rubric.not_applicable.max_share / 100
        yield Fault("too_many_not_applicable", values={"n": len(claimed), "share": share})
