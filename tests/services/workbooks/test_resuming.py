"""Imports that were begun: held for one session and assessment for a while, and let go once they are over."""

import datetime as dt
from collections.abc import Callable

import pytest

from assessment.core.cycle import AssessmentKey
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.core.three_way_merge import Side
from assessment.errors import SignedOutError
from assessment.services.begun_imports import KEPT, BegunImport, BegunImports
from assessment.services.passwords import hash_password
from assessment.services.signing_in import change_password, sign_out, sign_out_everywhere
from assessment.services.team import deactivate, reset_password
from assessment.services.workbooks.importing import apply_import
from assessment.services.workbooks.resuming import ResumedImport, forget_import, keep_import, resume_import
from assessment.services.workspace import Caller, Workspace
from assessment.store import accounts
from tests.services.workbooks.imports import NAME, File, filled, head, issued, level, preview, record, save
from tests.workbooks.filled_workbooks import SHARE, STRATEGY
from tests.workspaces import MORNING, Office

OLD = "seven quiet horses at noon"


def begin(office: Office, caller: Caller, data: bytes, key: AssessmentKey | None = None) -> BegunImport:
    """Begin an import in which the file is chosen in every conflict, and what cannot be stored is left out."""
    found = preview(office, data)
    sides = dict.fromkeys((one.question for one in found.conflicts), Side.FILE)
    begun = BegunImport(NAME, File(data), found.digest, found.conflicts, sides, leave_out=True)
    keep_import(office.workspace, caller, key or office.key, begun)
    return begun


def resumed(office: Office, caller: Caller) -> ResumedImport | None:
    return resume_import(office.workspace, caller, office.key)


def in_conflict(office: Office) -> bytes:
    """Return a workbook in conflict with the strategy and the share here."""
    data = issued(office)
    save(office, STRATEGY, level(1), by="Bilal")
    save(office, SHARE, Answer(Status.ANSWERED, 10.0))
    return filled(data, {STRATEGY: "2 · Adopted", SHARE: 40})


def test_an_import_goes_on_as_it_was_left(office: Office):
    caller, data = office.caller("Amara"), in_conflict(office)
    begun, before = begin(office, caller, data), head(office)

    found = resumed(office, caller)

    assert found is not None
    assert (found.begun.file_name, found.begun.file.data) == (NAME, data)
    assert found.begun.sides == {STRATEGY: Side.FILE, SHARE: Side.FILE}
    assert found.begun.leave_out
    assert not found.is_outdated
    assert found.preview.digest == begun.digest
    assert head(office) == before


def test_a_choice_is_undone_where_the_answer_here_became_another(office: Office):
    caller = office.caller("Amara")
    begin(office, caller, in_conflict(office))
    save(office, STRATEGY, level(0), by="Bilal", seen=1)

    found = resumed(office, caller)

    assert found is not None
    assert found.begun.sides == {SHARE: Side.FILE}
    assert found.is_outdated
    assert not found.begun.leave_out


def test_nobody_else_and_no_other_session_finds_it(office: Office):
    begin(office, office.caller("Amara"), issued(office))

    assert resumed(office, office.caller("Amara")) is None
    assert resumed(office, office.caller("Bilal")) is None


def test_an_import_that_was_stored_is_held_no_longer(office: Office):
    caller, data = office.caller("Amara"), filled(issued(office), {STRATEGY: "2 · Adopted"})
    begun = begin(office, caller, data)

    apply_import(office.workspace, caller, office.key, data, {}, begun.digest)

    assert record(office, STRATEGY).answer == level(2)
    assert resumed(office, caller) is None


def test_an_import_that_was_put_away_is_held_no_longer_and_one_of_another_file_is(office: Office):
    caller, first, second = office.caller("Amara"), issued(office), issued(office)
    begin(office, caller, first)
    begin(office, caller, second)

    forget_import(office.workspace, caller, office.key, first)
    found = resumed(office, caller)
    assert found is not None
    assert found.begun.file.data == second

    forget_import(office.workspace, caller, office.key, second)
    assert resumed(office, caller) is None


@pytest.mark.parametrize("leave", [sign_out, sign_out_everywhere])
def test_signing_out_lets_go_of_the_own_files(office: Office, leave: Callable[[Workspace, Caller], None]):
    caller, other, data = office.caller("Amara"), office.caller("Bilal"), issued(office)
    begin(office, caller, data)
    begin(office, other, data)
    held = office.workspace.begun_imports

    leave(office.workspace, caller)

    assert held.find(caller.session, office.key, office.clock.now) is None
    assert held.find(other.session, office.key, office.clock.now) is not None
    with pytest.raises(SignedOutError):
        resumed(office, caller)


def test_signing_out_everywhere_lets_go_of_files_of_other_sessions(office: Office):
    one, other = office.caller("Amara"), office.caller("Amara")
    begin(office, one, issued(office))

    sign_out_everywhere(office.workspace, other)

    assert office.workspace.begun_imports.find(one.session, office.key, office.clock.now) is None


@pytest.mark.parametrize("end", [deactivate, reset_password])
def test_a_member_who_is_shut_out_leaves_no_file_behind(office: Office, end: Callable[..., object]):
    gone, stays = office.caller("Bilal"), office.caller("Amara")
    for caller in (gone, stays):
        begin(office, caller, issued(office))

    end(office.workspace, stays, office.key, office.accounts["Bilal"])

    held = office.workspace.begun_imports
    assert held.find(gone.session, office.key, office.clock.now) is None
    assert held.find(stays.session, office.key, office.clock.now) is not None


def test_a_new_password_lets_go_of_files_of_the_other_sessions_only(office: Office):
    with office.workspace.database.writing() as connection:
        accounts.set_password(connection, office.accounts["Amara"], hash_password(OLD), must_change=False)
    here, elsewhere = office.caller("Amara"), office.caller("Amara")
    for caller in (here, elsewhere):
        begin(office, caller, issued(office))

    change_password(office.workspace, here, OLD, "quite another in autumn")

    held = office.workspace.begun_imports
    assert held.find(elsewhere.session, office.key, office.clock.now) is None
    assert held.find(here.session, office.key, office.clock.now) is not None


def test_an_import_is_held_for_a_while_after_it_was_last_touched(office: Office):
    caller, data = office.caller("Amara"), issued(office)
    begin(office, caller, data)
    office.clock.set(office.clock.now + KEPT - dt.timedelta(seconds=1))
    begin(office, caller, data)
    office.clock.set(office.clock.now + KEPT - dt.timedelta(seconds=1))
    assert resumed(office, caller) is not None

    office.clock.move(seconds=1)

    assert resumed(office, caller) is None


def test_a_file_that_is_no_longer_accepted_is_held_no_longer(office: Office):
    caller = office.caller("Amara")
    begun = BegunImport(NAME, File(b"no workbook"), "")
    keep_import(office.workspace, caller, office.key, begun)

    assert resumed(office, caller) is None
    assert office.workspace.begun_imports.find(caller.session, office.key, office.clock.now) is None


def test_files_touched_longest_ago_make_room():
    held, key = BegunImports(most_bytes=25), Office.key
    for session in ("a", "b", "a", "c"):
        held.keep(session, 1, key, BegunImport(NAME, File(b"x" * 10), ""), MORNING)

    assert [held.find(session, key, MORNING) is not None for session in "abc"] == [True, False, True]
