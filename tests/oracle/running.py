"""Runs the engine on published indices: directly, and through the command line."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from assessment.core.coding import code_submissions
from assessment.core.instrument import compile_instrument
from assessment.core.scoring import score
from tests.oracle.published_index import MEAN, Figures, PublishedIndex, Rule

ROOT = Path(__file__).resolve().parents[2]
EXTRACT = Path(__file__).resolve().parent / "extract"


def shared_oracle(name: str) -> Path:
    """Return a folder of the full reference data, or skip the test where they are not there."""
    given = os.environ.get("ASSESSMENT_ORACLE")
    folder = (Path(given) if given else ROOT.parent / "shared" / "oracle") / name
    if not folder.is_dir():
        pytest.skip(
            f"skipped: no reference data at {folder}; set ASSESSMENT_ORACLE to the folder that holds {name}"
        )
    return folder


def node_scores(
    index: PublishedIndex,
    weights: Mapping[str, float] | None = None,
    rules: Sequence[Rule] = MEAN,
    rules_on_nodes: bool = False,
) -> Figures:
    """Return the points of every node of every unit, straight from the engine."""
    instrument = compile_instrument(*index.models(weights or {}, rules, rules_on_nodes))
    scores = score(instrument, code_submissions(instrument, index.submissions()))
    points = scores.shown_nodes("point") * 100
    return {
        unit: {node.id: float(points[place, column]) for place, node in enumerate(instrument.nodes)}
        for column, unit in enumerate(scores.states)
    }


def scores_by_command(package: Path, answers: Path) -> Figures:
    """Return the points of every node of every unit, from the JSON of the command line."""
    command = [sys.executable, "-m", "assessment", "score", str(package), str(answers), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    return {
        result["state"]: {node: found["score"] for node, found in result["nodes"].items()}
        for result in json.loads(done.stdout)["results"]
    }


def assert_close(found: Figures, published: Figures, nodes: Sequence[str], tolerance: float) -> None:
    """Fail with the worst difference when a node of a unit is further off than the tolerance."""
    assert list(found) == list(published)
    differences = np.array([[found[u][node] - published[u][node] for node in nodes] for u in published])
    assert np.isfinite(differences).all()
    unit, place = np.unravel_index(np.abs(differences).argmax(), differences.shape)
    worst = abs(differences[unit, place])
    assert worst <= tolerance, f"{list(published)[unit]}, {nodes[place]}: off by {worst}"
