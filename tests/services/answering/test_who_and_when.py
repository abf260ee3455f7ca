"""Who may answer, and until when. What is refused changes nothing."""

import datetime as dt
from pathlib import Path

import pytest

from assessment.core.cycle import AssessmentKey, SubmissionStatus
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.errors import ClosedError, DeniedError, SignedOutError, StorageError
from assessment.services.answering import choose_version, open_question, open_section, save_answer
from assessment.services.documenting import detach, open_file, reuse
from assessment.services.history import changes, restore
from assessment.services.workspace import Caller
from assessment.store import accounts, assessments, assignments, sessions
from assessment.store.database import open_database
from tests.workspaces import THIS_CYCLE, XENIA, Office, furnish

ANSWER = Answer(Status.ANSWERED, 1, explanation="A draft.")


def save(office: Office, caller: Caller) -> None:
    save_answer(office.workspace, caller, office.key, "policy.strategy", ANSWER, seen=0)


def nothing_stands(office: Office) -> bool:
    return (
        open_question(office.workspace, office.caller("Amara"), office.key, "policy.strategy").record.revision == 0
    )


def test_another_states_assessment_and_one_that_is_not_there_look_the_same(office_on_both: Office):
    office = office_on_both
    said = set()
    for key in (
        office.yoria_key,
        AssessmentKey("2026", "XZZ"),
        AssessmentKey("1999", "XAA"),
        AssessmentKey("", ""),
        AssessmentKey("\x00", XENIA),
        AssessmentKey("\ud800", XENIA),
        AssessmentKey("2026'--", XENIA),
        AssessmentKey("x" * 1_000_000, XENIA),
    ):
        with pytest.raises(DeniedError) as denied:
            open_section(office.workspace, office.caller("Amara"), key, "policy")
        said.add(str(denied.value))
    for section in ("policy.none", "", "\x00"):
        with pytest.raises(DeniedError) as denied:
            open_section(office.workspace, office.caller("Amara"), office.key, section)
        said.add(str(denied.value))

    assert said == {"not_found"}


@pytest.mark.parametrize("number", [0, -1, 2**31, 10**30])
def test_a_number_that_no_row_has_is_not_found(office_on_both: Office, number: int):
    office = office_on_both
    amara = office.caller("Amara")

    for call in (
        lambda: choose_version(office.workspace, amara, office.key, number, keep_second=True, seen=1),
        lambda: restore(office.workspace, amara, office.key, number, seen=1),
        lambda: changes(office.workspace, amara, office.key, before=number),
        lambda: open_file(office.workspace, amara, number),
        lambda: reuse(office.workspace, amara, office.key, "policy.law", number),
        lambda: detach(office.workspace, amara, office.key, "policy.law", number),
    ):
        with pytest.raises(DeniedError, match="not_found"):
            call()


def test_a_section_that_was_taken_away_takes_no_answer_and_says_which(office: Office):
    bilal = office.caller("Bilal")
    with office.workspace.database.writing() as connection:
        justice = office.ministries["Ministry of Justice"].id
        assignments.take_back(connection, office.assessment_in(connection), "policy", justice)

    with pytest.raises(DeniedError) as denied:
        save(office, bilal)

    assert (denied.value.code, denied.value.values) == ("section_not_yours", {"section": "Policy"})
    assert not open_section(office.workspace, bilal, office.key, "policy").may_answer
    assert nothing_stands(office)


def test_a_session_that_ended_and_a_closed_account_are_signed_out_at_once(office: Office):
    bilal, amara = office.caller("Bilal"), office.caller("Amara")
    with office.workspace.database.writing() as connection:
        sessions.end(connection, bilal.session, office.clock.now)
        accounts.set_active(connection, office.accounts["Amara"], False)

    for caller in (bilal, amara, Caller("0" * 64), Caller("")):
        with pytest.raises(SignedOutError, match="signed_out"):
            save(office, caller)


def test_a_session_is_over_at_its_end(office: Office):
    amara = office.caller("Amara")
    office.clock.move(days=366)

    with pytest.raises(SignedOutError):
        open_section(office.workspace, amara, office.key, "policy")


def test_a_cycle_takes_answers_to_the_end_of_its_last_day(office: Office):
    amara = office.caller("Amara")
    last = dt.datetime.combine(THIS_CYCLE.closes_on, dt.time(23, 59, 59), dt.UTC)

    office.clock.set(last + dt.timedelta(seconds=1))
    with pytest.raises(ClosedError) as closed:
        save(office, amara)
    assert (closed.value.code, closed.value.values) == ("cycle_closed", {"date": THIS_CYCLE.closes_on})
    view = open_section(office.workspace, amara, office.key, "policy")
    assert view.may_answer
    assert isinstance(view.closed, ClosedError)

    office.clock.set(last)
    save(office, amara)


def test_a_cycle_takes_no_answers_before_it_opens(office: Office):
    office.clock.set(dt.datetime.combine(THIS_CYCLE.opens_on, dt.time(), dt.UTC) - dt.timedelta(seconds=1))

    with pytest.raises(ClosedError, match="cycle_not_open"):
        save(office, office.caller("Amara"))


@pytest.mark.parametrize("status", list(SubmissionStatus))
def test_only_a_draft_and_a_returned_assessment_take_answers(office: Office, status: SubmissionStatus):
    with office.workspace.database.writing() as connection:
        assessments.set_status(connection, office.assessment_in(connection), status)

    if status in {SubmissionStatus.DRAFT, SubmissionStatus.RETURNED}:
        save(office, office.caller("Amara"))
    else:
        with pytest.raises(ClosedError, match="assessment_submitted"):
            save(office, office.caller("Amara"))
        assert nothing_stands(office)


def test_a_first_password_opens_nothing(office: Office):
    amara = office.caller("Amara")
    with office.workspace.database.writing() as connection:
        accounts.set_password(connection, office.accounts["Amara"], "hash", must_change=True)

    with pytest.raises(DeniedError, match="change_password_first"):
        open_section(office.workspace, amara, office.key, "policy")


def test_being_there_is_noted_once_a_minute(office: Office):
    amara = office.caller("Amara")

    def seen_at() -> dt.datetime:
        with office.workspace.database.reading() as connection:
            session = sessions.get(connection, amara.session)
        assert session is not None
        return session.seen_at

    begun = office.clock.now
    office.clock.move(seconds=59)
    open_section(office.workspace, amara, AssessmentKey("2026", XENIA), "policy")
    assert seen_at() == begun

    office.clock.move(seconds=1)
    open_section(office.workspace, amara, office.key, "policy")
    assert seen_at() == office.clock.now


def test_a_section_can_be_read_while_the_database_takes_no_writes(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("assessment.store.database.BUSY_TIMEOUT_MS", 50)
    office = furnish(open_database(sqlite_url), tmp_path)
    amara = office.caller("Amara")
    office.clock.move(minutes=5)

    with office.workspace.database.writing():
        assert open_section(office.workspace, amara, office.key, "policy").questions
        with pytest.raises(StorageError, match="database_busy"):
            save(office, amara)

    save(office, amara)
    office.workspace.database.close()
