"""Exports: the briefing packs that were handed out, cell by cell. Rows are added and never changed."""

import datetime as dt
import json
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select

from assessment.core.canonical_json import canonical_json
from assessment.core.log_entry import Happening, RowName
from assessment.core.pack import Audience, Classification, Edition
from assessment.store import log
from assessment.store.tables import accounts, exports, states

Manifest = Mapping[str, Mapping[str, Any]]
"""What stood in every cell, as JSON can hold it: by sheet and by reference such as "B3"."""


_FIELDS = ("pack", "made_at", "account", "role", "subject", "cycle", "language", "snapshot", "file_digest")
_KINDS = {"audience": Audience, "edition": Edition, "classification": Classification}
"""The columns that hold the code of a kind."""

MOST_REMEMBERED = 2_000
"""Packs of which is remembered which States they hold."""
_STATES_IN: dict[tuple[str, str], frozenset[str]] = {}


@dataclass(frozen=True, slots=True)
class Export:
    """A pack that was handed out; for an operator at the terminal, `account` and `by` are None."""

    pack: str
    made_at: dt.datetime
    account: int | None
    role: str
    audience: Audience
    edition: Edition
    subject: str
    cycle: str
    language: str
    classification: Classification
    snapshot: str
    file_digest: str
    by: str | None = None


def add(connection: Connection, export: Export, cells: Manifest) -> None:
    """Store a pack that is about to be handed out, with its log entry (`pack.exported`)."""
    row = {name: getattr(export, name) for name in _FIELDS}
    row |= {name: getattr(export, name).value for name in _KINDS}
    packed = zlib.compress(canonical_json(cells).encode())
    made = connection.execute(insert(exports).values(**row, cells=packed)).inserted_primary_key
    if made is None:
        raise LookupError("the database gave the new row no key")
    log.append(connection, _happening(export, int(made[0])))


def _happening(export: Export, row: int) -> Happening:
    return Happening(
        "pack.exported",
        export.pack,
        export.made_at,
        export.account,
        export.subject if export.edition is Edition.OWN else None,
        export.cycle,
        {
            "audience": export.audience.value,
            "edition": export.edition.value,
            "subject": export.subject,
            "classification": export.classification.value,
            "snapshot": export.snapshot,
            "file": export.file_digest,
        },
        (RowName("exports", (row,)),),
    )


def get(connection: Connection, pack: str) -> Export | None:
    """Return a pack by its id; None for one that was never handed out."""
    found = _find(connection, exports.c.pack == pack, 1)
    return found[0] if found else None


def cells_of(connection: Connection, pack: str) -> Manifest:
    """Return what stood in the cells of a pack; nothing for one that was never handed out."""
    packed = connection.execute(select(exports.c.cells).where(exports.c.pack == pack)).scalar_one_or_none()
    if packed is None:
        return {}
    cells: Manifest = json.loads(zlib.decompress(packed))
    return cells


def of_state(connection: Connection, state: str, limit: int) -> tuple[Export, ...]:
    """Return a State's own packs, whoever exported them, the newest first."""
    return _find(connection, (exports.c.edition == Edition.OWN.value) & (exports.c.subject == state), limit)


def of_edition(connection: Connection, edition: Edition, limit: int) -> tuple[Export, ...]:
    """Return the packs of an edition, the newest first."""
    return _find(connection, exports.c.edition == edition.value, limit)


def naming(connection: Connection, state: str, subjects: Collection[str], limit: int) -> tuple[Export, ...]:
    """Return those of the newest packs by State about some subjects that hold a State, the newest first.

    A pack holds a State where the State's id stands in a cell.
    """
    of_subjects = (exports.c.edition == Edition.SECRETARIAT.value) & exports.c.subject.in_(subjects)
    return tuple(one for one in _find(connection, of_subjects, limit) if state in _states_in(connection, one))


def _states_in(connection: Connection, export: Export) -> frozenset[str]:
    """Return the States that a pack holds; its cells are unpacked once, since they never change."""
    key = export.pack, export.file_digest
    found = _STATES_IN.get(key)
    if found is None:
        packed = connection.execute(select(exports.c.cells).where(exports.c.pack == export.pack)).scalar_one()
        # As text: to build all its cells takes twenty times as long.
        text = zlib.decompress(packed)
        known = connection.scalars(select(states.c.id))
        found = frozenset(state for state in known if canonical_json(state).encode() in text)
        if len(_STATES_IN) >= MOST_REMEMBERED:
            _STATES_IN.clear()
        _STATES_IN[key] = found
    return found


def of_account(connection: Connection, account: int, edition: Edition, limit: int) -> tuple[Export, ...]:
    """Return the packs of an edition that somebody exported, the newest first."""
    return _find(connection, (exports.c.account == account) & (exports.c.edition == edition.value), limit)


def _find(connection: Connection, which: ColumnElement[bool], limit: int) -> tuple[Export, ...]:
    columns = [column for column in exports.c if column.name not in {"id", "cells"}]
    query = (
        select(*columns, accounts.c.name.label("by"))
        .outerjoin(accounts, accounts.c.id == exports.c.account)
        .where(which)
        .order_by(exports.c.id.desc())
        .limit(limit)
    )
    return tuple(
        Export(**{**row, **{name: kind(row[name]) for name, kind in _KINDS.items()}})
        for row in connection.execute(query).mappings()
    )
