"""Checks for shares from 0 to 1 that stand where points or per cent from 0 to 100 belong."""

from collections.abc import Iterator

from assessment.content.checks.walks import placed_leaves, placed_nodes
from assessment.content.codes.rubric import RubricCode as Code
from assessment.content.issues import IssueList
from assessment.content.sources import Parsed
from assessment.content.yaml_reader import KeyPath
from assessment.core.rubric import Rubric
from assessment.core.scoring_rules import ChoiceTable, LevelTable, Recency, ScoringRule, Steps


def check_shares(rubric: Parsed[Rubric], issues: IssueList) -> None:
    """Warn of rules, caps, requirements, targets and coverage that look like shares."""
    for path, rule in _rules(rubric.model):
        highest = _highest(rule)
        if highest is not None and 0 < highest <= 1:
            place = rubric.at.place(*path)
            issues.add(Code.VALUES_ARE_SHARES, place, highest=highest, meant=100 * highest)
    for path, what, points in _points(rubric.model):
        if points is not None and 0 < points < 1:
            issues.add(Code.SHARE_FOR_POINTS, rubric.at.place(*path), what=what, found=points, meant=100 * points)
    for path, coverage in _coverages(rubric.model):
        if coverage is not None and 0 < coverage < 1:
            issues.add(Code.SHARE_FOR_PERCENT, rubric.at.place(*path), found=coverage, meant=100 * coverage)


def _rules(rubric: Rubric) -> Iterator[tuple[KeyPath, ScoringRule]]:
    for name, rule in rubric.scoring.items():
        yield ("scoring", name), rule
    for placed in placed_leaves(rubric):
        if placed.leaf.scoring is not None and not isinstance(placed.leaf.scoring, str):
            yield (*placed.path, "scoring"), placed.leaf.scoring


def _highest(rule: ScoringRule) -> float | None:
    match rule:
        case LevelTable():
            return max(rule.values)
        case ChoiceTable():
            return max(rule.values.values())
        case Steps():
            return max(rule.below, *(step.score for step in rule.steps))
        case Recency():
            return max(rule.older, *(step.score for step in rule.steps))
        case _:
            return None


def _points(rubric: Rubric) -> Iterator[tuple[KeyPath, str, float | None]]:
    yield ("target",), "The target", rubric.target
    for number, gate in enumerate(rubric.gates):
        yield ("gates", number, "cap"), f'The cap of the gate "{gate.id}"', gate.cap
        for n, requirement in enumerate(gate.requires):
            path = ("gates", number, "requires", n, "at_least")
            yield path, f'"at_least" of the gate "{gate.id}"', requirement.at_least
    for placed in placed_nodes(rubric):
        yield (*placed.path, "target"), f'The target of "{placed.node.id}"', placed.node.target
    for leaf in placed_leaves(rubric):
        yield (*leaf.path, "target"), f'The target of "{leaf.leaf.question}"', leaf.leaf.target


def _coverages(rubric: Rubric) -> Iterator[tuple[KeyPath, float | None]]:
    for number, level in enumerate(rubric.levels):
        yield ("levels", number, "coverage"), level.coverage
    for placed in placed_nodes(rubric):
        yield (*placed.path, "coverage"), placed.node.coverage
