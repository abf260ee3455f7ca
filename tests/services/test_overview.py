"""The overview: what a person finds at home, and what others may know of a cycle."""

import dataclasses
import datetime as dt

import pytest

from assessment.core.cycle import AssessmentKey, SubmissionStatus
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.errors import DeniedError
from assessment.services.answering import save_answer
from assessment.services.commenting import write_comment
from assessment.services.overview import MOST_CHANGES, current_assessment, cycle_in_figures, home
from assessment.services.workspace import Caller
from assessment.store import assessments, sessions
from tests.workspaces import INTERIOR, XENIA, Office


def save(office: Office, caller: Caller, question: str, value: object, seen: int = 0) -> None:
    save_answer(office.workspace, caller, office.key, question, Answer(Status.ANSWERED, value), seen=seen)  # type: ignore[arg-type]


def leave(office: Office, caller: Caller) -> None:
    with office.workspace.database.writing() as connection:
        sessions.end(connection, caller.session, office.clock.now)


def test_current_assessment__newest_open_cycle__else_the_newest(office: Office) -> None:
    caller = office.caller("Bilal")
    assert current_assessment(office.workspace, caller) == AssessmentKey("2026", XENIA)
    office.clock.set(dt.datetime(2025, 3, 1, tzinfo=dt.UTC))
    assert current_assessment(office.workspace, caller) == AssessmentKey("2025", XENIA)
    office.clock.set(dt.datetime(2026, 12, 1, tzinfo=dt.UTC))
    assert current_assessment(office.workspace, caller) == AssessmentKey("2026", XENIA)


@pytest.mark.parametrize("name", ["Rosa", "Anan", "Otto", "Ada"])
def test_current_assessment__somebody_without_a_state__denied(office: Office, name: str) -> None:
    caller = office.caller(name)
    with pytest.raises(DeniedError, match="not_allowed"):
        current_assessment(office.workspace, caller)
    with pytest.raises(DeniedError, match="not_found"):
        home(office.workspace, caller, office.key)


def test_home__focal_point__whole_assessment(office_on_both: Office) -> None:
    office = office_on_both
    amara = office.caller("Amara")
    save(office, amara, "policy.strategy", 2)
    view = home(office.workspace, amara, office.key)
    assert view.state_name == "Xenia"
    assert view.days_left == 57
    assert view.closed is None
    assert (view.total.asked, view.total.answered) == (6, 1)
    assert [part.section for part in view.progress] == ["policy", "practice"]
    assert view.next_question == "policy.law"
    assert view.assigned == ()
    assert view.overall.node == "overall"
    assert view.since is None


def test_home__contributor__own_sections_only_are_next(office: Office) -> None:
    bilal, bruna = office.caller("Bilal"), office.caller("Bruna")
    for question, value in (
        ("policy.strategy", 2),
        ("policy.law", "yes"),
        ("policy.bodies", frozenset({"police"})),
    ):
        assert home(office.workspace, bilal, office.key).next_question == question
        save(office, bilal, question, value)
    view = home(office.workspace, bilal, office.key)
    assert view.next_question is None
    assert [(one.progress.section, one.due_on) for one in view.assigned] == [("policy", dt.date(2026, 5, 31))]
    assert home(office.workspace, bruna, office.key).next_question is None


def test_home__due_date_passed__overdue_until_all_is_answered(office: Office) -> None:
    bilal = office.caller("Bilal")
    office.clock.set(dt.datetime(2026, 5, 31, 23, tzinfo=dt.UTC))
    assert not home(office.workspace, bilal, office.key).assigned[0].is_overdue
    office.clock.move(hours=2)
    assert home(office.workspace, bilal, office.key).assigned[0].is_overdue
    for question, value in (
        ("policy.strategy", 2),
        ("policy.law", "yes"),
        ("policy.bodies", frozenset({"police"})),
    ):
        save(office, bilal, question, value)
    assert not home(office.workspace, bilal, office.key).assigned[0].is_overdue


def test_home__since_the_last_visit__what_others_did_newest_first(office: Office) -> None:
    leave(office, office.caller("Amara"))
    office.clock.move(hours=1)
    bilal = office.caller("Bilal")
    save(office, bilal, "policy.law", "yes")
    office.clock.move(minutes=1)
    save(office, bilal, "policy.strategy", 1)
    write_comment(office.workspace, bilal, office.key, "policy.law", "Law 12 of 2024.")
    office.clock.move(minutes=1)
    amara = office.caller("Amara")
    save(office, amara, "practice.share", 30.0)
    since = home(office.workspace, amara, office.key).since
    assert since is not None
    assert [(change.question, change.changed_by) for change in since.changes] == [
        ("policy.strategy", "Bilal"),
        ("policy.law", "Bilal"),
    ]
    assert [comment.text for comment in since.comments] == ["Law 12 of 2024."]
    assert not since.more


def test_home__many_changes__says_that_there_are_more(office: Office) -> None:
    leave(office, office.caller("Amara"))
    bilal = office.caller("Bilal")
    for number in range(MOST_CHANGES + 1):
        office.clock.move(minutes=1)
        save(office, bilal, "policy.strategy", number % 2, seen=number)
    since = home(office.workspace, office.caller("Amara"), office.key).since
    assert since is not None
    assert len(since.changes) == MOST_CHANGES
    assert since.more


def test_home__two_on_one_answer__second_version_is_shown_to_both(office: Office) -> None:
    amara, bilal = office.caller("Amara"), office.caller("Bilal")
    save(office, amara, "policy.law", "yes")
    save(office, bilal, "policy.law", "no")
    for caller in (amara, bilal):
        (second,) = home(office.workspace, caller, office.key).open_second_versions
        assert (second.question, second.answer.value) == ("policy.law", "no")


def test_home__last_cycles_answers__counted_until_answered(office: Office) -> None:
    office.clock.set(dt.datetime(2025, 3, 1, tzinfo=dt.UTC))
    amara = office.caller("Amara")
    for question, value in (("policy.law", "yes"), ("policy.strategy", 1)):
        save_answer(office.workspace, amara, office.last_key, question, Answer(Status.ANSWERED, value), seen=0)
    office.clock.set(dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    amara = office.caller("Amara")
    assert home(office.workspace, amara, office.key).previous_to_confirm == 2
    save(office, amara, "policy.law", "partly")
    assert home(office.workspace, amara, office.key).previous_to_confirm == 1


def test_home__cycle_over__says_why_and_offers_nothing(office: Office) -> None:
    office.clock.set(dt.datetime(2026, 6, 30, 23, tzinfo=dt.UTC))
    amara = office.caller("Amara")
    assert home(office.workspace, amara, office.key).days_left == 0
    office.clock.move(hours=2)
    view = home(office.workspace, amara, office.key)
    assert (view.days_left, view.next_question) == (None, None)
    assert view.closed is not None
    assert view.closed.code == "cycle_closed"


@pytest.mark.parametrize("name", ["Amara", "Rosa", "Anan", "Otto", "Ada"])
def test_cycle_in_figures__anybody__numbers_by_status_and_no_state(office: Office, name: str) -> None:
    with office.workspace.database.writing() as connection:
        assessments.set_status(connection, office.assessment_in(connection), SubmissionStatus.SUBMITTED)
    figures = cycle_in_figures(office.workspace, office.caller(name))
    assert figures is not None
    assert figures.by_status == {SubmissionStatus.DRAFT: 1, SubmissionStatus.SUBMITTED: 1}
    assert (figures.states, figures.days_left, figures.cycle.id) == (2, 57, "2026")
    assert {"XAA", "Xenia"}.isdisjoint(str(dataclasses.asdict(figures)).split("'"))


def test_home__section_given_to_a_second_ministry__shown_to_both(office: Office) -> None:
    office.give("policy", INTERIOR)
    view = home(office.workspace, office.caller("Bruna"), office.key)
    assert view.assigned[0].due_on is None
    assert view.next_question == "policy.strategy"
    assert len(view.assignments) == 2
