"""Score lines: what a chart shows of one node, with the words that stand at it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.core.node_figures import NodeFigures


@dataclass(frozen=True, slots=True)
class BandMark:
    """The band of a score: its place from the lowest, out of so many, and its label."""

    place: int
    bands: int
    label: str


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One node of a chart: its title in the reader's language, its figures in points, its band."""

    title: str
    figures: NodeFigures
    band: BandMark | None


def shown(lines: Sequence[ScoreLine]) -> list[ScoreLine]:
    """Return the lines that have a score, the highest first."""
    return sorted((line for line in lines if line.figures.score is not None), key=lambda line: -score_of(line))


def score_of(line: ScoreLine) -> float:
    """Return the score of a line that has one; raise ValueError where it has none."""
    if line.figures.score is None:
        raise ValueError(line.figures.node)
    return line.figures.score
