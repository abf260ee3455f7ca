"""What the sheets of a State's pack share: titles, live figures, bands in words, sentences as formulas."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_rowcol_to_cell

from assessment.core.node_figures import NodeFigures
from assessment.core.questionnaire import Question
from assessment.core.scoring import Reading
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.workbooks.book import Look
from assessment.workbooks.live.cells import LiveCells
from assessment.workbooks.packs.national_content import NationalContent
from assessment.workbooks.packs.national_tables import TABLE_CELL, TABLE_NUMBER
from assessment.workbooks.packs.pack_book import PackBook
from assessment.workbooks.sheet import Sheet

LONGEST_CONSTANT = 250
"""Letters; Excel takes no longer text constant in a formula than 255."""

MARKS = "\ue000\ue001\ue002\ue003\ue004\ue005"
"""Letters of nobody, which hold the places of cells in a sentence."""

NONE = "–"
"""Stands for a large figure that there is not."""

ROUNDING = "1E-9"


NO_POINT = "#N/A"
"""What a chart leaves out."""


@dataclass(frozen=True, eq=False)
class NationalPack:
    """A State's pack in the making: the book, what goes into it, and where the live figures stand."""

    pack: PackBook
    content: NationalContent
    live: LiveCells

    @property
    def say(self) -> Phrases:
        """Return the words of the pack's language."""
        return self.pack.say

    @property
    def words(self) -> Words:
        """Return the words of the questionnaire."""
        return self.pack.words

    @property
    def start(self) -> str:
        """Return the side on which lines begin."""
        return self.pack.book.start

    @property
    def end(self) -> str:
        """Return the side on which lines end."""
        return self.pack.book.end

    @cached_property
    def level_names(self) -> tuple[str, ...]:
        """Return what the levels of the tree are called."""
        levels = len(self.content.package.rubric.levels)
        return tuple(self.words[f"levels.{place}.name"] for place in range(levels))

    def sheet(self, key: str) -> Sheet:
        """Return a sheet that was reserved."""
        return self.pack.book.sheets[key]

    def node(self, node: str) -> str:
        """Return the title of a node."""
        return self.words[f"nodes.{node}.title"]

    def question(self, question: str) -> str:
        """Return the text of a question."""
        return self.words[f"questions.{question}.text"]

    def question_of(self, question: str) -> Question:
        """Return a question."""
        return self.content.package.questionnaire.question_by_id[question]

    def domain_of(self, question: str) -> str:
        """Return the title of the domain that a scored question belongs to, "" right below the root."""
        return self.node(self._domains[question]) if question in self._domains else ""

    @cached_property
    def _domains(self) -> dict[str, str]:
        nodes = {node.id: node for node in self.content.package.rubric.tree.nodes()}
        return {
            leaf.question: figures.node
            for figures in self.content.domains
            for leaf in nodes[figures.node].leaves()
        }

    def score(
        self,
        at: tuple[Sheet, int, int],
        figures: NodeFigures,
        reading: Reading = "point",
        look: Look = TABLE_NUMBER,
    ) -> None:
        """Write a score that follows the answers; as a value where no live cell stands behind it."""
        value = value_of(figures, reading)
        follow(at, self.live.node(figures.node, self.content.state, reading), value, look)

    def plotted_score(self, sheet: Sheet, row: int, column: int, score: str, figures: NodeFigures) -> None:
        """Repeat the score of a cell for charts with marks: without one #N/A, where they leave a gap.

        Excel would draw the empty text of the cell itself as a zero.
        """
        value = NO_POINT if figures.score is None else figures.score
        sheet.formula(row, column, f"=IF(ISNUMBER({score}),{score},NA())", value)

    def plotted_in_bands(self, sheet: Sheet, row: int, column: int, score: str, figures: NodeFigures) -> None:
        """Repeat the score of a cell in the column of its band, from a column on; the others leave a gap too.

        A bar of zero would be drawn as its border.
        """
        bands = self.pack.bands
        ends = [*(str(band.at_least) for band in bands[1:]), "101"]
        for place, (band, end) in enumerate(zip(bands, ends, strict=True)):
            least = band.at_least if place else -1
            inside = f"{score}+{ROUNDING}>={least},{score}+{ROUNDING}<{end}"
            shown = figures.score is not None and figures.band == band.id
            formula = f"=IF(ISNUMBER({score}),IF(AND({inside}),{score},NA()),NA())"
            sheet.formula(row, column + place, formula, figures.score if shown else NO_POINT)

    def tile_score(self, at: tuple[Sheet, int, int], reading: Reading, look: Look) -> None:
        """Write the overall score as the large figure of a tile: with a dash where there is none."""
        overall, (sheet, row, column) = self.content.overall, at
        value = value_of(overall, reading)
        reference = self.live.node(overall.node, self.content.state, reading)
        shown = NONE if value is None else value
        if reference is None:
            if value is None:
                sheet.text(row, column, NONE, look)
            else:
                sheet.number(row, column, value, look)
            return
        sheet.formula(row, column, f"=IF(ISNUMBER({reference}),{reference},{quoted(NONE)})", shown, look)

    def coverage(self, at: tuple[Sheet, int, int], figures: NodeFigures, look: Look) -> None:
        """Write a coverage that follows the answers."""
        follow(at, self.live.coverage(figures.node, self.content.state), figures.coverage, look)

    def band(self, at: tuple[Sheet, int, int], score: str, figures: NodeFigures, look: Look = TABLE_CELL) -> None:
        """Write the band of the score in a cell, in words that follow it."""
        sheet, row, column = at
        bands = self.pack.bands
        labels = [self.words[f"bands.{band.id}.label"] for band in bands]
        least = ",".join(str(band.at_least) if place else "-1" for place, band in enumerate(bands))
        names = ",".join(quoted(label) for label in labels)
        none = self.say("results.not_shown")
        formula = f"=IF(ISNUMBER({score}),LOOKUP({score}+{ROUNDING},{{{least}}},{{{names}}}),{quoted(none)})"
        known = {band.id: label for band, label in zip(bands, labels, strict=True)}
        shown = none if figures.band is None else known[figures.band][:LONGEST_CONSTANT]
        sheet.formula(row, column, formula, shown, look)

    def values_note(self) -> str:
        """Return that what stands here was computed once, and from which snapshot."""
        return self.say("pack.values_note", id=self.pack.frame.short_snapshot)


def value_of(figures: NodeFigures, reading: Reading) -> float | None:
    """Return the figure of a reading, in points."""
    return {
        "point": figures.score,
        "raw": figures.raw,
        "evidenced": figures.evidenced,
        "pipeline": figures.pipeline,
        "worst": figures.low,
        "best": figures.high,
    }[reading]


def follow(at: tuple[Sheet, int, int], reference: str | None, value: float | None, look: Look) -> None:
    """Write a cell that is equal to another, or the value alone where there is no other."""
    sheet, row, column = at
    if reference is None:
        sheet.number(row, column, value, look)
    else:
        sheet.formula(row, column, f"={reference}", value, look)


def quoted(text: str) -> str:
    """Return a text constant of a formula, cut where Excel takes no longer one."""
    return '"' + text[:LONGEST_CONSTANT].replace('"', '""') + '"'


def sentence(template: str, parts: Sequence[str]) -> str:
    """Return the formula of a sentence in whose marks the parts, themselves formulas, stand."""
    pieces, text = [], ""
    for letter in template:
        if letter in MARKS:
            pieces += [quoted(text)] if text else []
            pieces.append(parts[MARKS.index(letter)])
            text = ""
        else:
            text += letter
    return "&".join(pieces + ([quoted(text)] if text else []))


def whole(value: float) -> str:
    """Return a number as ROUND(value, 0) of a spreadsheet shows it: halves go up."""
    return str(math.floor(value + 0.5))


def cell(row: int, column: int) -> str:
    """Return a cell as formulas of its own sheet name it."""
    name: str = xl_rowcol_to_cell(row, column)
    return name
