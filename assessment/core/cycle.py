"""Cycles of the assessment, and where a State's assessment stands in one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Cycle:
    """One round of the assessment, on one version of the content.

    `closes_on` is the last day on which answers are taken; `reference_date` is the day that ages of dates count
    from; `previous` is the id of the cycle before.
    """

    id: str
    title: str
    questionnaire: str
    version: str
    opens_on: dt.date
    closes_on: dt.date
    reference_date: dt.date
    previous: str | None = None

    def is_open(self, today: dt.date) -> bool:
        """Tell whether answers are taken on a day."""
        return self.opens_on <= today <= self.closes_on


def current_cycle(cycles: Sequence[Cycle], today: dt.date) -> Cycle:
    """Return the newest open cycle among some, the newest first, or else the newest."""
    return next((cycle for cycle in cycles if cycle.is_open(today)), cycles[0])


class SubmissionStatus(StrEnum):
    """Where an assessment stands in its life."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    AGREED = "agreed"

    @property
    def takes_answers(self) -> bool:
        """Tell whether the State may still change answers."""
        return self in {SubmissionStatus.DRAFT, SubmissionStatus.RETURNED}


@dataclass(frozen=True, slots=True)
class AssessmentKey:
    """Names one assessment: a State's in a cycle."""

    cycle: str
    state: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """The record of one State's assessment in a cycle."""

    id: int
    key: AssessmentKey
    status: SubmissionStatus = SubmissionStatus.DRAFT
    submitted_at: dt.datetime | None = None
    submitted_by: str | None = None
    snapshot: str | None = None
