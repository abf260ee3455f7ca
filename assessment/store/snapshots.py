"""Snapshots: what was submitted, frozen, under the SHA-256 of the document."""

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from assessment.core.cycle import Assessment
from assessment.core.log_entry import Happening
from assessment.store import log
from assessment.store.tables import accounts, assessments, snapshots


@dataclass(frozen=True, slots=True)
class KeptSnapshot:
    """A stored snapshot: the document is canonical JSON, the id its SHA-256."""

    id: str
    assessment: int
    document: str
    taken_at: dt.datetime
    taken_by: str
    withdrawn_at: dt.datetime | None


def add(connection: Connection, assessment: Assessment, document: str, *, by: int, at: dt.datetime) -> str:
    """Store a document with a log entry (`snapshot.taken`) and return its id."""
    name = hashlib.sha256(document.encode()).hexdigest()
    connection.execute(
        insert(snapshots).values(id=name, assessment=assessment.id, document=document, taken_at=at, taken_by=by)
    )
    log.append(connection, _happening(assessment, "snapshot.taken", name, by, at))
    return name


def withdraw(connection: Connection, assessment: Assessment, name: str, *, by: int, at: dt.datetime) -> bool:
    """Mark a snapshot as withdrawn, with a log entry (`snapshot.withdrawn`); tell whether it was not yet."""
    query = update(snapshots).where(
        snapshots.c.id == name, snapshots.c.assessment == assessment.id, snapshots.c.withdrawn_at.is_(None)
    )
    if connection.execute(query.values(withdrawn_at=at)).rowcount == 0:
        return False
    log.append(connection, _happening(assessment, "snapshot.withdrawn", name, by, at))
    return True


def withdrawn_since(connection: Connection, cycle: str, moment: dt.datetime) -> frozenset[str]:
    """Name the States that took a submission in a cycle back at a moment or after it."""
    query = (
        select(assessments.c.state)
        .join(snapshots, snapshots.c.assessment == assessments.c.id)
        .where(assessments.c.cycle == cycle, snapshots.c.withdrawn_at >= moment)
    )
    return frozenset(connection.execute(query).scalars())


def get(connection: Connection, name: str) -> KeptSnapshot | None:
    """Return a snapshot by its id; None where there is none."""
    row = connection.execute(_query().where(snapshots.c.id == name)).mappings().one_or_none()
    return None if row is None else KeptSnapshot(**row)


def documents(connection: Connection, names: Collection[str]) -> dict[str, str]:
    """Return the documents of snapshots by their ids; those that are not there are left out."""
    query = select(snapshots.c.id, snapshots.c.document).where(snapshots.c.id.in_(names))
    return {row.id: row.document for row in connection.execute(query)}


def of_assessment(connection: Connection, assessment: Assessment) -> tuple[KeptSnapshot, ...]:
    """Return the snapshots of an assessment, the newest first."""
    query = _query().where(snapshots.c.assessment == assessment.id).order_by(snapshots.c.taken_at.desc())
    return tuple(KeptSnapshot(**row) for row in connection.execute(query).mappings())


def _query() -> Select[Any]:
    columns = snapshots.c
    return select(
        columns.id,
        columns.assessment,
        columns.document,
        columns.taken_at,
        accounts.c.name.label("taken_by"),
        columns.withdrawn_at,
    ).join(accounts, accounts.c.id == columns.taken_by)


def _happening(assessment: Assessment, action: str, name: str, by: int, at: dt.datetime) -> Happening:
    return Happening(action, name, at, by, assessment.key.state, assessment.key.cycle)
