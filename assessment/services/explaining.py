"""Explain one State's score at a node: where it comes from, what holds it down, what would raise it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from assessment.core.answer_codes import AnswerCodeError, format_answer_code, parse_answer_code
from assessment.core.change import Change, decompose_change
from assessment.core.coding import code_submissions
from assessment.core.explain import Breakdown, Lift, break_down, child_parts, lifts
from assessment.core.gaps import QuestionGap, node_targets, question_gaps
from assessment.core.ladders import Rung
from assessment.core.node_figures import points
from assessment.core.paths import Path, cheapest_path, next_band_target
from assessment.core.questionnaire import MaturityQuestion, Question, SingleChoiceQuestion
from assessment.core.scoring import COUNTED, OUT, Scores, score
from assessment.core.submission import BLANK, Response, Submission
from assessment.core.what_if import with_changes
from assessment.errors import RequestError
from assessment.services.answer_scoring import ScoredAnswers


@dataclass(frozen=True)
class AnswerPart:
    """What one answer brings to a node: its effective weight in [0, 1], contribution and loss in points."""

    question: str
    text: str
    answer: str
    standing: str
    score: float | None
    effective_weight: float
    contribution: float
    loss: float


@dataclass(frozen=True)
class NodePart:
    """What one child node brings to the node explained: its share in [0, 1], its score in points.

    The score is None where too little of the child is answered; what it brings counts all the same.
    """

    node: str
    title: str
    share: float
    score: float | None
    contribution: float


@dataclass(frozen=True)
class GateLine:
    """A triggered gate: the points it takes from the node explained, and the answers that lift it."""

    gate: str
    title: str
    node: str
    cap: float
    reason: str
    points_lost: float
    lifts: tuple[Lift, ...]


@dataclass(frozen=True)
class Explanation:
    """One State's score at one node, opened; figures in points, None where there is no score."""

    state: str
    node: str
    title: str
    rule: str
    score: float | None
    low: float | None
    high: float | None
    raw: float | None
    coverage: float | None
    threshold: float
    target: float | None
    band: str | None
    floor_lift: float
    children: tuple[NodePart, ...]
    answers: tuple[AnswerPart, ...]
    gates: tuple[GateLine, ...]
    gaps: tuple[QuestionGap, ...]
    path: Path | None


def explain(scored: ScoredAnswers, state: str, node: str = "overall", *, with_path: bool = True) -> Explanation:
    """Return the explanation of a State's score at a node; raise RequestError when either does not exist.

    The path may take seconds, all the rest milliseconds; without it `path` is None.
    """
    column = scored.state_column(state)
    scores, instrument = scored.scores, scored.instrument
    place = instrument.node_index[scored.node(node)]
    parts = break_down(scores, node)
    shown = points(scores.shown_nodes("point")[place, column])
    depth = min(instrument.depths[place], len(instrument.rubric.levels) - 1)
    rule = instrument.nodes[place].aggregation or instrument.rubric.levels[depth].aggregation
    coverage = scores.coverage[place, column]
    return Explanation(
        state=state,
        node=node,
        title=instrument.nodes[place].title,
        rule=rule.rule,
        score=shown,
        low=points(scores.nodes("worst")[place, column]),
        high=points(scores.nodes("best")[place, column]),
        raw=points(scores.shown_nodes("raw")[place, column]),
        coverage=None if np.isnan(coverage) else float(coverage),
        threshold=float(instrument.thresholds[place]),
        target=points(node_targets(scores)[place, column]),
        band=None if shown is None else instrument.rubric.band_of(shown).id,
        floor_lift=points(parts.floor_lift[column]) or 0.0,
        children=tuple(_node_parts(scores, column, node)),
        answers=tuple(_answer_parts(scored, parts, column, node)),
        gates=tuple(_gate_lines(scores, parts, column)),
        gaps=question_gaps(scores, column, node),
        path=next_band_path(scored, state, node) if with_path else None,
    )


def _node_parts(scores: Scores, column: int, node: str) -> Iterable[NodePart]:
    size = len(scores.instrument.leaves)
    for part in child_parts(scores, column, node):
        if part.row >= size:
            child = scores.instrument.nodes[part.row - size]
            yield NodePart(
                node=child.id,
                title=child.title,
                share=part.share,
                score=points(part.score) if scores.shown[part.row - size, column] else None,
                contribution=part.share * (points(part.score) or 0.0),
            )


def _answer_parts(scored: ScoredAnswers, parts: Breakdown, column: int, node: str) -> Iterable[AnswerPart]:
    instrument = scored.instrument
    responses = scored.submissions[column].responses
    for row in instrument.leaf_rows_below(instrument.node_index[node]):
        question = instrument.question_of(int(row))
        yield AnswerPart(
            question=question.id,
            text=question.text,
            answer=format_answer_code(question, responses.get(question.id, BLANK)),
            standing=_standing(scored.scores, int(row), column),
            score=points(parts.score_of_question[row, column]),
            effective_weight=float(parts.effective_weight[row, column]),
            contribution=float(parts.contribution[row, column]) * 100,
            loss=float(parts.loss[row, column]) * 100,
        )


def _standing(scores: Scores, row: int, column: int) -> str:
    standing = scores.standings.standing[row, column]
    if standing == COUNTED:
        return "counted"
    if standing == OUT:
        return "hidden" if scores.standings.hidden[row, column] else "not applicable"
    if scores.standings.undecided[row, column]:
        return "depends on an open question"
    return "not applicable refused" if scores.standings.refused[row, column] else "unanswered"


def gate_lines(scored: ScoredAnswers, state: str, node: str = "overall") -> tuple[GateLine, ...]:
    """Return the triggered gates at and below a node; raise RequestError when the State or node does not exist."""
    column = scored.state_column(state)
    return tuple(_gate_lines(scored.scores, break_down(scored.scores, scored.node(node)), column))


def _gate_lines(scores: Scores, parts: Breakdown, column: int) -> Iterable[GateLine]:
    instrument = scores.instrument
    below = {node.id for node in instrument.nodes[instrument.node_index[parts.node]].nodes()}
    lifting = lifts(scores, column)
    for number, compiled in enumerate(instrument.gates):
        gate = compiled.gate
        if scores.gates("point")[number, column] and gate.node in below:
            yield GateLine(
                gate=gate.id,
                title=gate.title,
                node=gate.node,
                cap=gate.cap,
                reason=gate.reason,
                points_lost=float(parts.gate_loss[number, column]) * 100,
                lifts=tuple(lift for lift in lifting if lift.gate == gate.id),
            )


def next_band_path(scored: ScoredAnswers, state: str, node: str = "overall") -> Path | None:
    """Return the cheapest path to the next band, or None in the highest band and where no score is shown.

    It may take seconds. Raise RequestError when the State or node does not exist.
    """
    column, scores = scored.state_column(state), scored.scores
    place = scored.instrument.node_index[scored.node(node)]
    target = next_band_target(scores, column, node)
    if target is None or not scores.shown[place, column]:
        return None
    return cheapest_path(scores, column, target, node)


def what_if(scored: ScoredAnswers, state: str, changes: Mapping[str, str]) -> ScoredAnswers:
    """Return the scores of one State with some answers replaced by answer codes; nothing is stored.

    Raise RequestError when a question does not exist or a code does not fit it.
    """
    questions = scored.package.questionnaire.question_by_id
    replaced: dict[str, Response] = {}
    for name, code in changes.items():
        if name not in questions:
            raise RequestError(f'There is no question "{name}"; correct the id.')
        try:
            replaced[name] = parse_answer_code(questions[name], code)
        except AnswerCodeError as error:
            raise RequestError(f"{name}: {error}.") from None
    changed = with_changes(scored.submissions[scored.state_column(state)], replaced)
    return _scored_alone(scored, changed)


def _scored_alone(scored: ScoredAnswers, submission: Submission) -> ScoredAnswers:
    coded = code_submissions(scored.instrument, [submission], scored.scores.coded.reference_date)
    return ScoredAnswers(scored.package, (submission,), score(scored.instrument, coded), scored.warnings)


def change_since(before: ScoredAnswers, after: ScoredAnswers, state: str, node: str = "overall") -> Change:
    """Return what moved a State's score at a node between two files of answers."""
    for scored in (before, after):
        scored.state_column(state)
        scored.node(node)
    versions = (before.package.questionnaire.version, after.package.questionnaire.version)
    crosswalk = next(
        (c for c in after.package.crosswalks if (c.from_version, c.to_version) == versions),
        None,
    )
    return decompose_change(before.scores, after.scores, state, node, crosswalk)


def describe_answer(question: Question, answer: str) -> str:
    """Return the words behind a level or choice on a path, or the answer itself."""
    if isinstance(question, MaturityQuestion) and answer.isdigit():
        return question.levels[int(answer)].descriptor
    if isinstance(question, SingleChoiceQuestion):
        labels = {choice.id: choice.descriptor or choice.label for choice in question.choices}
        return labels.get(answer, answer)
    return answer


@dataclass(frozen=True)
class Action:
    """The action that leads up to a rung: English text, the stable key of its words, and what it rests on."""

    key: str
    text: str
    source: str


def action_of(question: Question, rung: Rung) -> Action | None:
    """Return the action that leads up to a rung, where the questionnaire has one."""
    if isinstance(question, MaturityQuestion):
        step = question.levels[int(rung.below)].next_step
        key = f"questions.{question.id}.levels.{rung.below}.action"
        return Action(key, step.action, step.source) if step else None
    if isinstance(question, SingleChoiceQuestion):
        key = f"questions.{question.id}.choices.{rung.below}.action"
        found = (action for action in question.actions if action.from_choice == rung.below)
        return next((Action(key, action.action, action.source) for action in found), None)
    return None


def action_for(question: Question, rung: Rung) -> str | None:
    """Return the words of the action that leads up to a rung, where the questionnaire has one."""
    action = action_of(question, rung)
    return action.text if action else None
