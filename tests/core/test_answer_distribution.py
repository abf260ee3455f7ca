"""Distribution of answers: every State of the set is counted once, as a plain count over its responses has it."""

import datetime as dt
from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.answer_distribution import AnswerDistribution, answer_distributions
from assessment.core.state_sets import StateSet
from assessment.core.submission import Response, Status
from tests.builders import answered, instrument, leaf, maturity, node, scores_of
from tests.strategies import Case, cases, question_data


def whole(*states: str) -> StateSet:
    """Return a set of States."""
    return StateSet("all", "All", states, "all")


@given(cases(states=5), st.data())
def test_counts__random_answers__are_those_of_counting_one_by_one(case: Case, data: st.DataObject) -> None:
    states = data.draw(st.lists(st.sampled_from(["S0", "S1", "S2", "S3", "S4", "S8", "S9"]), unique=True))
    usable = np.array(data.draw(st.lists(st.booleans(), min_size=5, max_size=5)))
    found = answer_distributions(
        case.scores(), whole(*states), np.tile(usable, (len(case.instrument.questions), 1))
    )
    responses = {
        one.state: one.responses
        for one, used in zip(case.submissions, usable, strict=True)
        if one.state in states and used
    }
    for question, one in zip(case.questionnaire.questions(), found, strict=True):
        given_ones = [answers[question.id] for answers in responses.values()]
        values = [response.value for response in given_ones if response.value is not None]
        statuses = Counter(response.status for response in given_ones)
        assert one.question == question.id
        assert one.answered == statuses[Status.ANSWERED] + statuses[Status.IN_PROGRESS]
        assert (one.in_progress, one.dont_know) == (statuses[Status.IN_PROGRESS], statuses[Status.DONT_KNOW])
        assert (one.not_applicable, one.blank) == (statuses[Status.NOT_APPLICABLE], statuses[Status.BLANK])
        assert (one.hidden, one.absent, one.of) == (0, len(states) - len(responses), len(states))
        ticked = Counter(each for value in values for each in (value if isinstance(value, frozenset) else [value]))
        assert {count.answer: count.states for count in one.counts if count.states} == (
            {} if question.type == "number" else {str(answer): number for answer, number in ticked.items()}
        )
        if question.type == "number" and values:
            assert_spread(one, pd.Series(values, dtype=float))


def assert_spread(found: AnswerDistribution, values: pd.Series) -> None:
    """Compare the quartiles with those of pandas."""
    spread = found.spread
    assert spread is not None
    quartiles = [spread.lowest, spread.lower_quartile, spread.median, spread.upper_quartile, spread.highest]
    assert quartiles == pytest.approx(values.quantile([0, 0.25, 0.5, 0.75, 1]).tolist())


@given(cases(states=4))
def test_parts__random_answers__add_up_to_the_set(case: Case) -> None:
    for one in answer_distributions(case.scores(), whole("S0", "S1", "S2", "S3", "S9")):
        parts = one.answered + one.dont_know + one.blank + one.not_applicable + one.hidden + one.absent
        assert parts == one.of == 5


def conditional() -> Any:
    """Compile a question that is asked only from level 2 of another, a date and a text."""
    questions = [
        maturity("first"),
        maturity("second", show_if={"question": "first", "at_least": 2}),
        {"id": "day", "type": "date", "text": "When?"},
        {"id": "words", "type": "text", "text": "What else?"},
    ]
    return instrument(questions, node("overall", leaf("first"), leaf("second")), context=["day", "words"])


def test_hidden__by_skip_logic_and_undecided__are_told_apart() -> None:
    scores = scores_of(
        conditional(),
        A={"first": 0, "second": 4},
        B={"first": 3, "second": 1},
        C={},
        D={"first": Response(Status.IN_PROGRESS, 2)},
    )
    first, second = answer_distributions(scores, whole("A", "B", "C", "D", "E"))[:2]
    assert (second.hidden, second.answered, second.blank, second.absent) == (1, 1, 2, 1)
    assert [count.states for count in second.counts] == [0, 1, 0, 0, 0]
    assert [(count.states, count.in_progress) for count in first.counts] == [
        (1, 0),
        (0, 0),
        (1, 1),
        (1, 0),
        (0, 0),
    ]


def test_dates__even_number__have_quartiles_rounded_down_to_the_day_and_texts_have_none() -> None:
    days = [dt.date(2024, 1, 1), dt.date(2024, 1, 2), dt.date(2024, 1, 5), dt.date(2024, 3, 1)]
    scores = scores_of(
        conditional(),
        **{f"S{n}": {"day": day, "words": answered("Much.")} for n, day in enumerate(days)},
    )
    day, words = answer_distributions(scores, whole("S0", "S1", "S2", "S3"))[2:]
    assert day.spread is not None
    assert (day.spread.lowest, day.spread.median, day.spread.highest) == (days[0], dt.date(2024, 1, 3), days[3])
    assert (day.spread.lower_quartile, day.counts) == (dt.date(2024, 1, 1), ())
    assert (words.answered, words.counts, words.spread) == (4, (), None)


def test_options__several_ticked_or_none__are_counted_each() -> None:
    compiled = instrument(
        [question_data("multiple", "many", not_applicable=False, tagged=False)],
        node("overall", leaf("many", "multiple")),
    )
    scores = scores_of(compiled, A={"many": frozenset({"one", "three"})}, B={"many": frozenset()}, C={})
    (many,) = answer_distributions(scores, whole("A", "B", "C"))
    assert (many.answered, many.blank) == (2, 1)
    assert {count.answer: count.states for count in many.counts} == {"one": 1, "two": 0, "three": 1, "none": 0}


def test_set__of_nobody__is_all_zeros() -> None:
    (only,) = answer_distributions(
        scores_of(instrument([maturity("a")], node("overall", leaf("a"))), X={"a": 1}), whole()
    )
    assert (only.of, only.answered, only.absent) == (0, 0, 0)
