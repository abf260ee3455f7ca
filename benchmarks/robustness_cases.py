"""What is measured of robustness: draws and Sobol points of all factors, and many States with many questions."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from assessment.core.factors import (
    FACTORS,
    HALF,
    RENORMALIZE,
    WEIGHT_FACTORS,
    Assumptions,
    FactorSpace,
    drawn_assumptions,
)
from assessment.core.instrument import Instrument
from assessment.core.ranks import rank_draws
from assessment.core.redrawn_scores import RedrawnTree
from assessment.core.scoring import COUNTED, UNANSWERED, Scores, score
from assessment.core.sensitivity import sensitivity
from assessment.core.uncertainty import uncertainty
from benchmarks.answers import large_instrument, random_answers, random_levels
from benchmarks.measured import DRAWS, RANK_DECIMALS, STATES, Row, require_equal
from benchmarks.plain_pandas import RubricTables, rubric_tables
from benchmarks.plain_redrawing import Draw, overall_of_assumptions
from benchmarks.timing import alone, side_by_side

SOME = 40
"""How many draws plain pandas does; its time is scaled up."""
SOBOL_POINTS = 2048
MANY_STATES, SOME_OF_MANY = 200, 6


def all_factors(instrument: Instrument, note: Callable[[str], None]) -> Iterator[Row]:
    """Vary everything: draws with intervals, ranks and stability, and the Sobol indices."""
    note("draws of all factors")
    scores = score(instrument, random_answers(instrument, STATES, seed=1))
    size = f"{STATES} × {len(instrument.questions)}"
    tables = rubric_tables(instrument)
    some = _require_same(scores, tables, SOME)
    yield Row(
        f"{DRAWS:,} draws of all factors, {size}: scores, ranks, 90 % intervals, stability of bands",
        f"groupby, {SOME} draws × {DRAWS // SOME}",
        side_by_side(
            lambda: uncertainty(scores, draws=DRAWS, seed=2),
            lambda: pandas_summary(scores, tables, some),
            runs=3,
            scale=DRAWS / SOME,
        ),
        0.3,
    )
    note("Sobol indices")
    runs = SOBOL_POINTS * (len(FactorSpace(instrument).present(FACTORS)) + 2)
    yield Row(
        f"Sobol indices, {size}: {runs:,} runs, mean rank shifts, 500 replicates, all States, each factor alone",
        f"groupby, the runs only, {SOME} × {runs // SOME}",
        side_by_side(
            lambda: sensitivity(scores, points=SOBOL_POINTS, seed=2),
            lambda: pandas_summary(scores, tables, some),
            runs=3,
            scale=runs / SOME,
        ),
        1.5,
    )


def many_states(note: Callable[[str], None]) -> Iterator[Row]:
    """Draw weights for 200 States with 500 questions each."""
    note("draws for many States")
    instrument = large_instrument()
    scores = score(instrument, random_levels(instrument, MANY_STATES, seed=3))
    tables = rubric_tables(instrument)
    some = _require_same(scores, tables, SOME_OF_MANY)
    work = f"{DRAWS:,} draws, {MANY_STATES} × {len(instrument.questions)}: scores, ranks, intervals, stability"
    yield Row(
        f"{work}; weights",
        f"groupby, {SOME_OF_MANY} draws × {DRAWS // SOME_OF_MANY}",
        side_by_side(
            lambda: uncertainty(scores, factors=WEIGHT_FACTORS, draws=DRAWS, seed=2),
            lambda: pandas_summary(scores, tables, some),
            runs=3,
            scale=DRAWS / SOME_OF_MANY,
        ),
        2.5,
    )
    yield Row(f"{work}; all factors", "", alone(lambda: uncertainty(scores, draws=DRAWS, seed=2), runs=3), 2.5)


def _require_same(scores: Scores, tables: RubricTables, draws: int) -> Assumptions:
    """Return some draws under which both ways find the same scores and ranks."""
    (some,) = drawn_assumptions(FactorSpace(scores.instrument), FACTORS, draws, 2, draws)
    engine = RedrawnTree(scores).scores_under(some, [len(scores.instrument.leaves)])[:, 0]
    overall, ranks = pandas_summary(scores, tables, some)
    require_equal(engine, overall.to_numpy(), "scores of the draws of all factors")
    require_equal(rank_draws(engine, RANK_DECIMALS), ranks.to_numpy(), "ranks of the draws of all factors")
    return some


def pandas_summary(scores: Scores, tables: RubricTables, drawn: Assumptions) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the overall scores in [0, 1] and the ranks (draws x States), after taking their quantiles once."""
    settings = scores.instrument.rubric.companions
    overall = overall_of_assumptions(
        tables, _pandas_draws(scores, drawn), settings.floor / 100, settings.share_of_minimum
    )
    ranks = (overall * 100).round(RANK_DECIMALS).rank(axis=1, method="min", ascending=False)
    for frame in (overall, ranks):
        frame.quantile([0.05, 0.95])
    return overall, ranks


def _pandas_draws(scores: Scores, drawn: Assumptions) -> Iterator[Draw]:
    instrument = scores.instrument
    states = list(scores.states)
    questions, nodes = [leaf.question for leaf in instrument.leaves], [node.id for node in instrument.nodes]
    ids = [*questions, *nodes]
    rules = [rule.rule for rule in FactorSpace(instrument).top_rules]
    caps = np.full((len(nodes), len(states)), np.inf)
    for number, gate in enumerate(instrument.gates):
        caps[gate.node] = np.minimum(caps[gate.node], np.where(scores.gates("point")[number], gate.cap, np.inf))
    held, free = (pd.DataFrame(table, index=nodes, columns=states) for table in (caps, np.full_like(caps, np.inf)))
    for draw in range(drawn.draws):
        weights = {
            ids[row]: own[draw, place]
            for family, own in zip(instrument.families, drawn.weights, strict=True)
            for place, row in enumerate(family.children)
        }
        off = drawn.gates_off is not None and drawn.gates_off[draw] == 1
        yield Draw(
            leaves=pd.DataFrame(_question_scores(scores, drawn, draw), index=questions, columns=states),
            caps=free if off else held,
            weights=pd.Series(weights),
            top=rules[0] if drawn.top is None else rules[drawn.top[draw]],
        )


def _question_scores(scores: Scores, drawn: Assumptions, draw: int) -> np.ndarray:
    """Return question scores (questions x States) with the level values and the treatment of one draw."""
    found = scores.leaves("point").copy()
    standing = scores.standings.standing
    for table, values in zip(FactorSpace(scores.instrument).tables, drawn.tables or (), strict=False):
        levels = scores.coded.value[scores.instrument.columns[table.leaves]]
        known = (standing[table.leaves] == COUNTED) & ~np.isnan(levels)
        worth = values[draw][np.where(known, levels, 0).astype(int)]
        found[table.leaves] = np.where(known, worth, found[table.leaves])
    treatment = RENORMALIZE if drawn.missing is None else drawn.missing[draw]
    if treatment != RENORMALIZE:
        found[standing == UNANSWERED] = 0.5 if treatment == HALF else 0.0
    return found
