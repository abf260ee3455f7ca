"""Kinds of help that the next step of an answer asks for, and where States say which help they want.

The kinds follow the ladder of every maturity scale: something is drafted, then adopted, then resourced and used by
all, then reviewed.
"""

from enum import StrEnum

from assessment.core.ladders import Rung
from assessment.core.questionnaire import MaturityQuestion, MultipleChoiceQuestion, Question

ASKED = "assistance"
"""A multiple-choice question whose id ends in this asks which help a State would like."""


class HelpKind(StrEnum):
    """What kind of help the next step asks for."""

    ASSESS = "assess"
    DRAFT = "draft"
    ADOPT = "adopt"
    EQUIP = "equip"
    REVIEW = "review"


def help_kind(question: Question, score: float | None, rung: Rung | None) -> HelpKind:
    """Return the kind of help for a question below its target; `score` is None where it has no answer.

    On a scale of levels it is how far up the next level stands; other answers are first adopted, then carried out.
    """
    if score is None:
        return HelpKind.ASSESS
    if isinstance(question, MaturityQuestion) and rung is not None:
        # The levels above the lowest fall into four equal parts, whatever their number.
        part = -(-4 * int(rung.answer) // (len(question.levels) - 1))
        return (HelpKind.DRAFT, HelpKind.ADOPT, HelpKind.EQUIP, HelpKind.REVIEW)[part - 1]
    reached = score if rung is None else rung.score
    return HelpKind.ADOPT if reached <= 0.5 else HelpKind.EQUIP


def asks_for_help(question: Question) -> bool:
    """Tell whether a question asks which help a State would like."""
    return isinstance(question, MultipleChoiceQuestion) and question.id.rsplit(".", 1)[-1] == ASKED
