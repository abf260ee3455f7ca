"""What was published and exported comes back as it was stored."""

import datetime as dt
from dataclasses import replace

import pytest

from assessment.core.disclosure_cells import Cell, CellName, Contribution, PublishedCell, Statistics
from assessment.core.pack import Edition
from assessment.errors import StorageError
from assessment.store import (
    exports,
    log,
    publications,
)
from assessment.store.exports import Manifest
from tests.store.conftest import NOON, Filled, exported

LATER = NOON + dt.timedelta(hours=1)
DIGEST = "d" * 64


def test_publications__come_back_as_stored_the_oldest_first(filled: Filled) -> None:
    given = frozenset({Contribution("XBB", "2" * 64), Contribution("XAA", "1" * 64)})
    first = PublishedCell(Cell(CellName("2026", "governance", "region.south"), "region", given), Statistics.MEAN)
    more = PublishedCell(first.cell, Statistics.QUARTILES)
    other = PublishedCell(Cell(CellName("2026", "overall", "all"), "all", given), Statistics.MEDIAN)
    of_group = PublishedCell(Cell(CellName("2026", "overall", "group.first"), "group", given), Statistics.MEAN)
    with filled.database.writing() as connection:
        publications.add_all(connection, "2026", [], by=filled.amara, at=NOON)
        publications.add_all(connection, "2026", [first, other], by=filled.amara, at=NOON)
        publications.add_all(connection, "2026", [more, of_group], by=filled.bilal, at=LATER)
        kept = publications.of_cycle(connection, "2026")
        assert publications.of_cycle(connection, "2025") == ()
        happened = [
            one.happening for one in log.entries(connection) if one.happening.action == "figures.published"
        ]
    assert [one.published for one in kept] == [first, other, more, of_group]
    assert [one.published_at for one in kept] == [NOON, NOON, LATER, LATER]
    assert [(one.account, one.cycle, one.details["figures"]) for one in happened] == [
        (filled.amara, "2026", 2),
        (filled.bilal, "2026", 2),
    ]


def test_exports__come_back_the_newest_first_with_their_cells(filled: Filled) -> None:
    cells: Manifest = {
        "Data": {"A1": "=1+1", "B2": 0.1, "C3": ["f", "A1", None]},
        "_pack": {"A1": "\u202e\U0001f600"},
    }
    own = exported(filled.amara)
    at_terminal = exported(None, pack="b" * 32, role="operator")
    other = exported(filled.chiara, pack="c" * 32, edition=Edition.SECRETARIAT, subject="all", made_at=LATER)
    with filled.database.writing() as connection:
        for one in (own, at_terminal, other):
            exports.add(connection, one, cells)
        kept = {one.pack: one for one in (*exports.of_state(connection, "XAA", 9), other)}
        assert exports.get(connection, own.pack) == kept[own.pack] == replace(own, by="Amara")
        assert exports.get(connection, at_terminal.pack) == at_terminal
        assert exports.get(connection, "d" * 32) is None
        assert exports.cells_of(connection, own.pack) == cells
        assert exports.cells_of(connection, "d" * 32) == {}
        assert [one.pack for one in exports.of_state(connection, "XAA", 9)] == [at_terminal.pack, own.pack]
        assert [one.pack for one in exports.of_state(connection, "XAA", 1)] == [at_terminal.pack]
        assert exports.of_state(connection, "XBB", 9) == exports.of_state(connection, "all", 9) == ()
        assert [one.by for one in exports.of_edition(connection, Edition.SECRETARIAT, 9)] == ["Chiara"]
        assert [one.pack for one in exports.of_account(connection, filled.amara, Edition.OWN, 9)] == [own.pack]
        assert exports.of_account(connection, filled.amara, Edition.PUBLIC, 9) == ()
        happened = [one.happening for one in log.entries(connection) if one.happening.action == "pack.exported"]
    assert [(one.account, one.state, one.cycle, one.subject) for one in happened] == [
        (filled.amara, "XAA", "2026", own.pack),
        (None, "XAA", "2026", at_terminal.pack),
        (filled.chiara, None, "2026", other.pack),
    ]


def test_exports__a_pack_is_stored_once(filled: Filled) -> None:
    twice = [exported(filled.amara), exported(filled.bilal)]

    def add_both() -> None:
        with filled.database.writing() as connection:
            for one in twice:
                exports.add(connection, one, {})

    with pytest.raises(StorageError):
        add_both()
    with filled.database.reading() as connection:
        assert exports.of_state(connection, "XAA", 9) == ()
