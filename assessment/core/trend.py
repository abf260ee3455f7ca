"""Trend: two cycles side by side, and which changes are clear.

Scoring method, section 7: the difference in points, per year, and "clear" when a score moved the same way under at
least `clear_change` per cent of paired draws.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assessment.core.arrays import TOLERANCE, Bools, Floats
from assessment.core.comparison import compared_scores
from assessment.core.cycle_comparability import Comparability, PairedCycles
from assessment.core.paired_draws import PairedMoves, paired_moves
from assessment.core.state_sets import StateSet, members
from assessment.core.uncertainty import Progress

Direction = Literal["up", "down"]


@dataclass(frozen=True, eq=False)
class Usable:
    """Which node scores of two cycles may be used: nodes of the later version x the States of each cycle."""

    before: Bools
    after: Bools


@dataclass(frozen=True, slots=True)
class Movement:
    """How a score moved between two cycles, in points; None where there is no score on a side.

    `risen` and `fallen` are the shares of the draws, in [0, 1], in which it did; `clear` is the direction that
    holds in enough of them, None where neither does.
    """

    before: float | None
    after: float | None
    difference: float | None
    per_year: float | None
    risen: float | None
    fallen: float | None
    clear: Direction | None


@dataclass(frozen=True, slots=True)
class SetMovement:
    """How the mean of a set moved at a node, over the `n` of `of` States with a score in both cycles.

    The mean is that of these States alone on both sides, so that it does not move with who took part. `improved`
    and `declined` count the States whose own movement is clear.
    """

    mean: Movement
    n: int
    of: int
    improved: int
    declined: int


@dataclass(frozen=True, eq=False)
class Trend:
    """Two cycles side by side: movements by node and State, and by node and set."""

    movements: Mapping[tuple[str, str], Movement]
    sets: Mapping[tuple[str, str], SetMovement]
    comparability: Comparability
    draws: int
    seed: int


def trend(
    pair: PairedCycles,
    sets: Sequence[StateSet] = (),
    *,
    years: float | None = None,
    usable: Usable | None = None,
    draws: int | None = None,
    seed: int | None = None,
    report: Progress | None = None,
) -> Trend:
    """Return what moved between two cycles for every State of either, every node and every set.

    `years` lie between the cycles; without them nothing is said per year. `usable` is everything if None. `draws`
    and `seed` are the rubric's unless given; `report` is told the share done and does not change the result.
    """
    settings = pair.after.instrument.rubric.robustness
    draws, seed = settings.draws if draws is None else draws, settings.seed if seed is None else seed
    states = tuple(dict.fromkeys((*pair.after.states, *pair.before.states)))
    before = compared_scores(pair.before, usable.before if usable else None).aligned(states)
    after = compared_scores(pair.after, usable.after if usable else None).aligned(states)
    inside = members(sets, states)
    moves = paired_moves(
        pair.before,
        pair.after,
        states,
        ~np.isnan(after.points - before.points),
        inside,
        draws=draws,
        seed=seed,
        report=report,
    )
    found = _Found(after.nodes, states, before.points, after.points, moves, years, settings.clear_change / 100)
    movements = {
        (node, state): found.of_state(row, column)
        for row, node in enumerate(after.nodes)
        for column, state in enumerate(states)
    }
    of_sets = {
        (node, one.id): found.of_set(row, place, inside[place], len(one.states))
        for row, node in enumerate(after.nodes)
        for place, one in enumerate(sets)
    }
    return Trend(movements, of_sets, pair.comparability, draws, seed)


@dataclass(frozen=True, eq=False)
class _Found:
    """Everything that movements are made of: points (nodes x States) of both cycles, and what the draws found."""

    nodes: tuple[str, ...]
    states: tuple[str, ...]
    before: Floats
    after: Floats
    moves: PairedMoves
    years: float | None
    enough: float

    def of_state(self, row: int, column: int) -> Movement:
        """Return the movement of one State at one node."""
        risen, fallen = self.moves.risen[row, column], self.moves.fallen[row, column]
        return self._movement(self.before[row, column], self.after[row, column], risen, fallen)

    def of_set(self, row: int, place: int, inside: Bools, of: int) -> SetMovement:
        """Return the movement of one set's mean at one node."""
        both = inside & ~np.isnan(self.after[row] - self.before[row])
        before, after = (side[row, both].mean() if both.any() else np.nan for side in (self.before, self.after))
        risen, fallen = self.moves.set_risen[row, place], self.moves.set_fallen[row, place]
        clear = [
            self._direction(self.moves.risen[row, c], self.moves.fallen[row, c]) for c in np.flatnonzero(both)
        ]
        return SetMovement(
            mean=self._movement(before, after, risen, fallen),
            n=int(both.sum()),
            of=of,
            improved=clear.count("up"),
            declined=clear.count("down"),
        )

    def _movement(self, before: float, after: float, risen: float, fallen: float) -> Movement:
        difference = after - before
        return Movement(
            before=_number(before),
            after=_number(after),
            difference=_number(difference),
            per_year=_number(difference / self.years) if self.years else None,
            risen=_number(risen),
            fallen=_number(fallen),
            clear=self._direction(risen, fallen),
        )

    def _direction(self, risen: float, fallen: float) -> Direction | None:
        """Return the direction that enough of the draws share; no share is NaN and never enough."""
        if risen >= self.enough - TOLERANCE:
            return "up"
        return "down" if fallen >= self.enough - TOLERANCE else None


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
