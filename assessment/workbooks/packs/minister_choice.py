"""What a minister reads of a State: strengths, gaps, and what to decide; chosen from the results, not judged."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.node_figures import NodeFigures
from assessment.workbooks.packs.national_content import GapContent
from assessment.workbooks.packs.national_parts import NationalPack

MOST = 3
FEWEST_DECISIONS, MOST_DECISIONS = 3, 5


@dataclass(frozen=True, slots=True)
class MinisterChoice:
    """The domains that stand highest, those furthest below their target, and decisions.

    `decision_of` has the number of the decision for each of the gaps, by node; the first decisions are theirs.
    """

    strengths: tuple[NodeFigures, ...]
    gaps: tuple[NodeFigures, ...]
    decisions: tuple[GapContent, ...]
    decision_of: Mapping[str, int]


def choose(national: NationalPack) -> MinisterChoice:
    """Return up to three strengths, three gaps and five decisions; no domain is both a strength and a gap.

    The first decisions are the steps of highest priority in each of the gaps, in the order of the gaps; those of
    highest priority anywhere follow. What stands there is one step, so its priority is that of the step. Questions
    that nobody answered yet come last: the first thing to do about them is to answer.
    """
    content = national.content
    ranked = sorted((one for one in content.domains if one.score is not None), key=lambda one: -(one.score or 0))
    number = min(MOST, max(len(ranked) // 2, 1))
    strengths = ranked[:number]
    below = [one for one in ranked[number:] if below_target(one) > 0]
    gaps = sorted(below, key=below_target, reverse=True)[:MOST]
    lines = sorted(content.gaps, key=lambda line: (line.gap.score is None, -line.step_priority))
    inside = {node.id: {leaf.question for leaf in node.leaves()} for node in content.package.rubric.tree.nodes()}
    chosen: list[GapContent] = []
    decision_of: dict[str, int] = {}
    for domain in gaps:
        best = next((line for line in lines if line.gap.question in inside[domain.node]), None)
        if best is not None:
            chosen.append(best)
            decision_of[domain.node] = len(chosen)
    chosen += [line for line in lines if line not in chosen]
    return MinisterChoice(tuple(strengths), tuple(gaps), tuple(chosen[:MOST_DECISIONS]), decision_of)


def below_target(figures: NodeFigures) -> float:
    """Return how far a score stands below its target, in points."""
    if figures.score is None or figures.target is None:
        return 0.0
    return max(0.0, figures.target - figures.score)
