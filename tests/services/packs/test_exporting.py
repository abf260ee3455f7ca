"""Handing packs out, checking them, and who exported what: on the small service with two States."""

import hashlib
import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from assessment.core.cycle import AssessmentKey
from assessment.core.pack import Audience, Classification, Edition
from assessment.core.person import Role
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.errors import DeniedError, RequestError, StorageError, UnacceptableError
from assessment.locale import phrases
from assessment.services import answering
from assessment.services.packs import exporting
from assessment.services.packs.at_terminal import build_at_terminal, verify_at_terminal
from assessment.services.packs.comparing_packs import compare_packs, difference_file, difference_file_name
from assessment.services.packs.exporting import (
    PackRequest,
    export_in_background,
    export_pack,
    may_have,
    preview_pack,
)
from assessment.services.packs.frame import BuiltPack, PackOptions
from assessment.services.packs.history import pack_history
from assessment.services.packs.verifying import Finding, may_see, verify_pack
from assessment.services.workspace import Caller, Operator
from assessment.store import exports, log
from assessment.store.integrity import verify
from assessment.workbooks.issued.pack_cells import cells_in
from tests.workspaces import MORNING, XENIA, YORIA, Office

OWN = PackOptions(Audience.NATIONAL, "en", Classification.CONFIDENTIAL)
BY_STATE = replace(OWN, audience=Audience.REGIONAL, edition=Edition.SECRETARIAT)
PUBLIC = replace(OWN, audience=Audience.REGIONAL, edition=Edition.PUBLIC)
OF_XENIA = PackRequest("2026", XENIA, OWN)
OVER_STATES = PackRequest("2026", "all", BY_STATE)


@pytest.fixture
def answered(office: Office) -> Office:
    """Let both States answer."""
    for name, key, level in (("Amara", office.key, 1), ("Chiara", office.yoria_key, 2)):
        fill(office, name, key, level)
    return office


def fill(office: Office, name: str, key: AssessmentKey, level: int) -> None:
    caller = office.caller(name)
    answers: dict[str, Any] = {
        "policy.strategy": level,
        "policy.law": "yes",
        "policy.bodies": frozenset({"police"}),
        "practice.share": 40.0,
    }
    for question, value in answers.items():
        answering.save_answer(
            office.workspace, caller, key, question, Answer(Status.ANSWERED, value, "", "Because."), seen=0
        )


def rows(office: Office) -> list[exports.Export]:
    with office.workspace.database.reading() as connection:
        return [
            *exports.of_state(connection, XENIA, 99),
            *exports.of_edition(connection, Edition.SECRETARIAT, 99),
            *exports.of_edition(connection, Edition.PUBLIC, 99),
        ]


def export(office: Office, name: str = "Amara", request: PackRequest = OF_XENIA) -> BuiltPack:
    return export_pack(office.workspace, office.caller(name), request)


def with_changes(data: bytes, *cells: tuple[str, str, Any]) -> bytes:
    """Return a file with cells changed, as another program saves it."""
    book, stream = load_workbook(io.BytesIO(data)), io.BytesIO()
    for sheet, cell, value in cells:
        book[sheet][cell] = value
    book.save(stream)
    return stream.getvalue()


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
    assert [stage for stage, _ in told] == ["building", "reading", "keeping", "done"]
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


# --- is this file as issued? ----------------------------------------------------------------------------------


def test_the_file_itself_and_one_that_another_program_saved_are_as_issued(office: Office) -> None:
    built = export(office)
    same = verify_pack(office.workspace, office.caller("Bruna"), built.data)
    assert (same.finding, same.is_same_file, same.issued_at) == (Finding.AS_ISSUED, True, MORNING)
    saved = verify_pack(office.workspace, office.caller("Bruna"), with_changes(built.data))
    assert (saved.finding, saved.is_same_file) == (Finding.AS_ISSUED, False)


def test_changed_cells_are_listed_for_those_whom_the_pack_is_for_and_for_nobody_else(office: Office) -> None:
    built = export(office)
    changed = with_changes(built.data, ("Data", "H2", "999"), ("Cover", "A1", "A new title"))

    for name in ("Amara", "Bilal", "Bruna"):
        found = verify_pack(office.workspace, office.caller(name), changed)
        assert found.differences is not None
        assert {(one.sheet, one.cell, one.now) for one in found.differences.changes} == {
            ("Data", "H2", "999"),
            ("Cover", "A1", "A new title"),
        }
        assert found.export is not None
    for name in ("Chiara", "Anan", "Otto"):
        found = verify_pack(office.workspace, office.caller(name), changed)
        assert (found.finding, found.issued_at) == (Finding.OTHER_FILE, MORNING)
        assert found.export is None
        assert found.differences is None


def test_who_may_not_see_a_pack_learns_of_the_file_itself_and_of_no_cell(office: Office) -> None:
    """A list of changes is no longer needed where "as issued" answers every guess."""
    built = export(office)
    for name in ("Chiara", "Anan", "Otto"):
        caller = office.caller(name)
        same = verify_pack(office.workspace, caller, built.data)
        assert (same.finding, same.is_same_file, same.export) == (Finding.AS_ISSUED, True, None)
        saved = verify_pack(office.workspace, caller, with_changes(built.data))
        wrong = verify_pack(office.workspace, caller, with_changes(built.data, ("Data", "H2", "999")))
        assert saved == wrong
        assert saved.finding is Finding.OTHER_FILE


def test_who_exported_a_pack_and_changed_the_role_sees_it_no_more(office: Office) -> None:
    built = export(office, "Bilal")
    with office.workspace.database.reading() as connection:
        kept = exports.get(connection, built.frame.id)
    assert kept is not None
    bilal = office.person("Bilal")
    assert may_see(bilal, kept)
    assert not may_see(replace(bilal, role=Role.OBSERVER, state=None), kept)
    assert not may_see(replace(bilal, state=YORIA), kept)


def test_packs_by_state_are_open_to_analysts_and_public_ones_to_all_who_have_packs(answered: Office) -> None:
    person = {name: answered.person(name) for name in answered.accounts}
    own = exports.Export(
        pack="a" * 32,
        made_at=MORNING,
        account=answered.accounts["Bilal"],
        role="contributor",
        audience=Audience.NATIONAL,
        edition=Edition.OWN,
        subject=XENIA,
        cycle="2026",
        language="en",
        classification=Classification.CONFIDENTIAL,
        snapshot="5" * 64,
        file_digest="f" * 64,
    )

    def seen_by(export: exports.Export) -> set[str]:
        return {name for name, one in person.items() if may_see(one, export)}

    assert seen_by(own) == {"Amara", "Bilal", "Bruna"}
    assert seen_by(replace(own, edition=Edition.SECRETARIAT, subject="all", account=None)) == {"Anan"}
    assert seen_by(replace(own, edition=Edition.PUBLIC, subject="all")) == set(answered.accounts)
    assert seen_by(replace(own, edition=Edition.SECRETARIAT, account=answered.accounts["Otto"])) == {"Anan"}


def test_the_number_of_a_pack_alone_brings_out_nothing_of_it(office: Office) -> None:
    """Who read the number on a cover makes a file of it and hopes for a list of what stood in the cells."""
    built = export(office)
    book = load_workbook(io.BytesIO(built.data))
    for sheet in book.worksheets:
        if sheet.title != "_pack":
            sheet.delete_rows(1, sheet.max_row)
    stream = io.BytesIO()
    book.save(stream)

    found = verify_pack(office.workspace, office.caller("Amara"), stream.getvalue())

    assert found.finding is Finding.CHANGED
    assert found.differences is None


def test_packs_of_nobody_and_other_workbooks_are_told_apart(office: Office) -> None:
    built = export(office)
    unknown = with_changes(built.data, ("_pack", "B2", "0" * 32))
    assert verify_pack(office.workspace, office.caller("Amara"), unknown).finding is Finding.UNKNOWN
    none = with_changes(built.data, ("_pack", "B1", "something else"))
    assert verify_pack(office.workspace, office.caller("Amara"), none).finding is Finding.NO_PACK
    with pytest.raises(UnacceptableError, match="workbook_text"):
        verify_pack(office.workspace, office.caller("Amara"), b"state,answer\n")


# --- who exported what ----------------------------------------------------------------------------------------


def test_each_sees_the_packs_that_concern_them_the_newest_first(office: Office) -> None:
    export(office, "Amara")
    office.clock.move(minutes=5)
    export(office, "Bilal", replace(OF_XENIA, options=replace(OWN, audience=Audience.MINISTER)))

    def seen_by(name: str) -> list[tuple[str | None, str, str]]:
        return [
            (one.by, one.audience.value, one.subject)
            for one in pack_history(office.workspace, office.caller(name))
        ]

    both = [("Bilal", "minister", "Xenia"), ("Amara", "national", "Xenia")]
    for name in ("Amara", "Bilal", "Bruna"):
        assert seen_by(name) == both
    for name in ("Chiara", "Anan", "Otto"):
        assert seen_by(name) == []
    for name in ("Rosa", "Ada"):
        with pytest.raises(DeniedError):
            pack_history(office.workspace, office.caller(name))


# --- at the terminal ------------------------------------------------------------------------------------------


def at_terminal(office: Office, audience: Audience, **more: Any) -> BuiltPack:
    given: dict[str, Any] = {
        "state": None,
        "state_set": None,
        "cycle": None,
        "edition": None,
        "language": "en",
        "classification": None,
        "progress": lambda _stage, _done: None,
    }
    return build_at_terminal(office.workspace, audience, **(given | more))


def test_an_operator_builds_a_pack_without_an_account_and_it_is_stored_so(office: Office) -> None:
    built = at_terminal(office, Audience.MINISTER, state=XENIA)
    [row] = rows(office)
    assert (row.pack, row.account, row.by, row.role) == (built.frame.id, None, None, "operator")
    assert built.frame.classification is Classification.UNCLASSIFIED
    assert built.frame.cycle.id == "2026"
    assert verify(office.workspace.database, office.workspace.files) == []
    assert verify_at_terminal(office.workspace, built.data).is_same_file
    changed = verify_at_terminal(office.workspace, with_changes(built.data, ("Data", "H2", "999")))
    assert changed.differences is not None
    assert [one.cell for one in changed.differences.changes] == ["H2"]
    [line] = pack_history(office.workspace, office.caller("Amara"))
    assert line.by is None


def test_a_pack_over_states_is_over_all_of_them_unless_a_set_is_named(office: Office) -> None:
    with pytest.raises(UnacceptableError, match="pack_nobody_handed_in"):
        at_terminal(office, Audience.GLOBAL)
    with pytest.raises(DeniedError, match="not_found"):
        at_terminal(office, Audience.REGIONAL, state_set="region.nowhere")


@pytest.mark.parametrize(
    ("audience", "more"),
    [
        (Audience.NATIONAL, {}),
        (Audience.NATIONAL, {"state": XENIA, "state_set": "all"}),
        (Audience.NATIONAL, {"state": "XZZ"}),
        (Audience.NATIONAL, {"state": XENIA, "cycle": "1999"}),
        (Audience.NATIONAL, {"state": XENIA, "edition": Edition.PUBLIC}),
        (Audience.GLOBAL, {"state": XENIA}),
        (Audience.ASSISTANCE, {"edition": Edition.PUBLIC}),
    ],
)
def test_choices_that_do_not_fit_together_are_a_bad_call(
    office: Office, audience: Audience, more: dict[str, Any]
) -> None:
    with pytest.raises(RequestError):
        at_terminal(office, audience, **more)
    assert rows(office) == []


def test_an_operator_is_made_at_the_terminal_alone(office: Office) -> None:
    with pytest.raises(Exception, match="signed_out"):
        pack_history(office.workspace, Caller(""))
    assert not isinstance(office.caller("Ada"), Operator)


# --- two packs ------------------------------------------------------------------------------------------------


def test_what_changed_between_two_exports_is_told_and_written(office: Office) -> None:
    fill(office, "Amara", office.key, 1)
    first = export(office)
    office.clock.move(days=1)
    answering.save_answer(
        office.workspace, office.caller("Amara"), office.key, "policy.strategy", Answer(Status.ANSWERED, 2), seen=1
    )
    second = export(office)

    difference = compare_packs(second.data, first.data)

    assert [(one.question, one.change.value) for one in difference.answers] == [("policy.strategy", "changed")]
    assert any(one.is_one for one in difference.scores)
    data = difference_file(difference, phrases("en"), office.clock.now)
    assert load_workbook(io.BytesIO(data)).sheetnames == ["Differences"]
    assert difference_file_name(office.clock.now) == "ct-tech_differences_2026-05-05.xlsx"
