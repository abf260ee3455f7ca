"""How the invented answers of one assessment came about: who entered what, when, and what they thought before."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.questionnaire import MaturityQuestion, Question
from assessment.core.revision import NO_ANSWER, Answer, ChangeKind
from assessment.core.submission import Status
from assessment.core.training_answers import AnswersOfState
from assessment.services.training.stage import Period, Stage, Team
from assessment.store.responses import Change

SECOND_THOUGHTS, CLEARED_BETWEEN, RESTORED, BY_FOCAL_POINT, CONFIRMED = 0.25, 0.03, 0.02, 0.25, 0.8


@dataclass(frozen=True, slots=True)
class Earlier:
    """The cycle before and the answers that this State gave in it."""

    cycle: str
    answers: AnswersOfState


def changes_behind(
    stage: Stage, team: Team, answers: AnswersOfState, period: Period, earlier: Earlier | None
) -> list[Change]:
    """Return the changes that lead to the answers of a State, the oldest first."""
    questionnaire, generator = stage.questionnaire, stage.generator
    changes: list[Change] = []
    for place, (name, answer) in enumerate(answers.items()):
        question = questionnaire.question_by_id[name]
        section = questionnaire.section_of[name].id
        steps = _steps(question, answer, earlier, generator)
        share = 0.85 * (place + generator.random()) / max(len(answers), 1)
        moments = sorted(
            period.moment(min(1.0, share + 0.15 * float(later)), float(hour))
            for later, hour in generator.random((len(steps), 2))
        )
        for revision, ((kind, said), at) in enumerate(zip(steps, moments, strict=True)):
            leads = generator.random() < BY_FOCAL_POINT
            by = team.authors.focal_point if leads else team.author(section)
            carried = earlier.cycle if earlier and kind is ChangeKind.CONFIRMED else None
            changes.append(Change(question, said, kind, revision, by, at, carried))
    return sorted(changes, key=lambda change: change.at)


def second_version(stage: Stage, team: Team, changes: Sequence[Change], now: dt.datetime) -> Change | None:
    """Return a write of a colleague that came too late: a level beside one that stands; None without such."""
    newest = {change.question.id: change for change in changes}
    levels = [change for change in newest.values() if _other_level(change.question, change.answer) is not None]
    if not levels:
        return None
    stands = levels[int(stage.generator.integers(len(levels)))]
    answer = _other_level(stands.question, stands.answer) or NO_ANSWER
    lead = team.authors.focal_point
    others = sorted({lead, *team.authors.of_section.values()} - {stands.by})
    at = min(stands.at + dt.timedelta(minutes=4), now)
    return Change(
        stands.question,
        answer,
        ChangeKind.SECOND_VERSION,
        stands.based_on,
        lead if stands.by != lead else others[0],
        at,
    )


def _steps(
    question: Question, answer: Answer, earlier: Earlier | None, generator: np.random.Generator
) -> list[tuple[ChangeKind, Answer]]:
    chance = float(generator.random())
    if earlier is not None and earlier.answers.get(question.id) == answer and chance < CONFIRMED:
        return [(ChangeKind.CONFIRMED, answer)]
    saved = (ChangeKind.SAVED, answer)
    before = (ChangeKind.SAVED, _other_level(question, answer) or _uncertain(answer))
    if before[1] == answer or chance > SECOND_THOUGHTS:
        return [saved]
    if chance < CLEARED_BETWEEN:
        return [before, (ChangeKind.CLEARED, NO_ANSWER), saved]
    if chance < CLEARED_BETWEEN + RESTORED:
        return [saved, before, (ChangeKind.RESTORED, answer)]
    return [before, saved]


def _other_level(question: Question, answer: Answer) -> Answer | None:
    """Return the same answer a level lower, or higher at the lowest; None where the answer is no level."""
    if not isinstance(question, MaturityQuestion) or not isinstance(answer.value, int):
        return None
    level = answer.value - 1 if answer.value else 1
    return Answer(Status.ANSWERED, level, explanation=answer.explanation)


def _uncertain(answer: Answer) -> Answer:
    return Answer(Status.DONT_KNOW, explanation=answer.explanation)
