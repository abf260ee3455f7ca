"""Results: a State's scores, computed from the answers as they stand, and every number opened."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assessment.core.access import Permission
from assessment.core.arrays import TOLERANCE, Bools
from assessment.core.change import Change
from assessment.core.coding import DONT_KNOW
from assessment.core.companions import companion_scores
from assessment.core.cycle import Assessment, AssessmentKey, Cycle
from assessment.core.gaps import QuestionGap, question_gaps
from assessment.core.ladders import Rung, ladder
from assessment.core.lenses import lens_scores, monitoring_view, planned_result_scores
from assessment.core.node_figures import (
    MonitoringFigures,
    NodeFigures,
    ReadingFigures,
    figures_of_line,
    figures_of_nodes,
    figures_of_reading,
    points,
)
from assessment.core.package import ContentPackage
from assessment.core.paths import Path
from assessment.core.questionnaire import MultipleChoiceQuestion
from assessment.core.rubric import ROOT_ID
from assessment.core.scoring import UNANSWERED, Scores
from assessment.errors import AssessmentError, DeniedError, UnacceptableError
from assessment.services import explaining
from assessment.services.answer_scoring import ScoredAnswers
from assessment.services.explaining import Action, Explanation, GateLine
from assessment.services.score_report import Flag, flags
from assessment.services.scored_assessment import earlier_desk, scored_assessment
from assessment.services.workspace import AssessmentDesk, Caller, Workspace, desk


@dataclass(frozen=True, eq=False)
class ResultsView:
    """Where a State stands: the figures of every node by id, and of the readings beside them.

    `domains` are the nodes right below the root, in order. `gates` holds the triggered gates with what each takes
    from the overall score. `unanswered` names the scored questions that count against coverage, but for those
    marked as "don't know", which `dont_know` names. `cut` names the answers that count for less in the evidenced
    reading, `flags` those that count differently from what they say. `previous` is the cycle before, where the
    State answered in it.
    """

    cycle: Cycle
    assessment: Assessment
    package: ContentPackage
    scored: ScoredAnswers
    nodes: Mapping[str, NodeFigures]
    domains: tuple[NodeFigures, ...]
    gates: tuple[GateLine, ...]
    lenses: tuple[ReadingFigures, ...]
    planned_results: tuple[ReadingFigures, ...]
    monitoring: tuple[MonitoringFigures, ...]
    unanswered: tuple[str, ...]
    dont_know: tuple[str, ...]
    cut: tuple[str, ...]
    flags: tuple[Flag, ...]
    previous: Cycle | None

    @property
    def overall(self) -> NodeFigures:
        """Return the figures of the root."""
        return self.nodes[ROOT_ID]


@dataclass(frozen=True, eq=False)
class OpenedNode:
    """One node opened. `trail` leads from the root down to it, itself included.

    `geometric` and `blend` are the companions of its score, in points; None where no score is shown.
    """

    results: ResultsView
    figures: NodeFigures
    trail: tuple[str, ...]
    explanation: Explanation
    geometric: float | None
    blend: float | None


@dataclass(frozen=True)
class GapLine:
    """A question below its target, with the step up from its answer and the action that leads there.

    `open_choices` are the ids of those not ticked yet that would bring points, the most first. `lens_bonus` and
    `gate_bonus` are what raised the priority; 0 where they do not apply.
    """

    gap: QuestionGap
    effort: int
    feasibility: int
    rung: Rung | None
    action: Action | None
    open_choices: tuple[str, ...]
    lens_bonus: float
    gate_bonus: float

    @property
    def bonus(self) -> float:
        """Return the factor by which the priority is raised."""
        return 1 + self.lens_bonus + self.gate_bonus


@dataclass(frozen=True, eq=False)
class GapsView:
    """The gaps at a node, highest priority first."""

    results: ResultsView
    node: str
    lines: tuple[GapLine, ...]


@dataclass(frozen=True, eq=False)
class PathView:
    """The cheapest path to the next band; None in the highest band and where no score is shown."""

    results: ResultsView
    node: str
    path: Path | None


@dataclass(frozen=True, eq=False)
class WhatIfView:
    """The scores as they are and as they would be with some answers changed."""

    before: ResultsView
    after: ResultsView


@dataclass(frozen=True, eq=False)
class ChangeView:
    """What moved a State's scores since the cycle before.

    `change` is None where the node has no score in one of the cycles.
    """

    before: ResultsView
    after: ResultsView
    node: str
    change: Change | None


def results(workspace: Workspace, caller: Caller, key: AssessmentKey) -> ResultsView:
    """Return a State's scores in a cycle, with everything that stands beside them."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        return _results(workspace, at)


def open_node(workspace: Workspace, caller: Caller, key: AssessmentKey, node: str) -> OpenedNode:
    """Return one node with its children, answers and arithmetic; raise DeniedError where there is no such node."""
    view = results(workspace, caller, key)
    _check_node(view, node)
    place, shown = view.scored.instrument.node_index[node], view.nodes[node].score is not None
    companions = companion_scores(view.scored.scores)
    return OpenedNode(
        results=view,
        figures=view.nodes[node],
        trail=_trail(view, node),
        explanation=explaining.explain(view.scored, key.state, node, with_path=False),
        geometric=points(companions.geometric[place, 0]) if shown else None,
        blend=points(companions.blend[place, 0]) if shown else None,
    )


def gaps(workspace: Workspace, caller: Caller, key: AssessmentKey, node: str = ROOT_ID) -> GapsView:
    """Return the questions of a node below their targets; raise DeniedError where there is no such node."""
    view = results(workspace, caller, key)
    _check_node(view, node)
    return GapsView(view, node, gap_lines(view, node))


def gap_lines(view: ResultsView, node: str = ROOT_ID) -> tuple[GapLine, ...]:
    """Return the gaps at a node, highest priority first."""
    return tuple(_gap_line(view, gap) for gap in question_gaps(view.scored.scores, 0, node))


def path(workspace: Workspace, caller: Caller, key: AssessmentKey, node: str = ROOT_ID) -> PathView:
    """Return the cheapest path of a node to its next band; it may take seconds, in which no transaction is open.

    Raise DeniedError where there is no such node.
    """
    view = results(workspace, caller, key)
    _check_node(view, node)
    return PathView(view, node, explaining.next_band_path(view.scored, key.state, node))


def what_if(workspace: Workspace, caller: Caller, key: AssessmentKey, changes: Mapping[str, str]) -> WhatIfView:
    """Return what the scores would be with some answers replaced by answer codes; nothing is stored.

    Raise UnacceptableError when a question does not exist or a code does not fit it.
    """
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        before = _results(workspace, at)
        try:
            scored = explaining.what_if(before.scored, key.state, changes)
        except AssessmentError as error:
            raise UnacceptableError("no_such_answer") from error
        return WhatIfView(before, results_of(at, scored, before.previous))


def change_since_last_cycle(
    workspace: Workspace, caller: Caller, key: AssessmentKey, node: str = ROOT_ID
) -> ChangeView | None:
    """Return what moved a node's score since the cycle before; None where the State did not answer in it.

    Raise DeniedError where there is no such node.
    """
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        after = _results(workspace, at)
        _check_node(after, node)
        earlier = earlier_desk(workspace, at)
        before = None if earlier is None else results_of(earlier, scored_assessment(earlier), None)
        return None if before is None else change_between(before, after, node)


def change_between(before: ResultsView, after: ResultsView, node: str = ROOT_ID) -> ChangeView:
    """Return what moved a node's score from one cycle of a State to another."""
    scores = [view.nodes[node].score for view in (before, after) if node in view.nodes]
    shown = len(scores) == 2 and None not in scores
    state = after.assessment.key.state
    change = explaining.change_since(before.scored, after.scored, state, node) if shown else None
    return ChangeView(before, after, node, change)


def _results(workspace: Workspace, at: AssessmentDesk) -> ResultsView:
    earlier = earlier_desk(workspace, at)
    return results_of(at, scored_assessment(at), earlier.cycle if earlier else None)


def results_of(at: AssessmentDesk, scored: ScoredAnswers, previous: Cycle | None) -> ResultsView:
    """Return the scores of answers at a desk, with everything that stands beside them."""
    scores = scored.scores
    nodes = {figures.node: figures for figures in figures_of_nodes(scores, 0)}
    open_ones = scores.standings.standing[:, 0] == UNANSWERED
    dont_know = open_ones & (scores.coded.status[scores.instrument.columns, 0] == DONT_KNOW)
    cut = scores.leaves("evidenced")[:, 0] < scores.leaves("point")[:, 0] - TOLERANCE
    return ResultsView(
        cycle=at.cycle,
        assessment=at.assessment,
        package=at.package,
        scored=scored,
        nodes=nodes,
        domains=tuple(figures for figures in nodes.values() if figures.depth == 1),
        gates=explaining.gate_lines(scored, at.assessment.key.state),
        lenses=tuple(figures_of_reading(lens, 0) for lens in lens_scores(scores)),
        planned_results=tuple(figures_of_reading(result, 0) for result in planned_result_scores(scores)),
        monitoring=tuple(figures_of_line(line, 0) for line in monitoring_view(scores)),
        unanswered=_questions(scores, open_ones & ~dont_know),
        dont_know=_questions(scores, dont_know),
        cut=_questions(scores, cut),
        flags=tuple(flags(scores, 0)),
        previous=previous,
    )


def _questions(scores: Scores, chosen: Bools) -> tuple[str, ...]:
    return tuple(scores.instrument.leaves[row].question for row in np.flatnonzero(chosen))


def _check_node(view: ResultsView, node: str) -> None:
    if node not in view.nodes:
        raise DeniedError("not_found")


def _trail(view: ResultsView, node: str) -> tuple[str, ...]:
    instrument = view.scored.instrument
    place, trail = instrument.node_index[node], [node]
    while (place := int(instrument.parents[place])) >= 0:
        trail.append(instrument.nodes[place].id)
    return tuple(reversed(trail))


def _gap_line(view: ResultsView, gap: QuestionGap) -> GapLine:
    scores = view.scored.scores
    instrument = scores.instrument
    row = instrument.leaf_row[gap.question]
    question = instrument.question_of(row)
    value = float(scores.coded.value[instrument.columns[row], 0])
    rungs = () if gap.score is None else ladder(instrument, row, value, gap.score)
    rung = rungs[0] if rungs else None
    action = explaining.action_of(question, rung) if rung else None
    several = isinstance(question, MultipleChoiceQuestion)
    rule = instrument.rubric.priority
    return GapLine(
        gap=gap,
        effort=question.effort,
        feasibility=question.feasibility,
        rung=rung,
        action=action,
        open_choices=tuple(one.answer.removeprefix("+ ") for one in rungs) if several else (),
        lens_bonus=rule.lens_bonus * gap.lens,
        gate_bonus=rule.gate_bonus * bool(gap.lifts),
    )
