"""What is stored comes back: one story for each of the smaller nouns."""

import datetime as dt
import io
from dataclasses import replace

import pytest

from assessment.core.cycle import AssessmentKey, SubmissionStatus
from assessment.core.disclosure_cells import Cell, CellName, Contribution, PublishedCell, Statistics
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.pack import Edition
from assessment.core.person import Ministry, Role
from assessment.core.release import Release
from assessment.core.states import State, StateRegister
from assessment.core.submission import EvidenceGrade
from assessment.errors import StorageError
from assessment.store import (
    accounts,
    assessments,
    assignments,
    comments,
    content_versions,
    cycles,
    evidence,
    evidence_uses,
    exports,
    log,
    ministries,
    publications,
    releases,
    sessions,
    sign_in_attempts,
    snapshots,
    states,
)
from assessment.store.accounts import NewAccount
from assessment.store.content_versions import ContentVersion
from assessment.store.exports import Manifest
from assessment.store.sign_in_attempts import SignInAttempt
from tests.store.conftest import LAST, NOON, REGISTER, THIS, Filled, exported

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


def test_accounts(filled: Filled) -> None:
    with filled.database.writing() as connection:
        justice = ministries.add(connection, "XAA", "Ministry of Justice")
        new = NewAccount("Bruna@Example.org", "Bruna", Role.CONTRIBUTOR, "XAA", justice.id, "fr", "hash")
        number = accounts.add(connection, new, NOON)
        bruna = accounts.by_sign_in_name(connection, "bruna@EXAMPLE.org")
        assert bruna is not None
        assert bruna == accounts.get(connection, number)
        assert (bruna.sign_in_name, bruna.role, bruna.ministry) == ("bruna@example.org", Role.CONTRIBUTOR, justice)
        assert (bruna.language, bruna.must_change_password, bruna.active, bruna.last_seen) == (
            "fr",
            True,
            True,
            None,
        )
        assert accounts.password_hash(connection, number) == "hash"
        accounts.set_password(connection, number, "other", must_change=False)
        accounts.set_language(connection, number, "ar")
        accounts.set_active(connection, number, False)
        changed = accounts.get(connection, number)
        assert changed is not None
        assert (changed.must_change_password, changed.language, changed.active) == (False, "ar", False)
        assert accounts.password_hash(connection, number) == "other"
        assert accounts.password_hash(connection, filled.amara) is None
        assert [one.name for one in accounts.all_accounts(connection, state="XAA")] == ["Amara", "Bilal", "Bruna"]
        assert len(accounts.all_accounts(connection)) == 4
        assert accounts.count_active(connection, Role.FOCAL_POINT, state="XAA") == 2
        assert accounts.count_active(connection, Role.CONTRIBUTOR) == 0
        assert accounts.by_sign_in_name(connection, "nobody") is None


def test_a_session_holds_until_it_ends_or_the_account_is_closed(filled: Filled) -> None:
    with filled.database.writing() as connection:
        sessions.begin(connection, DIGEST, filled.amara, NOON, NOON + dt.timedelta(hours=8))
        person = sessions.person_of_session(connection, DIGEST, LATER)
        assert person is not None
        assert (person.account, person.name, person.state, person.previous_visit) == (
            filled.amara,
            "Amara",
            "XAA",
            None,
        )
        assert person.must_change_password
        assert sessions.person_of_session(connection, DIGEST, NOON + dt.timedelta(hours=8)) is None
        assert sessions.person_of_session(connection, "e" * 64, NOON) is None
        accounts.set_active(connection, filled.amara, False)
        assert sessions.person_of_session(connection, DIGEST, LATER) is None
        accounts.set_active(connection, filled.amara, True)
        assert sessions.end(connection, DIGEST, LATER)
        assert not sessions.end(connection, DIGEST, LATER)
        assert sessions.person_of_session(connection, DIGEST, LATER) is None


def test_the_visit_before_is_when_somebody_was_last_seen(filled: Filled) -> None:
    with filled.database.writing() as connection:
        end = NOON + dt.timedelta(hours=8)
        sessions.begin(connection, DIGEST, filled.amara, NOON, end)
        sessions.note_seen(connection, DIGEST, LATER)
        second = sessions.begin(connection, "e" * 64, filled.amara, LATER + dt.timedelta(hours=1), end)
        assert second.previous_visit == LATER
        assert sessions.get(connection, "e" * 64) == second
        assert second.is_current(LATER)
        assert not second.is_current(end)
        person = sessions.person_of_session(connection, "e" * 64, LATER)
        assert person is not None
        assert person.previous_visit == LATER
        account = accounts.get(connection, filled.amara)
        assert account is not None
        assert account.last_seen == second.seen_at


def test_all_sessions_of_one_account_end_together(filled: Filled) -> None:
    with filled.database.writing() as connection:
        end = NOON + dt.timedelta(hours=8)
        for digest, account in (
            ("a", filled.amara),
            ("b", filled.amara),
            ("c", filled.amara),
            ("d", filled.bilal),
        ):
            sessions.begin(connection, digest, account, NOON, end)
        assert sessions.end_all(connection, filled.amara, LATER, but="b") == 2
        current = [digest for digest in "abcd" if sessions.person_of_session(connection, digest, LATER)]
        assert current == ["b", "d"]
        assert sessions.end_all(connection, filled.amara, LATER) == 1
        assert sessions.end_all(connection, filled.amara, LATER) == 0


def test_attempts_to_sign_in(filled: Filled) -> None:
    first = SignInAttempt("amara", "192.0.2.1", NOON, False)
    second = SignInAttempt("amara", "192.0.2.2", LATER, True)
    third = SignInAttempt("bilal", "192.0.2.1", LATER, False)
    with filled.database.writing() as connection:
        for attempt in (first, second, third):
            sign_in_attempts.add(connection, attempt)
        before = NOON - dt.timedelta(hours=1)
        assert sign_in_attempts.under_name(connection, "amara", before) == (second, first)
        assert sign_in_attempts.under_name(connection, "amara", NOON) == (second,)
        assert sign_in_attempts.from_address(connection, "192.0.2.1", before) == (third, first)
        sign_in_attempts.forget_before(connection, LATER)
        assert sign_in_attempts.under_name(connection, "amara", before) == (second,)


def test_ministries_and_their_sections(filled: Filled) -> None:
    with filled.database.writing() as connection:
        justice = ministries.add(connection, "XAA", "Ministry of Justice")
        interior = ministries.add(connection, "XAA", "Ministry of Interior")
        theirs = ministries.add(connection, "XBB", "Ministry of Justice")
        assert ministries.of_state(connection, "XAA") == (interior, justice)
        assert (
            ministries.get(connection, justice.id) == justice == Ministry(justice.id, "XAA", "Ministry of Justice")
        )
        assert ministries.find(connection, "XBB", "Ministry of Justice") == theirs
        assert ministries.find(connection, "XBB", "Ministry of Interior") is None

        due = dt.date(2026, 6, 1)
        for section, ministry, due_on in (("b", justice, None), ("a", justice, None), ("a", interior, due)):
            assignments.put(connection, filled.xenia, section, ministry.id, due_on, by=filled.amara, at=NOON)
        assignments.put(connection, filled.xenia, "b", justice.id, due, by=filled.bilal, at=LATER)
        found = assignments.of_assessment(connection, filled.xenia)
        assert [(one.section, one.ministry, one.due_on, one.assigned_by, one.assigned_at) for one in found] == [
            ("a", interior, due, "Amara", NOON),
            ("a", justice, None, "Amara", NOON),
            ("b", justice, due, "Bilal", LATER),
        ]
        assert assignments.sections_of(connection, filled.xenia, justice.id) == {"a", "b"}
        assert assignments.sections_of(connection, filled.yoria, justice.id) == frozenset()
        assert assignments.take_back(connection, filled.xenia, "a", justice.id)
        assert not assignments.take_back(connection, filled.xenia, "a", justice.id)
        assert assignments.sections_of(connection, filled.xenia, justice.id) == {"b"}


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


def test_publications__come_back_as_stored_the_oldest_first(filled: Filled) -> None:
    given = frozenset({Contribution("XBB", "2" * 64), Contribution("XAA", "1" * 64)})
    first = PublishedCell(Cell(CellName("2026", "governance", "region.south"), "region", given), Statistics.MEAN)
    more = PublishedCell(first.cell, Statistics.QUARTILES)
    other = PublishedCell(Cell(CellName("2026", "overall", "all"), "all", given), Statistics.MEDIAN)
    of_group = PublishedCell(Cell(CellName("2026", "overall", "group.first"), "group", given), Statistics.MEAN)
    with filled.database.writing() as connection:
        publications.add_all(connection, "2026", [], by=filled.amara, at=NOON)
        publications.add_all(connection, "2026", [first, other], by=filled.amara, at=NOON)
        publications.add_all(connection, "2026", [more, of_group], by=filled.bilal, at=LATER)
        kept = publications.of_cycle(connection, "2026")
        assert publications.of_cycle(connection, "2025") == ()
        happened = [
            one.happening for one in log.entries(connection) if one.happening.action == "figures.published"
        ]
    assert [one.published for one in kept] == [first, other, more, of_group]
    assert [one.published_at for one in kept] == [NOON, NOON, LATER, LATER]
    assert [(one.account, one.cycle, one.details["figures"]) for one in happened] == [
        (filled.amara, "2026", 2),
        (filled.bilal, "2026", 2),
    ]


def test_exports__come_back_the_newest_first_with_their_cells(filled: Filled) -> None:
    cells: Manifest = {
        "Data": {"A1": "=1+1", "B2": 0.1, "C3": ["f", "A1", None]},
        "_pack": {"A1": "\u202e\U0001f600"},
    }
    own = exported(filled.amara)
    at_terminal = exported(None, pack="b" * 32, role="operator")
    other = exported(filled.chiara, pack="c" * 32, edition=Edition.SECRETARIAT, subject="all", made_at=LATER)
    with filled.database.writing() as connection:
        for one in (own, at_terminal, other):
            exports.add(connection, one, cells)
        kept = {one.pack: one for one in (*exports.of_state(connection, "XAA", 9), other)}
        assert exports.get(connection, own.pack) == kept[own.pack] == replace(own, by="Amara")
        assert exports.get(connection, at_terminal.pack) == at_terminal
        assert exports.get(connection, "d" * 32) is None
        assert exports.cells_of(connection, own.pack) == cells
        assert exports.cells_of(connection, "d" * 32) == {}
        assert [one.pack for one in exports.of_state(connection, "XAA", 9)] == [at_terminal.pack, own.pack]
        assert [one.pack for one in exports.of_state(connection, "XAA", 1)] == [at_terminal.pack]
        assert exports.of_state(connection, "XBB", 9) == exports.of_state(connection, "all", 9) == ()
        assert [one.by for one in exports.of_edition(connection, Edition.SECRETARIAT, 9)] == ["Chiara"]
        assert [one.pack for one in exports.of_account(connection, filled.amara, Edition.OWN, 9)] == [own.pack]
        assert exports.of_account(connection, filled.amara, Edition.PUBLIC, 9) == ()
        happened = [one.happening for one in log.entries(connection) if one.happening.action == "pack.exported"]
    assert [(one.account, one.state, one.cycle, one.subject) for one in happened] == [
        (filled.amara, "XAA", "2026", own.pack),
        (None, "XAA", "2026", at_terminal.pack),
        (filled.chiara, None, "2026", other.pack),
    ]


def test_exports__a_pack_is_stored_once(filled: Filled) -> None:
    twice = [exported(filled.amara), exported(filled.bilal)]

    def add_both() -> None:
        with filled.database.writing() as connection:
            for one in twice:
                exports.add(connection, one, {})

    with pytest.raises(StorageError):
        add_both()
    with filled.database.reading() as connection:
        assert exports.of_state(connection, "XAA", 9) == ()
