"""The points of answers in words: one sentence for every scoring rule."""

from assessment.core.questionnaire import MultipleChoiceQuestion, SingleChoiceQuestion
from assessment.core.scoring_rules import (
    ChoiceTable,
    Goalposts,
    LevelTable,
    OptionPoints,
    Recency,
    ScoringRule,
    Steps,
)
from assessment.services.comparing.method import RuleLine
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.method_text import points


def points_in_words(page: ComparisonPage, line: RuleLine) -> str:
    """Return which answer brings how many points."""
    say, rule = page.say, line.rule
    match rule:
        case LevelTable():
            return say.listing(
                say("method.level_points", level=level, points=points(say, value))
                for level, value in enumerate(rule.values)
            )
        case ChoiceTable():
            labels = _labels(page, line.questions[0])
            return say.listing(
                say("method.answer_points", answer=labels.get(choice, choice), points=points(say, value))
                for choice, value in rule.values.items()
            )
        case OptionPoints():
            return _of_options(page, line, rule)
        case _:
            return _of_values(page, rule)


def _labels(page: ComparisonPage, question_id: str) -> dict[str, str]:
    """Return the labels of the choices of a question by id."""
    question = page.package.questionnaire.question_by_id[question_id]
    choices = question.choices if isinstance(question, SingleChoiceQuestion | MultipleChoiceQuestion) else ()
    return {choice.id: page.words[f"questions.{question_id}.choices.{choice.id}.label"] for choice in choices}


def _of_options(page: ComparisonPage, line: RuleLine, rule: OptionPoints) -> str:
    say = page.say
    if rule.points is None and rule.max is None and rule.cap is None:
        return say("method.share_of_options")
    if rule.points is None:
        sums = say("method.options_count")
    else:
        labels = _labels(page, line.questions[0])
        listed = (
            say("method.answer_points", answer=labels.get(choice, choice), points=points(say, value))
            for choice, value in rule.points.items()
        )
        sums = say("method.options_points", options=say.listing(listed))
    parts = [sums]
    if rule.cap is not None:
        parts.append(say("method.options_cap", cap=points(say, rule.cap)))
    largest = say("method.options_all") if rule.max is None else points(say, rule.max)
    return " ".join([*parts, say("method.options_max", max=largest)])


def _of_values(page: ComparisonPage, rule: ScoringRule) -> str:
    say = page.say
    match rule:
        case Steps():
            listed = [
                say("method.step_points", value=points(say, step.at_least), points=points(say, step.score))
                for step in rule.steps
            ]
            return say("method.steps", steps=say.listing(listed), below=points(say, rule.below))
        case Recency():
            listed = [
                say("method.recency_points", n=step.within_months, points=points(say, step.score))
                for step in rule.steps
            ]
            return say("method.recency", steps=say.listing(listed), older=points(say, rule.older))
        case Goalposts():
            low, high = rule.goalposts
            ends = (low, high) if rule.direction == "higher_is_better" else (high, low)
            worst, best = (points(say, end) for end in ends)
            key = "method.goalposts_log" if rule.transform == "log" else "method.goalposts"
            return say(key, worst=worst, best=best)
        case _:
            raise ValueError(rule.kind)
