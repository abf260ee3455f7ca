"""Where everything stands on the Scoring sheet, before anything is written.

Columns: four that say what a row is, then groups with one column for each State. Rows: the scores of all nodes,
"not applicable", figures over sets of States, then the working of each node.
"""

from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_rowcol_to_cell

from assessment.workbooks.live.cells import Statistic
from assessment.workbooks.live.content import LiveContent
from assessment.workbooks.live.tree import LiveNode, live_nodes
from assessment.workbooks.sheet import Sheet

TITLE, ID, KIND, WEIGHT = range(4)
FIRST_COLUMN = 4
NOTES = 5
"""Rows between the title and the first table."""
STATISTICS: tuple[Statistic, ...] = ("n", "mean", "median", "q1", "q3")


@dataclass(frozen=True, slots=True)
class GateRows:
    """The rows of a gate: one for each safeguard that it requires, then the gate itself."""

    requirements: tuple[int, ...]
    gate: int


@dataclass(frozen=True, slots=True)
class BlockRows:
    """The rows of a node's working. `transformed` are the children as a power mean takes them, if it is one.

    `before` is the score before the gates; without gates it is `score`, what the node hands upward.
    """

    heading: int
    children: range
    transformed: range
    before: int
    gates: tuple[GateRows, ...]
    score: int


@dataclass(frozen=True, eq=False)
class ScoringPlan:
    """Rows and columns of the Scoring sheet."""

    sheet: Sheet
    content: LiveContent

    @cached_property
    def nodes(self) -> tuple[LiveNode, ...]:
        """Return the nodes of the rubric, parents first."""
        return live_nodes(self.content.instrument)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """Name the groups of columns in order."""
        ranks = ("rounded", "rank") if self.content.is_of_many else ()
        return (*self.content.readings, "coverage", "geometric", "blend", *ranks, *self.working)

    working = ("answered", "applicable", "logarithm")
    """The groups that only the working of a node uses."""

    def column(self, group: str, state: int = 0) -> int:
        """Return the column of a group for a State."""
        return FIRST_COLUMN + self.groups.index(group) * len(self.content.states) + state

    @property
    def last_column(self) -> int:
        """Return the last column of the last group."""
        return FIRST_COLUMN + len(self.groups) * len(self.content.states) - 1

    @property
    def head(self) -> int:
        """Return the last row of the headings; above it, for many States, stand the names of the groups."""
        return NOTES + 1 + int(self.content.is_of_many)

    def summary(self, place: int) -> int:
        """Return the row of a node in the first table."""
        return self.head + 1 + place

    @property
    def not_applicable(self) -> int:
        """Return the first of the rows about "not applicable": a heading, asked, justified, accepted."""
        return self.summary(len(self.nodes)) + 1

    @property
    def first_set(self) -> int:
        """Return the heading above the figures over sets of States."""
        return self.not_applicable + 5

    def set_head(self, number: int) -> int:
        """Return the row of the headings of a set; its nodes follow."""
        return self.first_set + 3 + number * (len(self.nodes) + 2)

    @property
    def first_block(self) -> int:
        """Return the heading above the working of the nodes."""
        sets = len(self.content.sets)
        return self.set_head(sets) if sets else self.first_set

    @cached_property
    def blocks(self) -> tuple[BlockRows, ...]:
        """Return the rows of the working of every node."""
        row, blocks = self.first_block + 2, []
        for node in self.nodes:
            blocks.append(_block(node, row))
            row = blocks[-1].score + 2
        return tuple(blocks)

    def near(self, row: int, group: str, state: int) -> str:
        """Return a cell as formulas on the Scoring sheet itself name it."""
        return str(xl_rowcol_to_cell(row, self.column(group, state)))

    def cell(self, row: int, group: str, state: int) -> str:
        """Return a cell as formulas on other sheets name it."""
        return self.sheet.cell(row, self.column(group, state))


def _block(node: LiveNode, first: int) -> BlockRows:
    children = range(first + 1, first + 1 + len(node.children))
    row = children.stop
    is_power = node.rule.exponent is not None
    transformed = range(row, row + len(node.children) if is_power else row)
    row = before = transformed.stop
    gates = []
    for gate in node.gates:
        requirements = tuple(range(row + 1, row + 1 + len(gate.leaves)))
        row = requirements[-1] + 1
        gates.append(GateRows(requirements, row))
    return BlockRows(first, children, transformed, before, tuple(gates), row + 1 if gates else before)
