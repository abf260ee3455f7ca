"""A sheet of a pack that compares States in the making: its words, its cells, and the names of what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.core.state_sets import StateSet
from assessment.locale import Phrases
from assessment.workbooks.live.cells import LiveCells, Statistic
from assessment.workbooks.packs.pack_book import PackBook
from assessment.workbooks.packs.regional_content import ComparedContent, Missing
from assessment.workbooks.packs.regional_table import Cell, Hatched, Live
from assessment.workbooks.packs.regional_words import set_name
from assessment.workbooks.sheet import Sheet

SIGNS = {
    Missing.WITHHELD: "charts.withheld_sign",
    Missing.FILTER: "pack_compare.sign_filter",
    Missing.SAFEGUARD: "pack_compare.sign_safeguard",
}
"""The keys of the signs in fields whose score is withheld; a legend explains them."""


@dataclass(frozen=True, eq=False)
class ComparedPage:
    """One sheet of a pack, what the pack holds, and where the live scores are."""

    pack: PackBook
    sheet: Sheet
    content: ComparedContent
    cells: LiveCells

    @property
    def say(self) -> Phrases:
        """Return the words of the pack's language."""
        return self.pack.say

    def node(self, node: str) -> str:
        """Return the title of a node."""
        return self.pack.words[f"nodes.{node}.title"]

    def question(self, question: str) -> str:
        """Return the text of a question."""
        return self.pack.words[f"questions.{question}.text"]

    def set(self, of_set: StateSet) -> str:
        """Return what people call a set."""
        return set_name(self.say, of_set)

    def band(self, points: float) -> str:
        """Return the label of the band that points fall into."""
        band = self.content.instrument.rubric.band_of(points)
        return self.pack.words[f"bands.{band.id}.label"]

    def score(self, node: str, state: str) -> Cell:
        """Return a State's score as a cell: live where it can be computed in the file, or why there is none."""
        missing = self.content.missing.get((node, state))
        if missing is not None and missing is not Missing.NO_SCORE:
            return Hatched(mark(self.say, missing))
        value, reference = self.content.compared.at(node, state), self.cells.node(node, state)
        if reference is not None:
            return Live(f"={reference}", value)
        return Hatched() if value is None else value

    def mean(self, node: str, of_set: StateSet) -> Cell:
        """Return the mean of a set at a node; live like its scores."""
        return self._statistic(node, of_set, "mean", self.content.table[node, of_set.id].mean)

    def median(self, node: str, of_set: StateSet) -> Cell:
        """Return the median of a set at a node; live like its scores."""
        return self._statistic(node, of_set, "median", self.content.table[node, of_set.id].median)

    def quartiles(self, node: str, of_set: StateSet) -> tuple[Cell, Cell]:
        """Return the lower and the upper quartile of a set at a node; live like its scores."""
        figures = self.content.table[node, of_set.id]
        return (
            self._statistic(node, of_set, "q1", figures.lower_quartile),
            self._statistic(node, of_set, "q3", figures.upper_quartile),
        )

    def _statistic(self, node: str, of_set: StateSet, name: Statistic, value: float | None) -> Cell:
        if value is None:
            return Hatched()
        reference = self.cells.statistics.get((node, of_set.id, name))
        return value if reference is None else Live(f"={reference}", value)


def mark(say: Phrases, missing: Missing) -> str:
    """Return what stands in a field without a score."""
    if missing in SIGNS:
        return say(SIGNS[missing])
    return "–" if missing is Missing.NOT_HANDED_IN else ""


def legend(say: Phrases, missing: Sequence[Missing]) -> str:
    """Return what the marks of hatched fields mean, of those that occur."""
    lines = [say(f"pack_compare.mark_{one}", mark=mark(say, one)) for one in Missing if one in missing]
    return " ".join(lines)
