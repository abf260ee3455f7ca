"""Answers as the fields of a card, and back: pure, so that what is stored and what is shown cannot drift apart.

Fields by name: `answer` (a code of the ladder, a number, a date or words), `choice.<id>` for each choice that can
be ticked, `dont_know` and `not_applicable` where they are boxes, `under_way`, `reason`, `explanation`.
"""

import datetime as dt
from collections.abc import Mapping

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

FieldValue = str | float | bool | dt.date | None
FieldValues = Mapping[str, FieldValue]

DONT_KNOW = "DK"
NOT_APPLICABLE = "NA"
_CHOICE = "choice."


def ladder_codes(question: MaturityQuestion | SingleChoiceQuestion) -> tuple[str, ...]:
    """Return the codes of all options of a question with exactly one answer, those that set it apart last."""
    if isinstance(question, MaturityQuestion):
        codes = tuple(str(level) for level in range(len(question.levels)))
    else:
        codes = tuple(choice.id for choice in question.choices)
    return (*codes, DONT_KNOW, NOT_APPLICABLE) if question.not_applicable else (*codes, DONT_KNOW)


def leads_on(question: Question, code: FieldValue) -> bool:
    """Tell whether there is a next level that work can be under way towards."""
    match question:
        case MaturityQuestion():
            return isinstance(code, str) and code.isdecimal() and int(code) < len(question.levels) - 1
        case SingleChoiceQuestion():
            return any(step.from_choice == code for step in question.actions)
        case _:
            return False


def is_not_applicable(values: FieldValues) -> bool:
    """Tell whether the fields say "not applicable", which needs a reason."""
    return values.get("answer") == NOT_APPLICABLE or values.get("not_applicable") is True


def fields_of(question: Question, answer: Answer) -> dict[str, FieldValue]:
    """Return the fields of an answer."""
    texts: dict[str, FieldValue] = {"reason": answer.reason, "explanation": answer.explanation}
    if isinstance(question, MaturityQuestion | SingleChoiceQuestion):
        under_way = answer.status is Status.IN_PROGRESS
        return {"answer": _ladder_code(answer), "under_way": under_way, **texts}
    marks: dict[str, FieldValue] = {
        "dont_know": answer.status is Status.DONT_KNOW,
        "not_applicable": answer.status is Status.NOT_APPLICABLE,
    }
    if isinstance(question, MultipleChoiceQuestion):
        ticked = answer.value if isinstance(answer.value, frozenset) else frozenset()
        return {f"{_CHOICE}{choice.id}": choice.id in ticked for choice in question.choices} | marks | texts
    return {"answer": _entered(question, answer.value)} | marks | texts


def settled(question: Question, values: FieldValues, changed: str) -> dict[str, FieldValue]:
    """Return the fields after one of them changed, with those taken back that cannot stand beside it."""
    now = dict(values)
    if changed in {"dont_know", "not_applicable"} and now[changed]:
        now["not_applicable" if changed == "dont_know" else "dont_know"] = False
        now.update({name: None if name == "answer" else False for name in now if _is_entry(name)})
    elif _is_entry(changed) and "dont_know" in now and now[changed] not in {None, "", False}:
        now["dont_know"] = now["not_applicable"] = False
    if isinstance(question, MultipleChoiceQuestion) and changed.startswith(_CHOICE) and now[changed]:
        exclusive = {f"{_CHOICE}{choice.id}" for choice in question.choices if choice.exclusive}
        rivals = {name for name in now if name.startswith(_CHOICE)} - {changed}
        now.update(dict.fromkeys(rivals if changed in exclusive else rivals & exclusive, False))
    return now


def answer_of(question: Question, values: FieldValues) -> Answer:
    """Return the answer that the fields say; complete or not."""
    status, value = _status_and_value(question, values)
    reason = str(values.get("reason") or "") if status is Status.NOT_APPLICABLE else ""
    return Answer(status, value, reason, str(values.get("explanation") or ""))


def _status_and_value(question: Question, values: FieldValues) -> tuple[Status, Value | None]:
    entered = values.get("answer")
    if is_not_applicable(values):
        return Status.NOT_APPLICABLE, None
    if entered == DONT_KNOW or values.get("dont_know") is True:
        return Status.DONT_KNOW, None
    if isinstance(question, MultipleChoiceQuestion):
        ticked = frozenset(choice.id for choice in question.choices if values.get(f"{_CHOICE}{choice.id}"))
        return (Status.ANSWERED, ticked) if ticked else (Status.BLANK, None)
    if entered is None or entered == "":
        return Status.BLANK, None
    if isinstance(question, MaturityQuestion | SingleChoiceQuestion):
        under_way = bool(values.get("under_way")) and leads_on(question, entered)
        level = _level(str(entered)) if isinstance(question, MaturityQuestion) else str(entered)
        return (Status.IN_PROGRESS if under_way else Status.ANSWERED), level
    return Status.ANSWERED, entered


def _level(code: str) -> Value:
    """Return the level of a code of the ladder; what is none stays as it is, for the service to refuse."""
    return int(code) if len(code) <= 3 and code.isdecimal() else code


def _ladder_code(answer: Answer) -> str | None:
    if answer.status is Status.DONT_KNOW:
        return DONT_KNOW
    if answer.status is Status.NOT_APPLICABLE:
        return NOT_APPLICABLE
    return None if answer.value is None else str(answer.value)


def _entered(question: Question, value: Value | None) -> FieldValue:
    match question:
        case NumberQuestion():
            return float(value) if isinstance(value, int | float) else None
        case DateQuestion():
            return value if isinstance(value, dt.date) else None
        case _:
            return value if isinstance(value, str) else ""


def _is_entry(name: str) -> bool:
    return name == "answer" or name.startswith(_CHOICE)
