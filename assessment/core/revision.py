"""The record of one answer over time: its revisions, second versions, and three values on one record."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from assessment.core.submission import Status, Value


class ChangeKind(StrEnum):
    """How a version of an answer came about."""

    SAVED = "saved"
    CLEARED = "cleared"
    CONFIRMED = "confirmed"
    RESTORED = "restored"
    SECOND_VERSION = "second_version"
    RESOLVED = "resolved"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says about a question: the status, the value, the reason for NA, and an explanation."""

    status: Status = Status.BLANK
    value: Value | None = None
    reason: str = ""
    explanation: str = ""


NO_ANSWER = Answer()


@dataclass(frozen=True, slots=True)
class ResponseRecord:
    """One question's answer as it stands. `revision` is 0 where nothing was ever entered.

    `carried_from` names the earlier cycle whose answer was confirmed here unchanged. `answer` is the self-reported
    value; `reviewed` and `agreed` follow in the review.
    """

    question: str
    revision: int = 0
    answer: Answer = NO_ANSWER
    carried_from: str | None = None
    changed_by: str = ""
    changed_at: dt.datetime | None = None
    reviewed: Answer | None = None
    agreed: Answer | None = None


@dataclass(frozen=True, slots=True)
class ResponseVersion:
    """One entry of an answer's history.

    `revision` is the revision that this change made, None for a second version. A second version saw the revision
    `based_on` while another was already there; it is open until somebody chooses.
    """

    id: int
    question: str
    kind: ChangeKind
    revision: int | None
    based_on: int
    answer: Answer
    changed_by: str
    changed_at: dt.datetime
    resolved_by: str | None = None
    resolved_at: dt.datetime | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether this is a second version that nobody has decided on."""
        return self.kind is ChangeKind.SECOND_VERSION and self.resolved_at is None
