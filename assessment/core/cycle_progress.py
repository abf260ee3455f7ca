"""Progress in a cycle: how far the answers of many States have come, without what they answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assessment.core.coding import DONT_KNOW, NOT_APPLICABLE, CodedAnswers, code_submissions
from assessment.core.flow import follow
from assessment.core.instrument import Instrument
from assessment.core.submission import Response, Status, Submission, Value


@dataclass(frozen=True, slots=True)
class AnswerMark:
    """That something was said about a question. The `value` is only there where other questions depend on it."""

    status: Status
    has_value: bool
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class StateProgress:
    """How many questions one State is asked, and about how many of them it said something; by section as well.

    `unanswered` counts the asked questions without anything, by section; one that has none is left out.
    """

    state: str
    asked: int
    settled: int
    unanswered: Mapping[str, int]

    @property
    def per_cent(self) -> int:
        """Return the settled share of the asked questions in whole per cent, rounded down: 100 is all of them."""
        return 100 * self.settled // self.asked if self.asked else 100


def progress_of_states(
    instrument: Instrument, marks: Mapping[str, Mapping[str, AnswerMark]], states: Sequence[str]
) -> tuple[StateProgress, ...]:
    """Return the progress of States by their marks; one without marks has said nothing yet.

    A status that lacks the value it needs counts as nothing said, as in `progress_by_section`.
    """
    coded = _coded(instrument, [Submission(state, _responses(marks.get(state, {}))) for state in states], marks)
    asked = follow(instrument, coded).asked
    said = coded.has_answer | (coded.status == DONT_KNOW) | (coded.status == NOT_APPLICABLE)
    sections = instrument.questionnaire.section_of
    of_row = np.array([sections[question.id].id for question in instrument.questions])
    found = []
    for column, state in enumerate(states):
        open_rows = asked[:, column] & ~said[:, column]
        names, counts = np.unique(of_row[open_rows], return_counts=True)
        found.append(
            StateProgress(
                state=state,
                asked=int(asked[:, column].sum()),
                settled=int((asked & said)[:, column].sum()),
                unanswered={str(name): int(count) for name, count in zip(names, counts, strict=True)},
            )
        )
    return tuple(found)


def _responses(marks: Mapping[str, AnswerMark]) -> dict[str, Response]:
    return {question: Response(mark.status, mark.value) for question, mark in marks.items()}


def _coded(
    instrument: Instrument, submissions: Sequence[Submission], marks: Mapping[str, Mapping[str, AnswerMark]]
) -> CodedAnswers:
    """Return the marks as coded answers; where a value is there and of no matter, 0 stands for it."""
    coded = code_submissions(instrument, submissions)
    value = coded.value.copy()
    for column, submission in enumerate(submissions):
        for question, mark in marks.get(submission.state, {}).items():
            row = instrument.question_index[question]
            if mark.has_value and np.isnan(value[row, column]):
                value[row, column] = 0.0
    return replace(coded, value=value)
