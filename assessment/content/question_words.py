"""A question in words, for people who fill in a file: what is asked, when, and which answers it takes."""

from collections.abc import Iterator, Mapping

from assessment.core.conditions import AllOf, AnyOf, Comparison, Condition
from assessment.core.questionnaire import (
    ChoiceQuestion,
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    SingleChoiceQuestion,
    TextQuestion,
)


def question_in_words(question: Question, others: Mapping[str, Question]) -> Iterator[str]:
    """Yield all that helps to answer a question, one statement at a time; lists are indented.

    `others` are the questions by id that its condition may name.
    """
    yield question.text
    if question.help:
        yield question.help
    if question.sensitivity == "restricted":
        yield "The answer is restricted: do not circulate."
    if question.show_if is not None:
        yield f"Asked only if {_condition(question.show_if, others)}."
    yield from _answers(question)
    yield _not_applicable(question)
    if question.evidence:
        yield "Accepted evidence:"
        yield from (f"  - {text}" for text in question.evidence)


def _condition(condition: Condition, questions: Mapping[str, Question]) -> str:
    if isinstance(condition, AllOf):
        return ", and ".join(_compared(one, questions) for one in condition.all)
    if isinstance(condition, AnyOf):
        return ", or ".join(_compared(one, questions) for one in condition.any)
    return _compared(condition, questions)


def _compared(comparison: Comparison, questions: Mapping[str, Question]) -> str:
    name, operator = comparison.question, comparison.operator
    if operator == "answered":
        return f"{name} is answered" if comparison.answered else f"{name} is not answered"
    several = isinstance(questions.get(name), MultipleChoiceQuestion)
    verb = {
        "is_not": "is answered and does not include" if several else "is answered and is not",
        "at_least": "is at least",
    }.get(operator, "includes" if several else "is")
    values = [str(value).lower() if isinstance(value, bool) else str(value) for value in comparison.operands]
    return f"{name} {verb} {' or '.join(values)}"


def _answers(question: Question) -> Iterator[str]:
    match question:
        case MaturityQuestion():
            yield from (f"{number}: {level.descriptor}" for number, level in enumerate(question.levels))
            example = len(question.levels) - 2
            yield f"{example}+ means: level {example} in place and work under way on the next."
        case SingleChoiceQuestion():
            yield "One of:"
            yield from _choices(question)
        case MultipleChoiceQuestion():
            yield 'Any of these, with "; " between them:'
            yield from _choices(question)
        case NumberQuestion():
            yield _number(question)
        case DateQuestion():
            yield f"A date{_between(question.range)}: year-month-day, such as 2025-03-01."
        case TextQuestion():
            yield f"Words, at most {question.max_length} characters."


def _choices(question: ChoiceQuestion) -> Iterator[str]:
    for choice in question.choices:
        descriptor = f": {choice.descriptor}" if choice.descriptor else ""
        alone = " (alone)" if choice.exclusive else ""
        yield f"  {choice.id} = {choice.label}{alone}{descriptor}"


def _number(question: NumberQuestion) -> str:
    between = _between(question.range)
    kind = "number" if question.decimals else "whole number"
    notes = [
        ", with a decimal point" if question.decimals else "",
        ", written without commas" if "," in between else "",
    ]
    return f"A {kind}{between} ({question.unit}){''.join(notes)}."


def _between(limits: tuple[object, object] | None) -> str:
    if limits is None:
        return ""
    low, high = (f"{limit:,.15g}" if isinstance(limit, int | float) else str(limit) for limit in limits)
    return f" from {low} to {high}"


def _not_applicable(question: Question) -> str:
    if not question.not_applicable:
        return "NA (not applicable) is not accepted."
    when = question.not_applicable_help
    return f"NA (not applicable) is accepted: {when}" if when else "NA (not applicable) is accepted."
