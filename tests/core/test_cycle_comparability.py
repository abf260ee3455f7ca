"""Two cycles on one version, with what cannot be compared marked."""

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from assessment.core.carried_cycle import carried_scores
from assessment.core.cycle import Cycle
from assessment.core.cycle_comparability import comparability, pair_cycles, years_between
from assessment.core.instrument import Instrument, compile_instrument
from assessment.core.versions import Crosswalk
from assessment.errors import RequestError
from tests.builders import instrument, leaf, maturity, node, scores_of
from tests.strategies import Case, cases


def version(number: str, questions: list[dict[str, Any]], *children: dict[str, Any], **more: Any) -> Instrument:
    """Compile a version of the questionnaire."""
    compiled = instrument(questions, node("overall", *children), **more)
    questionnaire = compiled.questionnaire.model_copy(update={"version": number})
    return compile_instrument(questionnaire, compiled.rubric)


OLD = version(
    "1",
    [maturity("a"), maturity("b"), maturity("c"), maturity("gone")],
    node("left", leaf("a"), leaf("b")),
    node("right", leaf("c"), leaf("gone")),
)
NEW = version(
    "2",
    [maturity("joint"), maturity("c", text="Is it there today?"), maturity("fresh", effort=3)],
    node("left", leaf("joint", weight=3)),
    node("right", leaf("c", weight=3), leaf("fresh")),
)
WALK = Crosswalk.model_validate(
    {"from_version": "1", "to_version": "2", "questions": {"joint": {"rule": "mean", "from": ["a", "b"]}}}
)


def test_comparability__each_kind_of_question__is_named() -> None:
    found = comparability(OLD, NEW, WALK)
    assert found.series_break
    assert (found.added, found.dropped) == (("fresh",), ("gone",))
    assert (found.joined, found.reworded) == (("joint",), ("c",))
    assert found.comparable == pytest.approx({"overall": 0.875, "left": 1.0, "right": 0.75})


def test_comparability__renamed_question_alone__is_not_reworded() -> None:
    renamed = version("2", [maturity("z")], leaf("z"))
    walk = Crosswalk.model_validate(
        {"from_version": "1", "to_version": "2", "questions": {"z": {"rule": "copy", "from": ["a"]}}}
    )
    assert comparability(version("1", [maturity("a")], leaf("a")), renamed, walk).reworded == ()


@given(cases())
def test_comparability__the_same_version__is_whole(case: Case) -> None:
    found = comparability(case.instrument, case.instrument)
    assert not found.series_break
    assert (found.added, found.dropped, found.joined, found.reworded) == ((), (), (), ())
    assert list(found.comparable.values()) == pytest.approx([1.0] * len(case.instrument.nodes))


def test_pair__same_version__leaves_the_scores_as_they_are() -> None:
    before = scores_of(OLD, X={"a": 1})
    assert pair_cycles(before, scores_of(OLD, X={"a": 2})).before is before


def test_pair__other_version__is_carried_over_and_marked() -> None:
    before = scores_of(OLD, X={"a": 1, "b": 3, "c": 4, "gone": 0})
    pair = pair_cycles(before, scores_of(NEW, X={"joint": 2, "c": 4, "fresh": 4}), WALK)
    assert pair.comparability.series_break
    assert pair.before.instrument is NEW
    assert np.array_equal(pair.before.values, carried_scores(before, NEW, WALK).values, equal_nan=True)


def test_pair__another_questionnaire_or_crosswalk__is_a_sentence() -> None:
    other = compile_instrument(OLD.questionnaire.model_copy(update={"id": "other"}), OLD.rubric)
    with pytest.raises(RequestError, match='"trial" and "other" are two questionnaires'):
        pair_cycles(scores_of(OLD), scores_of(other))
    with pytest.raises(RequestError, match="leads from version 1 to 2, the cycles from 1 to 1"):
        pair_cycles(scores_of(OLD), scores_of(OLD), WALK)


def test_years__two_reference_dates__are_years_forward_or_none() -> None:
    def cycle(day: dt.date) -> Cycle:
        return Cycle("c", "Cycle", "trial", "1", day, day, day)

    first, second = cycle(dt.date(2024, 11, 1)), cycle(dt.date(2026, 11, 1))
    assert years_between(first, second) == pytest.approx(2, abs=0.01)
    assert years_between(second, first) is None
    assert years_between(first, first) is None
