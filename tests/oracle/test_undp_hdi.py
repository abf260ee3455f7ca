"""The Human Development Index of UNDP, written as a package in YAML alone.

Goalposts and formula: https://hdr.undp.org/data-center/human-development-index and the technical notes of UNDP.
"""

import math
from collections.abc import Mapping
from pathlib import Path

import pytest

from assessment.content.package import load_package
from assessment.core.coding import code_submissions
from assessment.core.instrument import compile_instrument
from assessment.core.scoring import score
from assessment.core.submission import Response, Status, Submission
from tests.oracle.running import scores_by_command

PACKAGE = Path(__file__).resolve().parent / "hdi"

# Norway in 2022, rounded as the statistical annex prints them. The published index, 0.966, is confirmed; the
# inputs could not be looked up when this was written, so they only illustrate. Schooling passes its goalpost.
NORWAY = {"life-expectancy": 83.4, "expected-schooling": 18.6, "mean-schooling": 13.1, "income": 69190.0}

# Invented: nothing at its goalposts, little schooling.
LOW = {"life-expectancy": 52.5, "expected-schooling": 5.5, "mean-schooling": 1.4, "income": 732.0}

# The worked example in the technical notes to the report of 2020 (income 3,829; indices 0.6971, 0.3447 and
# 0.5506; index 0.510). Its years are not in our source: these are years that give the printed indices.
TECHNICAL_NOTE = {
    "life-expectancy": 20 + 0.6971 * 65,
    "expected-schooling": 0.3447 * 18,
    "mean-schooling": 0.3447 * 15,
    "income": 3829.0,
}


def by_hand(life: float, expected: float, mean: float, income: float) -> float:
    """Return the index by the formula of UNDP."""
    health = (life - 20) / (85 - 20)
    education = (min(expected, 18) / 18 + mean / 15) / 2
    living = (math.log(income) - math.log(100)) / (math.log(75_000) - math.log(100))
    return (health * education * living) ** (1 / 3)


def nodes_of(answers: Mapping[str, float]) -> dict[str, float]:
    package = load_package(PACKAGE)
    instrument = compile_instrument(package.questionnaire, package.rubric)
    responses = {question: Response(Status.ANSWERED, value) for question, value in answers.items()}
    found = score(instrument, code_submissions(instrument, [Submission("A", responses)])).shown_nodes("point")
    return {node.id: float(found[place, 0]) for place, node in enumerate(instrument.nodes)}


@pytest.mark.parametrize("answers", [NORWAY, LOW, TECHNICAL_NOTE], ids=["norway", "low", "technical note"])
def test_hdi__any_country__as_computed_by_hand(answers: dict[str, float]) -> None:
    assert nodes_of(answers)["overall"] == pytest.approx(by_hand(*answers.values()), abs=1e-9)


def test_hdi__technical_note__every_printed_figure() -> None:
    found = nodes_of(TECHNICAL_NOTE)
    assert round(found["health"], 4) == 0.6971
    assert round(found["knowledge"], 4) == 0.3447
    assert round(found["standard-of-living"], 4) == 0.5506
    assert round(found["overall"], 3) == 0.510


def test_hdi__by_command__same(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    header, values = ",".join(NORWAY), ",".join(map(str, NORWAY.values()))
    answers.write_text(f"state,{header}\nNOR,{values}\n", encoding="utf-8")
    found = scores_by_command(PACKAGE, answers)["NOR"]["overall"]
    assert found == pytest.approx(100 * by_hand(*NORWAY.values()), abs=1e-9)
