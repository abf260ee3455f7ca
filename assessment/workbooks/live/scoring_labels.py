"""The words on the Scoring sheet: title, how to read it, headings, and what each row is."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.core.rubric import Aggregation, Band
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.workbooks.book import Look
from assessment.workbooks.live.scoring_plan import FIRST_COLUMN, ID, KIND, STATISTICS, WEIGHT, ScoringPlan
from assessment.workbooks.live.scoring_plan import TITLE as TITLE_COLUMN
from assessment.workbooks.live.tree import LiveNode
from assessment.workbooks.looks import GATE_MARK, HEADING, MUTED, STRONG, TABLE_CELL, TABLE_HEAD, TITLE
from assessment.workbooks.text_height import row_height

ON_END: Look = {**TABLE_HEAD, "rotation": 90, "align": "center", "valign": "bottom"}
"""Names of States above narrow columns."""
NO_WRAP: Look = {"text_wrap": False}
SET_IN: Look = {"indent": 1}
"""A little room before the border, as in other tables."""
SHARE_NUMBER: Look = {**TABLE_CELL, **NO_WRAP, **SET_IN, "num_format": "General", "align": "right"}
WIDTHS, NARROW = (60, 34, 26, 10), (44, 33, 22, 8)
"""Widths of the first four columns for one State and for many."""
COLUMN, NARROW_COLUMN = 14.5, 7
"""Width of a column of figures for one State and for many."""
TALL, USUAL = 110, 15
"""Points: the height of names that stand on end, and of a row of one line."""

Label = tuple[int, str, str, str, float | None, Look]
"""A row, its title, id, kind and number, and how the title looks."""


@dataclass(frozen=True, eq=False)
class Labels:
    """Writes everything on the sheet that is no figure."""

    plan: ScoringPlan
    say: Phrases
    words: Words

    def write(self) -> None:
        """Write title, notes, headings and the four columns that say what a row is."""
        sheet = self.plan.sheet
        for column, width in enumerate(self._widths):
            sheet.raw.set_column(column, column, width)
        sheet.raw.set_column(FIRST_COLUMN, self.plan.last_column, self._column_width)
        sheet.text(0, 0, self.say("live.title"), {**TITLE, **NO_WRAP})
        sheet.raw.set_row(0, 2 * USUAL)
        for row, note in enumerate(self._notes(), start=1):
            # Joined and wrapped: text that runs over empty cells is cut where a column is narrow or hidden.
            sheet.join(row, TITLE_COLUMN, WEIGHT, note, MUTED)
            sheet.raw.set_row(row, row_height(note, sum(self._widths) - 2))
        self._write_head()
        for row, title, row_id, kind, weight, look in self._labels():
            sheet.text(row, TITLE_COLUMN, title, {**TABLE_CELL, **SET_IN, **look})
            sheet.text(row, ID, row_id, {**TABLE_CELL, **SET_IN, **MUTED, **NO_WRAP})
            sheet.text(row, KIND, kind, {**TABLE_CELL, **SET_IN})
            sheet.number(row, WEIGHT, weight, SHARE_NUMBER)
            sheet.raw.set_row(row, self._height(title, kind))
        self._write_sections()

    @property
    def _widths(self) -> tuple[int, ...]:
        return NARROW if self.plan.content.is_of_many else WIDTHS

    @property
    def _column_width(self) -> float:
        return NARROW_COLUMN if self.plan.content.is_of_many else COLUMN

    def _height(self, title: str, kind: str) -> float:
        """Return how high a row must be; an indent takes some of the width."""
        return max(
            USUAL, row_height(title, self._widths[TITLE_COLUMN] - 6), row_height(kind, self._widths[KIND] - 3)
        )

    def _notes(self) -> Iterator[str]:
        yield self.say("live.note_formulas")
        yield self.say("live.note_readings")
        yield self.say("live.note_blank")
        bands = [self._band(band) for band in self.plan.content.instrument.rubric.bands]
        yield self.say("live.note_bands", bands=bands)
        if self.plan.content.with_value.any():
            yield self.say("live.note_values")

    def _band(self, band: Band) -> str:
        return self.say("live.band", label=self.words[f"bands.{band.id}.label"], points=band.at_least)

    def _write_head(self) -> None:
        sheet, content, row = self.plan.sheet, self.plan.content, self.plan.head
        heads = ("live.head_title", "live.head_id", "live.head_kind", "live.head_weight")
        for column, key in enumerate(heads):
            sheet.text(row, column, self.say(key), {**TABLE_HEAD, **SET_IN})
        last = len(content.states) - 1
        height: float = USUAL
        for group in self.plan.groups:
            first, name = self.plan.column(group), self.say(f"live.group_{group}")
            if not content.is_of_many:
                sheet.text(row, first, name, {**TABLE_HEAD, **SET_IN, "align": "right"})
                continue
            sheet.join(row - 1, first, first + last, name, TABLE_HEAD)
            height = max(height, row_height(name, NARROW_COLUMN * len(content.states) - 2))
            for number, state in enumerate(content.states):
                sheet.text(row, first + number, content.state_names.get(state, state), ON_END)
        if content.is_of_many:
            sheet.raw.set_row(row - 1, height)
        sheet.raw.set_row(row, TALL if content.is_of_many else 4 * USUAL)

    def _write_sections(self) -> None:
        sheet, plan = self.plan.sheet, self.plan
        heading: Look = {**HEADING, **NO_WRAP}
        for row in (plan.not_applicable, plan.first_set, plan.first_block):
            sheet.raw.set_row(row, 2 * USUAL)
        sheet.text(plan.not_applicable, 0, self.say("live.section_not_applicable"), heading)
        sheet.text(plan.first_block, 0, self.say("live.section_working"), heading)
        if plan.content.sets:
            sheet.text(plan.first_set, 0, self.say("live.section_sets"), heading)
            sheet.text(plan.first_set + 1, 0, self.say("live.fewest"), {**MUTED, **NO_WRAP})
        for number, one in enumerate(plan.content.sets):
            row = plan.set_head(number)
            for column, text in enumerate((one.title, one.id, "", "")):
                sheet.text(row, column, text, {**TABLE_HEAD, **SET_IN})
            heads = [self.say(f"live.statistic_{statistic}") for statistic in STATISTICS]
            for column, head in enumerate(heads, start=FIRST_COLUMN):
                sheet.text(row, column, head, TABLE_HEAD)
            needed = [row_height(head, NARROW_COLUMN - 1) for head in heads]
            sheet.raw.set_row(row, max([*needed, row_height(one.title, self._widths[TITLE_COLUMN] - 3)]))

    # --- rows -----------------------------------------------------------------------------------------------

    def _labels(self) -> Iterator[Label]:
        for node in self.plan.nodes:
            yield self._summary(node)
        first = self.plan.not_applicable + 1
        for place, key in enumerate(("live.asked", "live.justified", "live.accepted")):
            yield first + place, self.say(key), "", "", None, {}
        for number in range(len(self.plan.content.sets)):
            for node in self.plan.nodes:
                row = self.plan.set_head(number) + 1 + node.place
                yield row, self._title(node.place), self._id(node.place), "", None, self._indent(node)
        for node in self.plan.nodes:
            yield from self._block(node)

    def _summary(self, node: LiveNode) -> Label:
        threshold = float(self.plan.content.instrument.thresholds[node.place])
        kind = self.say("live.kind_shown")
        return (
            self.plan.summary(node.place),
            self._title(node.place),
            self._id(node.place),
            kind,
            threshold,
            {
                **self._indent(node),
                "bold": self.plan.content.instrument.depths[node.place] < 2,
            },
        )

    def _indent(self, node: LiveNode) -> Look:
        return self._set_in(self.plan.content.instrument.depths[node.place])

    def _set_in(self, steps: int) -> Look:
        """Return an indent from the side that the language begins at."""
        return {"indent": min(steps + 1, 10), "align": self.plan.sheet.book.start}

    def _title(self, place: int) -> str:
        return self.words[f"nodes.{self._id(place)}.title"]

    def _id(self, place: int) -> str:
        return self.plan.content.instrument.nodes[place].id

    def _block(self, node: LiveNode) -> Iterator[Label]:
        block, title, own = self.plan.blocks[node.place], self._title(node.place), self._id(node.place)
        yield block.heading, title, own, self._rule(node.rule), None, STRONG
        size = len(self.plan.content.instrument.leaves)
        names = []
        for row, child, weight in zip(block.children, node.children, node.weights, strict=True):
            is_leaf = child < size
            child_id = self.plan.content.instrument.leaves[child].question if is_leaf else self._id(child - size)
            names.append((self._question(child_id) if is_leaf else self._title(child - size), child_id))
            kind = self.say("live.kind_question" if is_leaf else "live.kind_node")
            yield row, names[-1][0], child_id, kind, weight, self._set_in(1)
        for row, (child_title, child_id) in zip(block.transformed, names, strict=False):
            yield row, child_title, child_id, self.say("live.kind_transformed"), None, self._set_in(1)
        if node.gates:
            yield block.before, title, own, self.say("live.kind_before"), None, {}
        for gate, rows in zip(node.gates, block.gates, strict=True):
            for row, leaf, threshold in zip(rows.requirements, gate.leaves, gate.thresholds, strict=True):
                question = self.plan.content.instrument.leaves[leaf].question
                kind = self.say("live.kind_requirement")
                yield row, self._question(question), question, kind, float(threshold), self._set_in(1)
            words = self.words[f"gates.{gate.gate.id}.title"]
            yield rows.gate, words, gate.gate.id, self.say("live.kind_gate"), gate.cap, GATE_MARK
        yield block.score, title, own, self.say("live.kind_score"), None, STRONG

    def _question(self, question: str) -> str:
        return self.words[f"questions.{question}.text"]

    def _rule(self, rule: Aggregation) -> str:
        floor = 100 * rule.floor_share
        match rule.rule:
            case "mean":
                return self.say("live.rule_mean")
            case "blend":
                return self.say("live.rule_blend", share=100 * (rule.share_of_minimum or 0.0))
            case _:
                return self.say("live.rule_power", p=rule.exponent or 0.0, floor=floor)
