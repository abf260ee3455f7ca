"""`robustness` as scripts outside rely on it: its JSON, its seed, and a sentence for every bad call."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assessment.cli import main

ROOT = Path(__file__).parents[2]
CT_TECH = ROOT / "questionnaires" / "ct-tech"
ANSWERS = ROOT / "docs" / "examples" / "answers.csv"
FEW = ("--draws", "300", "--seed", "5")


def run(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["robustness", *map(str, arguments)])


def run_with_threads(threads: int, *arguments: object) -> str:
    """Return what the command prints in a process of its own, with so many threads for matrix products."""
    done = subprocess.run(
        [sys.executable, "-m", "assessment", "robustness", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        env=os.environ | {name: str(threads) for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def scored() -> dict[str, dict[str, Any]]:
    """Return what `score` finds for the nodes of every State."""
    done = CliRunner().invoke(main, ["score", str(CT_TECH), str(ANSWERS), "--format", "json"])
    return {result["state"]: result["nodes"] for result in json.loads(done.stdout)["results"]}


def document(*arguments: object) -> dict[str, Any]:
    """Return what the command prints as JSON."""
    done = run(*arguments, "--format", "json")
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """Return the document of the six training States."""
    return document(CT_TECH, ANSWERS, *FEW)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Return a file of answers of one State and one that says nothing."""
    path = tmp_path / "answers.csv"
    with ANSWERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    silent = ["XBR", *([""] * (len(rows[0]) - 1))]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0], next(row for row in rows if row[0] == "XFQ"), silent])
    return path


def test_json__has_what_was_asked_for(found: dict[str, Any]) -> None:
    assert (found["seed"], found["draws"], found["node"]) == (5, 300, "overall")
    assert [state["state"] for state in found["states"]] == ["XBR", "XCR", "XDM", "XDV", "XFQ", "XTQ"]
    assert found["weight_sets"] is None


def test_json__scores_and_bands__are_those_of_score(found: dict[str, Any]) -> None:
    plain = {state: nodes["overall"] for state, nodes in scored().items()}
    for state in found["states"]:
        assert state["score"] == plain[state["state"]]["score"]
        assert state["band"] == plain[state["state"]]["band"]
        if state["score"] is not None:
            better = [own["score"] for own in plain.values() if (own["score"] or 0) > state["score"]]
            assert state["rank"] == 1 + len(better)


def test_json__intervals__lie_inside_each_other(found: dict[str, Any]) -> None:
    for state in found["states"]:
        if state["score"] is None:
            continue
        low, high = state["weight_box_bounds"]
        weights_low, weights_high = state["weights_only"]["score_interval"]
        assert low <= weights_low <= weights_high <= high
        assert low <= state["score"] <= high
        assert state["rank_interval"][0] <= state["rank_interval"][1]
        assert 0 <= state["level_stability"] <= 1


def test_json__no_score__is_null_throughout(found: dict[str, Any]) -> None:
    silent = found["states"][5]
    for name in (
        "score",
        "rank",
        "band",
        "score_interval",
        "rank_interval",
        "level_stability",
        "weight_box_bounds",
    ):
        assert silent[name] is None
    assert set(silent["weights_only"].values()) == set(silent["free_domain_weights"].values()) == {None}
    assert all(state["states"][5]["score"] is None for state in found["leave_one_out"])


def test_json__same_seed__is_the_same_text_with_any_number_of_threads() -> None:
    call = (CT_TECH, ANSWERS, *FEW, "--format", "json")
    first = run_with_threads(1, *call)
    assert first == run_with_threads(2, *call)
    other = run(CT_TECH, ANSWERS, "--draws", "300", "--seed", "6", "--format", "json")
    assert other.stdout != first


def test_json__weights__are_replayed(tmp_path: Path, found: dict[str, Any]) -> None:
    weights = tmp_path / "weights.csv"
    weights.write_text("set,legal,governance\nas it is,,\nlaw first,100000000,\n", encoding="utf-8")
    replayed = document(CT_TECH, ANSWERS, *FEW, "--weights", weights)
    same, law = replayed["weight_sets"]
    assert (same["set"], law["set"]) == ("as it is", "law first")
    for state in found["states"]:
        assert same["scores"][state["state"]] == (
            None if state["score"] is None else pytest.approx(state["score"], abs=1e-9)
        )
    for state, nodes in scored().items():
        if nodes["overall"]["score"] is not None:
            assert law["scores"][state] == pytest.approx(nodes["legal"]["score"], abs=1e-4)


def test_json__one_state_with_a_score__has_no_ranking(answers: Path) -> None:
    found = document(CT_TECH, answers, *FEW)
    assert set(found["mean_rank_shift"].values()) == {None}
    assert [state["rank"] for state in found["states"]] == [1, None]
    assert {factor["total"] for factor in found["sensitivity"]} == {None}
    assert found["dominance"]["pairs"] == 0


def test_table__one_state_with_a_score__says_that_there_is_no_order(answers: Path) -> None:
    done = run(CT_TECH, answers, *FEW)
    assert done.exit_code == 0, done.stderr
    assert "fewer than two scores" in done.stdout


def test_json__no_state__is_refused_as_by_score(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("state\n", encoding="utf-8")
    done = run(CT_TECH, path, *FEW)
    assert done.exit_code == 1
    assert "Traceback" not in done.stderr


def test_json__states_without_answers__have_null(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("state,governance.strategy\nXBR,\nXCR,DK\n", encoding="utf-8")
    found = document(CT_TECH, path, *FEW)
    assert [state["score"] for state in found["states"]] == [None, None]
    assert run(CT_TECH, path, *FEW).exit_code == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--seed", "abc"), "'abc' is not a valid integer"),
        (("--seed", "-1"), "-1 is not in the range x>=0"),
        (("--draws", "many"), "'many' is not a valid integer"),
        (("--draws", "0"), "0 draws cannot be made; give a number from 100 to 1,000,000."),
        (("--draws", "1000001"), "1,000,001 draws cannot be made"),
        (("--weights", "no-such-file.csv"), "does not exist"),
        (("--format", "csv"), "'csv' is not one of"),
    ],
)
def test_call__bad__is_refused_with_status_2(options: tuple[str, str], words: str) -> None:
    done = run(CT_TECH, ANSWERS, *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_call__more_than_the_memory_holds__says_how_many_draws_it_does(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("state\n" + "".join(f"S{n}\n" for n in range(200)), encoding="utf-8")
    done = run(CT_TECH, path, "--draws", "1000000")
    assert done.exit_code == 2
    assert "give at most 250,000 draws." in done.stderr


def test_weights__unknown_column__is_refused_with_its_line(tmp_path: Path) -> None:
    weights = tmp_path / "weights.csv"
    weights.write_text("set,legl\na,1\n", encoding="utf-8")
    done = run(CT_TECH, ANSWERS, *FEW, "--weights", weights)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f'{weights}:1: The column "legl" is no question or node of the rubric.')
    assert done.stderr.count("\n") == 1
