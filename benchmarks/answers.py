"""Content and answers to measure with, drawn from a seed."""

from pathlib import Path

import numpy as np

from assessment.content.package import load_package
from assessment.core.coding import ANSWERED, BLANK, CodedAnswers, code_submissions
from assessment.core.instrument import Instrument, compile_instrument
from assessment.core.questionnaire import (
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    SingleChoiceQuestion,
)
from assessment.core.rubric import ROOT_ID, Rubric
from assessment.core.submission import EvidenceGrade, Response, Status, Submission, Value

CT_TECH = Path(__file__).resolve().parents[1] / "questionnaires" / "ct-tech"
UNANSWERED = 0.08


def ct_tech() -> Instrument:
    """Compile the shipped questionnaire."""
    package = load_package(CT_TECH)
    return compile_instrument(package.questionnaire, package.rubric)


def random_answers(instrument: Instrument, states: int, seed: int) -> CodedAnswers:
    """Answer for so many States, a few questions not at all, some under way, a few not applicable."""
    random = np.random.default_rng(seed)
    return code_submissions(
        instrument,
        [
            Submission(
                f"S{number:02}",
                {question.id: _response(question, random) for question in instrument.questions},
            )
            for number in range(states)
        ],
    )


def _response(question: Question, random: np.random.Generator) -> Response:
    chance = random.random()
    if chance < UNANSWERED:
        return Response(Status.BLANK if chance < UNANSWERED / 2 else Status.DONT_KNOW)
    if question.not_applicable and chance < UNANSWERED + 0.1:
        return Response(Status.NOT_APPLICABLE, reason="No such service.")
    value = _value(question, random)
    if value is None:
        return Response()
    under_way = isinstance(question, MaturityQuestion | SingleChoiceQuestion) and random.random() < 0.1
    grade = EvidenceGrade(int(random.integers(4)))
    return Response(Status.IN_PROGRESS if under_way else Status.ANSWERED, value, grade)


def _value(question: Question, random: np.random.Generator) -> Value | None:
    match question:
        case MaturityQuestion():
            return int(random.integers(len(question.levels)))
        case SingleChoiceQuestion():
            return question.choices[random.integers(len(question.choices))].id
        case MultipleChoiceQuestion():
            return frozenset(c.id for c in question.choices if not c.exclusive and random.random() < 0.5)
        case NumberQuestion():
            return float(random.integers(100))
        case _:
            return None


def large_instrument(domains: int = 10, indicators: int = 10, questions: int = 5) -> Instrument:
    """Compile a questionnaire of maturity questions: 500 in 100 indicators and 10 domains."""
    levels = [{"descriptor": f"Level {level}"} for level in range(5)]
    labels = [{"label": str(level), "text": str(level)} for level in range(5)]
    scale = {"id": "maturity", "title": "Maturity", "levels": labels}
    tree = [
        {
            "id": f"d{d}",
            "title": f"Domain {d}",
            "weight": 1 + d % 3,
            "children": [
                {
                    "id": f"d{d}.i{i}",
                    "title": f"Indicator {i}",
                    "weight": 1 + i % 2,
                    "children": [{"question": f"d{d}.i{i}.q{q}", "weight": 1 + q % 3} for q in range(questions)],
                }
                for i in range(indicators)
            ],
        }
        for d in range(domains)
    ]
    asked = [
        {"id": f"d{d}.i{i}.q{q}", "type": "maturity", "scale": "maturity", "text": "In place?", "levels": levels}
        for d in range(domains)
        for i in range(indicators)
        for q in range(questions)
    ]
    questionnaire = {
        "id": "large",
        "version": "1",
        "title": "Large",
        "scales": [scale],
        "sections": [{"id": "all", "title": "All", "questions": asked}],
    }
    rubric = {
        "questionnaire": "large",
        "version": "1",
        "title": "Large",
        "scoring": {"maturity": {"kind": "levels", "values": [0, 25, 50, 75, 100]}},
        "defaults": {"maturity": "maturity"},
        "levels": [{"name": "Overall"}, {"name": "Domain"}, {"name": "Indicator"}],
        "bands": [{"id": "all", "label": "All", "at_least": 0}],
        "tree": {"id": ROOT_ID, "title": "Overall", "children": tree},
    }
    return compile_instrument(Questionnaire.model_validate(questionnaire), Rubric.model_validate(rubric))


def random_levels(instrument: Instrument, columns: int, seed: int) -> CodedAnswers:
    """Answer maturity questions for so many States and cycles, 8 per cent not at all."""
    random = np.random.default_rng(seed)
    shape = (len(instrument.questions), columns)
    blank = random.random(shape) < UNANSWERED
    return CodedAnswers(
        states=tuple(f"S{column // 10:03}/{column % 10}" for column in range(columns)),
        value=np.where(blank, np.nan, random.integers(5, size=shape)),
        status=np.where(blank, BLANK, ANSWERED).astype(np.uint8),
        grade=random.integers(4, size=shape, dtype=np.uint8),
        reason=np.zeros(shape, dtype=np.bool_),
    )
