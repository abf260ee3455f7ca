"""A thousand sets of weights, replayed at the terminal, against means worked out in numpy."""

import csv
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from assessment.core.rubric import ROOT_ID
from tests.oracle.coinr import read_coinr, read_weights
from tests.oracle.published_index import PublishedIndex, Rule
from tests.oracle.running import EXTRACT, ROOT, shared_oracle

SETS = 1000
TOLERANCE = 1e-9
UNEQUAL = "B_weights_unequal.csv"


def drawn_sets(index: PublishedIndex, weights: Mapping[str, float]) -> list[dict[str, float]]:
    """Return sets of weights around the given ones; every third leaves some weights as they are."""
    random = np.random.default_rng(31)
    sets = []
    for number in range(SETS):
        times = dict(zip(index.parents, random.uniform(0.2, 3, len(index.parents)).tolist(), strict=True))
        left_out = random.choice(list(times), 10, replace=False).tolist() if number % 3 == 0 else []
        sets.append({code: weights.get(code, 1) * times[code] for code in times if code not in left_out})
    return sets


def write_sets(path: Path, index: PublishedIndex, sets: Sequence[Mapping[str, float]]) -> None:
    """Write one row a set and one column a code, empty where a set has no weight."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["set", *index.parents])
        for number, own in enumerate(sets):
            writer.writerow([f"w{number}", *(repr(own[code]) if code in own else "" for code in index.parents)])


def recomputed(
    index: PublishedIndex, weights: Mapping[str, float], sets: Sequence[Mapping[str, float]], geometric: bool
) -> np.ndarray:
    """Return the points of `overall` (sets x units), node by node; missing values are left out."""

    def points(code: str) -> np.ndarray:
        if code not in index.children:
            given = [own.get(code, np.nan) for own in index.answers.values()]
            return np.tile(given, (len(sets), 1))
        below = np.array([points(child) for child in index.children[code]])
        share = np.array(
            [[own.get(child, weights.get(child, 1)) for own in sets] for child in index.children[code]]
        )
        used = np.where(np.isnan(below), 0, share[:, :, None])
        values = np.log(below) if geometric else below
        mean = np.nansum(used * np.nan_to_num(values), axis=0) / used.sum(axis=0)
        return np.exp(mean) if geometric else mean

    return points(ROOT_ID)


def replayed(package: Path, answers: Path, weights: Path) -> dict:
    """Return what `robustness` prints with a file of weights."""
    command = [
        *(sys.executable, "-m", "assessment", "robustness", str(package), str(answers)),
        *("--weights", str(weights), "--draws", "100", "--seed", "1", "--format", "json"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    found: dict = json.loads(done.stdout)
    return found


def assert_replayed(folder: Path, inputs: str, geometric: bool, tmp_path: Path) -> PublishedIndex:
    index, weights = read_coinr(folder, inputs), read_weights(folder, UNEQUAL)
    rules: tuple[Rule, ...] = ({"rule": "geometric", "floor": 0.5},) if geometric else ("mean",)
    package, answers = index.write(tmp_path, weights, rules)
    sets = drawn_sets(index, weights)
    write_sets(tmp_path / "weights.csv", index, sets)
    found = replayed(package, answers, tmp_path / "weights.csv")
    assert [own["set"] for own in found["weight_sets"]] == [f"w{number}" for number in range(SETS)]
    scores = np.array([[own["scores"][unit] for unit in index.answers] for own in found["weight_sets"]])
    assert np.abs(scores - recomputed(index, weights, sets, geometric)).max() <= TOLERANCE
    assert np.ptp(scores, axis=0).min() > 0.5
    return index


@pytest.mark.parametrize("geometric", [False, True], ids=["arithmetic", "geometric"])
def test_replay__one_sub_index_of_four_countries__every_set(geometric: bool, tmp_path: Path) -> None:
    assert_replayed(EXTRACT / "coinr", "C_normalised_minmax1_100.csv", geometric, tmp_path)


@pytest.mark.parametrize(
    "inputs", ["C_normalised_minmax1_100.csv", "D_normalised_missing_1_100.csv"], ids=["complete", "missing"]
)
def test_replay__coinr__every_set_of_51_countries(inputs: str, tmp_path: Path) -> None:
    index = assert_replayed(shared_oracle("coinr"), inputs, False, tmp_path)
    assert (len(index.questions), len(index.answers)) == (49, 51)
