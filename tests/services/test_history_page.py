"""A page of the history: each change with what stood before, and who may bring what back."""

import pytest

from assessment.core.revision import NO_ANSWER, Answer, ChangeKind
from assessment.core.submission import Status
from assessment.errors import DeniedError
from assessment.services.answering import save_answer
from assessment.services.history_page import PAGE, history_page
from tests.workspaces import Office

LAW = "policy.law"


def said(value: str) -> Answer:
    return Answer(Status.ANSWERED, value)


def save(office: Office, name: str, answer: Answer, seen: int) -> None:
    save_answer(office.workspace, office.caller(name), office.key, LAW, answer, seen=seen)


def test_each_change_comes_with_the_answer_before_it(office_on_both: Office) -> None:
    office = office_on_both
    save(office, "Bilal", said("partly"), 0)
    save(office, "Amara", said("yes"), 1)
    page = history_page(office.workspace, office.caller("Amara"), office.key)
    assert [(step.before, step.version.answer, step.stands) for step in page.steps] == [
        (said("partly"), said("yes"), 2),
        (NO_ANSWER, said("partly"), 2),
    ]
    assert [step.may_restore for step in page.steps] == [False, True]
    assert page.older is None


def test_second_version_is_compared_with_what_its_author_had_seen(office: Office) -> None:
    save(office, "Bilal", said("partly"), 0)
    save(office, "Amara", said("yes"), 1)
    save(office, "Bilal", said("no"), 1)
    newest = history_page(office.workspace, office.caller("Bilal"), office.key).steps[0]
    assert newest.version.kind is ChangeKind.SECOND_VERSION
    assert newest.before == said("partly")
    assert not newest.may_restore


def test_contributor_may_bring_back_in_own_sections_only(office: Office) -> None:
    save(office, "Amara", said("partly"), 0)
    save(office, "Amara", said("yes"), 1)

    def may_restore(name: str) -> bool:
        return history_page(office.workspace, office.caller(name), office.key).steps[1].may_restore

    assert may_restore("Bilal")
    assert not may_restore("Bruna")
    office.clock.move(days=90)
    assert not may_restore("Amara")


def test_pages_hold_every_change_once_and_the_first_of_a_page_knows_what_stood_before(office: Office) -> None:
    for revision in range(PAGE + 5):
        save(office, "Amara", said(("yes", "no")[revision % 2]), revision)
    first = history_page(office.workspace, office.caller("Amara"), office.key)
    second = history_page(office.workspace, office.caller("Amara"), office.key, before=first.older)
    revisions = [step.version.revision for step in (*first.steps, *second.steps)]
    assert revisions == list(range(PAGE + 5, 0, -1))
    assert first.steps[-1].before == second.steps[0].version.answer
    assert second.older is None


def test_question_that_is_not_there_is_refused(office: Office) -> None:
    with pytest.raises(DeniedError, match="not_found"):
        history_page(office.workspace, office.caller("Amara"), office.key, question="policy.nothing")


@pytest.mark.parametrize("number", [0, -1, 2**31, 10**30])
def test_number_that_no_row_can_have_is_refused(office_on_both: Office, number: int) -> None:
    office = office_on_both
    amara = office.caller("Amara")
    with pytest.raises(DeniedError, match="not_found"):
        history_page(office.workspace, amara, office.key, by=number)
    with pytest.raises(DeniedError, match="not_found"):
        history_page(office.workspace, amara, office.key, before=number)
