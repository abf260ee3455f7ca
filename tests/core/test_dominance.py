"""Dominance: above for every monotone mapping, and below for some mapping where it is not said."""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.dominance import dominance
from assessment.core.scoring import COUNTED, Scores
from assessment.core.scoring_rules import LevelTable
from tests.builders import gate_on, instrument, leaf, maturity, node, scores_of
from tests.strategies import Case, cases, scoring_data


def effective_weights(scores: Scores, state: int) -> np.ndarray:
    """Return the effective weight of every question of a State under means, by walking down."""
    compiled = scores.instrument
    counted = scores.standings.standing[:, state] == COUNTED
    weights = np.zeros(len(compiled.leaves))

    def walk(tree: Any, share: float) -> None:
        there = [
            child
            for child in tree.children
            if counted[
                [compiled.leaf_row[leaf.question] for leaf in getattr(child, "leaves", lambda c=child: [c])()]
            ].any()
        ]
        total = sum(child.weight for child in there)
        for child in there:
            if hasattr(child, "children"):
                walk(child, share * child.weight / total)
            else:
                weights[compiled.leaf_row[child.question]] = share * child.weight / total

    walk(compiled.rubric.tree, 1.0)
    return weights


def overall_under(scores: Scores, tables: dict[tuple[float, ...], np.ndarray]) -> np.ndarray:
    """Return the overall scores without gates when tables of level values are replaced."""
    found = np.full(len(scores.states), np.nan)
    for state in range(len(scores.states)):
        x = scores.leaves("point")[:, state].copy()
        for row, rule in enumerate(scores.instrument.rules):
            values = tables.get(rule.values) if isinstance(rule, LevelTable) else None
            if values is not None and not np.isnan(x[row]):
                x[row] = values[int(scores.coded.value[scores.instrument.columns[row], state])]
        weights = effective_weights(scores, state)
        if weights.any():
            found[state] = np.nansum(weights * np.where(weights > 0, x, 0))
    return found


def varied_values(scores: Scores) -> list[tuple[float, ...]]:
    """Return the different level values of the rubric."""
    return sorted({rule.values for rule in scores.instrument.rules if isinstance(rule, LevelTable)})


@given(cases(states=4, mean_only=True), st.integers(0, 2**32))
def test_above__random_mappings__are_never_contradicted(case: Case, seed: int) -> None:
    scores = case.scores()
    found = dominance(scores)
    assert found is not None
    random = np.random.default_rng(seed)
    for _ in range(20):
        tables = {}
        for values in varied_values(scores):
            low, high = values[0] / 100, values[-1] / 100
            steps = random.dirichlet(np.full(len(values) - 1, 0.3))
            tables[values] = low + (high - low) * np.append(0, np.cumsum(steps))
        overall = overall_under(scores, tables)
        for a, b in zip(*np.nonzero(found.above), strict=True):
            assert overall[a] >= overall[b] - 1e-9


@given(cases(states=3, mean_only=True))
def test_above__not_said__some_mapping_contradicts_it(case: Case) -> None:
    scores = case.scores()
    found = dominance(scores)
    assert found is not None
    kinds = varied_values(scores)
    extremes = []
    for steps in itertools.product(*(range(1, len(values)) for values in kinds)):
        tables = {
            values: np.where(np.arange(len(values)) >= step, values[-1], values[0]) / 100
            for values, step in zip(kinds, steps, strict=True)
        }
        extremes.append(overall_under(scores, tables))
    worst = np.array(extremes)
    for a, b in itertools.permutations(np.flatnonzero(scores.shown[0]), 2):
        ahead = worst[:, a] - worst[:, b]
        assert found.above[a, b] == bool((ahead >= -1e-12).all() and (ahead > 1e-12).any())


def test_above__complete_answers__is_never_a_lower_share_at_any_level() -> None:
    names = "abcde"
    compiled = instrument(
        [maturity(name) for name in names],
        node("overall", *(leaf(name, weight=n + 1) for n, name in enumerate(names))),
    )
    random = np.random.default_rng(2)
    levels = random.integers(5, size=(12, 5))
    answers = {f"S{n}": dict(zip(names, map(int, row), strict=True)) for n, row in enumerate(levels)}
    found = dominance(scores_of(compiled, **answers))
    assert found is not None
    shares = np.array([[(row >= level) @ np.arange(1, 6) for level in range(1, 5)] for row in levels])
    expected = np.array([[(a >= b).all() and (a > b).any() for b in shares] for a in shares])
    assert (found.above == expected).all()
    assert found.pairs == 66
    assert found.established == expected.sum()
    assert 0 < found.established < 66


def test_above__equal_states__stand_side_by_side() -> None:
    compiled = instrument([maturity("a"), maturity("b")], node("overall", leaf("a"), leaf("b")))
    found = dominance(scores_of(compiled, A={"a": 3, "b": 1}, B={"a": 1, "b": 3}, C={}))
    assert found is not None
    assert not found.above.any()
    assert found.pairs == 1


def test_above__gate__is_left_out() -> None:
    compiled = instrument(
        [maturity("a"), maturity("b")],
        node("overall", leaf("a"), leaf("b")),
        gates=[gate_on("overall", "a", cap=0)],
    )
    found = dominance(scores_of(compiled, A={"a": 1, "b": 4}, B={"a": 2, "b": 2}, C={"a": 1, "b": 2}))
    assert found is not None
    assert found.above.tolist() == [[False, False, True], [False, False, True], [False, False, False]]


@pytest.mark.parametrize("rule", ["geometric", {"rule": "blend", "lambda": 0.3}])
def test_dominance__a_node_is_no_mean__does_not_apply(rule: Any) -> None:
    compiled = instrument(
        [maturity("a"), maturity("b")],
        node("overall", node("d", leaf("a") | {"scoring": scoring_data("maturity", [0, 25, 50, 75, 100])},
             aggregation=rule), leaf("b")),
    )  # fmt: skip
    assert dominance(scores_of(compiled, A={"a": 1}, B={"a": 2})) is None
