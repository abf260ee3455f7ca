"""What the live sheets are written from: scores with their answers, and what of them may stand in the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from assessment.core.arrays import Bools
from assessment.core.chosen_states import only_states
from assessment.core.instrument import Instrument
from assessment.core.scoring import Reading, Scores
from assessment.core.state_sets import StateSet

Texts = Mapping[tuple[str, str], str]
"""Words by State and question id."""


@dataclass(frozen=True, slots=True)
class Fewest:
    """How many States must stand behind a figure over a set of States for it to be given; 1 gives all."""

    mean: int = 1
    median: int = 1
    quartiles: int = 1


@dataclass(frozen=True, eq=False)
class LiveContent:
    """Scores of one State or many, and what may stand in this file.

    `exportable` tells whose answers may stand in it (questions x States), `shown` whose node scores may (nodes x
    States; the coverage that a node asks for is not meant, the sheets see to it themselves). `readings` are those
    that get columns, "point" first; `sets` those with regional figures, none for one State. `explanations`,
    `reasons` (of "not applicable") and `texts` (answers in words) hold what is to stand of people's own words.
    """

    scores: Scores
    state_names: Mapping[str, str]
    exportable: Bools
    shown: Bools
    readings: tuple[Reading, ...]
    sets: tuple[StateSet, ...]
    explanations: Texts
    reasons: Texts = field(default_factory=dict)
    texts: Texts = field(default_factory=dict)
    fewest: Fewest = field(default_factory=Fewest)

    @property
    def instrument(self) -> Instrument:
        """Return what was asked and how it is scored."""
        return self.scores.instrument

    @property
    def states(self) -> tuple[str, ...]:
        """Name the States, in column order."""
        return self.scores.states

    @property
    def is_of_many(self) -> bool:
        """Tell whether there are States to compare."""
        return len(self.states) > 1

    @cached_property
    def complete(self) -> Bools:
        """Tell of which States every answer stands in the file."""
        every: Bools = np.logical_and.reduce(self.exportable, axis=0)
        return every

    @cached_property
    def live(self) -> Bools:
        """Tell which node scores can be computed in the file (nodes x States).

        All that a score rests on must stand there: the answers below it, the safeguards of the gates on its way,
        the nodes below it. What may be shown without that stands as a value.
        """
        instrument = self.instrument
        live = np.array(self.shown)
        gates_at: dict[int, list[int]] = {}
        for gate in instrument.gates:
            gates_at.setdefault(gate.node, []).extend(instrument.columns[gate.leaves].tolist())
        for place in range(len(instrument.nodes)):
            below = instrument.node_places_below(place)
            needed = instrument.columns[instrument.leaf_rows_below(place)].tolist()
            needed += [question for node in below for question in gates_at.get(node, [])]
            live[place] &= np.logical_and.reduce([*self.exportable[needed], *self.shown[sorted(below)]])
        return live

    def of_those_told_of(self) -> "LiveContent":
        """Return the same without the States of which nothing may stand in the file, not even the name.

        Where that would leave nobody, all stay, with nothing but their names.
        """
        told = np.flatnonzero(self.exportable.any(axis=0) | self.shown.any(axis=0))
        if len(told) in {0, len(self.states)}:
            return self
        return replace(
            self,
            scores=only_states(self.scores, [self.states[column] for column in told.tolist()]),
            exportable=self.exportable[:, told],
            shown=self.shown[:, told],
        )

    @cached_property
    def with_value(self) -> Bools:
        """Tell which node scores stand as a value (nodes x States)."""
        return np.logical_and(self.shown, ~self.live)
