"""Ladders: the steps up that an answer has above it."""

from dataclasses import dataclass

import numpy as np

from assessment.core.instrument import Instrument
from assessment.core.normalization import option_points, options_score
from assessment.core.questionnaire import MaturityQuestion, MultipleChoiceQuestion, SingleChoiceQuestion
from assessment.core.scoring_rules import OptionPoints


@dataclass(frozen=True)
class Rung:
    """One step up: the answer it leads to (a level, a choice, one more option) and its score in [0, 1]."""

    answer: str
    score: float


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
        return tuple(Rung(str(level), float(table[level])) for level in levels) if table is not None else ()
    if isinstance(question, SingleChoiceQuestion):
        table = instrument.scorer.table_of(row)
        if table is None:
            return ()
        distinct, places = np.unique(table, return_index=True)
        return tuple(
            Rung(question.choices[place].id, float(reached))
            for reached, place in zip(distinct, places, strict=True)
            if reached > score + 1e-12
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
        if reached <= score + 1e-12:
            break
        rungs.append(Rung(f"+ {choice}", reached))
        score = reached
    return tuple(rungs)
