"""What is measured: the same work by the engine and by plain pandas, with the check that results are equal."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from assessment.core.aggregation import roll_up
from assessment.core.factors import WeightDraws
from assessment.core.instrument import Instrument
from assessment.core.ranks import intervals, rank_draws
from assessment.core.robustness import draw_weights, overall_under_weights
from assessment.core.scoring import READINGS, Scores, score
from benchmarks.answers import ct_tech, large_instrument, random_answers, random_levels
from benchmarks.disclosure_case import disclosure
from benchmarks.measured import DRAWS, RANK_DECIMALS, STATES, Row, require_equal
from benchmarks.plain_pandas import (
    RubricTables,
    answer_table,
    by_apply,
    by_groupby,
    overall_of_draws,
    point_scores,
    rubric_tables,
    score_all,
)
from benchmarks.robustness_cases import all_factors, many_states
from benchmarks.timing import alone, side_by_side
from benchmarks.workbook_cases import workbooks

PANDAS_DRAWS = 100
COLUMNS = 200 * 10


def all_rows(note: Callable[[str], None]) -> Iterator[Row]:
    """Yield the lines of the report as they are measured; `note` is told what comes next."""
    instrument = ct_tech()
    yield from one_scoring(instrument, note)
    yield from weight_draws(instrument, note)
    yield from all_factors(instrument, note)
    yield from many_states(note)
    yield from million_answers(note)
    yield from disclosure(instrument, note)
    yield from workbooks(note)


def one_scoring(instrument: Instrument, note: Callable[[str], None]) -> Iterator[Row]:
    """Score once, from coded answers to six readings of every node, with gates and coverage."""
    coded = random_answers(instrument, STATES, seed=1)
    tables, answers = rubric_tables(instrument), answer_table(instrument, coded)
    size = f"{STATES} States × {len(instrument.questions)} questions"
    work = f"one scoring, {size}: six readings with worst and best at all {len(instrument.nodes)} nodes, coverage"
    scores = score(instrument, coded)
    yield Row(f"{work}; called again and again", "", alone(lambda: score(instrument, coded), runs=200), 0.002)
    for way, combine, runs in (("groupby", by_groupby, 30), ("row-wise apply", by_apply, 2)):
        note(f"one scoring against pandas {way}")
        _require_same_scores(scores, *score_all(tables, answers, combine))
        timing = side_by_side(
            lambda: score(instrument, coded),
            lambda combine=combine: score_all(tables, answers, combine),  # type: ignore[misc]
            runs,
        )
        yield Row(work, f"the same by {way}", timing, 0.002)


def weight_draws(instrument: Instrument, note: Callable[[str], None]) -> Iterator[Row]:
    """Draw weights: the overall score of every State, its rank, and the 90 per cent intervals of both."""
    note(f"{DRAWS:,} weight draws")
    scores = score(instrument, random_answers(instrument, STATES, seed=1))
    tables = rubric_tables(instrument)
    weights = draw_weights(instrument, DRAWS, seed=2)
    some = tuple(drawn[:PANDAS_DRAWS] for drawn in weights)
    leaves, caps, drawn = _draw_tables(scores, some)
    _require_same_draws(_engine_draws(scores, some), _pandas_draws(tables, leaves, caps, drawn))
    work = f"{DRAWS:,} weight draws, {STATES} × {len(instrument.questions)}: scores, ranks, 90 % intervals"
    yield Row(
        f"{work}, weights given",
        f"groupby, {PANDAS_DRAWS} draws × {DRAWS // PANDAS_DRAWS}",
        side_by_side(
            lambda: _engine_draws(scores, weights),
            lambda: _pandas_draws(tables, leaves, caps, drawn),
            runs=5,
            scale=DRAWS / PANDAS_DRAWS,
        ),
        0.3,
    )
    timing = alone(lambda: _engine_draws(scores, draw_weights(instrument, DRAWS, seed=2)), runs=5)
    yield Row(f"{work}, weights drawn too", "", timing, 0.3)


def million_answers(note: Callable[[str], None]) -> Iterator[Row]:
    """Score a million answers: 200 States × 500 questions × 10 cycles."""
    note("a million answers")
    instrument = large_instrument()
    coded = random_levels(instrument, COLUMNS, seed=3)
    scores = score(instrument, coded)
    tables = rubric_tables(instrument)
    leaf_scores = scores.leaves("point").copy()
    answers = answer_table(instrument, coded)
    leaves = answers[["state", "question"]].merge(tables.questions, on="question")
    leaves["point"] = leaf_scores.ravel()
    leaves = leaves.astype({"parent": "category"})
    found = point_scores(tables, leaves, by_groupby)
    require_equal(scores.nodes("point"), _by_node(scores, found), "points of a million answers")
    work = f"{leaf_scores.size:,} answers (200 States × 500 questions × 10 cycles)"
    yield Row(
        f"{work}: from question scores to point scores at all {len(instrument.nodes)} nodes",
        "the same by groupby",
        side_by_side(
            lambda: roll_up(instrument, leaf_scores),
            lambda: point_scores(tables, leaves, by_groupby),
            runs=5,
        ),
        0.25,
    )
    note("a million answers, six readings")
    _require_same_scores(scores, *score_all(tables, answers, by_groupby))
    yield Row(
        f"{work}: from answers to six readings at all nodes, coverage",
        "the same by groupby",
        side_by_side(lambda: score(instrument, coded), lambda: score_all(tables, answers, by_groupby), runs=3),
        0.25,
    )


# --- the same work in both ways -----------------------------------------------------------------------


def _engine_draws(scores: Scores, weights: WeightDraws) -> list[np.ndarray]:
    overall = overall_under_weights(scores, weights)
    ranks = rank_draws(overall, RANK_DECIMALS)
    of_scores, of_ranks = intervals(overall), intervals(ranks)
    return [overall, ranks, of_scores.low, of_scores.high, of_ranks.low, of_ranks.high]


def _pandas_draws(
    tables: RubricTables, leaves: pd.DataFrame, caps: pd.DataFrame, drawn: pd.DataFrame
) -> list[np.ndarray]:
    overall = overall_of_draws(tables, leaves, caps, drawn)
    ranks = (overall * 100).round(RANK_DECIMALS).rank(axis=1, method="min", ascending=False)
    of_scores, of_ranks = overall.quantile([0.05, 0.95]), ranks.quantile([0.05, 0.95])
    return [frame.to_numpy() for frame in (overall, ranks)] + [
        quantiles.loc[share].to_numpy() for quantiles in (of_scores, of_ranks) for share in (0.05, 0.95)
    ]


def _draw_tables(scores: Scores, weights: WeightDraws) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return question scores and caps (questions and nodes × States), and weights (draws × children), by id."""
    instrument = scores.instrument
    questions = [leaf.question for leaf in instrument.leaves]
    nodes = [node.id for node in instrument.nodes]
    ids = [*questions, *nodes]
    caps = np.full((len(nodes), len(scores.states)), np.inf)
    for number, gate in enumerate(instrument.gates):
        held = np.where(scores.gates("point")[number], gate.cap, np.inf)
        caps[gate.node] = np.minimum(caps[gate.node], held)
    drawn = [
        pd.DataFrame(own, columns=[ids[row] for row in family.children])
        for family, own in zip(instrument.families, weights, strict=True)
    ]
    return (
        pd.DataFrame(scores.leaves("point"), index=questions, columns=list(scores.states)),
        pd.DataFrame(caps, index=nodes, columns=list(scores.states)),
        pd.concat(drawn, axis=1),
    )


# --- equality --------------------------------------------------------------------------------------------


def _require_same_scores(scores: Scores, readings: pd.DataFrame, coverage: pd.Series) -> None:
    for reading in READINGS:
        require_equal(scores.nodes(reading), _by_node(scores, readings[reading]), f"reading {reading}")
    require_equal(scores.coverage, _by_node(scores, coverage), "coverage")


def _by_node(scores: Scores, found: pd.Series) -> np.ndarray:
    """Return values by State and node as nodes × States."""
    nodes = [node.id for node in scores.instrument.nodes]
    table = found.unstack("state").reindex(index=nodes, columns=list(scores.states))
    return table.to_numpy(dtype=float)


def _require_same_draws(engine: list[np.ndarray], pandas: list[np.ndarray]) -> None:
    for own, other, what in zip(
        engine,
        pandas,
        ("scores", "ranks", "low scores", "high scores", "low ranks", "high ranks"),
        strict=True,
    ):
        require_equal(own, other, f"{what} of the weight draws")
