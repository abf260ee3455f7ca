"""COINr 1.1.14 on its ASEM data (49 indicators, 51 countries): every rule of aggregation, to 1e-9."""

from pathlib import Path

import numpy as np
import pytest

from assessment.core.ranks import rank_draws
from tests.oracle.coinr import read_coinr, read_results, read_weights
from tests.oracle.published_index import MEAN, Figures, Rule
from tests.oracle.running import EXTRACT, assert_close, node_scores, scores_by_command, shared_oracle

TOLERANCE = 1e-9
# Below the smallest value of the data, which is 1: COINr has no floor.
FLOOR = 0.5
GEOMETRIC: Rule = {"rule": "geometric", "floor": FLOOR}
HARMONIC: Rule = {"rule": "harmonic", "floor": FLOOR}
POWER_2: Rule = {"rule": "power", "p": 2}
ORIGINAL, UNEQUAL = "weights_original.csv", "B_weights_unequal.csv"
A, C, D = "A_normalised_minmax0_100.csv", "C_normalised_minmax1_100.csv", "D_normalised_missing_1_100.csv"
# COINr lists rules from the indicators upwards; here they run from the index downwards.
MIXED = (HARMONIC, GEOMETRIC, "mean")

CASES = [
    pytest.param(A, ORIGINAL, MEAN, "A_aggregated_arith.csv", id="arithmetic"),
    pytest.param(A, UNEQUAL, MEAN, "B_aggregated_arith_unequalw.csv", id="unequal weights"),
    pytest.param(C, UNEQUAL, MEAN, "C_agg_amean_unequalw.csv", id="arithmetic, from 1"),
    pytest.param(C, UNEQUAL, (POWER_2,), "C_agg_genmean_p2_unequalw.csv", id="power mean"),
    pytest.param(C, ORIGINAL, (GEOMETRIC,), "C_agg_gmean_origw.csv", id="geometric"),
    pytest.param(C, UNEQUAL, (GEOMETRIC,), "C_agg_gmean_unequalw.csv", id="geometric, unequal weights"),
    pytest.param(C, UNEQUAL, (HARMONIC,), "C_agg_hmean_unequalw.csv", id="harmonic"),
    pytest.param(C, UNEQUAL, MIXED, "C_agg_mixed_amean_gmean_hmean_unequalw.csv", id="a rule per level"),
    pytest.param(D, UNEQUAL, MEAN, "D_agg_amean_missing_nothresh.csv", id="missing values"),
]


@pytest.mark.parametrize(("inputs", "weights", "rules", "results"), CASES)
@pytest.mark.parametrize("rules_on_nodes", [False, True], ids=["by level", "by node"])
def test_coinr__any_rule__every_node(
    inputs: str, weights: str, rules: tuple[Rule, ...], results: str, rules_on_nodes: bool
) -> None:
    folder = shared_oracle("coinr")
    index = read_coinr(folder, inputs)
    found = node_scores(index, read_weights(folder, weights), rules, rules_on_nodes)
    assert (len(index.questions), len(index.nodes), len(found)) == (49, 11, 51)
    assert_close(found, read_results(folder, results), index.nodes, TOLERANCE)


def test_coinr__missing_values__as_many_as_the_data_have() -> None:
    index = read_coinr(shared_oracle("coinr"), D)
    assert len(index.questions) * len(index.answers) - sum(map(len, index.answers.values())) == 65


def test_coinr__ranks__competition_ranks_of_every_node() -> None:
    folder = shared_oracle("coinr")
    index = read_coinr(folder, A)
    assert ranks(node_scores(index), index.nodes) == read_results(folder, "A_results_ranks.csv")


def ranks(scores: Figures, nodes: list[str]) -> Figures:
    """Return the rank of every unit at every node, 1 for the highest score."""
    points = np.array([[found[node] for found in scores.values()] for node in nodes])
    table = rank_draws(points / 100, decimals=9)
    return {unit: dict(zip(nodes, column, strict=True)) for unit, column in zip(scores, table.T, strict=True)}


@pytest.mark.parametrize(("inputs", "weights", "rules", "results"), [CASES[7], CASES[8]])
def test_coinr__by_command__every_node(
    inputs: str, weights: str, rules: tuple[Rule, ...], results: str, tmp_path: Path
) -> None:
    folder = shared_oracle("coinr")
    index = read_coinr(folder, inputs)
    found = scores_by_command(*index.write(tmp_path, read_weights(folder, weights), rules))
    assert_close(found, read_results(folder, results), index.nodes, TOLERANCE)


@pytest.mark.parametrize(("inputs", "weights", "rules", "results"), [CASES[2], CASES[5]])
def test_coinr__one_sub_index_of_four_countries__every_node(
    inputs: str, weights: str, rules: tuple[Rule, ...], results: str, tmp_path: Path
) -> None:
    folder = EXTRACT / "coinr"
    index, given, published = (
        read_coinr(folder, inputs),
        read_weights(folder, weights),
        read_results(folder, results),
    )
    assert_close(node_scores(index, given, rules), published, index.nodes, TOLERANCE)
    assert_close(scores_by_command(*index.write(tmp_path, given, rules)), published, index.nodes, TOLERANCE)
