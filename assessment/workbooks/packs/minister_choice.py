"""What a minister reads of a State: strengths, gaps, and what to decide; chosen from the results, not judged."""

from dataclasses import dataclass

from assessment.core.node_figures import NodeFigures
from assessment.workbooks.packs.national_content import GapContent
from assessment.workbooks.packs.national_parts import NationalPack

MOST = 3
FEWEST_DECISIONS, MOST_DECISIONS = 3, 5


@dataclass(frozen=True, slots=True)
class MinisterChoice:
    """The domains that stand highest, those furthest below their target, and decisions, the first for the gaps."""

    strengths: tuple[NodeFigures, ...]
    gaps: tuple[NodeFigures, ...]
    decisions: tuple[GapContent, ...]


def choose(national: NationalPack) -> MinisterChoice:
    """Return up to three strengths, three gaps and five decisions; no domain is both a strength and a gap.

    The first decisions are the ones of highest priority in each of the gaps; those of highest priority anywhere
    follow. Questions that nobody answered yet come last: the first thing to do about them is to answer.
    """
    content = national.content
    ranked = sorted((one for one in content.domains if one.score is not None), key=lambda one: -(one.score or 0))
    number = min(MOST, max(len(ranked) // 2, 1))
    strengths = ranked[:number]
    below = [one for one in ranked[number:] if below_target(one) > 0]
    gaps = sorted(below, key=below_target, reverse=True)[:MOST]
    lines = sorted(content.gaps, key=lambda line: line.gap.score is None)
    inside = {node.id: {leaf.question for leaf in node.leaves()} for node in content.package.rubric.tree.nodes()}
    first = [next((line for line in lines if line.gap.question in inside[domain.node]), None) for domain in gaps]
    chosen = [line for line in first if line is not None]
    chosen += [line for line in lines if line not in chosen]
    return MinisterChoice(tuple(strengths), tuple(gaps), tuple(chosen[:MOST_DECISIONS]))


def below_target(figures: NodeFigures) -> float:
    """Return how far a score stands below its target, in points."""
    if figures.score is None or figures.target is None:
        return 0.0
    return max(0.0, figures.target - figures.score)
