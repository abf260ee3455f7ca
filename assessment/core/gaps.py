"""Gaps: how far from the target, and what closing each gap would bring.

Scoring method, section 5:
priority = gain x (1 + bonus of the lens + bonus for lifting a gate) x feasibility / effort.
"""

from dataclasses import dataclass

import numpy as np

from assessment.core.aggregation import roll_up
from assessment.core.arrays import TOLERANCE, Floats
from assessment.core.instrument import Family, Instrument
from assessment.core.scoring import OUT, UNANSWERED, Scores, roll_up_gated, triggered_gates


@dataclass(frozen=True)
class QuestionGap:
    """One question below its target, for one State; scores in [0, 1].

    `score` and `gap` are None without an answer. `gain` is what the node's score would move by if the question
    alone stood at its target, gates included.
    """

    question: str
    score: float | None
    target: float
    gap: float | None
    gain: float
    priority: float
    lens: bool
    lifts: tuple[str, ...]


def node_targets(scores: Scores) -> Floats:
    """Return the target of every node (nodes x States): the scoring formula on the questions' targets.

    A target that the rubric sets on a node replaces the computed one there and counts in its parents.
    """
    instrument = scores.instrument
    applicable = scores.standings.standing != OUT
    leaf_targets = np.where(applicable, instrument.targets[:, None], np.nan)
    size = len(instrument.leaves)
    overrides = {
        size + place: node.target / 100 for place, node in enumerate(instrument.nodes) if node.target is not None
    }

    def override(family: Family, values: Floats) -> None:
        for row in family.nodes:
            if row in overrides:
                values[row] = np.where(np.isnan(values[row]), np.nan, overrides[row])

    return roll_up(instrument, leaf_targets, override)[size:]


def node_gaps(scores: Scores) -> Floats:
    """Return max(0, target - score) of every node (nodes x States), NaN where no score is shown."""
    return np.maximum(0.0, node_targets(scores) - scores.shown_nodes("point"))


def question_gains(scores: Scores, state: int, node_id: str = "overall") -> Floats:
    """Return what a node's score would move by with each question alone at its target (one entry per leaf).

    Questions that are out of the score, or at their target, have 0. KeyError when there is no such node.
    """
    x, targets = scores.leaves("point")[:, state], scores.instrument.targets
    unanswered = scores.standings.standing[:, state] == UNANSWERED
    return gains_at(scores, state, np.where(unanswered, targets, np.fmax(x, targets)), node_id)


def gains_at(scores: Scores, state: int, raised: Floats, node_id: str = "overall") -> Floats:
    """Return what a node's score would move by with each question alone at a score of its own (one per leaf).

    Questions that are out of the score, not below that score, or without one (NaN) have 0.
    """
    instrument = scores.instrument
    x = scores.leaves("point")[:, state]
    standing = scores.standings.standing[:, state]
    moved = (standing != OUT) & ~np.isnan(raised) & ~(raised <= x + TOLERANCE)
    tried = np.tile(x[:, None], (1, len(x) + 1))
    unanswered = np.tile((standing == UNANSWERED)[:, None], (1, len(x) + 1))
    rows = np.flatnonzero(moved)
    tried[rows, rows] = raised[rows]
    unanswered[rows, rows] = False
    found = score_with(instrument, tried, unanswered)[instrument.node_index[node_id]]
    # The last column is the State as it is; a State without any score gains the whole of what it would get.
    gains = found[:-1] - np.nan_to_num(found[-1])
    return np.where(moved, np.nan_to_num(gains), 0.0)


def gates_lifted(scores: Scores, state: int, question: str, reached: float) -> tuple[str, ...]:
    """Name the gates that are not triggered any more once one question stands at a score, in [0, 1]."""
    instrument = scores.instrument
    x = np.array(scores.leaves("point")[:, state])
    unanswered = scores.standings.standing[:, state] == UNANSWERED
    row = instrument.leaf_row[question]
    x[row], unanswered[row] = reached, False
    still = triggered_gates(instrument, x[:, None], unanswered[:, None])[:, 0]
    before = scores.gates("point")[:, state]
    return tuple(
        gate.gate.id for gate, now, then in zip(instrument.gates, still, before, strict=True) if then > now
    )


def score_with(instrument: Instrument, leaf_scores: Floats, unanswered: np.typing.NDArray[np.bool_]) -> Floats:
    """Return node scores (nodes x columns) for any question scores, with the gates that follow from them."""
    triggered = triggered_gates(instrument, leaf_scores, unanswered)
    return roll_up_gated(instrument, leaf_scores, triggered)[len(instrument.leaves) :]


def question_gaps(scores: Scores, state: int, node_id: str = "overall") -> tuple[QuestionGap, ...]:
    """Return the questions of a node below their target, highest priority first; KeyError for an unknown node."""
    instrument = scores.instrument
    gains = question_gains(scores, state, node_id)
    found = []
    for row in instrument.leaf_rows_below(instrument.node_index[node_id]):
        standing = scores.standings.standing[row, state]
        x = float(scores.leaves("point")[row, state])
        target = float(instrument.targets[row])
        if standing == OUT or (standing != UNANSWERED and x >= target - TOLERANCE):
            continue
        answered = standing != UNANSWERED
        lifted = _gates_held_by(scores, int(row), state)
        in_lens = _in_priority_lens(instrument, int(row))
        found.append(
            QuestionGap(
                question=instrument.leaves[row].question,
                score=x if answered else None,
                target=target,
                gap=target - x if answered else None,
                gain=float(gains[row]),
                priority=_priority(instrument, int(row), float(gains[row]), in_lens, bool(lifted)),
                lens=in_lens,
                lifts=lifted,
            )
        )
    return tuple(sorted(found, key=lambda gap: (-gap.priority, -gap.gain, gap.question)))


def _gates_held_by(scores: Scores, row: int, state: int) -> tuple[str, ...]:
    """Name the triggered gates for which this question misses its requirement."""
    x = scores.leaves("point")[row, state]
    held = []
    for number, gate in enumerate(scores.instrument.gates):
        if scores.gates("point")[number, state] and row in gate.leaves:
            threshold = gate.thresholds[gate.leaves == row].max()
            if np.isnan(x) or x < threshold - TOLERANCE:
                held.append(gate.gate.id)
    return tuple(held)


def _in_priority_lens(instrument: Instrument, row: int) -> bool:
    rubric = instrument.rubric
    tags = {lens.tag for lens in rubric.lenses if lens.id == rubric.priority.lens}
    return bool(tags & set(instrument.question_of(row).tags))


def _priority(instrument: Instrument, row: int, gain: float, in_lens: bool, lifts_gate: bool) -> float:
    rule = instrument.rubric.priority
    question = instrument.question_of(row)
    bonus = 1 + rule.lens_bonus * in_lens + rule.gate_bonus * lifts_gate
    return gain * bonus * question.feasibility / question.effort
