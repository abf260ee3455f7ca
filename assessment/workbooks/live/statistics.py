"""Figures over sets of States on the Scoring sheet: mean, median and quartiles of the States' scores."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from assessment.core.arrays import Floats
from assessment.core.comparison import quantile
from assessment.core.state_sets import StateSet
from assessment.workbooks.live.cells import Statistic
from assessment.workbooks.live.content import LiveContent
from assessment.workbooks.live.scoring_plan import FIRST_COLUMN, STATISTICS, ScoringPlan

TOO_FEW = "c"
"""Stands where too few States are behind a figure, as in statistical tables."""

FUNCTIONS: Mapping[Statistic, tuple[str, int]] = {
    "mean": ("AVERAGE({})", 1),
    "median": ("MEDIAN({})", 2),
    "q1": ("QUARTILE({},1)", 3),
    "q3": ("QUARTILE({},3)", 3),
}
"""The function over a range of scores, and where the fewest States for it stand after the first column."""

Placed = tuple[int, int, str, float | str]
"""A row, a column, a formula without "=", and what it comes to."""


@dataclass(frozen=True, eq=False)
class SetTable:
    """The figures of one set; beside them stand the scores of its States, so that they form one range."""

    plan: ScoringPlan
    number: int
    points: Floats

    @property
    def one(self) -> StateSet:
        """Return the set."""
        return self.content.sets[self.number]

    @property
    def content(self) -> LiveContent:
        """Return what the sheet is written from."""
        return self.plan.content

    @property
    def members(self) -> tuple[int, ...]:
        """Return the columns of those of its States that the file tells of, among the States."""
        inside = frozenset(self.one.states)
        return tuple(column for column, state in enumerate(self.content.states) if state in inside)

    def row(self, place: int) -> int:
        """Return the row of a node."""
        return self.plan.set_head(self.number) + 1 + place

    def column(self, statistic: Statistic) -> int:
        """Return the column of a statistic."""
        return FIRST_COLUMN + STATISTICS.index(statistic)

    @property
    def first_member(self) -> int:
        """Return the column of the first State's scores."""
        return FIRST_COLUMN + len(STATISTICS) + 1

    def cells(self, place: int) -> Iterator[Placed]:
        """Yield the figures of a node and the scores that they are made of; nothing where the set is empty."""
        if not self.members:
            return
        row = self.row(place)
        for number, state in enumerate(self.members):
            if self.content.shown[place, state]:
                score = self.plan.near(self.plan.summary(place), "point", state)
                yield (
                    row,
                    self.first_member + number,
                    f'IF(COUNT({score})=0,"",{score})',
                    self.points[place, state],
                )
        scores = (
            f"{xl_rowcol_to_cell(row, self.first_member)}:"
            f"{xl_rowcol_to_cell(row, self.first_member + len(self.members) - 1)}"
        )
        values = self._values(place)
        yield row, self.column("n"), f"COUNT({scores})", values["n"]
        for name, (function, fewest) in FUNCTIONS.items():
            least = xl_rowcol_to_cell(self.plan.first_set + 1, FIRST_COLUMN + fewest, row_abs=True, col_abs=True)
            given = f'IF(COUNT({scores})<{least},"{TOO_FEW}",{function.format(scores)})'
            yield row, self.column(name), f'IF(COUNT({scores})=0,"",{given})', values[name]

    def _values(self, place: int) -> Mapping[Statistic, float | str]:
        points = self.points[place, list(self.members)]
        there = points[~np.isnan(points)]
        n = len(there)
        if not n:
            return {**dict.fromkeys(STATISTICS, np.nan), "n": 0.0}
        lower, median, upper = (float(quantile(there[None, :], share)[0]) for share in (0.25, 0.5, 0.75))
        fewest = self.content.fewest
        return {
            "n": float(n),
            "mean": float(there.mean()) if n >= fewest.mean else TOO_FEW,
            "median": median if n >= fewest.median else TOO_FEW,
            "q1": lower if n >= fewest.quartiles else TOO_FEW,
            "q3": upper if n >= fewest.quartiles else TOO_FEW,
        }
