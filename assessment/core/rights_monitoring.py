"""Rights and gender over many States: lenses, gates and the safeguards of the monitoring plan, by set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import TOLERANCE, Bools
from assessment.core.comparison import ComparedScores
from assessment.core.instrument import CompiledGate
from assessment.core.lenses import lens_scores, monitoring_view
from assessment.core.scoring import OUT, UNANSWERED, Scores
from assessment.core.state_sets import StateSet, members


def compared_lenses(scores: Scores, usable: Bools | None = None) -> ComparedScores:
    """Return the lenses as scores that may be compared, in points; the ids of lenses stand for those of nodes.

    A lens reads questions of many domains. `usable` tells which answers may be used (questions x States), all if
    None; a State of which not all questions of a lens may be used has no score there.
    """
    instrument = scores.instrument
    readings = lens_scores(scores)
    points = np.full((len(readings), len(scores.states)), np.nan)
    for place, (lens, reading) in enumerate(zip(instrument.rubric.lenses, readings, strict=True)):
        rows = [row for row in range(len(instrument.leaves)) if lens.tag in instrument.question_of(row).tags]
        points[place] = np.where(_all_usable(scores, rows, usable), 100 * reading.score, np.nan)
    return ComparedScores(tuple(reading.id for reading in readings), scores.states, points)


@dataclass(frozen=True, slots=True)
class GateCount:
    """In how many States of a set a gate caps its node.

    Of the `applicable` States, those to which some safeguard of the gate applies, it is `triggered` in so many; in
    `open` of these only for want of an answer.
    """

    gate: str
    node: str
    lens: str | None
    set: str
    triggered: int
    open: int
    applicable: int
    of: int


def gate_counts(scores: Scores, sets: Sequence[StateSet], usable: Bools | None = None) -> tuple[GateCount, ...]:
    """Return every gate over every set, gates first in the order of the rubric.

    `usable` tells which answers may be used (questions x States), all if None; a State counts only if those to all
    safeguards of the gate may.
    """
    inside = members(sets, scores.states)
    return tuple(
        _gate_count(scores, number, gate, one, columns & _all_usable(scores, gate.leaves.tolist(), usable))
        for number, gate in enumerate(scores.instrument.gates)
        for one, columns in zip(sets, inside, strict=True)
    )


def _gate_count(scores: Scores, number: int, gate: CompiledGate, of_set: StateSet, counted: Bools) -> GateCount:
    triggered = scores.gates("point")[number] & counted
    low = (scores.leaves("point")[gate.leaves] < gate.thresholds[:, None] - TOLERANCE).any(axis=0)
    applies = (scores.standings.standing[gate.leaves] != OUT).any(axis=0)
    return GateCount(
        gate=gate.gate.id,
        node=gate.gate.node,
        lens=gate.gate.lens,
        set=of_set.id,
        triggered=int(triggered.sum()),
        open=int((triggered & ~low).sum()),
        applicable=int((applies & counted).sum()),
        of=len(of_set.states),
    )


@dataclass(frozen=True, slots=True)
class SafeguardCount:
    """In how many of the `applicable` States of a set a safeguard is `met`, and in how many `unanswered`."""

    question: str
    met: int
    unanswered: int
    applicable: int

    @property
    def missing(self) -> int:
        """Count the States in which it applies and does not stand, low or unanswered."""
        return self.applicable - self.met


@dataclass(frozen=True, slots=True)
class MonitoringCount:
    """A line of the monitoring plan over a set: the safeguards that stand, of those that apply, over all States.

    `complete` of the `states` with an applicable safeguard have all of theirs.
    """

    line: str
    outcome: str
    lens: str
    set: str
    met: int
    applicable: int
    complete: int
    states: int
    safeguards: tuple[SafeguardCount, ...]

    @property
    def share(self) -> float | None:
        """Return met / applicable in [0, 1], None where nothing applies."""
        return self.met / self.applicable if self.applicable else None


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """The lines of one outcome together over a set; a safeguard that stands in two lines counts in both."""

    outcome: str
    set: str
    met: int
    applicable: int

    @property
    def share(self) -> float | None:
        """Return met / applicable in [0, 1], None where nothing applies."""
        return self.met / self.applicable if self.applicable else None


def monitoring_counts(
    scores: Scores, sets: Sequence[StateSet], usable: Bools | None = None
) -> tuple[MonitoringCount, ...]:
    """Return every line of the plan over every set, lines first in the order of the rubric.

    `usable` tells which answers may be used (questions x States), all if None; others count nowhere.
    """
    instrument = scores.instrument
    inside = members(sets, scores.states)
    found = []
    for line in monitoring_view(scores):
        rows = [instrument.leaf_row[question] for question in line.questions]
        standing = scores.standings.standing[rows]
        used = np.ones(standing.shape, dtype=np.bool_) if usable is None else usable[instrument.columns[rows]]
        for one, columns in zip(sets, inside, strict=True):
            applies = (standing != OUT) & used & columns
            met = applies & ~line.missing
            found.append(
                MonitoringCount(
                    line=line.id,
                    outcome=line.outcome,
                    lens=line.lens,
                    set=one.id,
                    met=int(met.sum()),
                    applicable=int(applies.sum()),
                    complete=int((applies.any(axis=0) & (met == applies).all(axis=0)).sum()),
                    states=int(applies.any(axis=0).sum()),
                    safeguards=_safeguards(line.questions, met, applies, standing == UNANSWERED),
                )
            )
    return tuple(found)


def _safeguards(
    questions: Sequence[str], met: Bools, applies: Bools, unanswered: Bools
) -> tuple[SafeguardCount, ...]:
    return tuple(
        SafeguardCount(
            question,
            met=int(met[place].sum()),
            unanswered=int((unanswered & applies)[place].sum()),
            applicable=int(applies[place].sum()),
        )
        for place, question in enumerate(questions)
    )


def outcome_counts(counts: Iterable[MonitoringCount]) -> tuple[OutcomeCount, ...]:
    """Return the lines added up by outcome and set, in the order in which they come."""
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for count in counts:
        met, applicable = sums.get((count.outcome, count.set), (0, 0))
        sums[count.outcome, count.set] = (met + count.met, applicable + count.applicable)
    return tuple(OutcomeCount(*key, *numbers) for key, numbers in sums.items())


def _all_usable(scores: Scores, rows: Sequence[int], usable: Bools | None) -> Bools:
    """Tell of which States the answers to all the given leaves may be used."""
    if usable is None:
        return np.ones(len(scores.states), dtype=np.bool_)
    columns = scores.instrument.columns[np.array(rows, dtype=np.intp)]
    return np.asarray(usable[columns].all(axis=0), dtype=np.bool_)
