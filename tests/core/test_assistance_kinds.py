"""Kinds of help: the part of its scale that the next step of an answer reaches."""

from pathlib import Path

import pytest

from assessment.content.package import load_package
from assessment.core.assistance_kinds import HelpKind, asks_for_help, help_kind
from assessment.core.ladders import Rung
from assessment.core.questionnaire import MaturityQuestion, Question

PACKAGE = Path(__file__).parents[2] / "questionnaires" / "ct-tech"
QUESTIONS = {question.id: question for question in load_package(PACKAGE).questionnaire.questions()}
STRATEGY = QUESTIONS["governance.strategy"]


def of_type(kind: str) -> Question:
    return next(question for question in QUESTIONS.values() if question.type == kind)


@pytest.mark.parametrize(
    ("level", "kind"),
    [(0, HelpKind.DRAFT), (1, HelpKind.ADOPT), (2, HelpKind.EQUIP), (3, HelpKind.REVIEW)],
)
def test_a_level_asks_for_what_leads_to_the_next_one(level: int, kind: HelpKind):
    rung = Rung(str(level + 1), (level + 1) / 4, str(level))
    assert help_kind(STRATEGY, level / 4, rung) is kind


def test_scales_of_other_lengths_fall_into_the_same_four_parts():
    assert isinstance(STRATEGY, MaturityQuestion)
    short = STRATEGY.model_copy(update={"levels": STRATEGY.levels[:3]})
    kinds = [help_kind(short, level / 2, Rung(str(level + 1), (level + 1) / 2, str(level))) for level in range(2)]
    assert kinds == [HelpKind.ADOPT, HelpKind.REVIEW]


def test_without_an_answer_the_first_help_is_to_find_out():
    assert help_kind(STRATEGY, None, None) is HelpKind.ASSESS


def test_choices_and_numbers_are_adopted_first_and_then_carried_out():
    single, number = of_type("single"), of_type("number")
    assert help_kind(single, 0.0, Rung("partly", 0.5, "no")) is HelpKind.ADOPT
    assert help_kind(single, 0.5, Rung("yes", 1.0, "partly")) is HelpKind.EQUIP
    assert help_kind(number, 0.2, None) is HelpKind.ADOPT
    assert help_kind(number, 0.7, None) is HelpKind.EQUIP


def test_one_question_asks_which_help_is_wanted():
    assert [name for name, question in QUESTIONS.items() if asks_for_help(question)] == ["cooperation.assistance"]
