"""The Scoring sheet: scores of all nodes, figures over sets of States, and the working of every node.

Every figure is an ordinary formula over the Data sheet, or a value where what it rests on is not in the file.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.workbooks.book import Look
from assessment.workbooks.live.blocks import Blocks, Line
from assessment.workbooks.live.codebook_sheet import Codebook
from assessment.workbooks.live.content import LiveContent
from assessment.workbooks.live.data_plan import DataPlan
from assessment.workbooks.live.data_values import DataValues
from assessment.workbooks.live.kept_in_place import without_marks
from assessment.workbooks.live.scoring_labels import Labels
from assessment.workbooks.live.scoring_plan import FIRST_COLUMN, ScoringPlan
from assessment.workbooks.live.scoring_summary import Summary
from assessment.workbooks.live.statistics import SetTable
from assessment.workbooks.live.values import LiveValues, live_values
from assessment.workbooks.looks import NO_SCORE, POINTS, SHARE, TABLE_CELL, TABLE_HEAD, TABLE_NUMBER
from assessment.workbooks.packs.bands import add_bands

FORMATS = {"coverage": SHARE, "rank": "0", "rounded": "0.000"}
IN_WORKING = "0.0000"
FIXED: Look = {"italic": True}
"""A value where a formula would need what is not in the file."""
WITHHELD: Look = {**TABLE_CELL, **NO_SCORE}
SHOWN: Look = {**TABLE_NUMBER, "indent": 1}
"""Of the figures that are printed: a little away from the border."""


@dataclass(frozen=True, eq=False)
class ScoringSheet:
    """The writer of the sheet."""

    plan: ScoringPlan
    data: DataPlan
    codebook: Codebook
    say: Phrases
    words: Words

    @property
    def content(self) -> LiveContent:
        """Return what the sheet is written from."""
        return self.plan.content

    @cached_property
    def values(self) -> LiveValues:
        """Return what the formulas come to."""
        return live_values(self.content.scores)

    @cached_property
    def summary(self) -> Summary:
        """Return the formulas of the first tables."""
        return Summary(self.plan, self.data, self.codebook, self.values)

    @cached_property
    def sets(self) -> tuple[SetTable, ...]:
        """Return the tables of the sets of States."""
        return tuple(SetTable(self.plan, number, self.summary.shown) for number in range(len(self.content.sets)))

    def write(self) -> None:
        """Write words, figures, bands and print set-up."""
        Labels(self.plan, self.say, self.words).write()
        blocks = Blocks(self.plan, self.data, self.values)
        for node in self.plan.nodes:
            self._write_summary(node.place)
            for line in blocks.lines(node):
                self._write_line(node.place, line, IN_WORKING)
        self._write_not_applicable()
        self._write_sets()
        self._set_up()

    def _write_summary(self, place: int) -> None:
        live, shown = self.content.live[place], self.content.shown[place]
        for line in self.summary.lines(place):
            row, group, _, values = line
            number_format = FORMATS.get(group, POINTS)
            self._write_line(place, line, number_format)
            fixed: Look = {**SHOWN, **FIXED, "num_format": number_format}
            for state in np.flatnonzero(~live).tolist():
                # Beside the score, the one before gates would tell of safeguards that are withheld.
                stands = shown[state] and group != "raw"
                value = values[state] if stands else None
                self.plan.sheet.number(row, self.plan.column(group, state), value, fixed if stands else WITHHELD)
        for row, group, formula, values in self.summary.ranks(place):
            look: Look = {**SHOWN, "num_format": FORMATS[group]}
            for state in np.flatnonzero(shown).tolist():
                column = self.plan.column(group, state)
                self.plan.sheet.formula(row, column, f"={formula(state)}", float(values[state]), look)

    def _write_line(self, place: int, line: Line, number_format: str) -> None:
        """Write formulas for the States whose score can be computed here, and nothing for others."""
        row, group, formula, values = line
        base = TABLE_NUMBER if number_format == IN_WORKING else SHOWN
        look: Look = {**base, "num_format": SHARE if group == "coverage" else number_format}
        for state in np.flatnonzero(self.content.live[place]).tolist():
            column = self.plan.column(group, state)
            self.plan.sheet.formula(row, column, f"={formula(state)}", float(values[state]), look)

    def _write_not_applicable(self) -> None:
        data = DataValues(self.content, self.words)
        values = data.not_applicable
        look: Look = {**TABLE_NUMBER, "num_format": "0"}
        first = self.plan.not_applicable + 1
        for column, state in enumerate(self.content.states):
            at = self.plan.column("point", column)
            if self.content.complete[column]:
                for place, formula in enumerate(self.summary.counts(state, column)):
                    self.plan.sheet.formula(first + place, at, f"={formula}", float(values[place, column]), look)
            elif self.content.exportable[data.justly_not_applicable[:, column], column].any():
                # Elsewhere nothing here rests on it, and it would tell of answers that are withheld.
                self.plan.sheet.number(self.summary.accepted_row, at, float(values[2, column]), {**look, **FIXED})

    def _write_sets(self) -> None:
        sheet = self.plan.sheet
        if self.sets:
            fewest = self.content.fewest
            for place, number in enumerate((fewest.mean, fewest.median, fewest.quartiles), start=1):
                column = FIRST_COLUMN + place
                sheet.number(self.plan.first_set + 1, column, number, {**TABLE_NUMBER, "num_format": "0"})
        for table in self.sets:
            for number, state in enumerate(table.members):
                name = self.content.states[state]
                sheet.text(self.plan.set_head(table.number), table.first_member + number, name, TABLE_HEAD)
            for node in self.plan.nodes:
                for row, column, formula, value in table.cells(node.place):
                    look: Look = {**TABLE_NUMBER, "num_format": "0" if column == FIRST_COLUMN else POINTS}
                    sheet.formula(row, column, f"={formula}", value, look)

    def _set_up(self) -> None:
        sheet, plan, bands = self.plan.sheet, self.plan, self.content.instrument.rubric.bands
        last_node = plan.summary(len(plan.nodes) - 1)
        last_reading = plan.column(self.content.readings[-1], len(self.content.states) - 1)
        add_bands(sheet, plan.summary(0), FIRST_COLUMN, last_node, last_reading, bands)
        for table in self.sets:
            rows = table.row(0), table.row(len(plan.nodes) - 1)
            add_bands(sheet, rows[0], FIRST_COLUMN + 1, rows[1], FIRST_COLUMN + 4, bands)
        sheet.raw.freeze_panes(plan.head + 1, 1)
        sheet.raw.repeat_rows(plan.head)
        without_marks(sheet)
        # The working is for the screen; a printed page holds the scores.
        last_printed = "point" if self.content.is_of_many else "blend"
        sheet.raw.print_area(0, 0, last_node, plan.column(last_printed, len(self.content.states) - 1))
