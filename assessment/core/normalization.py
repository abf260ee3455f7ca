"""Normalization: answers become question scores in [0, 1], on fixed scales only.

A State's score never moves because another State answered (scoring method, section 2).
"""

import calendar
import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from assessment.core.arrays import Floats
from assessment.core.questionnaire import MultipleChoiceQuestion, Question, SingleChoiceQuestion
from assessment.core.scoring_rules import (
    ChoiceTable,
    Goalposts,
    LevelTable,
    OptionPoints,
    Recency,
    ScoringRule,
    Steps,
)
from assessment.errors import RequestError


def score_table(rule: LevelTable | ChoiceTable, question: Question) -> Floats:
    """Return the score in [0, 1] of every level or choice, in the order of the question."""
    if isinstance(rule, LevelTable):
        return np.array(rule.values) / 100
    choices = question.choices if isinstance(question, SingleChoiceQuestion | MultipleChoiceQuestion) else ()
    return np.array([rule.values[choice.id] for choice in choices]) / 100


def next_scores(rule: LevelTable | ChoiceTable, table: Floats) -> Floats:
    """Return for every entry of a score table the score of the next level or better choice; the highest stays.

    >>> next_scores(LevelTable(kind="levels", values=(0, 0, 50)), np.array([0.0, 0.0, 0.5])).tolist()
    [0.0, 0.5, 0.5]
    >>> next_scores(ChoiceTable(kind="choices", values={"yes": 100, "no": 0}), np.array([1.0, 0.0])).tolist()
    [1.0, 1.0]
    """
    if isinstance(rule, LevelTable):
        return np.append(table[1:], table[-1])
    higher = np.where(table[None, :] > table[:, None], table[None, :], np.inf).min(axis=1)
    return np.where(np.isfinite(higher), higher, table)


def normalize(rule: ScoringRule, question: Question, values: Floats, reference_date: dt.date | None) -> Floats:
    """Return the scores in [0, 1] of coded answers to one question; NaN stays NaN.

    Raise RequestError when a date is to be scored and there is no reference date.
    """
    match rule:
        case LevelTable() | ChoiceTable():
            return _look_up(score_table(rule, question), values)
        case OptionPoints():
            return _option_points(rule, question, values)
        case Steps():
            thresholds = np.array([step.at_least for step in rule.steps])
            scores = np.array([rule.below, *(step.score for step in rule.steps)]) / 100
            return _where_given(values, lambda v: scores[np.searchsorted(thresholds, v, side="right")])
        case Goalposts():
            return _goalposts(rule, values)
        case Recency():
            return _recency(rule, question, values, reference_date)


def _where_given(values: Floats, rule: Callable[[Floats], Floats]) -> Floats:
    given = ~np.isnan(values)
    scores = np.full(values.shape, np.nan)
    scores[given] = rule(values[given])
    return scores


def _look_up(table: Floats, values: Floats) -> Floats:
    return _where_given(values, lambda v: table[v.astype(np.intp)])


def option_points(rule: OptionPoints, question: Question) -> dict[str, float]:
    """Return the points of every option that counts."""
    choices = question.choices if isinstance(question, MultipleChoiceQuestion) else ()
    given: Mapping[str, float] = rule.points or {choice.id: 1.0 for choice in choices if not choice.exclusive}
    return {choice.id: given.get(choice.id, 0.0) for choice in choices if not choice.exclusive}


def options_score(rule: OptionPoints, points: Floats, available: float) -> Floats:
    """Return min(cap, points) / max in [0, 1], where `available` is the sum of all points."""
    most = rule.max or available
    return np.minimum(np.minimum(rule.cap or most, points) / most, 1.0)


def _option_points(rule: OptionPoints, question: Question, values: Floats) -> Floats:
    points = option_points(rule, question)
    places = {c.id: place for place, c in enumerate(getattr(question, "choices", ()))}

    def total(bits: Floats) -> Floats:
        ticked = bits.astype(np.int64)
        earned = np.zeros(ticked.shape)
        for choice, value in points.items():
            earned += value * ((ticked >> places[choice]) & 1)
        return options_score(rule, earned, sum(points.values()))

    return _where_given(values, total)


def _goalposts(rule: Goalposts, values: Floats) -> Floats:
    low, high = rule.goalposts
    if rule.transform == "log":
        # Values at or below zero have no logarithm; they lie under every goalpost that a log allows.
        smallest = np.finfo(float).tiny
        low, high = float(np.log(low)), float(np.log(high))
        values = np.where(np.isnan(values), np.nan, np.log(np.maximum(values, smallest)))
    share = np.clip((values - low) / (high - low), 0.0, 1.0)
    return share if rule.direction == "higher_is_better" else 1.0 - share


def months_before(date: dt.date, months: int) -> dt.date:
    """Return the date so many calendar months earlier, at most the last day of that month.

    >>> months_before(dt.date(2026, 3, 31), 1)
    datetime.date(2026, 2, 28)
    """
    month_count = date.year * 12 + date.month - 1 - months
    if month_count < 12:
        return dt.date.min
    year, month = divmod(month_count, 12)
    return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def _recency(rule: Recency, question: Question, values: Floats, reference_date: dt.date | None) -> Floats:
    if reference_date is None:
        raise RequestError(
            f"{question.id} is scored by its age and there is no reference date; "
            f"set reference_date in the rubric or give --reference-date."
        )
    # Oldest first, so that the last threshold that a date reaches is its step.
    steps = sorted(rule.steps, key=lambda step: -step.within_months)
    thresholds = np.array([months_before(reference_date, step.within_months).toordinal() for step in steps], float)
    scores = np.array([rule.older, *(step.score for step in steps)]) / 100
    return _where_given(values, lambda v: scores[np.searchsorted(thresholds, v, side="right")])


class QuestionScorer:
    """Scores all leaves at once; rules with a table go through one look-up together."""

    def __init__(self, rules: Sequence[ScoringRule], questions: Sequence[Question]) -> None:
        self._rules, self._questions = rules, questions
        tabled = {row: rule for row, rule in enumerate(rules) if isinstance(rule, LevelTable | ChoiceTable)}
        tables = {row: score_table(rule, questions[row]) for row, rule in tabled.items()}
        self._table_by_row = tables
        self._table_rows = np.array(list(tables), dtype=np.intp)
        self._other_rows = [row for row in range(len(rules)) if row not in tables]
        # The entry after the last of the widest table stands for "no answer".
        self._none = max((len(table) for table in tables.values()), default=0)
        self._steps = np.full((len(tables), self._none + 1, 2), np.nan)
        for place, (row, table) in enumerate(tables.items()):
            self._steps[place, : len(table), 0] = table
            self._steps[place, : len(table), 1] = next_scores(tabled[row], table)

    def table_of(self, row: int) -> Floats | None:
        """Return the scores of the levels or choices of a leaf, or None when its rule has no table."""
        return self._table_by_row.get(row)

    def scores(self, values: Floats, reference_date: dt.date | None) -> tuple[Floats, Floats]:
        """Return the score of each answer and of the next step up (leaves x States each), NaN where none is."""
        steps = np.full((*values.shape, 2), np.nan)
        for row in self._other_rows:
            scores = normalize(self._rules[row], self._questions[row], values[row], reference_date)
            steps[row] = scores[:, None]
        coded = values[self._table_rows]
        places = np.where(np.isnan(coded), self._none, coded).astype(np.intp)
        steps[self._table_rows] = self._steps[np.arange(len(places))[:, None], places]
        return steps[..., 0], steps[..., 1]
