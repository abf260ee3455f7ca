"""Factors: the choices of a rubric that are varied to see what a result depends on.

Scoring method, section 7. A draw of a factor begins as numbers between 0 and 1, so that random draws and Sobol
points become assumptions in the same way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

import numpy as np
from scipy.special import gammaincinv

from assessment.core.arrays import Codes, Floats, Indices
from assessment.core.instrument import Instrument
from assessment.core.rubric import Aggregation
from assessment.core.scoring_rules import LevelTable

Factor = Literal[
    "question_weights",
    "indicator_weights",
    "domain_weights",
    "mapping",
    "top_aggregation",
    "missing",
    "gates",
    "free_domain_weights",
]
ALL_FACTORS: tuple[Factor, ...] = get_args(Factor)
FACTORS: tuple[Factor, ...] = ALL_FACTORS[:7]
"""What is varied together; `free_domain_weights` is a stress on its own."""
WEIGHT_FACTORS: tuple[Factor, ...] = FACTORS[:3]
RENORMALIZE, ZERO, HALF = range(3)
"""What an unanswered question counts as: nothing, with the weights of the others renormalized; 0; or 50 points."""

WeightDraws = tuple[Floats, ...]
"""For every family of the instrument, the weights of its children in every draw (draws x children)."""


@dataclass(frozen=True, eq=False)
class VariedTable:
    """Level values in [0, 1] that maturity questions share; they never fall. `leaves` are the questions' rows."""

    values: Floats
    leaves: Indices

    @property
    def steps(self) -> Floats:
        """Return what each level adds to the one below."""
        return np.diff(self.values)


@dataclass(frozen=True, eq=False)
class Assumptions:
    """What stands in the place of the rubric's choices, draw by draw; None where the rubric's own holds.

    `tables` holds for every varied table the values of its levels (draws x levels), `top` the place of the rule of
    the node `overall` among `FactorSpace.top_rules`, `missing` one of RENORMALIZE, ZERO and HALF, `gates_off` is 1
    where no gate caps.
    """

    weights: WeightDraws
    tables: tuple[Floats, ...] | None = None
    top: Codes | None = None
    missing: Codes | None = None
    gates_off: Codes | None = None

    @property
    def draws(self) -> int:
        """Return how many draws there are."""
        return len(self.weights[0])

    def only(self, rows: slice | Indices) -> "Assumptions":
        """Return some of the draws."""
        return Assumptions(
            weights=tuple(drawn[rows] for drawn in self.weights),
            tables=None if self.tables is None else tuple(drawn[rows] for drawn in self.tables),
            top=None if self.top is None else self.top[rows],
            missing=None if self.missing is None else self.missing[rows],
            gates_off=None if self.gates_off is None else self.gates_off[rows],
        )


@dataclass(frozen=True, eq=False)
class FactorSpace:
    """The factors of an instrument: how many numbers between 0 and 1 each takes, and what they stand for."""

    instrument: Instrument

    @cached_property
    def weighted_rows(self) -> dict[Factor, Indices]:
        """Return the rows whose weights each weight factor varies.

        Questions are all leaves, domains the nodes directly under `overall`, and indicators all nodes in between,
        however many levels the tree has. A factor may have none.
        """
        leaves = len(self.instrument.leaves)
        depths = np.array(self.instrument.depths)
        return {
            "question_weights": np.arange(leaves),
            "indicator_weights": leaves + np.flatnonzero(depths > 1),
            "domain_weights": leaves + np.flatnonzero(depths == 1),
        }

    @cached_property
    def tables(self) -> tuple[VariedTable, ...]:
        """Return the level values that the mapping varies: one for all maturity questions with the same values."""
        leaves_by_values: dict[tuple[float, ...], list[int]] = {}
        for row, rule in enumerate(self.instrument.rules):
            if isinstance(rule, LevelTable) and self.instrument.question_of(row).type == "maturity":
                leaves_by_values.setdefault(rule.values, []).append(row)
        tables = (
            VariedTable(np.array(values) / 100, np.array(leaves)) for values, leaves in leaves_by_values.items()
        )
        return tuple(table for table in tables if (table.steps >= 0).all() and (table.steps > 0).sum() > 1)

    @cached_property
    def top_rules(self) -> tuple[Aggregation, ...]:
        """Return the rules for `overall`: the rubric's own, then the others of mean, blend and geometric."""
        settings = self.instrument.rubric.companions
        own = self.instrument.families[-1].rule
        others = (
            Aggregation(rule="mean"),
            Aggregation(rule="blend", share_of_minimum=settings.share_of_minimum),
            Aggregation(rule="geometric", floor=settings.floor),
        )
        return (own, *(rule for rule in others if rule.rule != own.rule))

    def width(self, factor: Factor) -> int:
        """Return how many numbers a draw of a factor takes; 0 where the instrument has nothing to vary."""
        match factor:
            case "question_weights" | "indicator_weights" | "domain_weights":
                return len(self.weighted_rows[factor])
            case "mapping":
                return sum(int((table.steps > 0).sum()) for table in self.tables)
            case "top_aggregation" | "missing":
                return 1
            case "gates":
                return 1 if self.instrument.gates else 0
            case "free_domain_weights":
                return len(self.instrument.families[-1].children)

    def present(self, factors: Sequence[Factor]) -> tuple[Factor, ...]:
        """Return those of the factors that have something to vary."""
        return tuple(factor for factor in factors if self.width(factor))

    def assumptions(self, units: Mapping[Factor, Floats], draws: int) -> Assumptions:
        """Return what numbers in [0, 1) (draws x width, by factor) stand for; other factors stay as they are."""
        return Assumptions(
            weights=self._weights(units, draws),
            tables=self._tables(units["mapping"]) if "mapping" in units else None,
            top=_choice(units.get("top_aggregation"), len(self.top_rules)),
            missing=_choice(units.get("missing"), 3),
            gates_off=_choice(units.get("gates"), 2),
        )

    def _weights(self, units: Mapping[Factor, Floats], draws: int) -> WeightDraws:
        box = self.instrument.rubric.robustness.weight_box / 100
        times = np.ones((draws, len(self.instrument.leaves) + len(self.instrument.nodes)))
        for factor, rows in self.weighted_rows.items():
            if factor in units:
                times[:, rows] = 1 + box * (2 * units[factor] - 1)
        weights = [times[:, family.children] * family.weights for family in self.instrument.families]
        if "free_domain_weights" in units:
            # Exponential numbers, divided by their sum, are spread evenly over the simplex.
            weights[-1] = -np.log1p(-units["free_domain_weights"])
        return tuple(weights)

    def _tables(self, units: Floats) -> tuple[Floats, ...]:
        """Return level values whose steps are Dirichlet numbers with the rubric's own steps as their mean.

        Gamma numbers, divided by their sum, have a Dirichlet distribution. With equal steps all its parameters are
        the `mapping_concentration` of the rubric. The lowest and the highest value stay.
        """
        concentration = self.instrument.rubric.robustness.mapping_concentration
        tables, begin = [], 0
        for table in self.tables:
            low, span = table.values[0], table.values[-1] - table.values[0]
            rising = np.flatnonzero(table.steps > 0)
            end = begin + len(rising)
            parameters = concentration * len(table.steps) * table.steps[rising] / span
            reached = np.zeros((len(units), len(table.values)))
            reached[:, rising + 1] = gammaincinv(parameters, units[:, begin:end])
            np.cumsum(reached, axis=1, out=reached)
            tables.append(low + span * reached / reached[:, -1:])
            begin = end
        return tuple(tables)


def _choice(units: Floats | None, options: int) -> Codes | None:
    return None if units is None else (units[:, 0] * options).astype(np.uint8)


def drawn_assumptions(
    space: FactorSpace, factors: Sequence[Factor], draws: int, seed: int, chunk: int
) -> Iterator[Assumptions]:
    """Yield so many draws of the given factors, a chunk at a time.

    Every factor has its own stream of random numbers, read on from chunk to chunk: what is drawn depends neither
    on the chunk nor on which other factors are drawn.
    """
    seeds = dict(zip(ALL_FACTORS, np.random.SeedSequence(seed).spawn(len(ALL_FACTORS)), strict=True))
    streams = {factor: np.random.default_rng(seeds[factor]) for factor in space.present(factors)}
    for start in range(0, draws, chunk):
        size = min(chunk, draws - start)
        units = {factor: stream.random((size, space.width(factor))) for factor, stream in streams.items()}
        yield space.assumptions(units, size)
