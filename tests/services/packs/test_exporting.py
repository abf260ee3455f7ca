"""Handing packs out: to whom, stored before anybody gets them, once an order."""

import hashlib
from dataclasses import replace

import pytest

from assessment.core.pack import Audience, Edition
from assessment.core.person import Role
from assessment.errors import DeniedError, StorageError, UnacceptableError
from assessment.services.packs import exporting
from assessment.services.packs.exporting import (
    PackRequest,
    export_in_background,
    export_pack,
    may_have,
    preview_pack,
)
from assessment.store import exports, log
from assessment.store.integrity import verify
from assessment.workbooks.issued.pack_cells import cells_in
from tests.services.packs.office_packs import OF_XENIA, OVER_STATES, OWN, PUBLIC, export, fill, rows
from tests.workspaces import XENIA, YORIA, Office


@pytest.fixture
def answered(office: Office) -> Office:
    """Let both States answer."""
    for name, key, level in (("Amara", office.key, 1), ("Chiara", office.yoria_key, 2)):
        fill(office, name, key, level)
    return office


def test_a_pack_is_stored_cell_by_cell_before_it_is_handed_out(office: Office) -> None:
    built = export(office, "Bilal")

    [row] = rows(office)
    assert (row.pack, row.snapshot, row.classification) == (
        built.frame.id,
        built.frame.snapshot,
        OWN.classification,
    )
    assert (row.by, row.role, row.edition, row.subject, row.cycle) == (
        "Bilal",
        "contributor",
        "own",
        XENIA,
        "2026",
    )
    assert row.file_digest == hashlib.sha256(built.data).hexdigest()
    with office.workspace.database.reading() as connection:
        assert exports.cells_of(connection, row.pack) == cells_in(built.data)
        happened = [one.happening for one in log.entries(connection)][-1]
    assert (happened.action, happened.subject, happened.state, happened.account) == (
        "pack.exported",
        row.pack,
        XENIA,
        office.accounts["Bilal"],
    )
    assert verify(office.workspace.database, office.workspace.files) == []


def test_a_pack_that_cannot_be_stored_is_not_handed_out(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise StorageError("storage_full")

    monkeypatch.setattr(exports, "add", full)
    with pytest.raises(StorageError):
        export(office)
    assert rows(office) == []


def test_progress_goes_forward_to_the_end(office: Office) -> None:
    told: list[tuple[str, float]] = []
    export_pack(office.workspace, office.caller("Amara"), OF_XENIA, lambda stage, done: told.append((stage, done)))
    assert list(dict.fromkeys(stage for stage, _ in told)) == ["building", "reading", "keeping", "done"]
    assert [done for _, done in told] == sorted(done for _, done in told)
    assert told[-1][1] == 1.0


@pytest.mark.parametrize(
    ("request_", "allowed"),
    [
        (OF_XENIA, {"Amara", "Bilal", "Bruna"}),
        (replace(OF_XENIA, options=replace(OWN, audience=Audience.MINISTER)), {"Amara", "Bilal", "Bruna"}),
        (OVER_STATES, {"Anan"}),
        (replace(OVER_STATES, options=PUBLIC), {"Amara", "Bilal", "Bruna", "Chiara", "Anan", "Otto"}),
    ],
)
def test_each_edition_is_for_those_whom_it_is_for(
    answered: Office, request_: PackRequest, allowed: set[str]
) -> None:
    let_in = set()
    for name in answered.accounts:
        caller = answered.caller(name)
        for ask in (
            lambda caller=caller: preview_pack(answered.workspace, caller, request_),
            lambda caller=caller: exporting.check_may_have(answered.workspace, caller, request_),
        ):
            try:
                ask()
            except DeniedError:
                assert name not in allowed
            except UnacceptableError:
                let_in.add(name)  # nothing to show yet
            else:
                let_in.add(name)
    assert let_in == allowed


@pytest.mark.parametrize(
    "request_",
    [
        replace(OF_XENIA, options=replace(OWN, edition=Edition.PUBLIC)),
        replace(OF_XENIA, options=replace(OWN, audience=Audience.GLOBAL)),
        replace(OF_XENIA, subject=YORIA),
        replace(OF_XENIA, subject="XZZ"),
        replace(OF_XENIA, subject="' OR 1=1 --"),
        replace(OF_XENIA, cycle="1999"),
        replace(OF_XENIA, cycle="\u202e\x00"),
    ],
)
def test_what_there_is_not_and_what_is_anothers_is_denied(office: Office, request_: PackRequest) -> None:
    with pytest.raises(DeniedError):
        export(office, "Amara", request_)
    assert rows(office) == []


def test_the_roles_table_agrees_with_the_desks() -> None:
    assert {role: {edition.value for edition in may_have(role)} for role in Role} == {
        Role.CONTRIBUTOR: {"own", "public"},
        Role.FOCAL_POINT: {"own", "public"},
        Role.REVIEWER: set(),
        Role.ANALYST: {"secretariat", "public"},
        Role.OBSERVER: {"public"},
        Role.ADMINISTRATOR: set(),
    }


def test_an_order_is_built_once_and_another_one_anew(office: Office) -> None:
    caller = office.caller("Amara")
    found = [export_in_background(office.workspace, caller, OF_XENIA, order, 60.0) for order in ("1", "1", "2")]
    packs = [one.result.frame.id for one in found if one.result is not None]
    assert len(packs) == 3
    assert packs[0] == packs[1] != packs[2]
    assert {row.pack for row in rows(office)} == set(packs)
