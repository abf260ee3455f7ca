"""A bit that flips in any cell is found."""

from typing import Any

import numpy as np
import pytest
from sqlalchemy import (
    ColumnElement,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    cast,
    literal,
    literal_column,
    select,
    type_coerce,
    update,
)

from assessment.errors import StorageError
from assessment.store.integrity import verify
from assessment.store.tables import metadata
from assessment.store.vouched_rows import VOUCHED
from tests.store.conftest import Filled
from tests.store.happenings import PROTECTED, disarm, use

RECORDS = sorted(set(VOUCHED) - {"accounts"})


@pytest.fixture
def kept_sqlite(filled_sqlite: Filled) -> Filled:
    return use(filled_sqlite)


@pytest.mark.parametrize("name", sorted({*PROTECTED, "responses", "log_head", *RECORDS}))
def test_any_flipped_bit_in_a_cell_is_found(kept_sqlite: Filled, name: str) -> None:
    """Every cell of the table, one bit each, put back after each look."""
    table = metadata.tables[name]
    chance = np.random.default_rng(len(name))
    with kept_sqlite.database.writing() as connection:
        disarm(connection, False)
        rows = connection.execute(select(literal_column("rowid").label("rowid"), *_raw(table))).all()
    missed = []
    for row in rows:
        for column, value in zip(table.c, row[1:], strict=True):
            if value is None or value == "":
                continue
            flipped = _flipped(value, chance)
            if not _set_cell(kept_sqlite, table, column.name, row.rowid, flipped):
                continue
            if not verify(kept_sqlite.database, kept_sqlite.files):
                missed.append((column.name, value, flipped))
            is_rowid = isinstance(flipped, int) and column.primary_key and len(table.primary_key) == 1
            assert _set_cell(kept_sqlite, table, column.name, flipped if is_rowid else row.rowid, value)
    assert missed == []
    assert verify(kept_sqlite.database, kept_sqlite.files) == []


def _raw(table: Table) -> list[ColumnElement[Any]]:
    return [type_coerce(c, c.type if isinstance(c.type, Integer) else String).label(c.name) for c in table.c]


def _flipped(value: int | str | bytes, chance: np.random.Generator) -> int | str | bytes:
    if isinstance(value, int):
        return value ^ (1 << int(chance.integers(8)))
    content = bytearray(value.encode() if isinstance(value, str) else value)
    content[chance.integers(len(content))] ^= 1 << int(chance.integers(8))
    return content.decode("utf-8", "surrogateescape") if isinstance(value, str) else bytes(content)


def _set_cell(kept: Filled, table: Table, name: str, rowid: int | str | bytes, value: int | str | bytes) -> bool:
    """Put a value into a cell, as a flipped bit in the file would; False when the database refuses."""
    raw = _text_of_bytes(value) if isinstance(value, str) else literal(value)
    try:
        with kept.database.writing() as connection:
            changed = update(table).where(literal_column("rowid") == rowid).values({name: raw})
            return connection.execute(changed).rowcount == 1
    except StorageError:
        return False


def _text_of_bytes(value: str) -> ColumnElement[Any]:
    """Return text that need not be UTF-8; a plain cast lest a column type has its say."""
    content = literal(value.encode("utf-8", "surrogateescape"), LargeBinary)
    return cast(content, Text)
