"""What is stored comes back: one story for each of the smaller nouns."""

import datetime as dt
import io

import pytest

from assessment.core.cycle import AssessmentKey, SubmissionStatus
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.release import Release
from assessment.core.states import State, StateRegister
from assessment.core.submission import EvidenceGrade
from assessment.store import (
    assessments,
    comments,
    content_versions,
    cycles,
    evidence,
    evidence_uses,
    log,
    releases,
    snapshots,
    states,
)
from assessment.store.content_versions import ContentVersion
from tests.store.conftest import LAST, NOON, REGISTER, THIS, Filled

LATER = NOON + dt.timedelta(hours=1)
DIGEST = "d" * 64


def test_states_regions_and_groups(filled: Filled) -> None:
    zoria = State(id="XCC", name="Zoria", region="north")
    register = StateRegister.model_validate(REGISTER)
    more = register.model_copy(update={"states": (*register.states, zoria)})
    with filled.database.writing() as connection:
        states.add_register(connection, more)
        states.add_register(connection, more)
        assert [state.id for state in states.all_states(connection)] == ["XAA", "XBB", "XCC"]
        assert states.get(connection, "XQQ") is None
        yoria, xenia = states.get(connection, "XBB"), states.get(connection, "XAA")
    assert yoria is not None
    assert xenia is not None
    assert (yoria.name, yoria.region, yoria.groups, yoria.m49) == ("Yoria", "north", ("first",), None)
    assert (xenia.groups, xenia.m49) == ((), "901")


def test_cycles(filled: Filled) -> None:
    with filled.database.reading() as connection:
        assert cycles.get(connection, "2026") == THIS
        assert cycles.get(connection, "2027") is None
        assert cycles.all_cycles(connection) == (THIS, LAST)
        assert cycles.of_state(connection, filled.xenia.key.state)[0] == THIS
        assert cycles.of_state(connection, "nobody") == ()
        assert cycles.newest(connection) == THIS
        assert cycles.newest_open(connection, dt.date(2025, 3, 1)) == LAST
        assert cycles.newest_open(connection, dt.date(2027, 3, 1)) is None


def test_content_is_kept_whole(filled: Filled) -> None:
    content = ContentVersion("mini", "1", DIGEST, bytes(range(256)) * 5000, NOON)
    with filled.database.writing() as connection:
        content_versions.add(connection, content)
    with filled.database.reading() as connection:
        assert content_versions.get(connection, "mini", "1") == content
        assert content_versions.get(connection, "mini", "2") is None
        assert content_versions.digest(connection, "mini", "1") == DIGEST
        assert content_versions.digest(connection, "mini", "2") is None


def test_an_assessment_from_draft_to_submission_and_back(filled: Filled) -> None:
    key = filled.xenia.key
    with filled.database.writing() as connection:
        assert assessments.get(connection, AssessmentKey("2026", "XQQ")) is None
        assert [one.key.state for one in assessments.of_cycle(connection, "2026")] == ["XAA", "XBB"]
        assert [one.key.cycle for one in assessments.of_state(connection, "XAA")] == ["2025", "2026"]
        name = snapshots.add(connection, filled.xenia, "{}", by=filled.amara, at=NOON)
        assessments.mark_submitted(connection, filled.xenia, name, filled.amara, NOON)
        found = assessments.get(connection, key, lock=True)
        assert found is not None
        assert (found.status, found.submitted_at, found.submitted_by, found.snapshot) == (
            SubmissionStatus.SUBMITTED,
            NOON,
            "Amara",
            name,
        )
        assert assessments.count_by_status(connection, "2026") == {
            SubmissionStatus.SUBMITTED: 1,
            SubmissionStatus.DRAFT: 1,
        }
        assert assessments.review_begun_at(connection, found) is None
        assessments.set_status(connection, found, SubmissionStatus.IN_REVIEW, review_begun_at=LATER)
        assert assessments.review_begun_at(connection, found) == LATER
        assessments.mark_withdrawn(connection, found)
        assert assessments.get(connection, key) == filled.xenia
        assert assessments.review_begun_at(connection, found) is None


def test_snapshots_are_withdrawn_once_and_logged(filled: Filled) -> None:
    with filled.database.writing() as connection:
        name = snapshots.add(connection, filled.xenia, '{"é":1}', by=filled.amara, at=NOON)
        assert not snapshots.withdraw(connection, filled.yoria, name, by=filled.chiara, at=LATER)
        assert snapshots.withdraw(connection, filled.xenia, name, by=filled.amara, at=LATER)
        assert not snapshots.withdraw(connection, filled.xenia, name, by=filled.amara, at=LATER)
        kept = snapshots.get(connection, name)
        assert kept is not None
        assert (kept.document, kept.taken_by, kept.withdrawn_at) == ('{"é":1}', "Amara", LATER)
        assert snapshots.of_assessment(connection, filled.xenia) == (kept,)
        assert snapshots.get(connection, DIGEST) is None
        actions = [(e.happening.action, e.happening.subject) for e in log.entries(connection, after=1)]
    assert actions == [("snapshot.taken", name), ("snapshot.withdrawn", name)]


def test_comments(filled: Filled) -> None:
    with filled.database.writing() as connection:
        for text, by, at in (("One", filled.amara, NOON), ("Two <b>", filled.bilal, LATER)):
            comments.add(connection, filled.xenia, "a.level", text, by=by, at=at)
        comments.add(connection, filled.yoria, "a.level", "Theirs", by=filled.chiara, at=NOON)
        found = comments.of_questions(connection, filled.xenia, ["a.level", "b.words"], limit=9)
        assert {name: [(c.text, c.author, c.written_at) for c in all_of] for name, all_of in found.items()} == {
            "a.level": [("One", "Amara", NOON), ("Two <b>", "Bilal", LATER)]
        }
        assert comments.of_questions(connection, filled.xenia, [], limit=9) == {}
        assert [c.text for c in comments.since(connection, filled.xenia, NOON, limit=9)] == ["Two <b>"]
        assert comments.since(connection, filled.xenia, NOON, limit=9, not_by=filled.bilal) == ()


def test_no_more_comments_are_read_than_asked_for(filled: Filled) -> None:
    with filled.database.writing() as connection:
        for number in range(2000):
            question = "a.level" if number % 2 else "b.words"
            comments.add(connection, filled.xenia, question, str(number), by=filled.amara, at=LATER)
        found = comments.of_questions(connection, filled.xenia, ["a.level", "b.words"], limit=3)
        assert {name: [c.text for c in newest] for name, newest in found.items()} == {
            "a.level": ["1995", "1997", "1999"],
            "b.words": ["1994", "1996", "1998"],
        }
        before = found["a.level"][0].id
        older = comments.of_question(connection, filled.xenia, "a.level", before=before, limit=2)
        assert [c.text for c in older] == ["1991", "1993"]
        assert comments.of_question(connection, filled.yoria, "a.level", before=before, limit=2) == ()
        newest_first = comments.since(connection, filled.xenia, NOON, limit=2)
        assert [c.text for c in newest_first] == ["1999", "1998"]


def test_evidence_and_its_uses(filled: Filled) -> None:
    details = EvidenceDetails("Law 12", EvidenceKind.LAW, "Parliament", dt.date(2024, 1, 2), None, "https://x.org")
    file = filled.files.put(io.BytesIO(b"%PDF-1.7\n"), "law.pdf")
    with filled.database.writing() as connection:
        law = evidence.add(connection, "XAA", details, None, by=filled.amara, at=NOON)
        paper = evidence.add(
            connection, "XAA", EvidenceDetails("A paper", EvidenceKind.OTHER), file, by=filled.bilal, at=NOON
        )
        cited, attached = evidence.get(connection, law), evidence.get(connection, paper)
        assert cited is not None
        assert attached is not None
        assert (cited.details, cited.file, cited.added_by, cited.grade) == (
            details,
            None,
            "Amara",
            EvidenceGrade.CITED,
        )
        assert (attached.file, attached.grade) == (file, EvidenceGrade.ATTACHED)
        assert [one.id for one in evidence.of_state(connection, "XAA")] == [paper, law]
        assert evidence.of_state(connection, "XBB") == ()
        assert evidence.get(connection, 99) is None

        evidence.change_details(connection, paper, EvidenceDetails("Law 13", EvidenceKind.LAW))
        evidence.mark_verified(connection, law, by=filled.chiara, at=LATER)
        cited, attached = evidence.get(connection, law), evidence.get(connection, paper)
        assert cited is not None
        assert attached is not None
        assert (cited.grade, cited.file) == (EvidenceGrade.VERIFIED, None)
        assert (attached.details.title, attached.file) == ("Law 13", file)

        put, by = evidence_uses.put, filled.amara
        put(connection, filled.xenia, "a.level", law, "article 3", by=by, at=NOON)
        put(connection, filled.xenia, "a.level", paper, by=by, at=LATER)
        put(connection, filled.last, "a.level", law, by=by, at=NOON)
        put(connection, filled.xenia, "a.level", law, "article 4", by=by, at=NOON)
        uses = evidence_uses.of_assessment(connection, filled.xenia)
        assert [(use.evidence.id, use.place) for use in uses["a.level"]] == [(law, "article 4"), (paper, "")]
        assert uses["a.level"] == evidence_uses.of_question(connection, filled.xenia, "a.level")
        assert evidence_uses.of_question(connection, filled.xenia, "b.words") == ()
        assert evidence_uses.assessments_using(connection, law) == {filled.xenia.id, filled.last.id}
        assert evidence_uses.remove(connection, filled.xenia, "a.level", law)
        assert not evidence_uses.remove(connection, filled.xenia, "a.level", law)
        assert evidence.get(connection, law) is not None


def test_releases(filled: Filled) -> None:
    with filled.database.writing() as connection:
        for level in (Release.NAMED, Release.SECRETARIAT):
            releases.put(connection, filled.xenia, "governance", level, by=filled.amara, at=NOON)
        releases.put(connection, filled.xenia, "rights", Release.PRIVATE, by=filled.amara, at=NOON)
        assert releases.of_assessment(connection, filled.xenia) == {
            "governance": Release.SECRETARIAT,
            "rights": Release.PRIVATE,
        }
        assert releases.of_assessment(connection, filled.yoria) == {}


@pytest.mark.parametrize("text", ["", "x" * 100_000, "'; DROP TABLE log; --", "\u202e\U0001f600 %s :n ?"])
def test_any_text_comes_back_as_it_was_written(filled: Filled, text: str) -> None:
    with filled.database.writing() as connection:
        comments.add(connection, filled.xenia, "a.level", text, by=filled.amara, at=NOON)
        [found] = comments.of_questions(connection, filled.xenia, ["a.level"], limit=9)["a.level"]
    assert found.text == text
