"""What a pack for outsiders holds: published figures over sets of States, and what follows from these alone.

There is no State in it, neither by name nor by number: every figure was published, or is withheld with a reason.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.cycle import Cycle
from assessment.core.disclosure_shown import ShownFigures
from assessment.core.pack_receipt import ReceiptLine
from assessment.core.rubric import DisclosureSettings
from assessment.core.state_sets import SetKind


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A set of States, without its States; `title` is "" for all of them."""

    id: str
    title: str
    kind: SetKind


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """What is shown of a node over a set.

    `why` says why there is no mean ("too_few", "complementary", "earlier", "not_stored"), None where there is one.
    `as_of` is the day of an earlier edition that is shown in the place of today's.
    """

    figures: ShownFigures
    why: str | None
    as_of: dt.date | None


PublicFigures = Mapping[tuple[str, str], PublicFigure]
"""Figures by node id and set id."""


@dataclass(frozen=True, eq=False)
class PublicContent:
    """The published figures of a cycle, for one set of States first.

    `earlier` is the cycle before with what is published of it, where that can be compared. `targets` are those of
    the rubric, in points by node. `thresholds` say how many States must stand behind a figure.
    """

    cycle: Cycle
    rubric_version: str
    nodes: tuple[str, ...]
    sets: tuple[PublicSet, ...]
    figures: PublicFigures
    earlier: tuple[Cycle, PublicFigures] | None
    targets: Mapping[str, float]
    thresholds: DisclosureSettings
    receipt: tuple[ReceiptLine, ...]

    @property
    def chosen(self) -> PublicSet:
        """Return the set that the pack tells of."""
        return self.sets[0]

    @property
    def domains(self) -> tuple[str, ...]:
        """Return the nodes below the overall score."""
        return self.nodes[1:]
