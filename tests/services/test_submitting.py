"""Submitting: faults stop it, a typed name confirms it, frozen answers have a receipt, and it can be undone."""

import datetime as dt
import hashlib
import json
import threading
from typing import Any

import pytest

from assessment.core.cycle import SubmissionStatus
from assessment.core.receipt import receipt_json
from assessment.core.release import Release
from assessment.core.revision import Answer
from assessment.core.snapshot import open_document, read_snapshot
from assessment.core.submission import Status
from assessment.errors import ClosedError, DeniedError, Refusal, SignedOutError, UnacceptableError
from assessment.locale import phrases
from assessment.services.answering import save_answer
from assessment.services.finding_words import fault_sentence, remark_sentence
from assessment.services.submitting import decide_release, receipt, receipt_in_words, review, submit, withdraw
from assessment.store import assessments, log, snapshots
from assessment.store.integrity import verify
from tests.workspaces import Office

COMPLETE: dict[str, Any] = {
    "policy.strategy": 1,
    "policy.law": "partly",
    "policy.bodies": frozenset({"police"}),
    "practice.share": 40.0,
    "practice.review": dt.date(2025, 3, 1),
    "practice.comment": "The review was public.",
}


def answer_all(office: Office, **more: Any) -> None:
    amara = office.caller("Amara")
    for question, value in (COMPLETE | more).items():
        answer = value if isinstance(value, Answer) else Answer(Status.ANSWERED, value)
        save_answer(office.workspace, amara, office.key, question, answer, seen=0)


def logged(office: Office) -> list[tuple[str, str]]:
    with office.workspace.database.reading() as connection:
        return [(entry.happening.action, entry.happening.subject) for entry in log.entries(connection)]


def begin_review(office: Office) -> None:
    with office.workspace.database.writing() as connection:
        at = office.clock.now
        found = office.assessment_in(connection)
        assessments.set_status(connection, found, SubmissionStatus.IN_REVIEW, review_begun_at=at)


def code_of(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.code


def test_review__nothing_answered__faults_at_every_question_and_nothing_to_withdraw(office: Office) -> None:
    view = review(office.workspace, office.caller("Amara"), office.key)
    assert {fault.question for fault in view.faults} == set(COMPLETE)
    assert {fault.code for fault in view.faults} == {"unanswered", "undecided"}
    assert (view.may_submit, view.may_decide, view.may_withdraw) == (True, True, False)
    assert view.undecided == {"policy", "practice"}
    assert view.state_name == "Xenia"


def test_review__words_of_all_findings__are_there(office: Office) -> None:
    answer_all(office, **{"policy.strategy": 2, "policy.bodies": frozenset({"none"})})
    view = review(office.workspace, office.caller("Amara"), office.key)
    say, package = phrases("en"), office.workspace.content.package("mini", "2")
    assert all(remark_sentence(remark, say, package.words("en")) for remark in view.warnings)
    first = review(office.workspace, office.caller("Chiara"), office.yoria_key)
    sentences = [fault_sentence(fault, say, package.words("en")) for fault in first.faults]
    assert any("depends on an answer that is missing" in sentence for sentence in sentences)


def test_submit__complete_answers__frozen_with_a_receipt_that_adds_up(office_on_both: Office) -> None:
    office = office_on_both
    answer_all(office)
    amara = office.caller("Amara")
    decide_release(office.workspace, amara, office.key, "policy", Release.SECRETARIAT)
    given = submit(office.workspace, amara, office.key, "  xENIA ")
    counts = given.counts
    total = counts.answered + counts.unanswered + counts.not_applicable + counts.hidden
    assert total == counts.in_rubric == 5
    assert given.snapshot.id == hashlib.sha256(given.snapshot.document.encode()).hexdigest()
    assert given.releases == {"policy": "secretariat", "practice": "private"}
    found = office.assessment()
    assert (found.status, found.snapshot) == (SubmissionStatus.SUBMITTED, given.snapshot.id)
    assert (found.submitted_by, found.submitted_at) == ("Amara", office.clock.now)
    assert logged(office)[-1] == ("assessment.submitted", given.snapshot.id)
    assert receipt(office.workspace, office.caller("Bilal"), office.key) == given
    questionnaire = office.workspace.content.package("mini", "2").questionnaire
    assert read_snapshot(given.snapshot, questionnaire).responses["policy.strategy"].value == 1


def test_receipt__as_text_and_json__tells_how_to_check_it(office: Office) -> None:
    answer_all(office)
    given = submit(office.workspace, office.caller("Amara"), office.key, "Xenia")
    found, text = receipt_in_words(office.workspace, office.caller("Bilal"), office.key)
    assert found == given
    assert f"\n{given.snapshot.id}\n" in text
    assert "sha256sum snapshot-XAA-2026-" in text
    assert "Training mode" in text
    document = json.loads(receipt_json(given))
    assert document["snapshot"]["sha256"] == given.snapshot.id
    assert document["snapshot"]["bytes"] == len(given.snapshot.document.encode())
    assert document["questions"]["in_rubric"] == 5


def test_submit__second_click__same_receipt_and_nothing_new(office: Office) -> None:
    answer_all(office)
    amara = office.caller("Amara")
    first = submit(office.workspace, amara, office.key, "Xenia")
    before = logged(office)
    office.clock.move(seconds=1)
    assert submit(office.workspace, amara, office.key, "Xenia") == first
    assert logged(office) == before


def test_submit__two_clicks_at_once__one_snapshot(office_on_both: Office) -> None:
    office = office_on_both
    answer_all(office)
    callers, ids = [office.caller("Amara"), office.caller("Amara")], list[str]()
    begin = threading.Barrier(2)

    def click(number: int) -> None:
        begin.wait()
        ids.append(submit(office.workspace, callers[number], office.key, "Xenia").snapshot.id)

    threads = [threading.Thread(target=click, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids) == 2
    assert len(set(ids)) == 1
    with office.workspace.database.reading() as connection:
        assert len(snapshots.of_assessment(connection, office.assessment_in(connection))) == 1


def test_submit__somebody_saves_at_the_same_moment__in_the_snapshot_or_refused(office_on_both: Office) -> None:
    office = office_on_both
    answer_all(office)
    amara, bilal = office.caller("Amara"), office.caller("Bilal")
    begin, refused = threading.Barrier(2), list[str]()
    submitted: list[Any] = []

    def save() -> None:
        begin.wait()
        try:
            save_answer(office.workspace, bilal, office.key, "policy.strategy", Answer(Status.ANSWERED, 2), seen=1)
        except ClosedError as refusal:
            refused.append(refusal.code)

    def hand_in() -> None:
        begin.wait()
        submitted.append(submit(office.workspace, amara, office.key, "Xenia"))

    threads = [threading.Thread(target=save), threading.Thread(target=hand_in)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (given,) = submitted
    entries = {one["question"]: one["value"] for one in open_document(given.snapshot)["responses"]}
    assert entries["policy.strategy"] == ("1" if refused else "2")
    assert refused in ([], ["assessment_submitted"])


@pytest.mark.parametrize("typed", ["", "Xeni", "Yoria", "XAA", "Xenia Xenia"])
def test_submit__another_name_typed__refused(office: Office, typed: str) -> None:
    answer_all(office)
    with pytest.raises(UnacceptableError) as refusal:
        submit(office.workspace, office.caller("Amara"), office.key, typed)
    assert code_of(refusal) == "confirmation_differs"
    assert office.assessment().status is SubmissionStatus.DRAFT


def test_submit__with_faults__refused_with_their_number(office: Office) -> None:
    answer_all(office, **{"policy.law": Answer(Status.IN_PROGRESS)})
    with pytest.raises(UnacceptableError) as refusal:
        submit(office.workspace, office.caller("Amara"), office.key, "Xenia")
    assert (code_of(refusal), refusal.value.values) == ("faults_remain", {"n": 1})


def test_submit__warnings_alone__do_not_stop_it(office: Office) -> None:
    answer_all(office, **{"policy.strategy": 2})
    amara = office.caller("Amara")
    warnings = review(office.workspace, amara, office.key).warnings
    assert {remark.code for remark in warnings} >= {"top_without_evidence"}
    assert submit(office.workspace, amara, office.key, "Xenia").snapshot.id


def test_submit__open_second_version__refused_until_somebody_chose(office: Office) -> None:
    answer_all(office)
    for value in (2, 0):
        bilal = office.caller("Bilal")
        save_answer(office.workspace, bilal, office.key, "policy.strategy", Answer(Status.ANSWERED, value), seen=1)
    view = review(office.workspace, office.caller("Amara"), office.key)
    assert ("second_version", "policy.strategy") in [(fault.code, fault.question) for fault in view.faults]


def test_submit__contributor__refused_and_sees_the_status(office: Office) -> None:
    answer_all(office)
    bilal = office.caller("Bilal")
    view = review(office.workspace, bilal, office.key)
    assert (view.may_submit, view.may_decide, view.may_withdraw) == (False, False, False)
    for attempt in (
        lambda: submit(office.workspace, bilal, office.key, "Xenia"),
        lambda: withdraw(office.workspace, bilal, office.key),
        lambda: decide_release(office.workspace, bilal, office.key, "policy", Release.NAMED),
    ):
        with pytest.raises(DeniedError) as refusal:
            attempt()
        assert code_of(refusal) == "not_allowed"


@pytest.mark.parametrize("name", ["Chiara", "Rosa", "Anan", "Otto", "Ada"])
def test_submitting__somebody_from_elsewhere__nothing_is_there(office: Office, name: str) -> None:
    stranger = office.caller(name)
    for attempt in (
        lambda: review(office.workspace, stranger, office.key),
        lambda: receipt(office.workspace, stranger, office.key),
        lambda: receipt_in_words(office.workspace, stranger, office.key),
        lambda: submit(office.workspace, stranger, office.key, "Xenia"),
        lambda: withdraw(office.workspace, stranger, office.key),
        lambda: decide_release(office.workspace, stranger, office.key, "policy", Release.NAMED),
    ):
        with pytest.raises(DeniedError) as refusal:
            attempt()
        assert code_of(refusal) == "not_found"


def test_submit__after_the_last_day__refused(office: Office) -> None:
    answer_all(office)
    office.clock.set(dt.datetime(2026, 7, 1, 0, 0, tzinfo=dt.UTC))
    amara = office.caller("Amara")
    with pytest.raises(ClosedError) as refusal:
        submit(office.workspace, amara, office.key, "Xenia")
    assert code_of(refusal) == "cycle_closed"
    view = review(office.workspace, amara, office.key)
    assert view.closed is not None
    assert not view.may_submit


@pytest.mark.parametrize("level", [-1, 4, "4; DROP TABLE releases", None])
def test_decide_release__forged_level__refused(office: Office, level: Any) -> None:
    with pytest.raises(UnacceptableError) as refusal:
        decide_release(office.workspace, office.caller("Amara"), office.key, "policy", level)
    assert code_of(refusal) == "release_unknown"


@pytest.mark.parametrize("domain", ["overall", "policy.strategy", "another", ""])
def test_decide_release__what_is_no_domain__not_found(office: Office, domain: str) -> None:
    with pytest.raises(DeniedError):
        decide_release(office.workspace, office.caller("Amara"), office.key, domain, Release.NAMED)


def test_decide_release__seen_in_the_preview_and_logged_once(office: Office) -> None:
    amara = office.caller("Amara")
    decide_release(office.workspace, amara, office.key, "policy", Release.REGIONAL_AGGREGATES)
    levels = decide_release(office.workspace, amara, office.key, "policy", Release.REGIONAL_AGGREGATES)
    assert levels == {"policy": Release.REGIONAL_AGGREGATES, "practice": Release.PRIVATE}
    view = review(office.workspace, amara, office.key)
    assert view.undecided == {"practice"}
    assert [(p.audience, p.domains, p.overall) for p in view.previews] == [
        (Release.SECRETARIAT, ("policy",), False),
        (Release.REGIONAL_AGGREGATES, ("policy",), False),
        (Release.NAMED, (), False),
    ]
    assert [action for action, _ in logged(office)].count("release.decided") == 1


def test_decide_release__after_submission__changes_and_the_receipt_stays(office: Office) -> None:
    answer_all(office)
    amara = office.caller("Amara")
    given = submit(office.workspace, amara, office.key, "Xenia")
    decide_release(office.workspace, amara, office.key, "policy", Release.NAMED)
    assert review(office.workspace, amara, office.key).releases["policy"] is Release.NAMED
    assert receipt(office.workspace, amara, office.key) == given


def test_withdraw__nobody_has_begun__draft_again_and_the_snapshot_is_marked(office_on_both: Office) -> None:
    office = office_on_both
    answer_all(office)
    amara = office.caller("Amara")
    first = submit(office.workspace, amara, office.key, "Xenia")
    assert review(office.workspace, amara, office.key).may_withdraw
    office.clock.move(minutes=5)
    withdraw(office.workspace, amara, office.key)
    withdraw(office.workspace, amara, office.key)
    assert office.assessment().status is SubmissionStatus.DRAFT
    assert [action for action, _ in logged(office)].count("assessment.withdrawn") == 1
    with office.workspace.database.reading() as connection:
        kept = snapshots.get(connection, first.snapshot.id)
        assert kept is not None
        assert kept.withdrawn_at == office.clock.now
    with pytest.raises(DeniedError) as refusal:
        receipt(office.workspace, amara, office.key)
    assert code_of(refusal) == "no_receipt"
    save_answer(office.workspace, amara, office.key, "policy.strategy", Answer(Status.ANSWERED, 2), seen=1)
    second = submit(office.workspace, amara, office.key, "Xenia")
    assert second.snapshot.id != first.snapshot.id
    assert verify(office.workspace.database, office.workspace.files) == []


def test_withdraw__review_begun__refused(office: Office) -> None:
    answer_all(office)
    amara = office.caller("Amara")
    submit(office.workspace, amara, office.key, "Xenia")
    begin_review(office)
    assert not review(office.workspace, amara, office.key).may_withdraw
    with pytest.raises(ClosedError) as refusal:
        withdraw(office.workspace, amara, office.key)
    assert code_of(refusal) == "review_begun"
    assert office.assessment().status is SubmissionStatus.IN_REVIEW


def test_withdraw__after_the_last_day__refused(office: Office) -> None:
    answer_all(office)
    amara = office.caller("Amara")
    submit(office.workspace, amara, office.key, "Xenia")
    office.clock.set(dt.datetime(2026, 7, 1, 8, tzinfo=dt.UTC))
    with pytest.raises(ClosedError) as refusal:
        withdraw(office.workspace, amara, office.key)
    assert code_of(refusal) == "withdrawal_after_closing"


def test_submit__returned_by_the_reviewer__a_new_snapshot(office: Office) -> None:
    answer_all(office)
    amara = office.caller("Amara")
    first = submit(office.workspace, amara, office.key, "Xenia")
    begin_review(office)
    with office.workspace.database.writing() as connection:
        assessments.set_status(connection, office.assessment_in(connection), SubmissionStatus.RETURNED)
    office.clock.move(days=1)
    second = submit(office.workspace, amara, office.key, "Xenia")
    assert second.snapshot.id != first.snapshot.id
    assert review(office.workspace, amara, office.key).may_withdraw


def test_submitting__signed_out__says_so(office: Office) -> None:
    amara = office.caller("Amara")
    office.clock.move(days=366)
    with pytest.raises(SignedOutError):
        submit(office.workspace, amara, office.key, "Xenia")


def test_receipt_counts_every_asked_question_once(office: Office) -> None:
    answer_all(office)
    asked = submit(office.workspace, office.caller("Amara"), office.key, "Xenia").asked
    assert asked.asked == asked.answered + asked.dont_know + asked.not_applicable + asked.unanswered
    assert asked.asked == 6
    assert asked.in_score == asked.answered - 1
