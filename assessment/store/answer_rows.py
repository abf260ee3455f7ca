"""Answers as they stand in the database: value as text, and the digest of a row of history."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping

from assessment.core.answer_codes import AnswerCodeError, format_value, parse_value
from assessment.core.canonical_json import sha256
from assessment.core.log_entry import moment
from assessment.core.questionnaire import Question
from assessment.core.revision import Answer
from assessment.core.submission import Status, Value
from assessment.errors import ContentError

_DIGESTED = ("assessment", "question", "kind", "revision", "based_on", "status", "value", "reason", "explanation")

NO_JUDGEMENT = {
    f"{prefix}_{name}": None
    for prefix in ("reviewed", "agreed")
    for name in ("status", "value", "reason", "explanation")
}
"""The columns of the reviewed and the agreed value, where there is neither."""


def answer_columns(question: Question, answer: Answer, prefix: str = "") -> dict[str, object]:
    """Return the columns of an answer; raise ValueError for a value that is none of this question's."""
    return {
        f"{prefix}status": answer.status.value,
        f"{prefix}value": _stored(question, answer.value),
        f"{prefix}reason": answer.reason,
        f"{prefix}explanation": answer.explanation,
    }


def answer_of(question: Question, row: Mapping[str, Any] | RowMapping, prefix: str = "") -> Answer:
    """Return the answer in a row; raise ContentError when its value does not fit the question any more."""
    return Answer(
        Status(row[f"{prefix}status"]),
        _value(question, row[f"{prefix}value"]),
        row[f"{prefix}reason"],
        row[f"{prefix}explanation"],
    )


def version_digest(row: Mapping[str, Any] | RowMapping) -> str:
    """Return the SHA-256 over what a row of response_versions says; its id and its later resolution left out."""
    content: dict[str, object] = {name: row[name] for name in _DIGESTED}
    changed_at: dt.datetime = row["changed_at"]
    return sha256(content | {"changed_by": row["changed_by"], "changed_at": moment(changed_at)})


def judgement_digest(row: Mapping[str, Any] | RowMapping) -> str:
    """Return the SHA-256 over the reviewed and the agreed value in a row of responses."""
    return sha256({name: row[name] for name in NO_JUDGEMENT})


def _stored(question: Question, value: Value | None) -> str | None:
    if value is None or value == frozenset():
        return None
    text = format_value(question, value)
    if parse_value(question, text) != value:
        raise ValueError(f"{value!r} is no answer to {question.id}")
    return text


def _value(question: Question, text: str | None) -> Value | None:
    if text is None:
        return None
    try:
        return parse_value(question, text)
    except AnswerCodeError as error:
        raise ContentError(
            f"The stored answer to {question.id} does not fit the question: {error}. "
            "Use the content version that the cycle was opened with."
        ) from None
