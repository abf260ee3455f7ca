"""Responses in YAML: a bare answer, an answer code, or a mapping that says more."""

import re
from typing import NamedTuple

from assessment.core.answer_codes import (
    EVIDENCE_ALONE,
    AnswerCodeError,
    is_highest_level,
    parse_answer_code,
    parse_value,
)
from assessment.core.questionnaire import (
    MaturityQuestion,
    MultipleChoiceQuestion,
    Question,
    SingleChoiceQuestion,
)
from assessment.core.submission import BLANK, EvidenceGrade, Response, Status
from assessment.core.worked_example import AnswerInFile, ResponseInFile

Entry = ResponseInFile | AnswerInFile | None

_WITHOUT_ANSWER = {Status.DONT_KNOW, Status.NOT_APPLICABLE, Status.BLANK}
_REMEDY = re.compile(r"; (?=(write|did|leave|shorten) )")


class Advice(NamedTuple):
    """The message of an AnswerCodeError, cut into what is wrong and what to do."""

    problem: str
    remedy: str


def response_from_yaml(question: Question, entry: Entry) -> Response:
    """Return the response that an entry of a YAML file stands for; raise AnswerCodeError when it does not fit."""
    if entry is None:
        return BLANK
    if isinstance(entry, ResponseInFile):
        return _spelled_out(question, entry)
    return parse_answer_code(question, _code(question, entry))


def advice(error: AnswerCodeError) -> Advice:
    """Return what is wrong and what to do, as the message of an error says it."""
    text = str(error)
    cut = max((match.start() for match in _REMEDY.finditer(text)), default=None)
    if cut is None:
        return Advice(text, "Write an answer that fits the question.")
    remedy = text[cut + 2 :]
    return Advice(text[:cut], remedy[0].upper() + remedy[1:] + ("" if remedy.endswith("?") else "."))


def _spelled_out(question: Question, entry: ResponseInFile) -> Response:
    status = Status(entry.status) if entry.status else None
    grade = EvidenceGrade[entry.evidence.upper()]
    if entry.answer is None:
        return _without_answer(entry, status, grade)
    if status in _WITHOUT_ANSWER:
        raise AnswerCodeError(f"there is an answer beside the status {status}; leave out one of the two")
    code = _code(question, entry.answer)
    if status is None:
        response = parse_answer_code(question, code)
        if response.status in _WITHOUT_ANSWER and grade is not EvidenceGrade.NONE:
            raise AnswerCodeError(EVIDENCE_ALONE)
    else:
        if status is Status.IN_PROGRESS and not isinstance(question, MaturityQuestion | SingleChoiceQuestion):
            raise AnswerCodeError("work in progress is known only of levels and single choices; write answered")
        value = parse_value(question, code)
        if status is Status.IN_PROGRESS and is_highest_level(question, value):
            raise AnswerCodeError(f"{value} is the highest level, with no work left; write answered")
        response = Response(status, value)
    if grade is EvidenceGrade.NONE:
        grade = response.evidence
    reason = entry.reason or response.reason
    return Response(response.status, response.value, grade, reason, entry.comment or "")


def _without_answer(entry: ResponseInFile, status: Status | None, grade: EvidenceGrade) -> Response:
    if status not in _WITHOUT_ANSWER and not (status is None and grade is EvidenceGrade.NONE and not entry.reason):
        raise AnswerCodeError("there is no answer; write one, or a status such as dont_know")
    if grade is not EvidenceGrade.NONE:
        raise AnswerCodeError(EVIDENCE_ALONE)
    return Response(status or Status.BLANK, reason=entry.reason or "", comment=entry.comment or "")


def _code(question: Question, answer: AnswerInFile) -> str:
    if isinstance(answer, tuple):
        if not isinstance(question, MultipleChoiceQuestion):
            raise AnswerCodeError("a list stands where one answer belongs; write a single answer")
        return "; ".join(answer) or ";"
    if isinstance(answer, bool):
        return str(answer).lower()
    return repr(answer) if isinstance(answer, float) else str(answer)
