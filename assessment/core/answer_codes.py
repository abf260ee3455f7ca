"""Answer codes: one answer as a short text, for CSV files, YAML files and workbooks.

""                     blank: no answer
DK                     don't know
NA                     not applicable
NA: no such service    not applicable, with its reason
3                      level 3 of a maturity question
3+                     level 3 in place, work under way on level 4
partly                 a choice of a single-choice question; "partly+" as above
police; parliament     several choices
12.5                   a number, with a decimal point
2025-03-01             a date, ISO 8601
3 [attached]           any answer with its evidence grade: none, cited, attached, verified
"""

import datetime as dt
import difflib
import math
import re

from assessment.core.questionnaire import (
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    SingleChoiceQuestion,
    TextQuestion,
)
from assessment.core.submission import BLANK, EvidenceGrade, Response, Status, Value

_EVIDENCE = re.compile(r"\[(?P<grade>none|cited|attached|verified)\]$")
_NUMBER = re.compile(r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$")
_NOT_APPLICABLE = re.compile(r"NA\s*(:\s*(?P<reason>.*))?", re.IGNORECASE | re.DOTALL)
_THOUSANDS = re.compile(r"^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$")
_DECIMAL_COMMA = re.compile(r"^[+-]?\d+(\.\d{3})*,\d+$")


EVIDENCE_ALONE = "there is evidence and no answer; leave out the evidence"
"""What is said of evidence for a blank, for DK and for NA."""


class AnswerCodeError(ValueError):
    """An answer code does not fit its question. The message says what to write instead."""


def parse_answer_code(question: Question, code: str) -> Response:
    """Return the response that a code stands for; raise AnswerCodeError when it does not fit the question."""
    code = code.strip()
    grade = EvidenceGrade.NONE
    if match := _EVIDENCE.search(code):
        code, grade = code[: match.start()].strip(), EvidenceGrade[match["grade"].upper()]
    without_answer = _without_answer(code)
    if without_answer is not None:
        if grade is not EvidenceGrade.NONE:
            raise AnswerCodeError(EVIDENCE_ALONE)
        return without_answer
    status = Status.ANSWERED
    if code.endswith("+") and isinstance(question, MaturityQuestion | SingleChoiceQuestion):
        code, status = code[:-1].strip(), Status.IN_PROGRESS
    value = parse_value(question, code)
    if status is Status.IN_PROGRESS and is_highest_level(question, value):
        raise AnswerCodeError(f'"{code}+" goes beyond the scale: {value} is the highest level; leave out the +')
    return Response(status, value, grade)


def is_highest_level(question: Question, value: Value) -> bool:
    """Tell whether a value is the highest level of a maturity question, so that nothing is left to work on."""
    return isinstance(question, MaturityQuestion) and value == len(question.levels) - 1


def _without_answer(code: str) -> Response | None:
    """Return the response of a code that says why there is no answer; None for an answer."""
    if not code:
        return BLANK
    if code.upper() == "DK":
        return Response(Status.DONT_KNOW)
    if match := _NOT_APPLICABLE.fullmatch(code):
        return Response(Status.NOT_APPLICABLE, reason=(match["reason"] or "").strip())
    return None


def parse_value(question: Question, code: str) -> Value:
    """Return the value that the answer part of a code stands for; raise AnswerCodeError when it does not fit."""
    match question:
        case MaturityQuestion():
            return _level(question, code)
        case SingleChoiceQuestion():
            return _choice(question, code)
        case MultipleChoiceQuestion():
            return _ticked(question, code)
        case NumberQuestion():
            return _number(question, code)
        case DateQuestion():
            return _date(question, code)
        case TextQuestion():
            return _words(question, code)


def format_answer_code(question: Question, response: Response) -> str:
    """Return the code of a response; parse_answer_code gives the response back."""
    match response.status:
        case Status.BLANK:
            return ""
        case Status.DONT_KNOW:
            return "DK"
        case Status.NOT_APPLICABLE:
            return f"NA: {response.reason}" if response.reason else "NA"
        case Status.ANSWERED | Status.IN_PROGRESS:
            return _format_answer(question, response)


def _format_answer(question: Question, response: Response) -> str:
    code = format_value(question, response.value)
    if response.status is Status.IN_PROGRESS:
        code += "+"
    if response.evidence is not EvidenceGrade.NONE:
        code += f" [{response.evidence.name.lower()}]"
    return code


def format_value(question: Question, value: Value | None) -> str:
    """Return the answer part of a code; parse_value gives the value back."""
    if isinstance(value, frozenset):
        choices = question.choices if isinstance(question, MultipleChoiceQuestion) else ()
        return "; ".join(choice.id for choice in choices if choice.id in value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _level(question: MaturityQuestion, code: str) -> int:
    top = len(question.levels) - 1
    if not re.fullmatch(r"\d{1,3}(\.0{1,9})?", code) or int(float(code)) > top:
        raise AnswerCodeError(
            f'"{_short(code)}" is no level of this question; write a whole number from 0 to {top}'
        )
    return int(float(code))


def _choice(question: SingleChoiceQuestion | MultipleChoiceQuestion, code: str) -> str:
    ids = [choice.id for choice in question.choices]
    if code in ids:
        return code
    by_lower = {name.lower(): choice.id for choice in question.choices for name in (choice.id, choice.label)}
    if found := by_lower.get(code.lower()):
        return found
    close = difflib.get_close_matches(code.lower(), by_lower, n=1)
    hint = f'did you mean "{by_lower[close[0]]}"?' if close else f"write one of {', '.join(ids)}"
    raise AnswerCodeError(f'"{_short(code)}" is no choice of this question; {hint}')


def _ticked(question: MultipleChoiceQuestion, code: str) -> frozenset[str]:
    ticked = frozenset(_choice(question, part.strip()) for part in code.split(";") if part.strip())
    if not ticked:
        raise AnswerCodeError(f'"{_short(code)}" names no choice; write choice ids with "; " between them')
    alone = [choice.id for choice in question.choices if choice.exclusive and choice.id in ticked]
    if alone and len(ticked) > 1:
        raise AnswerCodeError(f'"{alone[0]}" stands alone; leave out the other choices or leave it out')
    return ticked


def _number(question: NumberQuestion, code: str) -> float:
    if _THOUSANDS.match(code):
        whole = code.replace(",", "")
        if code.count(",") > 1 or "." in code:
            raise AnswerCodeError(f'"{_short(code)}" has commas between thousands; write {whole}')
        point = code.replace(",", ".")
        raise AnswerCodeError(f'"{code}" has a comma; write {whole}, or {point} if it is a decimal comma')
    if _DECIMAL_COMMA.match(code):
        point = code.replace(".", "").replace(",", ".")
        raise AnswerCodeError(f'"{_short(code)}" has a decimal comma; write {point}')
    if not _NUMBER.match(code) or not math.isfinite(float(code)):
        raise AnswerCodeError(
            f'"{_short(code)}" is no number; write digits with a decimal point, in {question.unit}'
        )
    number = float(code)
    if question.range and not question.range[0] <= number <= question.range[1]:
        low, high = question.range
        raise AnswerCodeError(
            f"{code} is outside the range; write a number from {low:g} to {high:g} {question.unit}"
        )
    return number


def _date(question: DateQuestion, code: str) -> dt.date:
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", code):
            raise ValueError(code)
        date = dt.date.fromisoformat(code)
    except ValueError:
        raise AnswerCodeError(f'"{_short(code)}" is no date; write year-month-day, such as 2025-03-01') from None
    if question.range and not question.range[0] <= date <= question.range[1]:
        first, last = question.range
        raise AnswerCodeError(f"{code} is outside the range; write a date from {first} to {last}")
    return date


def _words(question: TextQuestion, code: str) -> str:
    if len(code) > question.max_length:
        raise AnswerCodeError(f"the text has {len(code)} characters; shorten it to {question.max_length}")
    return code


def _short(code: str) -> str:
    return code if len(code) <= 60 else f"{code[:57]}…"
