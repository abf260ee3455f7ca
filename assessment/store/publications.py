"""Publications: of which figures outsiders were shown something. Rows are added and never changed.

A row names what a figure rests on and which statistics were shown of it; the figure itself is computed.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from assessment.core.canonical_json import canonical_json
from assessment.core.disclosure_cells import Cell, CellName, Contribution, PublishedCell, Statistics
from assessment.core.log_entry import Happening, RowName
from assessment.core.state_sets import SetKind
from assessment.store import log
from assessment.store.tables import publications

_KINDS: Mapping[str, SetKind] = {"all": "all", "region": "region", "group": "group"}


@dataclass(frozen=True, slots=True)
class Publication:
    """A figure that outsiders were shown, and since when. Each contribution names a State and its snapshot."""

    published: PublishedCell
    published_at: dt.datetime


def add_all(
    connection: Connection, cycle: str, cells: Sequence[PublishedCell], *, by: int | None, at: dt.datetime
) -> None:
    """Store figures of a cycle that are shown from now on, with one log entry (`figures.published`).

    `by` is the account that asked first, None for an operator at the terminal. The caller holds the head of the
    log since before it planned them.
    """
    if not cells:
        return
    made = [
        connection.execute(
            insert(publications).values(
                cycle=cycle,
                node=one.cell.name.node,
                state_set=one.cell.name.state_set,
                statistics=int(one.statistics),
                contributions=canonical_json(sorted([*pair] for pair in one.cell.contributions)),
                published_at=at,
            )
        ).inserted_primary_key
        for one in cells
    ]
    rows = tuple(RowName("publications", (int(key[0]),)) for key in made if key is not None)
    log.append(
        connection, Happening("figures.published", cycle, at, by, None, cycle, {"figures": len(rows)}, rows)
    )


def of_cycle(connection: Connection, cycle: str) -> tuple[Publication, ...]:
    """Return all that was ever published of a cycle, the oldest first."""
    query = select(publications).where(publications.c.cycle == cycle).order_by(publications.c.id)
    return tuple(
        Publication(
            PublishedCell(
                Cell(
                    CellName(row["cycle"], row["node"], row["state_set"]),
                    _KINDS.get(row["state_set"].partition(".")[0], "free"),
                    frozenset(Contribution(*pair) for pair in json.loads(row["contributions"])),
                ),
                Statistics(row["statistics"]),
            ),
            row["published_at"],
        )
        for row in connection.execute(query).mappings()
    )
