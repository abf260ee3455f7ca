"""Training data: complete, plausible, intact, and the same from the same seed and clock."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from assessment.core.answer_sheet import AnswerSheet
from assessment.core.cycle import Assessment, SubmissionStatus
from assessment.core.evidence import EvidenceUse
from assessment.core.faults import find_faults
from assessment.core.revision import ChangeKind, ResponseRecord, ResponseVersion
from assessment.core.snapshot import Snapshot, read_snapshot
from assessment.errors import RequestError
from assessment.services.content_shelf import ContentShelf
from assessment.services.stored_answers import grades_of, submission_of
from assessment.services.training import fill
from assessment.services.workspace import Workspace
from assessment.store import (
    accounts,
    assessments,
    assignments,
    comments,
    cycles,
    evidence_uses,
    releases,
    response_versions,
    responses,
    sessions,
    snapshots,
    states,
)
from assessment.store.database import Database, open_database
from assessment.store.files import EvidenceFiles
from assessment.store.integrity import verify
from assessment.store.migrations import upgrade
from assessment.store.tables import metadata

ROOT = Path(__file__).parents[2]
REGISTER, PACKAGE = ROOT / "questionnaires" / "training_states.yaml", ROOT / "questionnaires" / "ct-tech"
NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


def workspace_at(database: Database, folder: Path, now: dt.datetime = NOW) -> Workspace:
    files = EvidenceFiles(folder / "evidence")
    return Workspace(database, files, ContentShelf(database), lambda: now, training=True)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a workspace with training data, for all tests that only read it."""
    folder = tmp_path_factory.mktemp("training")
    database = open_database(f"sqlite:///{folder / 'training.sqlite3'}")
    upgrade(database)
    workspace = workspace_at(database, folder)
    fill(workspace, REGISTER, PACKAGE)
    yield workspace
    database.close()


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }


def sheet_of(workspace: Workspace, assessment: Assessment) -> AnswerSheet:
    with workspace.database.reading() as connection:
        cycle = cycles.get(connection, assessment.key.cycle)
        assert cycle is not None
        instrument = workspace.content.instrument(cycle.questionnaire, cycle.version, connection)
        questions = instrument.questionnaire.question_by_id
        records = responses.responses_of(connection, assessment, questions)
        documents = evidence_uses.of_assessment(connection, assessment)
        late = response_versions.open_second_versions(connection, assessment, questions)
    return AnswerSheet(
        instrument,
        submission_of(assessment.key.state, records.values(), grades_of(documents)),
        cycle.reference_date,
        records,
        documents,
        frozenset(version.question for version in late),
    )


def of_cycle(workspace: Workspace, place: int) -> tuple[Assessment, ...]:
    """Return the assessments of the newest cycle (0) or the one before (1)."""
    with workspace.database.reading() as connection:
        return assessments.of_cycle(connection, cycles.all_cycles(connection)[place].id)


def test_fill__on_both_databases__is_intact(database: Database, tmp_path: Path) -> None:
    workspace = workspace_at(database, tmp_path)
    fill(workspace, REGISTER, PACKAGE)
    assert verify(database, workspace.files) == []


def test_same_seed_and_clock__same_tables_and_files(filled: Workspace, sqlite: Database, tmp_path: Path) -> None:
    again = workspace_at(sqlite, tmp_path)
    fill(again, REGISTER, PACKAGE)
    assert rows(again.database) == rows(filled.database)
    assert again.files.digests() == filled.files.digests()


def test_other_seed__other_answers(filled: Workspace, sqlite: Database, tmp_path: Path) -> None:
    other = workspace_at(sqlite, tmp_path)
    fill(other, REGISTER, PACKAGE, seed=7)
    assert rows(other.database)["responses"] != rows(filled.database)["responses"]
    assert rows(other.database)["states"] == rows(filled.database)["states"]


def test_fill__database_with_something_in_it__is_refused_and_unchanged(
    filled: Workspace,
) -> None:
    before = rows(filled.database)
    with pytest.raises(RequestError, match="not empty"):
        fill(filled, REGISTER, PACKAGE)
    assert rows(filled.database) == before


def test_fill__register_of_real_states__is_refused(sqlite: Database, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="invented ones only"):
        fill(workspace_at(sqlite, tmp_path), ROOT / "questionnaires" / "partner_states.yaml", PACKAGE)
    assert not any(rows(sqlite)[table] for table in ("states", "cycles", "log"))


@pytest.mark.parametrize("day", [dt.date(2026, 1, 1), dt.date(2028, 2, 29), dt.date(2026, 12, 31)])
def test_fill__any_day__newest_cycle_is_open_and_the_one_before_is_closed(
    sqlite: Database, tmp_path: Path, day: dt.date
) -> None:
    now = dt.datetime.combine(day, dt.time(0, 30), dt.UTC)
    fill(workspace_at(sqlite, tmp_path, now), REGISTER, PACKAGE)
    with sqlite.reading() as connection:
        newest, before = cycles.all_cycles(connection)
    assert newest.is_open(day)
    assert before.closes_on < newest.opens_on
    assert newest.previous == before.id


def test_nothing_lies_in_the_future(filled: Workspace) -> None:
    moments = [cell for table in rows(filled.database).values() for row in table for cell in row]
    assert all(cell <= NOW + dt.timedelta(hours=8) for cell in moments if isinstance(cell, dt.datetime))
    versions = rows(filled.database)["response_versions"]
    assert all(cell < NOW for row in versions for cell in row if isinstance(cell, dt.datetime))


def test_all_states_are_invented_and_have_a_team(filled: Workspace) -> None:
    with filled.database.reading() as connection:
        everybody = accounts.all_accounts(connection)
        known = states.all_states(connection)
        assert states.invented(connection) == {state.id for state in known}
    assert len(known) == 35
    teams = Counter((account.state, account.role.value) for account in everybody)
    assert all(teams[state.id, "focal_point"] == 1 for state in known)
    assert all(teams[state.id, "contributor"] == 6 for state in known)
    offices = {account.role.value for account in everybody if account.state is None}
    assert offices == {"administrator", "reviewer", "analyst", "observer"}


def test_nobody_has_a_password(filled: Workspace) -> None:
    with filled.database.reading() as connection:
        numbers = [account.id for account in accounts.all_accounts(connection)]
        assert all(accounts.password_hash(connection, number) is None for number in numbers)


def test_visits_before__are_over_so_that_news_since_then_shows(filled: Workspace) -> None:
    with filled.database.writing() as connection:
        lead = next(one for one in accounts.all_accounts(connection) if one.sign_in_name == "focal-point.xav")
        session = sessions.begin(connection, "0" * 64, lead.id, NOW, NOW + dt.timedelta(hours=1))
        connection.rollback()
    assert session.previous_visit is not None
    assert session.previous_visit < NOW


def test_last_cycle__every_state_agreed_with_three_values(filled: Workspace) -> None:
    reported, reviewed = [], []
    for assessment in of_cycle(filled, 1):
        assert assessment.status is SubmissionStatus.AGREED
        sheet = sheet_of(filled, assessment)
        assert find_faults(sheet) == ()
        for record in sheet.records.values():
            assert record.reviewed is not None
            assert record.agreed is not None
            if isinstance(record.answer.value, int) and isinstance(record.reviewed.value, int):
                reported.append(record.answer.value)
                reviewed.append(record.reviewed.value)
    assert 0.05 < (sum(reported) - sum(reviewed)) / len(reported) < 0.6


def test_this_cycle__most_submitted__others_in_every_stage(filled: Workspace) -> None:
    found = of_cycle(filled, 0)
    statuses = Counter(assessment.status for assessment in found)
    assert statuses == {SubmissionStatus.SUBMITTED: 21, SubmissionStatus.DRAFT: 14}
    shares = []
    for assessment in found:
        sheet = sheet_of(filled, assessment)
        if assessment.status is SubmissionStatus.SUBMITTED:
            assert find_faults(sheet) == ()
        else:
            shares.append(len(sheet.records) / len(sheet.instrument.questions))
    assert min(share for share in shares if share) < 0.1
    assert max(shares) > 0.85
    assert shares.count(0) == 3


def test_first_states_by_name__one_of_each_kind(filled: Workspace) -> None:
    by_state = {assessment.key.state: assessment for assessment in of_cycle(filled, 0)}
    counts = {state: len(sheet_of(filled, by_state[state]).records) for state in ("XAV", "XCR", "XCU")}
    assert 35 < counts["XAV"] < 55
    assert counts["XCR"] == 0
    assert counts["XCU"] > 60
    assert by_state["XBR"].status is SubmissionStatus.SUBMITTED


def test_every_begun_draft__has_one_open_second_version_of_another_level(filled: Workspace) -> None:
    begun = 0
    for assessment in of_cycle(filled, 0):
        sheet = sheet_of(filled, assessment)
        if assessment.status is not SubmissionStatus.DRAFT or len(sheet.records) < 5:
            continue
        begun += 1
        [version] = second_versions(filled, assessment, sheet)
        stands = sheet.records[version.question]
        assert version.answer.value != stands.answer.value
        assert version.changed_by != stands.changed_by
        assert version.based_on < stands.revision
    assert begun > 8


def second_versions(
    workspace: Workspace, assessment: Assessment, sheet: AnswerSheet
) -> tuple[ResponseVersion, ...]:
    questions = sheet.instrument.questionnaire.question_by_id
    with workspace.database.reading() as connection:
        return response_versions.open_second_versions(connection, assessment, questions)


def test_history__several_revisions_by_several_people(filled: Workspace) -> None:
    kinds: Counter[ChangeKind] = Counter()
    for assessment in of_cycle(filled, 0):
        sheet = sheet_of(filled, assessment)
        questions = sheet.instrument.questionnaire.question_by_id
        with filled.database.reading() as connection:
            history = response_versions.history(connection, assessment, questions, limit=1000)
        kinds.update(version.kind for version in history)
        for record in sheet.records.values():
            assert_continuous(record, [version for version in history if version.question == record.question])
        if len(history) > 20:
            assert len({version.changed_by for version in history}) > 2
    assert set(kinds) == {
        ChangeKind.SAVED,
        ChangeKind.CLEARED,
        ChangeKind.CONFIRMED,
        ChangeKind.RESTORED,
        ChangeKind.SECOND_VERSION,
    }


def assert_continuous(record: ResponseRecord, newest_first: list[ResponseVersion]) -> None:
    """Assert that the revisions count up in time and that the last one is what stands."""
    made = [version for version in reversed(newest_first) if version.revision is not None]
    assert [version.revision for version in made] == list(range(1, record.revision + 1))
    assert [version.changed_at for version in made] == sorted(version.changed_at for version in made)
    assert (made[-1].answer, made[-1].changed_at) == (record.answer, record.changed_at)


def test_confirmed_answers__are_those_of_the_last_cycle(filled: Workspace) -> None:
    carried = 0
    before = {assessment.key.state: assessment for assessment in of_cycle(filled, 1)}
    for assessment in of_cycle(filled, 0):
        earlier = sheet_of(filled, before[assessment.key.state])
        for record in sheet_of(filled, assessment).records.values():
            if record.carried_from:
                carried += 1
                assert record.carried_from == before[assessment.key.state].key.cycle
                assert record.answer == earlier.records[record.question].answer
    assert carried > 200


def test_snapshots__hold_what_was_submitted(filled: Workspace) -> None:
    for assessment in (*of_cycle(filled, 0), *of_cycle(filled, 1)):
        if assessment.snapshot is None:
            assert assessment.status is SubmissionStatus.DRAFT
            continue
        sheet = sheet_of(filled, assessment)
        with filled.database.reading() as connection:
            kept = snapshots.get(connection, assessment.snapshot)
            decided = releases.of_assessment(connection, assessment)
        assert kept is not None
        read = read_snapshot(Snapshot(kept.id, kept.document), sheet.instrument.questionnaire)
        assert {name: answer.value for name, answer in read.responses.items()} == {
            name: record.answer.value for name, record in sheet.records.items()
        }
        assert len(decided) == 10


def test_evidence__about_half_of_the_levels_and_some_files_that_open(filled: Workspace) -> None:
    sheet = sheet_of(filled, next(one for one in of_cycle(filled, 0) if one.key.state == "XBR"))
    uses: list[EvidenceUse] = [use for found in sheet.documents.values() for use in found]
    assert 0.2 < len(sheet.documents) / len(sheet.records) < 0.7
    assert all(use.evidence.details.issued_on and use.evidence.details.issued_on < NOW.date() for use in uses)
    files = [use.evidence.file for use in uses if use.evidence.file]
    assert files
    for file in files:
        assert filled.files.path(file.digest).read_bytes().startswith(b"%PDF-")


def test_assignments_and_comments__are_there_for_the_sections_of_the_questionnaire(filled: Workspace) -> None:
    assessment = next(one for one in of_cycle(filled, 0) if one.key.state == "XAV")
    with filled.database.reading() as connection:
        given = assignments.of_assessment(connection, assessment)
        said = comments.since(connection, assessment, dt.datetime.min.replace(tzinfo=dt.UTC), limit=100)
        newest = cycles.all_cycles(connection)[0]
    assert len(given) == 10
    assert all(one.due_on is not None and one.due_on < newest.closes_on for one in given)
    assert len(said) > 3
