"""Scoring: from coded answers to the scores of every node, for many States at once.

Six readings of the same answers go through the tree side by side, as blocks of columns:

raw        the answers alone, no gate
point      with gates: the score
evidenced  every answer capped by the grade of its evidence
pipeline   work under way counted as done
worst      unanswered questions at 0, unknown gates triggered
best       unanswered questions at 1, unknown gates not triggered
"""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

import numpy as np

from assessment.core.aggregation import roll_up
from assessment.core.arrays import TOLERANCE, Bools, Codes, Floats
from assessment.core.coding import IN_PROGRESS, NOT_APPLICABLE, CodedAnswers
from assessment.core.flow import Flow, follow
from assessment.core.instrument import Family, Instrument

OUT, UNANSWERED, COUNTED = 0, 1, 2
"""Standing of a question: out of the score (hidden, accepted N/A), without an answer, or counted."""

Reading = Literal["raw", "point", "evidenced", "pipeline", "worst", "best"]
READINGS: tuple[Reading, ...] = ("raw", "point", "evidenced", "pipeline", "worst", "best")


@dataclass(frozen=True, eq=False)
class Standings:
    """How each scored question stands (leaves x States) and which "not applicable" were not accepted.

    `hidden` are the questions that are OUT by skip logic. `undecided` ones depend on an open question and count
    as unanswered: shown or not, the score stays inside the interval that they open. `refused` are the N/A answers
    that count as unanswered, for want of permission, of a reason, or because the State has too many.
    """

    standing: Codes
    hidden: Bools
    undecided: Bools
    refused: Bools
    too_many: Bools


@dataclass(frozen=True, eq=False)
class Scores:
    """Scores in [0, 1] of many States; NaN where there is none.

    `values` has the readings along its first axis, then rows (leaves, then nodes), then States. `coverage` is
    nodes x States, `triggered` is readings x gates x States.
    """

    instrument: Instrument
    coded: CodedAnswers
    standings: Standings
    values: Floats
    coverage: Floats
    triggered: Bools

    @property
    def states(self) -> tuple[str, ...]:
        """Name the States, in column order."""
        return self.coded.states

    def leaves(self, reading: Reading) -> Floats:
        """Return the question scores of a reading (leaves x States)."""
        return self.values[READINGS.index(reading), : len(self.instrument.leaves)]

    def nodes(self, reading: Reading) -> Floats:
        """Return the node scores of a reading (nodes x States), shown or not."""
        return self.values[READINGS.index(reading), len(self.instrument.leaves) :]

    @cached_property
    def flow(self) -> Flow:
        """Tell which of all questions are asked (questions x States)."""
        return follow(self.instrument, self.coded)

    @cached_property
    def shown(self) -> Bools:
        """Tell where coverage reaches the node's threshold, so that the point score may be shown."""
        thresholds = self.instrument.thresholds[:, None]
        covered = self.coverage >= thresholds - TOLERANCE
        shown: Bools = np.logical_and(~np.isnan(self.nodes("point")), covered)
        return shown

    def shown_nodes(self, reading: Reading) -> Floats:
        """Return the node scores of a reading, NaN where coverage is below the threshold (nodes x States)."""
        return np.where(self.shown, self.nodes(reading), np.nan)

    def gates_on(self, place: int, state: int) -> tuple[str, ...]:
        """Name the gates that are triggered on a node of a State, in the point score."""
        triggered = self.gates("point")[:, state]
        gates = self.instrument.gates
        return tuple(gates[number].gate.id for number in np.flatnonzero(triggered) if gates[number].node == place)

    def gates(self, reading: Reading) -> Bools:
        """Tell which gates are triggered (gates x States)."""
        triggered: Bools = self.triggered[READINGS.index(reading)]
        return triggered


def score(instrument: Instrument, coded: CodedAnswers, among: Bools | None = None) -> Scores:
    """Return the scores of all States at all nodes, in every reading.

    `among` (questions x States) tells among which questions "not applicable" may be said too often; all if None.
    """
    standings = question_standings(instrument, coded, among)
    leaf_scores = readings_of_leaves(instrument, coded, standings.standing)
    return scores_of_leaves(instrument, coded, standings, leaf_scores, standings.standing == UNANSWERED)


def scores_of_leaves(
    instrument: Instrument, coded: CodedAnswers, standings: Standings, leaf_scores: Floats, unanswered: Bools
) -> Scores:
    """Return the scores that follow from question scores in every reading (leaves x readings x States).

    `unanswered` tells which questions count as unanswered for the gates (leaves x States).
    """
    triggered = _triggered_by_reading(instrument, leaf_scores, unanswered)
    leaves, readings, states = leaf_scores.shape
    columns = readings * states
    caps = triggered.reshape(len(instrument.gates), columns)
    values = roll_up_gated(instrument, leaf_scores.reshape(leaves, columns), caps)
    by_reading = values.reshape(len(values), readings, states).transpose(1, 0, 2)
    _hold_the_score_inside(by_reading)
    return Scores(
        instrument=instrument,
        coded=coded,
        standings=standings,
        values=by_reading,
        coverage=coverage(instrument, standings.standing),
        triggered=triggered.transpose(1, 0, 2),
    )


def _hold_the_score_inside(values: Floats) -> None:
    """Widen intervals (readings x rows x States, in place) to hold the score everywhere.

    A power mean never falls below its floor. Where one has no answer at all, the worst case holds its floor and
    the score leaves it out: beside answers below the floor, the worst case would come out higher.
    """
    worst, point, best = (values[READINGS.index(reading)] for reading in ("worst", "point", "best"))
    np.fmin(worst, point, out=worst)
    np.fmax(best, point, out=best)


def question_standings(instrument: Instrument, coded: CodedAnswers, among: Bools | None = None) -> Standings:
    """Return how each scored question stands (scoring method, section 2); `among` as in `score`."""
    columns = instrument.columns
    rule = instrument.rubric.not_applicable
    flow = follow(instrument, coded)
    asked, undecided = flow.asked[columns], flow.undecided[columns]
    claimed = (coded.status[columns] == NOT_APPLICABLE) & asked
    allowed = claimed & instrument.may_be_not_applicable[:, None]
    justified = allowed & (coded.reason[columns] | (not rule.reason_required))
    counts = np.ones_like(asked) if among is None else among[columns]
    most = rule.max_share / 100 * np.maximum((asked & counts).sum(axis=0), 1)
    too_many = (justified & counts).sum(axis=0) > most + TOLERANCE
    accepted = justified & ~too_many
    hidden = ~asked & ~undecided
    standing = np.where(coded.has_answer[columns] & asked, COUNTED, UNANSWERED)
    standing[hidden | accepted] = OUT
    return Standings(standing.astype(np.uint8), hidden, undecided, claimed & ~accepted, too_many)


def readings_of_leaves(instrument: Instrument, coded: CodedAnswers, standing: Codes) -> Floats:
    """Return the question scores in every reading (leaves x readings x States)."""
    columns = instrument.columns
    declared, ahead = instrument.scorer.scores(coded.value[columns], coded.reference_date)
    counted = standing == COUNTED
    declared = np.where(counted, declared, np.nan)
    caps = instrument.rubric.evidence
    cap_of_grade = np.array([caps.none, caps.cited, caps.attached, caps.verified]) / 100
    under_way = counted & (coded.status[columns] == IN_PROGRESS)
    unanswered = standing == UNANSWERED
    readings = {
        "raw": declared,
        "point": declared,
        "evidenced": np.minimum(declared, cap_of_grade[coded.grade[columns]]),
        "pipeline": np.where(under_way, ahead, declared),
        "worst": np.where(unanswered, 0.0, declared),
        "best": np.where(unanswered, 1.0, declared),
    }
    return np.stack([readings[name] for name in READINGS], axis=1)


def _triggered_by_reading(instrument: Instrument, leaf_scores: Floats, unanswered: Bools) -> Bools:
    """Tell which gates trigger in which reading (gates x readings x States)."""
    leaves, readings, states = leaf_scores.shape
    # In the best case an unknown safeguard is there, in the worst it is not: its 0 triggers by itself.
    left_open = np.array([reading not in {"worst", "best"} for reading in READINGS])
    unknown = unanswered[:, None, :] & left_open[:, None]
    columns = readings * states
    triggered = triggered_gates(instrument, leaf_scores.reshape(leaves, columns), unknown.reshape(leaves, columns))
    by_reading = triggered.reshape(len(instrument.gates), readings, states)
    by_reading[:, READINGS.index("raw")] = False
    return by_reading


def triggered_gates(instrument: Instrument, leaf_scores: Floats, unanswered: Bools) -> Bools:
    """Tell which gates are triggered by question scores (gates x columns).

    A gate triggers where a safeguard scores below its threshold, or has no answer and the gate says that this
    counts as missing. A safeguard that is hidden or not applicable triggers nothing.
    """
    triggered = np.zeros((len(instrument.gates), leaf_scores.shape[1]), dtype=np.bool_)
    for number, gate in enumerate(instrument.gates):
        missing = leaf_scores[gate.leaves] < gate.thresholds[:, None] - TOLERANCE
        if gate.triggers_unanswered:
            missing |= unanswered[gate.leaves]
        triggered[number] = missing.any(axis=0)
    return triggered


def roll_up_gated(instrument: Instrument, leaf_scores: Floats, triggered: Bools) -> Floats:
    """Return the scores of leaves and nodes with the triggered gates (gates x columns) capping their nodes."""
    return roll_up(instrument, leaf_scores, partial(_cap, instrument, triggered) if instrument.gates else None)


def _cap(instrument: Instrument, triggered: Bools, family: Family, values: Floats) -> None:
    for number, gate in enumerate(instrument.gates):
        row = len(instrument.leaves) + gate.node
        if row in family.rows:
            np.minimum(values[row], gate.cap, out=values[row], where=triggered[number])


def coverage(instrument: Instrument, standing: Codes) -> Floats:
    """Return the answered share of applicable nominal weight, carried on questions.

    The result is nodes x States, in [0, 1], NaN where nothing applies.
    """
    answered = instrument.nominal_sums @ (standing == COUNTED)
    applicable = instrument.nominal_sums @ (standing != OUT)
    share = np.full(answered.shape, np.nan)
    np.divide(answered, applicable, out=share, where=applicable > 0)
    return share
