"""What people call a set of States, a node and an answer."""

import datetime as dt

from assessment.core.questionnaire import (
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    SingleChoiceQuestion,
)
from assessment.core.state_sets import StateSet
from assessment.core.submission import Value
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.locale.answer_words import level_in_words


def set_name(say: Phrases, of_set: StateSet) -> str:
    """Return what people call a set."""
    if of_set.kind == "all":
        return say("comparison.all_states")
    return say("comparison.free_set", n=len(of_set.states)) if of_set.kind == "free" else of_set.title


def answer_words(say: Phrases, words: Words, question: Question, value: Value) -> str:
    """Return an answer in words: a level with its number, choices by their labels, numbers and dates."""
    match question, value:
        case MaturityQuestion(), int() | float():
            return level_in_words(say, words, question.scale, int(value))
        case SingleChoiceQuestion(), str():
            return words[f"questions.{question.id}.choices.{value}.label"]
        case MultipleChoiceQuestion(), frozenset():
            ticked = [choice.id for choice in question.choices if choice.id in value]
            return "; ".join(words[f"questions.{question.id}.choices.{choice}.label"] for choice in ticked)
        case NumberQuestion(), int() | float():
            unit = words[f"questions.{question.id}.unit"]
            return say("pack_compare.number", number=say.number(value, question.decimals), unit=unit)
        case _, dt.date():
            return say.date(value)
        case _:
            return ""
