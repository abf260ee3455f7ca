"""What regional figures are made of, for disclosure control: contributions, cells, published figures.

Sources: scoring method, section 6; for the terms, A. Hundepool and others, Statistical Disclosure Control (2012).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from assessment.core.rubric import Node
from assessment.core.state_sets import SetKind

Tree = Mapping[str, Mapping[str, float]]
"""The published children of a node with their weights. A node that is not in it is a lowest published node."""


class Contribution(NamedTuple):
    """A State with what identifies its values: the snapshot, and whose values they are where these differ."""

    state: str
    version: str


class CellName(NamedTuple):
    """A node over a set of States in a cycle."""

    cycle: str
    node: str
    state_set: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The mean of a node over the States of a set that contribute, each with one contribution."""

    name: CellName
    kind: SetKind
    contributions: frozenset[Contribution]

    @property
    def n(self) -> int:
        """Count the States that contribute."""
        return len(self.contributions)

    @property
    def content(self) -> tuple[str, frozenset[Contribution]]:
        """Return what the figure rests on: the same figure has the same content, under whatever name."""
        return self.name.node, self.contributions


class Statistics(IntEnum):
    """What is published of a cell, each step including the ones before."""

    MEAN = 1
    MEDIAN = 2
    QUARTILES = 3


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """A cell that outsiders see, or once saw, with the statistics that are shown of it."""

    cell: Cell
    statistics: Statistics


def published_tree(root: Node, depth: int = 1) -> Tree:
    """Return the nodes down to a depth below the root with their weights; depth 1 ends with the domains."""
    children = {child.id: child.weight for child in root.children if isinstance(child, Node)}
    if depth == 0 or not children:
        return {}
    below = [published_tree(child, depth - 1) for child in root.children if isinstance(child, Node)]
    return {root.id: children} | {node: weights for tree in below for node, weights in tree.items()}
