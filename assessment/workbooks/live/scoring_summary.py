"""The first tables of the Scoring sheet: what is shown of every node, and "not applicable" by State."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from assessment.core.arrays import TOLERANCE, Floats
from assessment.core.ranks import rank_draws
from assessment.core.scoring import Reading
from assessment.workbooks.formula_text import number
from assessment.workbooks.live.blocks import Line
from assessment.workbooks.live.codebook_sheet import SCORE, Codebook
from assessment.workbooks.live.conditions import ASKED, NOT_APPLICABLE
from assessment.workbooks.live.data_plan import DataPlan
from assessment.workbooks.live.scoring_plan import ScoringPlan
from assessment.workbooks.live.values import ALWAYS_SHOWN, LiveValues


@dataclass(frozen=True, eq=False)
class Summary:
    """The formulas of the first tables, with what they come to."""

    plan: ScoringPlan
    data: DataPlan
    codebook: Codebook
    values: LiveValues

    def lines(self, place: int) -> Iterator[Line]:
        """Yield what is shown of a node, group by group, as formulas over its working."""
        row = self.plan.summary(place)
        for reading in self.plan.content.readings:
            yield row, reading, partial(self._points, place, reading), self.values.points(reading)[place]
        yield row, "coverage", partial(self._coverage, place), self.values.scores.coverage[place]
        for name in ("geometric", "blend"):
            yield row, name, partial(self._companion, place, name), self.values.companion_points(name)[place]

    def ranks(self, place: int) -> Iterator[Line]:
        """Yield the rounded scores and the ranks of a node, for many States."""
        if self.plan.content.is_of_many:
            row = self.plan.summary(place)
            decimals = self.plan.content.instrument.rubric.robustness.rank_decimals
            yield row, "rounded", partial(self._rounded, row, decimals), np.round(self.shown[place], decimals)
            yield row, "rank", partial(self._rank, row), self._ranks[place]

    @cached_property
    def shown(self) -> Floats:
        """Return the point scores that stand in the file, in points (nodes x States)."""
        return np.where(self.plan.content.shown, self.values.points("point"), np.nan)

    @cached_property
    def _ranks(self) -> Floats:
        content = self.plan.content
        scores = np.where(content.shown, content.scores.shown_nodes("point"), np.nan)
        return rank_draws(scores, content.instrument.rubric.robustness.rank_decimals)

    def _points(self, place: int, reading: Reading, state: int) -> str:
        row, block = self.plan.summary(place), self.plan.blocks[place]
        score = self.plan.near(block.score, reading, state)
        if reading in ALWAYS_SHOWN:
            # An interval holds the score everywhere: core/scoring says why it might not by itself.
            point, widest = self.plan.near(block.score, "point", state), "MIN" if reading == "worst" else "MAX"
            return f'IF(COUNT({score})=0,"",100*{widest}({score},{point}))'
        coverage = self.plan.near(block.score, "coverage", state)
        too_little = f"{coverage}<$D${row + 1}-{number(TOLERANCE)}"
        return f'IF(COUNT({score})=0,"",IF({too_little},"",100*{score}))'

    def _coverage(self, place: int, state: int) -> str:
        return self.plan.near(self.plan.blocks[place].score, "coverage", state)

    def _companion(self, place: int, name: str, state: int) -> str:
        point = self.plan.near(self.plan.summary(place), "point", state)
        found = self.plan.near(self.plan.blocks[place].score, name, state)
        return f'IF(COUNT({point})=0,"",100*{found})'

    def _rounded(self, row: int, decimals: int, state: int) -> str:
        """Return the score as the engine rounds it for ranks: what lies half-way goes to the even digit."""
        point = self.plan.near(row, "point", state)
        half = f"ABS(MOD({point}*{10**decimals},1)-0.5)<0.000001"
        even = f"ROUND({point}*{number(10**decimals / 2)},0)/{number(10**decimals / 2)}"
        return f'IF(COUNT({point})=0,"",IF({half},{even},ROUND({point},{decimals})))'

    def _rank(self, row: int, state: int) -> str:
        last = len(self.plan.content.states) - 1
        rounded = self.plan.near(row, "rounded", state)
        every = f"{self.plan.near(row, 'rounded', 0)}:{self.plan.near(row, 'rounded', last)}"
        return f'IF(COUNT({rounded})=0,"",RANK({rounded},{every}))'

    # --- not applicable -------------------------------------------------------------------------------------

    @property
    def accepted_row(self) -> int:
        """Return the row that holds 1 where what a State says does not apply is accepted."""
        return self.plan.not_applicable + 3

    def accepted(self, state: str) -> str:
        """Return the cell of that row for a State."""
        return self.plan.cell(self.accepted_row, "point", self.plan.content.states.index(state))

    def counts(self, state: str, column: int) -> tuple[str, str, str]:
        """Return the formulas of the questions asked, those that justly do not apply, and if that is accepted."""
        scored, asked, counts_as = (self.data.of_state(name, state) for name in ("scored", "asked", "counts_as"))
        first = self.plan.not_applicable + 1
        cells = [self.plan.near(first + place, "point", column) for place in (0, 1)]
        most = self.codebook.cell("setting", "not_applicable", SCORE)
        return (
            f'COUNTIFS({asked},"{ASKED}",{scored},1)',
            f'COUNTIFS({counts_as},"{NOT_APPLICABLE}",{scored},1)',
            f"IF({cells[1]}>{most}*MAX({cells[0]},1)+{number(TOLERANCE)},0,1)",
        )
