"""The lowest and highest points that a scoring rule can give to answers to a question."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from assessment.core.questionnaire import MultipleChoiceQuestion, NumberQuestion, Question
from assessment.core.scoring_rules import (
    ChoiceTable,
    Goalposts,
    LevelTable,
    OptionPoints,
    Recency,
    ScoringRule,
    Steps,
)


class PointRange(NamedTuple):
    """The lowest and highest points."""

    lowest: float
    highest: float


def point_range(rule: ScoringRule, question: Question) -> PointRange:
    """Return the points that answers can get; a faulty rule may give anything."""
    points = list(_points(rule, question))
    return PointRange(min(points), max(points))


def _points(rule: ScoringRule, question: Question) -> Iterable[float]:
    match rule:
        case LevelTable():
            return rule.values
        case ChoiceTable():
            return rule.values.values()
        case OptionPoints():
            return _option_points(rule, question)
        case Steps():
            return _step_points(rule, question)
        case Goalposts():
            return _goalpost_points(rule, question)
        case Recency():
            return (rule.older, *(step.score for step in rule.steps))


def _option_points(rule: OptionPoints, question: Question) -> tuple[float, float]:
    choices = question.choices if isinstance(question, MultipleChoiceQuestion) else ()
    counted = [choice.id for choice in choices if not choice.exclusive]
    points = dict.fromkeys(counted, 1.0) if rule.points is None else rule.points
    total = sum(points.values())
    most = rule.max or total
    if not most:
        return 0, 0
    least = min(points.get(name, 0) for name in counted) if len(counted) == len(choices) else 0
    cap = rule.cap or most
    return 100 * min(cap, least) / most, 100 * min(cap, total, most) / most


def _step_points(rule: Steps, question: Question) -> list[float]:
    low, high = _number_range(question)
    starts = [(-math.inf, rule.below), *((step.at_least, step.score) for step in rule.steps)]
    ends = [start for start, _ in starts[1:]] + [math.inf]
    reached = [points for (start, points), end in zip(starts, ends, strict=True) if start <= high and end > low]
    return reached or [rule.below]


def _goalpost_points(rule: Goalposts, question: Question) -> list[float]:
    low, high = rule.goalposts
    if low >= high or (rule.transform == "log" and low <= 0):
        return [0, 100]
    scale = math.log if rule.transform == "log" else float
    ends = [min(max(value, low), high) for value in _number_range(question)]
    shares = [(scale(value) - scale(low)) / (scale(high) - scale(low)) for value in ends]
    return [100 * (1 - share if rule.direction == "lower_is_better" else share) for share in shares]


def _number_range(question: Question) -> tuple[float, float]:
    if isinstance(question, NumberQuestion) and question.range is not None:
        return question.range
    return -math.inf, math.inf
