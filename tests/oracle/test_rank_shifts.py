"""How far ranks of the Global Health Security Index move, as the page on the method says."""

import numpy as np
import pytest

from assessment.core.coding import code_submissions
from assessment.core.factors import WEIGHT_FACTORS, Factor
from assessment.core.instrument import compile_instrument
from assessment.core.ranks import rank_draws
from assessment.core.scoring import Scores, score
from assessment.core.uncertainty import uncertainty
from tests.oracle.ghsi import read_ghsi
from tests.oracle.published_index import MEAN, Rule
from tests.oracle.running import shared_oracle


def ghsi(rules: tuple[Rule, ...] = MEAN) -> Scores:
    """Score the published answers of 195 countries."""
    index, _ = read_ghsi(shared_oracle("ghsi"))
    instrument = compile_instrument(*index.models({}, rules))
    return score(instrument, code_submissions(instrument, index.submissions()))


@pytest.mark.parametrize(
    ("factors", "shift"), [(WEIGHT_FACTORS, 2.7), (("free_domain_weights",), 10.1)], ids=["box", "free"]
)
def test_shift__weights_drawn__is_as_the_method_says(factors: tuple[Factor, ...], shift: float) -> None:
    found = uncertainty(ghsi(), factors=factors, draws=2000, seed=2026).nodes[0].mean_rank_shift
    assert found == pytest.approx(shift, abs=0.15)


def test_shift__geometric_mean_at_the_top__is_as_the_method_says() -> None:
    plain, geometric = (
        rank_draws(scores.nodes("point")[:1], decimals=3) for scores in (ghsi(), ghsi(("geometric", "mean")))
    )
    assert np.abs(plain - geometric).mean() == pytest.approx(6.0, abs=0.05)
