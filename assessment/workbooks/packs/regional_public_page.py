"""A sheet of a pack for outsiders in the making, and how published figures stand in its cells."""

from dataclasses import dataclass

from assessment.core.disclosure_shown import ShownValue
from assessment.locale import Phrases
from assessment.palette import LIGHT
from assessment.workbooks.book import Look
from assessment.workbooks.looks import TABLE_CELL, TABLE_NUMBER, band_look
from assessment.workbooks.packs.pack_book import PackBook
from assessment.workbooks.packs.regional_public_content import PublicContent, PublicFigure, PublicSet
from assessment.workbooks.packs.regional_table import Cell, Hatched
from assessment.workbooks.sheet import Sheet


@dataclass(frozen=True, eq=False)
class PublicPage:
    """One sheet of a pack for outsiders, and what the pack holds."""

    pack: PackBook
    sheet: Sheet
    content: PublicContent

    @property
    def say(self) -> Phrases:
        """Return the words of the pack's language."""
        return self.pack.say

    @property
    def withheld(self) -> Hatched:
        """Return what stands in a field whose figure is withheld; a legend explains it."""
        return Hatched(self.say("charts.withheld_sign"))

    @property
    def legend(self) -> str:
        """Return what that sign means."""
        return self.say(
            "pack_compare.mark_suppressed",
            mark=self.withheld.mark,
            sheet=self.say("pack_compare.sheet_suppression"),
        )

    def node(self, node: str) -> str:
        """Return the title of a node."""
        return self.pack.words[f"nodes.{node}.title"]

    def set(self, one: PublicSet) -> str:
        """Return what people call a set."""
        return one.title or self.say("comparison.all_states")

    def shown(self, value: ShownValue | None) -> Cell:
        """Return a published value: whole points, words for a limit, hatched where it is not shown."""
        if value is None:
            return self.withheld
        if value.limit is None:
            return value.points
        return self.say(f"charts.{value.limit}", score=self.say.number(value.points))

    def mean(self, node: str, of_set: str) -> Cell:
        """Return a published mean; hatched without a mark where it could not be recorded yet."""
        figure = self.content.figures[node, of_set]
        return self.shown(figure.figures.mean)

    def remark(self, figure: PublicFigure) -> str:
        """Return why a mean is not shown, or that it is an earlier one; "" where there is nothing to say."""
        if figure.as_of is not None:
            return self.say("published.as_of", date=self.say.date(figure.as_of))
        if figure.why is None:
            return ""
        return self.say(f"published.why_{figure.why}", n=self.content.thresholds.mean)

    def write_banded(self, row: int, column: int, value: ShownValue | None) -> None:
        """Write a published value in the colour of its band."""
        cell = self.shown(value)
        base: Look = {"align": "center", "valign": "vcenter", "num_format": "0"}
        if value is None or isinstance(cell, Hatched):
            hatch: Look = {"pattern": 14, "fg_color": LIGHT.missing, "bg_color": "#ffffff", "font_size": 9}
            self.sheet.text(row, column, self.withheld.mark, {**TABLE_CELL, **hatch, **base})
            return
        bands = self.pack.bands
        place = max(place for place, band in enumerate(bands) if place == 0 or value.points >= band.at_least)
        look: Look = {**TABLE_NUMBER, **base, **band_look(place, len(bands))}
        if isinstance(cell, str):
            self.sheet.text(row, column, cell, look)
        else:
            self.sheet.number(row, column, value.points, look)
