"""What the formulas of the live sheets come to for the answers as they were exported: the engine's own numbers.

They stand beside the formulas, so that a phone or a preview shows figures too.
"""

from dataclasses import dataclass

import numpy as np

from assessment.core.aggregation import combine, power_transform
from assessment.core.arrays import TOLERANCE, Bools, Floats
from assessment.core.companions import CompanionScores, companion_scores
from assessment.core.instrument import CompiledGate
from assessment.core.rubric import Aggregation
from assessment.core.scoring import COUNTED, OUT, READINGS, UNANSWERED, Reading, Scores, roll_up_gated

ALWAYS_SHOWN: frozenset[Reading] = frozenset({"worst", "best"})
"""The readings that stand whatever the coverage: the interval."""


@dataclass(frozen=True, eq=False)
class LiveValues:
    """Numbers in [0, 1] unless a name says points; NaN where there is none.

    `used` (readings x rows x States) is what a node hands upward: gates applied, the interval not yet widened to
    hold the score. `before` (readings x nodes x States) is the same before its gates. `answered` and `applicable`
    (rows x States) are the nominal weights that coverage is made of.
    """

    scores: Scores
    used: Floats
    before: Floats
    answered: Floats
    applicable: Floats
    companions: CompanionScores

    def row(self, reading: Reading, row: int) -> Floats:
        """Return what a leaf or node hands upward in a reading, by State."""
        values: Floats = self.used[READINGS.index(reading), row]
        return values

    def points(self, reading: Reading) -> Floats:
        """Return what is shown of the nodes, in points (nodes x States)."""
        if reading in ALWAYS_SHOWN:
            return 100 * self.scores.nodes(reading)
        return 100 * self.scores.shown_nodes(reading)

    def companion_points(self, name: str) -> Floats:
        """Return a companion of the nodes in points, where the score itself is shown (nodes x States)."""
        values: Floats = getattr(self.companions, name)
        return np.where(self.scores.shown, 100 * values, np.nan)

    def logarithms(self, row: int) -> Floats:
        """Return the logarithm of a score as the geometric companion takes it, by State."""
        floor = self.scores.instrument.rubric.companions.floor / 100
        return np.log(np.maximum(self.row("point", row), floor))

    def transformed(self, reading: Reading, rule: Aggregation, child: int) -> Floats:
        """Return a child as the power mean of its node takes it, by State."""
        transform, _ = power_transform(rule)
        return transform(self.row(reading, child))

    def missing(self, reading: Reading, gate: CompiledGate) -> Bools:
        """Tell which safeguards of a gate are missing in a reading (requirements x States)."""
        leaves = self.scores.leaves(reading)[gate.leaves]
        missing: Bools = leaves < gate.thresholds[:, None] - TOLERANCE
        if gate.triggers_unanswered and reading not in ALWAYS_SHOWN:
            missing |= self.scores.standings.standing[gate.leaves] == UNANSWERED
        return missing


def live_values(scores: Scores) -> LiveValues:
    """Return all numbers behind the formulas of the Scoring sheet."""
    instrument = scores.instrument
    size, states = len(instrument.leaves), len(scores.states)
    wide = len(READINGS) * states
    leaves = scores.values[:, :size].transpose(1, 0, 2).reshape(size, wide)
    triggered = scores.triggered.transpose(1, 0, 2).reshape(len(instrument.gates), wide)
    used = roll_up_gated(instrument, leaves, triggered)
    before = np.full((len(instrument.nodes), wide), np.nan)
    for family in instrument.families:
        before[family.nodes - size] = combine(family, used[family.children])
    standing = scores.standings.standing
    counted, applies = (standing == COUNTED).astype(float), (standing != OUT).astype(float)
    return LiveValues(
        scores=scores,
        used=used.reshape(-1, len(READINGS), states).transpose(1, 0, 2),
        before=before.reshape(-1, len(READINGS), states).transpose(1, 0, 2),
        answered=np.vstack([counted, instrument.nominal_sums @ counted]),
        applicable=np.vstack([applies, instrument.nominal_sums @ applies]),
        companions=companion_scores(scores),
    )
