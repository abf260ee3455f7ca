"""What stands in the cells of an offline questionnaire before anybody fills it in."""

import datetime as dt

from assessment.core.questionnaire import (
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    SingleChoiceQuestion,
)
from assessment.core.revision import Answer
from assessment.core.submission import Status, Value
from assessment.workbooks.offline.choice_labels import choices_offered
from assessment.workbooks.offline.content import Wording
from assessment.workbooks.offline.layout import (
    ANSWER,
    EXPLANATION,
    INSTEAD,
    OPTION,
    REASON,
    TICK,
    UNDER_WAY,
    level_label,
)

Entry = str | float | dt.date

FIRST_DATE = dt.date(1900, 3, 1)
"""Spreadsheets do not agree on days before this one; they are written as words."""


def entries_of(question: Question, answer: Answer, wording: Wording) -> dict[str, Entry]:
    """Return what stands in the fields of a question; fields that are blank are left out."""
    entries: dict[str, Entry] = {REASON: answer.reason, EXPLANATION: answer.explanation}
    instead = ANSWER if isinstance(question, MaturityQuestion | SingleChoiceQuestion) else INSTEAD
    match answer.status:
        case Status.DONT_KNOW:
            entries[instead] = wording.dont_know
        case Status.NOT_APPLICABLE:
            entries[instead] = wording.not_applicable
        case Status.ANSWERED | Status.IN_PROGRESS if answer.value is not None:
            entries |= _value(question, answer.value, wording)
            if answer.status is Status.IN_PROGRESS:
                entries[UNDER_WAY] = wording.yes
        case _:
            pass
    return {field: entry for field, entry in entries.items() if entry != ""}


def _value(question: Question, value: Value, wording: Wording) -> dict[str, Entry]:
    match question:
        case MaturityQuestion() | SingleChoiceQuestion():
            return {ANSWER: answers_offered(question, wording)[place_of(question, value)]}
        case MultipleChoiceQuestion():
            ticked = value if isinstance(value, frozenset) else frozenset()
            return {f"{OPTION}{choice.id}": TICK for choice in question.choices if choice.id in ticked}
        case NumberQuestion() if isinstance(value, int | float):
            return {ANSWER: float(value)}
        case DateQuestion() if isinstance(value, dt.date):
            return {ANSWER: value if value >= FIRST_DATE else value.isoformat()}
        case _:
            return {ANSWER: str(value)}


def place_of(question: MaturityQuestion | SingleChoiceQuestion, value: Value) -> int:
    """Return the place of an answer among those that the question offers, from 0 on."""
    if isinstance(question, MaturityQuestion):
        return int(str(value))
    return [choice.id for choice in question.choices].index(str(value))


def answers_offered(question: MaturityQuestion | SingleChoiceQuestion, wording: Wording) -> list[str]:
    """Return the answers that a drop-down offers, without those that say why there is none."""
    words = wording.words
    if isinstance(question, MaturityQuestion):
        scale = f"scales.{question.scale}"
        return [level_label(level, words[f"{scale}.{level}.label"]) for level in range(len(question.levels))]
    labels = {one.id: words[f"questions.{question.id}.choices.{one.id}.label"] for one in question.choices}
    return list(choices_offered(labels, [wording.dont_know, wording.not_applicable]).values())
