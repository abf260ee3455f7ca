"""Ladders: the answers that questions have in common, from the lowest to the highest, and who gave none."""

from dataclasses import dataclass

from assessment.charts.answer_distribution import AnswerKind
from assessment.charts.score_lines import BandMark
from assessment.core.answer_distribution import AnswerDistribution
from assessment.core.questionnaire import MaturityQuestion, Question, SingleChoiceQuestion
from assessment.core.rubric import Rubric
from assessment.core.scoring_rules import ChoiceTable
from assessment.locale import Phrases
from assessment.locale.answer_words import level_in_words
from assessment.ui.comparison_page import ComparisonPage

WITHOUT_LEVEL = ("in_progress", "dont_know", "not_applicable", "blank", "hidden")
"""The answers beside the ladder. Work under way stands among them: at its level it is counted in the details."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Answers by id, the lowest first, with their words; questions with the same ladder share a chart."""

    title: str
    answers: tuple[str, ...]
    labels: tuple[str, ...]

    def counts(self, one: AnswerDistribution) -> tuple[int, ...]:
        """Return how many States gave each answer of the ladder and each without a level, none of them twice."""
        settled = {count.answer: count.states - count.in_progress for count in one.counts}
        beside = (getattr(one, name) for name in WITHOUT_LEVEL)
        return (*(settled[answer] for answer in self.answers), *beside)


def ladder_of(page: ComparisonPage, question_id: str) -> Ladder | None:
    """Return the ladder of a question with levels or of one scored by its choices; None for any other."""
    question = page.package.questionnaire.question_by_id[question_id]
    match question:
        case MaturityQuestion():
            scale = page.words[f"scales.{question.scale}.title"]
            levels = range(len(question.levels))
            labels = (level_in_words(page.say, page.words, question.scale, level) for level in levels)
            return Ladder(scale, tuple(map(str, levels)), tuple(labels))
        case SingleChoiceQuestion():
            points = _points(page.package.rubric, question)
            if points is None:
                return None
            answers = tuple(sorted(points, key=lambda answer: points[answer]))
            labels = (page.words[f"questions.{question.id}.choices.{answer}.label"] for answer in answers)
            return Ladder(page.say("questions.choices"), answers, tuple(labels))
        case _:
            return None


def kinds_of(say: Phrases, ladder: Ladder) -> list[AnswerKind]:
    """Return what a chart shows of a ladder: its answers in the colours of bands, the rest as patterns."""
    size = len(ladder.labels)
    levels = [AnswerKind(label, BandMark(place, size, label)) for place, label in enumerate(ladder.labels)]
    return [*levels, *(AnswerKind(without_level(say, name)) for name in WITHOUT_LEVEL)]


def without_level(say: Phrases, name: str) -> str:
    """Return in words what an answer beside the ladder is."""
    return say("questions.hidden") if name == "hidden" else say(f"status.{name}")


def _points(rubric: Rubric, question: Question) -> dict[str, float] | None:
    """Return the points of every choice; None where the question is not scored by its choices."""
    leaf = next((leaf for leaf in rubric.tree.leaves() if leaf.question == question.id), None)
    rule = None if leaf is None else rubric.scoring_rule(leaf, question.type)
    return rule.values if isinstance(rule, ChoiceTable) else None
