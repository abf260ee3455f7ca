import pytest

from assessment.core.revision import Answer, ChangeKind
from assessment.core.submission import Status
from assessment.errors import DeniedError
from assessment.services.answering import open_question, save_answer
from assessment.services.history import changes, restore
from tests.workspaces import Office

DRAFT, ADOPTED = Answer(Status.ANSWERED, 1, explanation="Old."), Answer(Status.ANSWERED, 2, explanation="New.")


@pytest.fixture
def busy(office_on_both: Office) -> Office:
    """Return an office where Amara and Bilal have changed three questions of two sections."""
    office = office_on_both
    amara, bilal = office.caller("Amara"), office.caller("Bilal")
    save_answer(office.workspace, bilal, office.key, "policy.strategy", DRAFT, seen=0)
    save_answer(office.workspace, bilal, office.key, "policy.law", Answer(Status.DONT_KNOW), seen=0)
    save_answer(office.workspace, amara, office.key, "policy.strategy", ADOPTED, seen=1)
    save_answer(office.workspace, amara, office.key, "practice.share", Answer(Status.ANSWERED, 40), seen=0)
    return office


def test_changes_come_newest_first_by_question_section_and_person(busy: Office):
    amara = busy.caller("Amara")

    def questions(**filters: object) -> list[str]:
        found = changes(busy.workspace, amara, busy.key, **filters)  # type: ignore[arg-type]  # names and values
        return [version.question for version in found]

    everything = ["practice.share", "policy.strategy", "policy.law", "policy.strategy"]
    assert questions() == everything
    assert questions(question="policy.strategy") == ["policy.strategy"] * 2
    assert questions(section="policy") == everything[1:]
    assert questions(by=busy.accounts["Bilal"]) == ["policy.law", "policy.strategy"]


def test_pages_of_the_history_leave_nothing_out(busy: Office):
    amara = busy.caller("Amara")
    seen: list[int] = []
    while page := changes(busy.workspace, amara, busy.key, before=seen[-1] if seen else None, limit=3):
        seen += [version.id for version in page]

    assert len(seen) == 4
    assert seen == sorted(set(seen), reverse=True)


def test_an_older_answer_comes_back_as_a_new_change(busy: Office):
    bilal = busy.caller("Bilal")
    oldest = changes(busy.workspace, bilal, busy.key, question="policy.strategy")[-1]

    saved = restore(busy.workspace, bilal, busy.key, oldest.id, seen=2)

    assert (saved.record.answer, saved.record.revision, saved.record.changed_by) == (DRAFT, 3, "Bilal")
    assert changes(busy.workspace, bilal, busy.key)[0].kind is ChangeKind.RESTORED


def test_restoring_over_what_changed_meanwhile_overwrites_nothing(busy: Office):
    bilal = busy.caller("Bilal")
    oldest = changes(busy.workspace, bilal, busy.key, question="policy.strategy")[-1]
    newer = Answer(Status.ANSWERED, 0, explanation="Repealed.")
    save_answer(busy.workspace, busy.caller("Amara"), busy.key, "policy.strategy", newer, seen=2)

    saved = restore(busy.workspace, bilal, busy.key, oldest.id, seen=2)

    assert saved.second_version is not None
    assert open_question(busy.workspace, bilal, busy.key, "policy.strategy").record.answer == newer


def test_only_those_who_may_answer_the_question_restore(busy: Office):
    oldest = changes(busy.workspace, busy.caller("Amara"), busy.key)[-1].id

    with pytest.raises(DeniedError, match="section_not_yours"):
        restore(busy.workspace, busy.caller("Bruna"), busy.key, oldest, seen=2)
    for caller, key in ((busy.caller("Chiara"), busy.yoria_key), (busy.caller("Amara"), busy.last_key)):
        with pytest.raises(DeniedError, match="not_found"):
            restore(busy.workspace, caller, key, oldest, seen=2)
