"""Is this file as issued? Packs of one State on the small service, and who learns what of them."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from assessment.core.pack import Audience, Classification, Edition
from assessment.core.person import Role
from assessment.errors import UnacceptableError
from assessment.services.packs.verifying import Finding, may_see, verify_pack
from assessment.store import exports
from assessment.workbooks.issued.pack_cells import cells_in
from assessment.workbooks.issued.telling_cells import telling_cells
from tests.services.packs.office_packs import export, fill, with_changes
from tests.workspaces import MORNING, XENIA, YORIA, Office


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


def test_packs_by_state_are_open_to_analysts_and_public_ones_to_all_who_have_packs(office: Office) -> None:
    person = {name: office.person(name) for name in office.accounts}
    own = exports.Export(
        pack="a" * 32,
        made_at=MORNING,
        account=office.accounts["Bilal"],
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
    assert seen_by(replace(own, edition=Edition.PUBLIC, subject="all")) == set(office.accounts)
    assert seen_by(replace(own, edition=Edition.SECRETARIAT, account=office.accounts["Otto"])) == {"Anan"}


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


def test_the_labels_of_a_pack_bring_out_no_answer_of_it(office: Office) -> None:
    """Most cells of a pack are labels and formulas, which stand in the packs of others too."""
    fill(office, "Amara", office.key, 1)
    built = export(office)
    book, kept = load_workbook(io.BytesIO(built.data)), 0
    for sheet in book.worksheets:
        told = telling_cells(sheet.title, cells_in(built.data)[sheet.title])
        for place in told:
            sheet[place].value = None
        kept += sum(cell.value is not None for row in sheet.iter_rows() for cell in row)
    stream = io.BytesIO()
    book.save(stream)
    assert kept > 0.8 * sum(map(len, cells_in(built.data).values()))

    found = verify_pack(office.workspace, office.caller("Amara"), stream.getvalue())

    assert (found.finding, found.differences) == (Finding.CHANGED, None)


def test_packs_of_nobody_and_other_workbooks_are_told_apart(office: Office) -> None:
    built = export(office)
    unknown = with_changes(built.data, ("_pack", "B2", "0" * 32))
    assert verify_pack(office.workspace, office.caller("Amara"), unknown).finding is Finding.UNKNOWN
    none = with_changes(built.data, ("_pack", "B1", "something else"))
    assert verify_pack(office.workspace, office.caller("Amara"), none).finding is Finding.NO_PACK
    with pytest.raises(UnacceptableError, match="workbook_text"):
        verify_pack(office.workspace, office.caller("Amara"), b"state,answer\n")
