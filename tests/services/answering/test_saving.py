import datetime as dt
from typing import Any

import pytest

from assessment.core.revision import NO_ANSWER, Answer, ChangeKind
from assessment.core.submission import Status
from assessment.errors import UnacceptableError
from assessment.services.answering import clear_answer, open_question, open_section, save_answer
from assessment.services.history import changes
from assessment.store import log
from tests.workspaces import Office

DRAFT = Answer(Status.ANSWERED, 1)
ADOPTED = Answer(Status.ANSWERED, 2, explanation="Adopted in March.")


def test_what_is_saved_stands_there_with_its_author_time_and_revision(office_on_both: Office):
    office = office_on_both
    bilal = office.caller("Bilal")

    saved = save_answer(office.workspace, bilal, office.key, "policy.strategy", ADOPTED, seen=0)

    view = open_question(office.workspace, bilal, office.key, "policy.strategy")
    assert saved.record == view.record
    assert (view.record.answer, view.record.revision) == (ADOPTED, 1)
    assert (view.record.changed_by, view.record.changed_at) == ("Bilal", office.clock.now)


def test_every_change_is_in_the_history_and_in_the_log(office_on_both: Office):
    office = office_on_both
    bilal = office.caller("Bilal")

    save_answer(office.workspace, bilal, office.key, "policy.strategy", DRAFT, seen=0)
    save_answer(office.workspace, bilal, office.key, "policy.strategy", ADOPTED, seen=1)
    clear_answer(office.workspace, bilal, office.key, "policy.strategy", seen=2)

    history = changes(office.workspace, bilal, office.key)
    assert [(v.kind, v.revision, v.answer) for v in history] == [
        (ChangeKind.CLEARED, 3, NO_ANSWER),
        (ChangeKind.SAVED, 2, ADOPTED),
        (ChangeKind.SAVED, 1, DRAFT),
    ]
    with office.workspace.database.reading() as connection:
        logged = [entry.happening for entry in log.entries(connection)]
    assert [(h.action, h.subject) for h in logged if h.action.startswith("response.")] == [
        ("response.saved", "policy.strategy"),
        ("response.saved", "policy.strategy"),
        ("response.cleared", "policy.strategy"),
    ]


def test_saving_what_stands_there_already_changes_nothing(office: Office):
    bilal = office.caller("Bilal")
    first = save_answer(office.workspace, bilal, office.key, "policy.strategy", ADOPTED, seen=0)

    for seen in (0, 1):
        again = save_answer(office.workspace, bilal, office.key, "policy.strategy", ADOPTED, seen=seen)
        assert (again.record, again.second_version) == (first.record, None)

    assert len(changes(office.workspace, bilal, office.key)) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer(Status.NOT_APPLICABLE),
        Answer(Status.IN_PROGRESS),
        Answer(Status.DONT_KNOW),
        Answer(Status.NOT_APPLICABLE, reason="Another State decides."),
        Answer(explanation="Only a note so far."),
    ],
)
def test_an_answer_that_is_not_complete_is_stored(office: Office, answer: Answer):
    amara = office.caller("Amara")

    save_answer(office.workspace, amara, office.key, "policy.strategy", answer, seen=0)

    assert open_question(office.workspace, amara, office.key, "policy.strategy").record.answer == answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("policy.strategy", 0),
        ("policy.law", "partly"),
        ("policy.bodies", frozenset({"police", "parliament"})),
        ("practice.share", 12.5),
        ("practice.review", dt.date(2025, 3, 1)),
        ("practice.comment", "=cmd|'/C calc'!A0 <script>alert(1)</script>\nçé 漢字"),
    ],
)
def test_every_kind_of_value_comes_back_as_it_was_entered(office_on_both: Office, question: str, value: Any):
    office = office_on_both
    amara = office.caller("Amara")

    save_answer(office.workspace, amara, office.key, question, Answer(Status.ANSWERED, value), seen=0)

    assert open_question(office.workspace, amara, office.key, question).record.answer.value == value


def test_what_cannot_be_an_answer_is_refused_and_nothing_is_stored(office: Office):
    amara = office.caller("Amara")

    with pytest.raises(UnacceptableError, match="unknown_choice"):
        save_answer(office.workspace, amara, office.key, "policy.law", Answer(Status.ANSWERED, "maybe"), seen=0)

    assert open_question(office.workspace, amara, office.key, "policy.law").record.revision == 0
    assert changes(office.workspace, amara, office.key) == ()


def test_a_hidden_question_keeps_what_is_entered(office: Office):
    amara = office.caller("Amara")
    words = Answer(Status.ANSWERED, "Something to know.")

    save_answer(office.workspace, amara, office.key, "policy.strategy", Answer(Status.ANSWERED, 0), seen=0)
    save_answer(office.workspace, amara, office.key, "practice.comment", words, seen=0)

    view = open_question(office.workspace, amara, office.key, "practice.comment")
    assert view.record.answer == words
    assert not view.asked
    assert not view.undecided


def test_a_save_tells_which_questions_it_shows_and_hides(office: Office):
    amara = office.caller("Amara")

    def save(value: int, seen: int) -> tuple[frozenset[str], frozenset[str]]:
        answer = Answer(Status.ANSWERED, value)
        saved = save_answer(office.workspace, amara, office.key, "policy.strategy", answer, seen=seen)
        return saved.shown_now, saved.hidden_now

    nothing: frozenset[str] = frozenset()
    comment = frozenset({"practice.comment"})
    assert save(2, 0) == (comment, nothing)
    assert save(1, 1) == (nothing, nothing)
    assert save(0, 2) == (nothing, comment)
    saved = save_answer(office.workspace, amara, office.key, "policy.law", Answer(Status.ANSWERED, "yes"), seen=0)
    assert (saved.shown_now, saved.hidden_now) == (nothing, nothing)


def test_a_section_opens_with_all_its_questions_and_those_who_answer_it(office: Office):
    view = open_section(office.workspace, office.caller("Bilal"), office.key, "practice")

    assert [q.question.id for q in view.questions] == ["practice.share", "practice.review", "practice.comment"]
    assert [(q.asked, q.undecided) for q in view.questions] == [(True, False), (True, False), (False, True)]
    assert (view.may_answer, view.closed, view.ministries) == (False, None, ())

    view = open_section(office.workspace, office.caller("Bilal"), office.key, "policy")
    assert (view.may_answer, view.closed, view.ministries) == (True, None, ("Ministry of Justice",))
