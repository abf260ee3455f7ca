"""`score` as scripts outside rely on it, and what every command does with a bad call."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import ROOT, run
from tests.cli.tiny_package import RUBRIC, answers, scored

CT_TECH = ROOT / "questionnaires" / "ct-tech"


def test_score__json__has_the_contracts_keys_and_hand_computed_figures(tiny: Path) -> None:
    nodes = scored(tiny, answers(tiny, "XAA,1 [attached],80", "XAB,0,80"))["XAA"]["nodes"]
    assert set(nodes) == {"overall", "law", "training"}
    assert {"score", "low", "high", "coverage", "raw", "gates"} <= set(nodes["overall"])
    assert nodes["overall"]["score"] == pytest.approx((50 + 3 * 80) / 4)
    assert nodes["overall"]["evidenced"] == pytest.approx((50 + 3 * 50) / 4)
    assert nodes["overall"]["coverage"] == 1


def test_score__gate__caps_and_is_named_and_raw_stays(tiny: Path) -> None:
    nodes = scored(tiny, answers(tiny, "XAB,0,80"))["XAB"]["nodes"]
    assert (nodes["training"]["score"], nodes["training"]["raw"]) == (40, 80)
    assert nodes["training"]["gates"] == ["law-first"]
    assert nodes["overall"]["gates"] == []
    assert nodes["overall"]["raw"] == pytest.approx(60)
    assert nodes["overall"]["score"] == pytest.approx(30)


def test_score__nothing_answered__is_null_with_the_widest_range(tiny: Path) -> None:
    nodes = scored(tiny, answers(tiny, "XAA,,"))["XAA"]["nodes"]
    assert nodes["overall"]["score"] is None
    assert (nodes["overall"]["low"], nodes["overall"]["high"], nodes["overall"]["coverage"]) == (0, 100, 0)


def test_score__statuses__keep_their_meaning(tiny: Path) -> None:
    results = scored(tiny, answers(tiny, "XAA,2,NA: no staff", "XAB,2,DK", "XAC,2,NA", "XAD,1+,0"))
    assert results["XAA"]["nodes"]["overall"]["coverage"] == 1
    assert results["XAA"]["nodes"]["training"]["high"] is None
    assert results["XAB"]["nodes"]["overall"]["coverage"] == 0.25
    assert results["XAC"]["nodes"]["overall"]["coverage"] == 0.25
    assert results["XAC"]["flags"] == [{"question": "all.share", "flag": "not_applicable_without_reason"}]
    assert results["XAD"]["nodes"]["law"]["pipeline"] == 100
    assert results["XAD"]["nodes"]["law"]["score"] == 50


def test_score__csv__is_tidy_and_safe_in_a_spreadsheet(tiny: Path) -> None:
    done = run("score", tiny, answers(tiny, "=cmd(),2,100"), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["node"] for row in rows] == ["overall", "law", "training"]
    assert {row["state"] for row in rows} == {"'=cmd()"}
    assert float(rows[0]["score"]) == 100


def test_score__table__names_every_state_without_ranking(tiny: Path) -> None:
    done = run("score", tiny, answers(tiny, "XAB,0,80", "XAA,2,100"))
    assert done.returncode == 0
    assert done.stdout.index("XAB") < done.stdout.index("XAA")
    assert "no ranking" in done.stdout


def test_score__yaml_answers_of_one_state__prints_the_tree(tiny: Path) -> None:
    path = tiny.parent / "xaa.yaml"
    path.write_text(
        "state: XAA\nquestionnaire: tiny\nresponses:\n"
        "  all.law: {answer: 1, status: in_progress, evidence: cited}\n"
        "  all.share: {status: not_applicable, reason: No staff.}\n"
    )
    assert scored(tiny, path)["XAA"]["nodes"]["overall"]["pipeline"] == 100
    assert "Training" in run("score", tiny, path).stdout


@pytest.mark.parametrize(
    ("row", "place", "what"),
    [
        ("XAA,3,10", "answers.csv:2", "no level"),
        ("XAA,1,many", "answers.csv:2", "no number"),
        ('XAA,1,"12,5"', "answers.csv:2", "decimal comma"),
        ("XAA,1,101", "answers.csv:2", "outside the range"),
        ("XAA,1,1\nXAA,1,1", "answers.csv:3", "XAA"),
        ("XAA,1", "answers.csv:2", "cell"),
        (",1,1", "answers.csv:2", "State"),
    ],
)
def test_score__bad_answers__are_named_with_place_and_nothing_is_scored(
    tiny: Path, row: str, place: str, what: str
) -> None:
    done = run("score", tiny, answers(tiny, row), "--format", "json")
    assert done.returncode == 1
    assert done.stdout == ""
    assert place in done.stderr
    assert what in done.stderr
    assert "Traceback" not in done.stderr


def test_score__unknown_column__is_refused_with_the_nearest_name(tiny: Path) -> None:
    path = tiny.parent / "answers.csv"
    path.write_text("state,all.law,all.shares\nXAA,1,1\n")
    done = run("score", tiny, path)
    assert done.returncode == 1
    assert "all.shares" in done.stderr
    assert 'Did you mean "all.share"?' in done.stderr


def test_score__register_given__refuses_a_state_that_it_does_not_have(tiny: Path) -> None:
    register = ROOT / "questionnaires" / "training_states.yaml"
    done = run("score", tiny, answers(tiny, "QQQ,1,1"), "--states", register)
    assert done.returncode == 1
    assert "QQQ" in done.stderr


def test_score__damaged_workbook__is_declined_in_a_sentence(tiny: Path) -> None:
    path = tiny.parent / "answers.xlsx"
    path.write_bytes(b"PK\x03\x04 not really")
    done = run("score", tiny, path)
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert "Traceback" not in done.stderr


def test_score__content_with_errors__is_named_and_not_scored(tiny: Path) -> None:
    (tiny / "rubric.yaml").write_text(RUBRIC.replace("weight: 3", "weight: 0"))
    done = run("score", tiny, answers(tiny, "XAA,1,1"))
    assert done.returncode == 1
    assert "rubric.yaml" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("score",),
        ("score", "nowhere", "nothing.csv"),
        ("explain", CT_TECH, ROOT / "README.md"),
        ("unknown",),
        ("check", "nowhere"),
        ("score", CT_TECH, ROOT / "README.md", "--format", "xml"),
        ("score", CT_TECH, ROOT / "README.md", "--reference-date", "30/09/2026"),
        ("score", CT_TECH, ROOT / "README.md", "--reference-date", "20260930"),
        ("score", CT_TECH, ROOT / "README.md", "--reference-date", "2026-W40-3"),
        ("template", CT_TECH, "--translation", "en"),
        ("template", CT_TECH, "--translation", "../en"),
        ("template", CT_TECH, "--translation", "Français"),
        ("template", CT_TECH, "--translation", ""),
    ],
)
def test_bad_call__any_command__ends_with_2_and_no_traceback(arguments: tuple[Any, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
