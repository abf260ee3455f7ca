"""The last cycle's answers: shown, confirmed by one click, never over what is entered."""

import datetime as dt
from pathlib import Path

import pytest

from assessment.content.package import load_package
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.revision import Answer, ChangeKind
from assessment.core.submission import Status
from assessment.errors import UnacceptableError
from assessment.services.answering import clear_answer, open_question, open_section, save_answer
from assessment.services.carrying_over import confirm_previous
from assessment.services.documenting import attach
from assessment.services.history import changes
from assessment.services.previous_answers import source_question
from tests.workspaces import LAST_CYCLE, MORNING, Office

NEW_VERSION = Path(__file__).parents[2] / "content" / "valid" / "versions-with-crosswalk"
STRATEGY = "policy.strategy"
LAST_YEAR = Answer(Status.ANSWERED, 1, explanation="A draft since 2024.")
ADOPTED = Answer(Status.ANSWERED, 2)
THEN = dt.datetime(2025, 6, 1, 10, 0, tzinfo=dt.UTC)


@pytest.fixture
def answered(office_on_both: Office) -> Office:
    """Return an office where Xenia answered one question a year ago, with a document."""
    office = office_on_both
    office.clock.set(THEN)
    amara = office.caller("Amara")
    save_answer(office.workspace, amara, office.last_key, STRATEGY, LAST_YEAR, seen=0)
    details = EvidenceDetails("Draft strategy", EvidenceKind.POLICY)
    attach(office.workspace, amara, office.last_key, STRATEGY, details, None, "Page 2")
    office.clock.set(MORNING)
    return office


def test_the_last_answer_is_shown_with_its_date_and_author_and_does_not_count(answered: Office):
    view = open_question(answered.workspace, answered.caller("Bilal"), answered.key, STRATEGY)

    assert view.previous is not None
    assert (view.previous.cycle, view.previous.answer) == (LAST_CYCLE.id, LAST_YEAR)
    assert (view.previous.author, view.previous.answered_at) == ("Amara", THEN)
    assert [use.place for use in view.previous.evidence] == ["Page 2"]
    assert (view.record.revision, view.evidence) == (0, ())
    section = open_section(answered.workspace, answered.caller("Bilal"), answered.key, "policy")
    assert [q.previous is not None for q in section.questions] == [True, False, False]
    others = open_question(answered.workspace, answered.caller("Chiara"), answered.yoria_key, STRATEGY)
    assert others.previous is None


def test_one_click_makes_it_an_answer_of_this_cycle_with_its_evidence(answered: Office):
    bilal = answered.caller("Bilal")

    saved = confirm_previous(answered.workspace, bilal, answered.key, STRATEGY, seen=0)

    view = open_question(answered.workspace, bilal, answered.key, STRATEGY)
    assert view.record == saved.record
    assert (view.record.answer, view.record.carried_from) == (LAST_YEAR, LAST_CYCLE.id)
    assert (view.record.changed_by, view.record.changed_at) == ("Bilal", MORNING)
    assert [(use.evidence.details.title, use.place) for use in view.evidence] == [("Draft strategy", "Page 2")]
    assert view.previous is None
    assert saved.shown_now == {"practice.comment"}
    assert changes(answered.workspace, bilal, answered.key)[0].kind is ChangeKind.CONFIRMED


def test_a_second_click_changes_nothing(answered: Office):
    for seen in (0, 0, 1):
        saved = confirm_previous(answered.workspace, answered.caller("Bilal"), answered.key, STRATEGY, seen=seen)
        assert saved.record.revision == 1


def test_it_never_takes_the_place_of_what_somebody_entered(answered: Office):
    save_answer(answered.workspace, answered.caller("Amara"), answered.key, STRATEGY, ADOPTED, seen=0)

    for seen, code in ((0, "answered_meanwhile"), (1, "nothing_to_confirm")):
        with pytest.raises(UnacceptableError, match=code):
            confirm_previous(answered.workspace, answered.caller("Bilal"), answered.key, STRATEGY, seen=seen)
    view = open_question(answered.workspace, answered.caller("Bilal"), answered.key, STRATEGY)
    assert (view.record.answer, view.previous, view.evidence) == (ADOPTED, None, ())


def test_an_answer_that_was_cleared_can_be_confirmed_after_all(answered: Office):
    bilal = answered.caller("Bilal")
    save_answer(answered.workspace, bilal, answered.key, STRATEGY, ADOPTED, seen=0)
    clear_answer(answered.workspace, bilal, answered.key, STRATEGY, seen=1)

    assert open_question(answered.workspace, bilal, answered.key, STRATEGY).previous is not None
    saved = confirm_previous(answered.workspace, bilal, answered.key, STRATEGY, seen=2)
    assert (saved.record.revision, saved.record.answer) == (3, LAST_YEAR)


def test_an_answer_that_is_changed_after_confirming_is_no_longer_carried(answered: Office):
    bilal = answered.caller("Bilal")
    confirm_previous(answered.workspace, bilal, answered.key, STRATEGY, seen=0)

    saved = save_answer(answered.workspace, bilal, answered.key, STRATEGY, ADOPTED, seen=1)

    assert saved.record.carried_from is None


def test_where_nothing_was_answered_there_is_nothing_to_confirm(answered: Office):
    with pytest.raises(UnacceptableError, match="nothing_to_confirm"):
        confirm_previous(answered.workspace, answered.caller("Bilal"), answered.key, "policy.law", seen=0)


@pytest.mark.parametrize(
    ("question", "version", "source"),
    [
        ("one.a", "1.10", "one.a"),  # the same version
        ("one.a", "1.9", "one.a"),  # not named in the crosswalk
        ("one.b", "1.9", "one.old"),  # a copy
        ("one.c", "1.9", None),  # a mean of two is nobody's answer
        ("one.d", "1.9", None),  # new
        ("one.a", "0.1", None),  # a version without a crosswalk
    ],
)
def test_across_versions_only_a_copy_is_carried_over(question: str, version: str, source: str | None):
    assert source_question(load_package(NEW_VERSION), version, question) == source
