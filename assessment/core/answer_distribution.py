"""Distribution of answers: what the States of a set answered to each question."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import Bools, Floats
from assessment.core.coding import DONT_KNOW, IN_PROGRESS, NOT_APPLICABLE
from assessment.core.comparison import quantile
from assessment.core.questionnaire import MultipleChoiceQuestion, Question, SingleChoiceQuestion
from assessment.core.scoring import Scores
from assessment.core.state_sets import StateSet, members


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How many States gave an answer: a level in digits, or the id of a choice.

    Of the `states`, so many are `in_progress` on the next level. Several options may be ticked, so that their
    counts add up to more than the answers.
    """

    answer: str
    states: int
    in_progress: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The numbers or dates of the answers; quartiles are of type 7, those of dates rounded down to the day."""

    lowest: float | dt.date
    lower_quartile: float | dt.date
    median: float | dt.date
    upper_quartile: float | dt.date
    highest: float | dt.date


@dataclass(frozen=True, slots=True)
class AnswerDistribution:
    """How the `of` States of a set answered one question; the parts add up to them.

    `answered` includes the `in_progress`. `blank` includes what depends on an open question; `not_applicable`
    counts what was claimed, accepted or not. `absent` States handed nothing in, or nothing that may be used.
    `counts` is empty for numbers, dates and texts; `spread` is for numbers and dates, None without any answer.
    """

    question: str
    of: int
    answered: int
    in_progress: int
    dont_know: int
    blank: int
    not_applicable: int
    hidden: int
    absent: int
    counts: tuple[AnswerCount, ...]
    spread: Spread | None


def answer_distributions(
    scores: Scores, state_set: StateSet, usable: Bools | None = None
) -> tuple[AnswerDistribution, ...]:
    """Return the distribution of answers to every question over a set, in the order asked.

    `usable` tells which answers may be used (questions x States), all if None.
    """
    coded, flow = scores.coded, scores.flow
    inside = members([state_set], scores.states)[0]
    used = np.broadcast_to(inside, coded.value.shape) if usable is None else usable & inside
    hidden = used & ~flow.asked & ~flow.undecided
    shown = used & ~hidden
    answered = shown & flow.asked & coded.has_answer
    under_way = answered & (coded.status == IN_PROGRESS)
    dont_know = shown & (coded.status == DONT_KNOW)
    not_applicable = shown & (coded.status == NOT_APPLICABLE)
    numbers = {
        "answered": answered,
        "in_progress": under_way,
        "dont_know": dont_know,
        "blank": shown & ~answered & ~dont_know & ~not_applicable,
        "not_applicable": not_applicable,
        "hidden": hidden,
    }
    counted = {name: flags.sum(axis=1) for name, flags in numbers.items()}
    of = len(state_set.states)
    return tuple(
        AnswerDistribution(
            question=question.id,
            of=of,
            absent=of - int(used[row].sum()),
            counts=_counts(question, coded.value[row, answered[row]], under_way[row, answered[row]]),
            spread=_spread(question, coded.value[row, answered[row]]),
            **{name: int(count[row]) for name, count in counted.items()},
        )
        for row, question in enumerate(scores.instrument.questions)
    )


def _counts(question: Question, values: Floats, under_way: Bools) -> tuple[AnswerCount, ...]:
    """Count the answers to a question by level or choice, those that nobody gave as well."""
    if question.type == "maturity":
        places = [(str(level), values == level) for level in range(len(question.levels))]
    elif isinstance(question, SingleChoiceQuestion):
        places = [(choice.id, values == place) for place, choice in enumerate(question.choices)]
    elif isinstance(question, MultipleChoiceQuestion):
        ticked = values.astype(np.int64)
        places = [(choice.id, (ticked >> place) & 1 == 1) for place, choice in enumerate(question.choices)]
    else:
        places = []
    return tuple(AnswerCount(answer, int(here.sum()), int((here & under_way).sum())) for answer, here in places)


def _spread(question: Question, values: Floats) -> Spread | None:
    if question.type not in {"number", "date"} or not len(values):
        return None
    found = [float(quantile(values[None], share)[0]) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    if question.type == "date":
        return Spread(*(dt.date.fromordinal(int(day)) for day in found))
    return Spread(*found)
