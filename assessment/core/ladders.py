"""Ladders: the steps up that an answer has above it."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assessment.core.arrays import TOLERANCE
from assessment.core.instrument import Instrument
from assessment.core.normalization import option_points, options_score
from assessment.core.questionnaire import MaturityQuestion, MultipleChoiceQuestion, SingleChoiceQuestion
from assessment.core.scoring_rules import OptionPoints


@dataclass(frozen=True)
class Rung:
    """One step up: the answer it leads to (a level, a choice, one more option) and its score in [0, 1].

    `below` is the answer that it starts from.
    """

    answer: str
    score: float
    below: str


def ladder(instrument: Instrument, row: int, value: float, score: float) -> tuple[Rung, ...]:
    """Return the steps above a coded answer to a leaf, lowest first.

    Levels and choices go up one at a time; of options the one with most points is ticked next. Numbers, dates and
    unanswered questions have no steps.
    """
    question = instrument.question_of(row)
    rule = instrument.rules[row]
    if isinstance(question, MaturityQuestion):
        table = instrument.scorer.table_of(row)
        levels = range(int(value) + 1, len(question.levels))
        if table is None:
            return ()
        return tuple(Rung(str(level), float(table[level]), str(level - 1)) for level in levels)
    if isinstance(question, SingleChoiceQuestion):
        table = instrument.scorer.table_of(row)
        if table is None:
            return ()
        distinct, places = np.unique(table, return_index=True)
        higher = [
            int(place) for reached, place in zip(distinct, places, strict=True) if reached > score + TOLERANCE
        ]
        ids = [choice.id for choice in question.choices]
        return tuple(
            Rung(ids[place], float(table[place]), ids[below]) for below, place in pairwise([int(value), *higher])
        )
    if isinstance(question, MultipleChoiceQuestion) and isinstance(rule, OptionPoints):
        return _options_ladder(rule, question, int(value), score)
    return ()


def _options_ladder(
    rule: OptionPoints, question: MultipleChoiceQuestion, ticked: int, score: float
) -> tuple[Rung, ...]:
    points = option_points(rule, question)
    places = {choice.id: place for place, choice in enumerate(question.choices)}
    earned = sum(points[choice] for choice in points if ticked >> places[choice] & 1)
    open_choices = sorted((c for c in points if not ticked >> places[c] & 1), key=lambda choice: -points[choice])
    rungs = []
    for choice in open_choices:
        earned += points[choice]
        reached = float(options_score(rule, np.array(earned), sum(points.values())))
        if reached <= score + TOLERANCE:
            break
        rungs.append(Rung(f"+ {choice}", reached, ""))
        score = reached
    return tuple(rungs)
