import datetime as dt
import threading
from typing import Any

import pytest

from assessment.core.revision import NO_ANSWER, Answer, ChangeKind
from assessment.core.submission import Status
from assessment.errors import ContentError, StorageError
from assessment.store import assessments, integrity, log, response_versions, responses
from assessment.store.responses import Judgement
from tests.store.conftest import NOON, Filled

VALUES: dict[str, Any] = {
    "a.level": 3,
    "a.choice": "courts",
    "a.bodies": frozenset({"police", "courts"}),
    "b.number": 12.25,
    "b.date": dt.date(2024, 2, 29),
    "b.words": "  two\nlines; \"quoted\" – \u200f\u0646\u0635\u200f \U0001d4b3 'x' %s {} \\",
}


@pytest.mark.parametrize("name", VALUES)
def test_a_value_comes_back_as_it_was_given(filled: Filled, name: str) -> None:
    with filled.database.writing() as connection:
        record = responses.write(connection, filled.xenia, filled.change(name, VALUES[name]))
    with filled.database.reading() as connection:
        assert responses.response(connection, filled.xenia, filled.questions[name]) == record
        assert responses.responses_of(connection, filled.xenia, filled.questions) == {name: record}
        assert responses.responses_of(connection, filled.yoria, filled.questions) == {}
    assert record.answer == Answer(Status.ANSWERED, VALUES[name], "", "As agreed.")
    assert (record.revision, record.changed_by, record.changed_at) == (1, "Amara", NOON)


@pytest.mark.parametrize(
    "answer",
    [
        NO_ANSWER,
        Answer(Status.DONT_KNOW),
        Answer(Status.NOT_APPLICABLE, None, "There is no such service."),
        Answer(Status.IN_PROGRESS, None, "", "Begun."),
        Answer(Status.IN_PROGRESS, 0),
        Answer(Status.ANSWERED, 0),
    ],
)
def test_every_kind_of_no_answer_stays_what_it_is(filled: Filled, answer: Answer) -> None:
    change = responses.Change(filled.questions["a.level"], answer, ChangeKind.SAVED, 0, filled.amara, NOON)
    with filled.database.writing() as connection:
        assert responses.write(connection, filled.xenia, change).answer == answer


def test_a_value_that_is_none_of_the_question_is_not_stored(filled: Filled) -> None:
    for name, value in (("a.level", 7), ("a.choice", "nobody"), ("a.bodies", frozenset({"police", "nobody"}))):
        with pytest.raises(ValueError, match="is no"), filled.database.writing() as connection:
            responses.write(connection, filled.xenia, filled.change(name, value))
    with filled.database.reading() as connection:
        assert responses.responses_of(connection, filled.xenia, filled.questions) == {}
        assert log.head(connection)[0] == 1


def test_an_answer_that_no_longer_fits_its_question_is_never_lost_in_silence(filled: Filled) -> None:
    with filled.database.writing() as connection:
        responses.write(connection, filled.xenia, filled.change("b.words", "many"))
    other = {"b.words": filled.questions["b.number"].model_copy(update={"id": "b.words"})}
    with filled.database.reading() as connection:
        with pytest.raises(ContentError, match=r"stored answer to b\.words"):
            responses.responses_of(connection, filled.xenia, other)
        with pytest.raises(ContentError, match=r"b\.words, which the content does not have"):
            responses.responses_of(connection, filled.xenia, {})


def test_revisions_count_up_and_every_one_stays_in_the_history(filled: Filled) -> None:
    with filled.database.writing() as connection:
        for revision in range(3):
            responses.write(connection, filled.xenia, filled.change("a.level", revision, revision))
    with filled.database.reading() as connection:
        found = response_versions.history(connection, filled.xenia, filled.questions)
        second = response_versions.revision(connection, filled.xenia, filled.questions["a.level"], 2)
    assert [(version.revision, version.based_on, version.answer.value) for version in found] == [
        (3, 2, 2),
        (2, 1, 1),
        (1, 0, 0),
    ]
    assert second == found[1]


def test_a_write_on_another_revision_than_the_one_that_stands_is_refused_whole(filled: Filled) -> None:
    with filled.database.writing() as connection:
        responses.write(connection, filled.xenia, filled.change("a.level", 1))
        responses.write(connection, filled.xenia, filled.change("a.level", 2, 1))
    with pytest.raises(StorageError, match="database_busy"), filled.database.writing() as connection:
        responses.write(connection, filled.xenia, filled.change("a.level", 3, 1))
    with filled.database.reading() as connection:
        assert responses.response(connection, filled.xenia, filled.questions["a.level"]).answer.value == 2
        assert log.head(connection)[0] == 3


def test_many_changes_are_the_same_as_one_by_one(filled: Filled) -> None:
    changes = [
        filled.change("a.level", 1),
        filled.change("b.words", "x"),
        filled.change("a.level", 2, 1, by=filled.bilal, minutes=5),
    ]
    with filled.database.writing() as connection:
        responses.write_all(connection, filled.xenia, changes)
        for change in changes[:2]:
            responses.write(connection, filled.yoria, change)
        responses.write(connection, filled.yoria, changes[2])
    with filled.database.reading() as connection:
        first, second = (
            responses.responses_of(connection, one, filled.questions) for one in (filled.xenia, filled.yoria)
        )
        histories = [
            [(v.question, v.revision, v.answer, v.changed_by) for v in found]
            for found in (
                response_versions.history(connection, one, filled.questions)
                for one in (filled.xenia, filled.yoria)
            )
        ]
    assert first == second
    assert histories[0] == histories[1]
    assert first["a.level"].revision == 2
    assert integrity.verify(filled.database, filled.files) == []


def test_reviewed_and_agreed_values_stand_beside_the_answer(filled: Filled) -> None:
    level = filled.questions["a.level"]
    reviewed, agreed = Answer(Status.ANSWERED, 2, "", "Not yet in force."), Answer(Status.ANSWERED, 3)
    with filled.database.writing() as connection:
        responses.write(connection, filled.xenia, filled.change("a.level", 4))
        responses.judge_all(connection, filled.xenia, [Judgement(level, reviewed, None, filled.chiara, NOON)])
        assert responses.response(connection, filled.xenia, level).agreed is None
        responses.judge_all(connection, filled.xenia, [Judgement(level, reviewed, agreed, filled.chiara, NOON)])
        record = responses.response(connection, filled.xenia, level)
    assert (record.answer.value, record.reviewed, record.agreed) == (4, reviewed, agreed)
    assert integrity.verify(filled.database, filled.files) == []


def test_second_versions_are_open_until_one_choice_is_made(filled: Filled) -> None:
    stale = filled.change("a.level", 4, 0, by=filled.bilal, kind=ChangeKind.SECOND_VERSION)
    with filled.database.writing() as connection:
        responses.write(connection, filled.xenia, filled.change("a.level", 1))
        [number] = responses.keep_second_versions(connection, filled.xenia, [stale])
    with filled.database.writing() as connection:
        [kept] = response_versions.open_second_versions(connection, filled.xenia, filled.questions)
        assert (kept.id, kept.revision, kept.answer.value, kept.changed_by) == (number, None, 4, "Bilal")
        assert kept.is_open
        close = response_versions.close_second_version
        assert not close(connection, filled.yoria, number, filled.amara, NOON)
        assert close(connection, filled.xenia, number, filled.amara, NOON)
        assert not close(connection, filled.xenia, number, filled.bilal, NOON)
        assert response_versions.open_second_versions(connection, filled.xenia, filled.questions) == ()
        closed = response_versions.version(connection, filled.xenia, filled.questions, number)
    assert closed is not None
    assert (closed.resolved_by, closed.resolved_at) == ("Amara", NOON)
    assert integrity.verify(filled.database, filled.files) == []


def test_two_who_write_at_once_make_one_revision_and_one_second_version(filled: Filled) -> None:
    barrier = threading.Barrier(2)
    faults: list[Exception] = []

    def write(by: int, value: int) -> None:
        try:
            barrier.wait(10)
            with filled.database.writing() as connection:
                assessment = assessments.get(connection, filled.xenia.key, lock=True)
                assert assessment is not None
                stands = responses.response(connection, assessment, filled.questions["a.level"]).revision
                if stands == 0:
                    responses.write(connection, assessment, filled.change("a.level", value, by=by))
                else:
                    kind = ChangeKind.SECOND_VERSION
                    change = filled.change("a.level", value, by=by, kind=kind)
                    responses.keep_second_versions(connection, assessment, [change])
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write, args=pair) for pair in ((filled.amara, 1), (filled.bilal, 2))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert faults == []
    with filled.database.reading() as connection:
        record = responses.response(connection, filled.xenia, filled.questions["a.level"])
        [kept] = response_versions.open_second_versions(connection, filled.xenia, filled.questions)
    assert record.revision == 1
    assert {record.answer.value, kept.answer.value} == {1, 2}
    assert integrity.verify(filled.database, filled.files) == []


def test_history_is_found_by_question_person_time_and_page(filled: Filled) -> None:
    with filled.database.writing() as connection:
        for i in range(4):
            by = filled.bilal if i % 2 else filled.amara
            responses.write(connection, filled.xenia, filled.change("a.level", i, i, by=by, minutes=i))
        responses.write(connection, filled.xenia, filled.change("b.words", "x", minutes=9))
        responses.write(connection, filled.yoria, filled.change("b.words", "y", by=filled.chiara))

    def found(**wanted: Any) -> list[object]:
        with filled.database.reading() as connection:
            versions = response_versions.history(connection, filled.xenia, filled.questions, **wanted)
        return [version.answer.value for version in versions]

    assert found() == ["x", 3, 2, 1, 0]
    assert found(of=["b.words"]) == ["x"]
    assert found(by=filled.bilal) == [3, 1]
    assert found(not_by=filled.bilal) == ["x", 2, 0]
    assert found(since=NOON + dt.timedelta(minutes=2)) == ["x", 3]
    assert found(limit=2) == ["x", 3]
    with filled.database.reading() as connection:
        last = response_versions.history(connection, filled.xenia, filled.questions, limit=2)[-1]
        counts = response_versions.changes_by_account(connection, filled.xenia)
    assert found(before=last.id, limit=2) == [2, 1]
    assert counts == {(filled.amara, "a.level"): 2, (filled.bilal, "a.level"): 2, (filled.amara, "b.words"): 1}


def test_history_goes_by_the_date_whatever_was_stored_first(filled: Filled) -> None:
    minutes = (30, 10, 20, 10)  # of two at the same time, the one that was stored last is the newer one
    with filled.database.writing() as connection:
        for place, minute in enumerate(minutes):
            responses.write(connection, filled.xenia, filled.change("a.level", place, place, minutes=minute))

    def page(before: int | None) -> list[Any]:
        with filled.database.reading() as connection:
            return list(
                response_versions.history(connection, filled.xenia, filled.questions, before=before, limit=1)
            )

    seen: list[Any] = []
    while found := page(seen[-1].id if seen else None):
        seen += found
    assert [one.answer.value for one in seen] == [0, 2, 3, 1]


def test_a_version_of_another_assessment_is_not_found(filled: Filled) -> None:
    with filled.database.writing() as connection:
        responses.write(connection, filled.yoria, filled.change("a.level", 1, by=filled.chiara))
        [theirs] = response_versions.history(connection, filled.yoria, filled.questions)
        assert response_versions.version(connection, filled.xenia, filled.questions, theirs.id) is None


def test_a_second_version_is_no_revision(filled: Filled) -> None:
    stale = filled.change("a.level", 1, kind=ChangeKind.SECOND_VERSION)
    with filled.database.writing() as connection:
        with pytest.raises(ValueError, match="is no revision"):
            responses.write(connection, filled.xenia, stale)
        [number] = responses.keep_second_versions(connection, filled.xenia, [filled.change("a.level", 1)])
        [kept] = response_versions.open_second_versions(connection, filled.xenia, filled.questions)
    assert (kept.id, kept.revision) == (number, None)
