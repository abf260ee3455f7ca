"""Invented answers: each fits its question, the skip logic is kept, and a State's answers are alike."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.content.package import load_package
from assessment.content.training_texts import load_training_texts
from assessment.core.answer_codes import format_value, is_highest_level, parse_value
from assessment.core.coding import code_submissions
from assessment.core.instrument import Instrument, compile_instrument
from assessment.core.questionnaire import DateQuestion, MaturityQuestion
from assessment.core.revision import Answer
from assessment.core.scoring import Scores, score
from assessment.core.submission import Status, Submission
from assessment.core.training_answers import (
    AnswersOfState,
    asked_only,
    begun_only,
    invent_answers,
    response_of,
    reviewed_answer,
)
from tests.strategies import Case, cases

REGIONS = ["east", "west", "east", "south", "west"] * 7
DATES = [dt.date(2025, 10, 31), dt.date(2026, 10, 31)]
TEXTS = load_training_texts()

Cycles = tuple[tuple[AnswersOfState, ...], ...]


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    package = load_package("questionnaires/ct-tech")
    return compile_instrument(package.questionnaire, package.rubric)


@pytest.fixture(scope="module")
def cycles(instrument: Instrument) -> Cycles:
    return invent_answers(instrument, REGIONS, DATES, TEXTS, np.random.default_rng(7))


def scores(instrument: Instrument, rows: tuple[AnswersOfState, ...]) -> Scores:
    submissions = [
        Submission(str(place), {name: response_of(answer) for name, answer in row.items()})
        for place, row in enumerate(rows)
    ]
    return score(instrument, code_submissions(instrument, submissions))


@given(cases(), st.integers(0, 2**32))
def test_any_questionnaire__every_answer_fits_its_question_and_is_asked(case: Case, seed: int) -> None:
    compiled = case.instrument
    for rows in invent_answers(compiled, REGIONS[:4], DATES, TEXTS, np.random.default_rng(seed)):
        assert asked_only(compiled, rows) == rows
        for row in rows:
            for name, answer in row.items():
                fits(compiled, name, answer)


def fits(instrument: Instrument, name: str, answer: Answer) -> None:
    question = instrument.questionnaire.question_by_id[name]
    assert answer.status is not Status.BLANK
    if answer.value is None:
        assert answer.status in {Status.DONT_KNOW, Status.NOT_APPLICABLE}
    else:
        assert parse_value(question, format_value(question, answer.value)) == answer.value
    if answer.status is Status.NOT_APPLICABLE:
        assert question.not_applicable
        assert answer.reason
    if answer.status is Status.IN_PROGRESS:
        assert answer.value is not None
        assert not is_highest_level(question, answer.value)
    assert "{" not in answer.explanation + answer.reason


def test_shipped_questionnaire__answers_of_every_kind_fit(instrument: Instrument, cycles: Cycles) -> None:
    for rows, date in zip(cycles, DATES, strict=True):
        for row in rows:
            for name, answer in row.items():
                fits(instrument, name, answer)
                if isinstance(instrument.questionnaire.question_by_id[name], DateQuestion) and answer.value:
                    assert isinstance(answer.value, dt.date)
                    assert answer.value < date
        statuses = {answer.status for row in rows for answer in row.values()}
        assert statuses == set(Status) - {Status.BLANK}


def test_same_seed__same_answers(instrument: Instrument, cycles: Cycles) -> None:
    assert invent_answers(instrument, REGIONS, DATES, TEXTS, np.random.default_rng(7)) == cycles
    assert invent_answers(instrument, REGIONS, DATES, TEXTS, np.random.default_rng(8)) != cycles


def test_levels_of_one_state__are_alike(instrument: Instrument, cycles: Cycles) -> None:
    names = [question.id for question in instrument.questions if isinstance(question, MaturityQuestion)]
    levels = np.array([[level(row.get(name)) for row in cycles[0]] for name in names], dtype=float)
    filled = np.where(np.isnan(levels), np.nanmean(levels, axis=1, keepdims=True), levels)
    pairs = np.corrcoef(filled)[np.triu_indices(len(names), 1)]
    assert 0.2 < pairs.mean() < 0.8


def level(answer: Answer | None) -> float:
    return float(answer.value) if answer is not None and isinstance(answer.value, int) else np.nan


def test_states__spread_over_the_bands_and_move_a_little_up(instrument: Instrument, cycles: Cycles) -> None:
    before, after = (scores(instrument, rows).nodes("point")[0] * 100 for rows in cycles)
    assert before.min() < 35
    assert before.max() > 65
    moved = after - before
    assert 0 < moved.mean() < 12
    assert (moved < 0).any()


def test_regions__differ_little(instrument: Instrument, cycles: Cycles) -> None:
    overall = scores(instrument, cycles[0]).nodes("point")[0] * 100
    means = [
        overall[[place for place, name in enumerate(REGIONS) if name == region]].mean() for region in REGIONS[:4]
    ]
    assert np.ptp(means) < 20


@pytest.mark.parametrize("share", [0.05, 0.4, 0.95])
def test_begun_only__leaves_about_the_share_and_keeps_the_skip_logic(
    instrument: Instrument, cycles: Cycles, share: float
) -> None:
    whole = cycles[1][3]
    begun = begun_only(instrument, whole, share, np.random.default_rng(1))
    assert len(begun) / len(whole) == pytest.approx(share, abs=0.1)
    assert begun.items() <= whole.items()
    assert asked_only(instrument, [begun]) == (begun,)


def test_reviewed_answers__fit_and_lie_somewhat_lower(instrument: Instrument, cycles: Cycles) -> None:
    generator = np.random.default_rng(1)
    reviewed = tuple(
        {
            name: reviewed_answer(instrument.questionnaire.question_by_id[name], answer, TEXTS, generator)
            for name, answer in row.items()
        }
        for row in cycles[0]
    )
    for row in reviewed:
        for name, answer in row.items():
            fits(instrument, name, answer)
    lower = scores(instrument, cycles[0]).nodes("point")[0] - scores(instrument, reviewed).nodes("point")[0]
    assert 2 < lower.mean() * 100 < 15
