"""Intervals of scores and ranks, and stability of bands, against plain pandas that redraws every score itself."""

import numpy as np
import pandas as pd
import pytest

from assessment.core.factors import FACTORS, FactorSpace, drawn_assumptions
from assessment.core.rubric import ROOT_ID
from assessment.core.scoring import score
from assessment.core.uncertainty import uncertainty
from benchmarks.answers import ct_tech, random_answers
from benchmarks.plain_pandas import rubric_tables
from benchmarks.robustness_cases import pandas_summary

DRAWS, SEED, STATES = 60, 7, 9


def test_every_figure_of_the_robustness_page_equals_pandas() -> None:
    instrument = ct_tech()
    scores = score(instrument, random_answers(instrument, STATES, seed=5))
    [drawn] = drawn_assumptions(FactorSpace(instrument), FACTORS, DRAWS, SEED, DRAWS)
    overall, ranks = pandas_summary(scores, rubric_tables(instrument), drawn)
    points = overall * 100
    bands = instrument.rubric.bands
    of_draws = points.map(lambda value: [band.id for band in bands if value >= band.at_least - 1e-9][-1])

    [node] = uncertainty(scores, nodes=(ROOT_ID,), draws=DRAWS, seed=SEED).nodes
    shown = [one for one in node.states if one.score is not None]

    assert len(shown) == STATES
    for one in shown:
        own = points[one.state]
        assert one.score_low == pytest.approx(own.quantile(0.05), abs=1e-9)
        assert one.score_high == pytest.approx(own.quantile(0.95), abs=1e-9)
        assert one.rank_low == np.floor(ranks[one.state].quantile(0.05))
        assert one.rank_high == np.ceil(ranks[one.state].quantile(0.95))
        assert one.stability == pytest.approx((of_draws[one.state] == one.band).mean())
    now = pd.Series({one.state: one.score for one in shown}).round(3).rank(method="min", ascending=False)
    assert {one.state: one.rank for one in shown} == now.astype(int).to_dict()
    assert node.mean_rank_shift == pytest.approx((ranks - now).abs().to_numpy().mean())
