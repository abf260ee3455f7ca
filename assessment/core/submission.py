"""What a State answers: responses with their status, evidence and reasons."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

Value = int | float | str | dt.date | frozenset[str]
"""A level (int), a choice id (str), ticked choice ids (frozenset), a number, a date, or words (str)."""


class Status(StrEnum):
    """Where an answer stands. Hidden is not among them: it follows from the skip logic."""

    BLANK = "blank"
    ANSWERED = "answered"
    IN_PROGRESS = "in_progress"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"


class EvidenceGrade(IntEnum):
    """How well an answer is documented, the weakest first."""

    NONE = 0
    CITED = 1
    ATTACHED = 2
    VERIFIED = 3


@dataclass(frozen=True, slots=True)
class Response:
    """The record of one answer."""

    status: Status = Status.BLANK
    value: Value | None = None
    evidence: EvidenceGrade = EvidenceGrade.NONE
    reason: str = ""
    comment: str = ""


BLANK = Response()


@dataclass(frozen=True, slots=True)
class Submission:
    """One State's responses by question id; a question that is not there is blank."""

    state: str
    responses: Mapping[str, Response] = field(default_factory=dict)
