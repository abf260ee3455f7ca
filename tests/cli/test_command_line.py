"""The command line as scripts outside rely on it, each call a process of its own."""

import csv
import io
import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CT_TECH = ROOT / "questionnaires" / "ct-tech"

QUESTIONNAIRE = """\
id: tiny
version: '1'
title: Tiny
tags: [{id: human-rights, title: Human rights}]
scales:
  - id: maturity
    title: Maturity
    levels: [{label: A, text: a}, {label: B, text: b}, {label: C, text: c}]
sections:
  - id: all
    title: All
    questions:
      - id: all.law
        type: maturity
        text: Is there a law?
        scale: maturity
        levels:
          - {descriptor: No law., next_step: {action: Draft it., source: act}}
          - {descriptor: A draft., next_step: {action: Adopt it., source: act}}
          - {descriptor: A law in force.}
        tags: [human-rights]
        effort: 1
      - id: all.share
        type: number
        text: Which share is trained?
        unit: per cent
        range: [0, 100]
        not_applicable: true
"""
REFERENCES = """\
references:
  - {id: act, symbol: Act 1, title: Act, year: 2020, kind: Law, binding: binding, topic: Law,
     confidence: confirmed}
"""
RUBRIC = """\
questionnaire: tiny
version: '1'
title: Tiny
levels: [{name: Overall}, {name: Domain}]
scoring:
  law: {kind: levels, values: [0, 50, 100]}
  share: {kind: goalposts, goalposts: [0, 100]}
defaults: {maturity: law, number: share}
not_applicable: {max_share: 50}
bands: [{id: low, label: Low, at_least: 0}, {id: high, label: High, at_least: 70}]
lenses: [{id: rights, title: Human rights, tag: human-rights}]
gates:
  - {id: law-first, title: Law first, node: training, cap: 40, requires: [{question: all.law, at_least: 50}],
     when_unanswered: trigger, reason: Training needs a law.}
tree:
  id: overall
  title: Overall
  children:
    - {id: law, title: Law, children: [{question: all.law}]}
    - {id: training, title: Training, weight: 3, children: [{question: all.share}]}
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Return the folder of a package of two questions."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "questionnaire.yaml").write_text(QUESTIONNAIRE)
    (folder / "references.yaml").write_text(REFERENCES)
    (folder / "rubric.yaml").write_text(RUBRIC)
    return folder


def run(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    return subprocess.run(
        [sys.executable, "-m", "assessment", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def answers(folder: Path, *rows: str) -> Path:
    """Write a CSV file of answers next to a package."""
    path = folder.parent / "answers.csv"
    path.write_text("\n".join(["state,all.law,all.share", *rows]) + "\n", encoding="utf-8")
    return path


def scored(folder: Path, path: Path, *options: str) -> dict[str, Any]:
    """Score a file and return the results by State."""
    done = run("score", folder, path, "--format", "json", *options)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return {result["state"]: result for result in json.loads(done.stdout)["results"]}


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


def test_explain__table__opens_the_score(tiny: Path) -> None:
    done = run("explain", tiny, answers(tiny, "XAB,0,80"), "--state", "XAB")
    assert done.returncode == 0, done.stderr
    assert "Contributions 60.00 = raw 60.00; less gates 30.00 = score 30.00." in done.stdout
    assert "Lifted when all.law (too low) reaches 1: A draft." in done.stdout
    assert "Draft it." in done.stdout


def test_explain__json__adds_up_and_names_the_cheapest_path(tiny: Path) -> None:
    done = run("explain", tiny, answers(tiny, "XAB,0,80"), "--state", "XAB", "--format", "json")
    document = json.loads(done.stdout)
    assert sum(part["contribution"] for part in document["answers"]) == pytest.approx(document["raw"])
    assert sum(part["loss"] for part in document["answers"]) == pytest.approx(100 - document["raw"])
    assert document["path"]["status"] == "found"
    assert document["path"]["effort"] == 1
    assert document["path"]["after"] == pytest.approx(72.5)
    assert [step["question"] for step in document["path"]["steps"]] == ["all.law"]


def test_explain__what_if_and_since__show_both_without_storing(tiny: Path) -> None:
    earlier = tiny.parent / "earlier.csv"
    earlier.write_text("state,all.law,all.share\nXAB,0,60\n")
    now = answers(tiny, "XAB,1,80")
    done = run(
        "explain", tiny, now, "--state", "XAB", "--what-if", "all.law=2", "--since", earlier, "--format", "json"
    )
    document = json.loads(done.stdout)
    assert document["what_if"]["score"] == pytest.approx((100 + 3 * 80) / 4)
    assert document["score"] == pytest.approx((50 + 3 * 80) / 4)
    change = document["change"]
    total = sum(line["answer"] + line["weight"] for line in change["lines"]) + change["gates"]
    assert total == pytest.approx(change["after"] - change["before"])
    assert "What if" in run("explain", tiny, now, "--state", "XAB", "--what-if", "all.law=2").stdout
    assert "gates" in run("explain", tiny, now, "--state", "XAB", "--since", earlier).stdout


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--state", "XXX"), 'The answers have no State "XXX"'),
        (("--state", "XAB", "--node", "nowhere"), 'The rubric has no node "nowhere"'),
        (("--state", "XAB", "--node", "all.law"), '"all.law" is a question; open the node that holds it, "law"'),
        (("--state", "XAB", "--what-if", "all.law"), "names no answer"),
        (("--state", "XAB", "--what-if", "all.lav=1"), 'There is no question "all.lav"'),
        (("--state", "XAB", "--what-if", "all.law=9"), "is no level of this question"),
        (("--state", "XAB", "--what-if", "all.law=2", "--what-if", "all.law =1"), "all.law is given two answers"),
    ],
)
def test_explain__what_does_not_exist__is_one_sentence_and_2(
    tiny: Path, options: tuple[str, ...], sentence: str
) -> None:
    done = run("explain", tiny, answers(tiny, "XAB,0,80"), *options)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_explain__too_little_answered__says_so(tiny: Path) -> None:
    (tiny / "rubric.yaml").write_text(RUBRIC.replace("{name: Overall}", "{name: Overall, coverage: 75}"))
    done = run("explain", tiny, answers(tiny, "XAB,2,"), "--state", "XAB")
    assert "No score is shown: 25 per cent is answered and 75 per cent is needed." in done.stdout
    assert "between 25.0 and 100.0" in done.stdout


def test_explain__nothing_answered_or_highest_band__says_so(tiny: Path) -> None:
    path = answers(tiny, "XAA,,", "XAB,2,100")
    assert "No score: nothing is answered." in run("explain", tiny, path, "--state", "XAA").stdout
    assert "highest band already" in run("explain", tiny, path, "--state", "XAB").stdout


def test_template__csv_filled_in__scores(tiny: Path) -> None:
    header = run("template", tiny).stdout.strip()
    path = tiny.parent / "filled.csv"
    path.write_text(f"{header}\nXAA,2,100\n")
    assert scored(tiny, path)["XAA"]["nodes"]["overall"]["score"] == 100


def test_template__yaml_as_printed__scores_as_no_answer_once_the_state_is_named(tiny: Path) -> None:
    path = tiny.parent / "filled.yaml"
    path.write_text(run("template", tiny, "--format", "yaml").stdout.replace('state: ""', "state: XAA"))
    assert scored(tiny, path)["XAA"]["nodes"]["overall"]["coverage"] == 0


def test_translation_template__saved__is_complete_once_translated(tiny: Path) -> None:
    (tiny / "text").mkdir()
    (tiny / "text" / "fr.yaml").write_text(run("template", tiny, "--translation", "fr").stdout)
    done = run("check", tiny)
    assert done.returncode == 0
    assert "fr" in done.stdout


def test_check__shipped_content__has_no_error_and_no_warning() -> None:
    done = run("check")
    assert (done.returncode, done.stdout) == (0, "")


def test_check__broken_by_hand__gives_file_line_and_remedy(tiny: Path) -> None:
    (tiny / "rubric.yaml").write_text(RUBRIC.replace("node: training", "node: trainings"))
    done = run("check", tiny)
    assert done.returncode == 1
    line = next(n for n, text in enumerate(RUBRIC.splitlines(), 1) if "node: training" in text)
    assert f"tiny/rubric.yaml:{line}: " in done.stdout
    assert 'Did you mean "training"?' in done.stdout


def test_check__example_with_a_wrong_figure__is_found(tiny: Path) -> None:
    (tiny / "examples").mkdir()
    example = (
        "title: One\nworking: By hand.\nresponses: {all.law: 2, all.share: 50}\n"
        "expect: {overall: {score: 62.5}, law: {score: 90}}\n"
    )
    (tiny / "examples" / "one.yaml").write_text(example)
    done = run("check", tiny)
    assert done.returncode == 1
    assert "one.yaml:4: " in done.stdout
    assert "score of law is expected at 90 and comes out as 100.00" in done.stdout


def test_publish__then_changed_meaning__is_an_error_until_the_version_is_new(tiny: Path) -> None:
    assert run("publish", tiny, "--date", "2026-11-22").returncode == 0
    assert run("check", tiny).returncode == 0
    assert run("publish", tiny).returncode == 2
    changed = QUESTIONNAIRE.replace("A law in force.", "A law in force since last year.")
    (tiny / "questionnaire.yaml").write_text(changed)
    done = run("check", tiny)
    assert done.returncode == 1
    assert "all.law" in done.stdout
    (tiny / "questionnaire.yaml").write_text(changed.replace("version: '1'", "version: '2'"))
    (tiny / "rubric.yaml").write_text(RUBRIC.replace("version: '1'", "version: '2'"))
    done = run("check", tiny)
    assert done.returncode == 1
    assert "V013 The meaning of all.law changed since version 1 under the same id." in done.stdout
    (tiny / "crosswalk").mkdir()
    crosswalk = "from_version: '1'\nto_version: '2'\nquestions: {all.law: {rule: copy, from: [all.law]}}\n"
    (tiny / "crosswalk" / "1-to-2.yaml").write_text(crosswalk)
    assert run("check", tiny).returncode == 0, run("check", tiny).stdout
    assert run("publish", tiny, "--date", "2026-12-01").returncode == 0
    assert run("check", tiny).returncode == 0


def test_publish__only_guidance_changed__is_no_change_of_meaning(tiny: Path) -> None:
    assert run("publish", tiny).returncode == 0
    (tiny / "questionnaire.yaml").write_text(QUESTIONNAIRE.replace("Draft it.", "Draft it with care."))
    assert run("check", tiny).returncode == 0


def test_check__folder_called_dot__is_named(tiny: Path) -> None:
    for folder, name in ((".", "tiny"), ("..", tiny.parent.name)):
        done = run("check", folder, cwd=tiny)
        assert (done.returncode, done.stderr) == (0, f"{name}: no errors, no warnings.\n")
    assert "in tiny/published.yaml;" in run("publish", ".", cwd=tiny).stderr


def test_check__section_name_longer_than_a_file_name__is_an_issue(tiny: Path) -> None:
    (tiny / "sections").mkdir()
    (tiny / "questionnaire.yaml").write_text(f"id: tiny\nversion: '1'\ntitle: Tiny\nsections:\n  - {'x' * 400}\n")
    done = run("check", tiny)
    assert done.returncode == 1
    assert "tiny/questionnaire.yaml:5: Y014 " in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("before", ["versions: []\n", "versions:\n{old}", "# My words.\n\nversions:\n{old}\n"])
def test_publish__file_written_by_hand__stays_valid_and_keeps_its_head(tiny: Path, before: str) -> None:
    path = tiny / "published.yaml"
    assert run("publish", tiny, "--date", "2025-01-31").returncode == 0
    old = textwrap.dedent(path.read_text("utf-8").partition("versions:\n")[2]).replace(
        'version: "1"', "version: '0'"
    )
    path.write_text(before.replace("{old}", old))
    done = run("publish", tiny, "--date", "2026-11-22")
    assert done.returncode == 0, done.stderr
    text = path.read_text("utf-8")
    assert text.startswith("# My words.\n" if "My words" in before else "# The meaning of every published version")
    assert run("publish", tiny).returncode == 2
    done = run("check", tiny)
    assert done.returncode == 0, done.stdout
    assert text.count("- version:") == (1 if "[]" in before else 2)
    assert ("2025-01-31" in text) == ("[]" not in before)
