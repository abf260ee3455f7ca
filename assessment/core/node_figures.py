"""The figures of nodes, lenses and monitoring lines for one State, in points, as people read them."""

from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import Floats
from assessment.core.gaps import node_targets
from assessment.core.lenses import MonitoringLine, ReadingOfQuestions
from assessment.core.scoring import Scores


@dataclass(frozen=True, slots=True)
class NodeFigures:
    """What there is to say about a node: points 0 to 100 unrounded, None where there is no score.

    `score`, `raw`, `evidenced` and `pipeline` are None below the coverage that the node asks for (`threshold`);
    the interval from `low` to `high` is there wherever a question applies. `coverage` and `threshold` lie in
    [0, 1]. `band` is the id of the band and `gates` name the triggered gates on this node itself.
    """

    node: str
    title: str
    depth: int
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None
    threshold: float
    band: str | None
    gates: tuple[str, ...]
    raw: float | None
    evidenced: float | None
    pipeline: float | None
    target: float | None

    @property
    def is_settled(self) -> bool:
        """Tell whether the interval has closed on the score, to a hundredth of a point."""
        return self.low is not None and self.high is not None and self.high - self.low < 5e-3

    @property
    def is_out(self) -> bool:
        """Tell whether no question below the node applies."""
        return self.low is None


@dataclass(frozen=True, slots=True)
class ReadingFigures:
    """A lens or planned result for one State: points 0 to 100, coverage in [0, 1], None where there is none."""

    id: str
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None


@dataclass(frozen=True, slots=True)
class MonitoringFigures:
    """A line of the monitoring plan for one State: `met` of `of` safeguards stand, `missing` names the others."""

    id: str
    outcome: str
    lens: str
    met: int
    of: int
    missing: tuple[str, ...]


def points(share: float) -> float | None:
    """Return a score of 0 to 1 in points, or None where there is none."""
    return None if np.isnan(share) else float(share) * 100


def figures_of_nodes(scores: Scores, column: int) -> tuple[NodeFigures, ...]:
    """Return the figures of every node for the State in a column, parents first."""
    targets = node_targets(scores)
    return tuple(_figures(scores, column, place, targets) for place in range(len(scores.instrument.nodes)))


def _figures(scores: Scores, column: int, place: int, targets: Floats) -> NodeFigures:
    instrument = scores.instrument
    shown = {
        reading: points(scores.nodes(reading)[place, column]) if scores.shown[place, column] else None
        for reading in ("point", "raw", "evidenced", "pipeline")
    }
    score, coverage = shown["point"], scores.coverage[place, column]
    return NodeFigures(
        node=instrument.nodes[place].id,
        title=instrument.nodes[place].title,
        depth=instrument.depths[place],
        score=score,
        low=points(scores.nodes("worst")[place, column]),
        high=points(scores.nodes("best")[place, column]),
        coverage=None if np.isnan(coverage) else float(coverage),
        threshold=float(instrument.thresholds[place]),
        band=None if score is None else instrument.rubric.band_of(score).id,
        gates=scores.gates_on(place, column),
        raw=shown["raw"],
        evidenced=shown["evidenced"],
        pipeline=shown["pipeline"],
        target=points(targets[place, column]),
    )


def figures_of_reading(reading: ReadingOfQuestions, column: int) -> ReadingFigures:
    """Return a lens or planned result for the State in a column."""
    coverage = reading.coverage[column]
    return ReadingFigures(
        id=reading.id,
        score=points(reading.score[column]),
        low=points(reading.low[column]),
        high=points(reading.high[column]),
        coverage=None if np.isnan(coverage) else float(coverage),
    )


def figures_of_line(line: MonitoringLine, column: int) -> MonitoringFigures:
    """Return a line of the monitoring plan for the State in a column."""
    return MonitoringFigures(
        id=line.id,
        outcome=line.outcome,
        lens=line.lens,
        met=int(line.met[column]),
        of=int(line.applicable[column]),
        missing=tuple(
            question for question, missing in zip(line.questions, line.missing[:, column], strict=True) if missing
        ),
    )
