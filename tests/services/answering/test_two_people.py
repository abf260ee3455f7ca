"""Amara and Bilal at one answer: nothing that either of them entered is lost."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from assessment.core.revision import Answer, ChangeKind, ResponseVersion
from assessment.core.submission import Status
from assessment.errors import DeniedError, UnacceptableError
from assessment.services.answering import (
    Saved,
    choose_version,
    clear_answer,
    open_question,
    save_answer,
)
from assessment.services.history import changes
from assessment.services.workspace import Caller
from assessment.store import log
from tests.workspaces import Office

STRATEGY = "policy.strategy"
NONE, DRAFT, ADOPTED = (Answer(Status.ANSWERED, level) for level in range(3))


def save(office: Office, caller: Caller, answer: Answer, seen: int) -> Saved:
    return save_answer(office.workspace, caller, office.key, STRATEGY, answer, seen=seen)


def stands(office: Office) -> Answer:
    return open_question(office.workspace, office.caller("Amara"), office.key, STRATEGY).record.answer


def second_versions(office: Office) -> tuple[ResponseVersion, ...]:
    return open_question(office.workspace, office.caller("Amara"), office.key, STRATEGY).second_versions


def test_a_stale_write_over_the_same_field_is_kept_beside_and_shown_to_both(office_on_both: Office):
    office = office_on_both
    amara, bilal = office.caller("Amara"), office.caller("Bilal")
    save(office, amara, DRAFT, seen=0)

    saved = save(office, bilal, ADOPTED, seen=0)

    assert saved.record.answer == DRAFT
    assert saved.second_version is not None
    assert (saved.second_version.answer, saved.second_version.changed_by) == (ADOPTED, "Bilal")
    for caller in (amara, bilal):
        view = open_question(office.workspace, caller, office.key, STRATEGY)
        assert view.record.answer == DRAFT
        assert view.second_versions == (saved.second_version,)


def test_a_stale_write_of_another_field_is_put_on_top(office_on_both: Office):
    office = office_on_both
    amara, bilal = office.caller("Amara"), office.caller("Bilal")
    save(office, amara, DRAFT, seen=0)
    save(office, amara, replace(DRAFT, explanation="Since March."), seen=1)

    saved = save(office, bilal, ADOPTED, seen=1)

    assert saved.second_version is None
    assert saved.record.answer == replace(ADOPTED, explanation="Since March.")
    assert saved.record.revision == 3


def test_a_stale_write_that_says_what_stands_there_is_no_conflict(office: Office):
    save(office, office.caller("Amara"), ADOPTED, seen=0)

    saved = save(office, office.caller("Bilal"), ADOPTED, seen=0)

    assert (saved.second_version, saved.record.revision) == (None, 1)


def test_a_write_sent_again_after_a_dropped_line_is_kept_once(office: Office):
    bilal = office.caller("Bilal")
    save(office, office.caller("Amara"), DRAFT, seen=0)

    first, again = (save(office, bilal, ADOPTED, seen=0) for _ in range(2))

    assert first.second_version == again.second_version
    assert len(second_versions(office)) == 1


def test_second_versions_at_several_questions_stand_side_by_side(office_on_both: Office):
    office = office_on_both
    amara, bilal = office.caller("Amara"), office.caller("Bilal")
    note = Answer(explanation="A note.")
    for question in ("policy.law", "policy.bodies", STRATEGY):
        save_answer(office.workspace, amara, office.key, question, Answer(Status.DONT_KNOW), seen=0)
        save_answer(office.workspace, amara, office.key, question, replace(note, explanation="Mine."), seen=1)
        second = save_answer(office.workspace, bilal, office.key, question, note, seen=1).second_version
        assert second is not None
        assert second.question == question
        view = open_question(office.workspace, bilal, office.key, question)
        assert view.second_versions == (second,)


def test_a_revision_that_never_was_overwrites_nothing(office: Office):
    save(office, office.caller("Amara"), DRAFT, seen=0)

    for seen in (-3, 99, 10**30):
        assert save(office, office.caller("Bilal"), ADOPTED, seen=seen).second_version is not None
    assert stands(office) == DRAFT


def test_clearing_what_somebody_changed_meanwhile_clears_nothing(office: Office):
    save(office, office.caller("Amara"), DRAFT, seen=0)
    save(office, office.caller("Amara"), ADOPTED, seen=1)

    saved = clear_answer(office.workspace, office.caller("Bilal"), office.key, STRATEGY, seen=1)

    assert saved.second_version is not None
    assert stands(office) == ADOPTED


@pytest.mark.parametrize("keep_second", [True, False])
def test_a_choice_is_a_new_revision_and_is_logged(office_on_both: Office, keep_second: bool):
    office = office_on_both
    amara, bilal = office.caller("Amara"), office.caller("Bilal")
    save(office, amara, replace(DRAFT, explanation="By Amara."), seen=0)
    second = save(office, bilal, ADOPTED, seen=0).second_version
    assert second is not None

    chosen = choose_version(office.workspace, bilal, office.key, second.id, keep_second=keep_second, seen=1)

    assert chosen.record.revision == 2
    assert chosen.record.answer == replace(ADOPTED if keep_second else DRAFT, explanation="By Amara.")
    assert second_versions(office) == ()
    newest = changes(office.workspace, amara, office.key)[0]
    assert (newest.kind, newest.changed_by, newest.revision) == (ChangeKind.RESOLVED, "Bilal", 2)
    with office.workspace.database.reading() as connection:
        logged = [entry.happening.action for entry in log.entries(connection)]
    assert logged[-2:] == ["second_version.closed", "response.resolved"]


def test_a_choice_between_versions_that_changed_meanwhile_is_refused(office: Office):
    amara, bilal = office.caller("Amara"), office.caller("Bilal")
    save(office, amara, DRAFT, seen=0)
    second = save(office, bilal, ADOPTED, seen=0).second_version
    assert second is not None
    save(office, amara, NONE, seen=1)

    with pytest.raises(UnacceptableError, match="choice_outdated"):
        choose_version(office.workspace, bilal, office.key, second.id, keep_second=True, seen=1)
    choose_version(office.workspace, bilal, office.key, second.id, keep_second=True, seen=2)
    with pytest.raises(UnacceptableError, match="choice_outdated"):
        choose_version(office.workspace, amara, office.key, second.id, keep_second=False, seen=3)

    assert stands(office) == ADOPTED


def test_only_those_who_may_answer_the_question_choose(office: Office):
    save(office, office.caller("Amara"), DRAFT, seen=0)
    second = save(office, office.caller("Bilal"), ADOPTED, seen=0).second_version
    assert second is not None

    with pytest.raises(DeniedError, match="section_not_yours"):
        choose_version(office.workspace, office.caller("Bruna"), office.key, second.id, keep_second=True, seen=1)
    with pytest.raises(DeniedError, match="not_found"):
        choose_version(
            office.workspace, office.caller("Chiara"), office.yoria_key, second.id, keep_second=True, seen=1
        )
    with pytest.raises(DeniedError, match="not_found"):
        choose_version(
            office.workspace, office.caller("Amara"), office.last_key, second.id, keep_second=True, seen=1
        )
    assert stands(office) == DRAFT


def test_ten_people_at_once_lose_nothing(office_on_both: Office):
    office = office_on_both
    callers = [office.caller("Amara" if number % 2 else "Bilal") for number in range(10)]

    def write(number: int) -> Saved:
        answer = Answer(Status.ANSWERED, number % 3, explanation=f"Text {number}")
        return save(office, callers[number], answer, seen=0)

    with ThreadPoolExecutor(10) as pool:
        outcomes = list(pool.map(write, range(10)))

    assert sum(saved.second_version is None for saved in outcomes) == 1
    texts = {version.answer.explanation for version in changes(office.workspace, callers[0], office.key)}
    assert texts == {f"Text {number}" for number in range(10)}
