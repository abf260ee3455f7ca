"""An answer in words, as a person reads it: on pages, in the history, in briefing packs."""

from assessment.core.answer_codes import AnswerCodeError, parse_value
from assessment.core.questionnaire import (
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    SingleChoiceQuestion,
)
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.core.text import Words
from assessment.locale.phrases import Phrases


def answer_in_words(say: Phrases, words: Words, question: Question, answer: Answer) -> str:
    """Return what an answer says without its explanation, such as "3 – Established, next level under way"."""
    if answer.status in {Status.ANSWERED, Status.IN_PROGRESS} and answer.value is not None:
        value = value_in_words(say, words, question, answer)
        return say("answer.with_work_under_way", answer=value) if answer.status is Status.IN_PROGRESS else value
    if answer.status is Status.NOT_APPLICABLE and answer.reason:
        return say("answer.not_applicable_because", reason=answer.reason)
    return say(f"status.{Status.BLANK if answer.status is Status.ANSWERED else answer.status}")


def value_in_words(say: Phrases, words: Words, question: Question, answer: Answer) -> str:
    """Return the value of an answer in words."""
    value = answer.value
    match question:
        case MaturityQuestion():
            return level_in_words(say, words, question.scale, str(value))
        case SingleChoiceQuestion():
            return words[f"questions.{question.id}.choices.{value}.label"]
        case MultipleChoiceQuestion():
            ticked = value if isinstance(value, frozenset) else frozenset()
            chosen = [choice.id for choice in question.choices if choice.id in ticked]
            return say.listing(words[f"questions.{question.id}.choices.{choice}.label"] for choice in chosen)
        case NumberQuestion() if isinstance(value, int | float):
            return f"{say.number(value, question.decimals)} {words[f'questions.{question.id}.unit']}"
        case DateQuestion() if value is not None and not isinstance(value, int | float | str | frozenset):
            return say.date(value)
        case _:
            return str(value)


def level_in_words(say: Phrases, words: Words, scale: str, level: int | str) -> str:
    """Return a level of a scale with its number, such as "2 – Developing"."""
    return say("answer.level", number=str(level), label=words[f"scales.{scale}.{level}.label"])


def answer_of_code(say: Phrases, words: Words, question: Question, code: str) -> str:
    """Return a level or choice in words; what is neither, such as "+ training" or "40 points", as it stands."""
    try:
        value = parse_value(question, code.removeprefix("+ "))
    except AnswerCodeError:
        return say("results.so_many_points", points=code.removesuffix(" points"))
    return value_in_words(say, words, question, Answer(Status.ANSWERED, value))
