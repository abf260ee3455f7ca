"""`explain` as scripts outside rely on it."""

import json
from pathlib import Path

import pytest

from tests.cli.terminal import run
from tests.cli.tiny_package import RUBRIC, answers


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
