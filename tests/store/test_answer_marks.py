"""Marks of answers: all of a cycle in one look, values only where they are asked for; and what is due in it."""

import datetime as dt

import pytest

from assessment.core.cycle_progress import AnswerMark
from assessment.core.revision import Answer, ChangeKind
from assessment.core.submission import Status
from assessment.errors import ContentError
from assessment.store import answer_marks, assignments, ministries, responses
from assessment.store.responses import Change
from tests.store.conftest import NOON, Filled


def write(filled: Filled) -> None:
    with filled.database.writing() as connection:
        responses.write_all(
            connection, filled.xenia, [filled.change("a.level", 2), filled.change("b.words", "Secret words")]
        )
        unsure = Change(
            filled.questions["a.choice"], Answer(Status.DONT_KNOW), ChangeKind.SAVED, 0, filled.chiara, NOON
        )
        responses.write_all(connection, filled.yoria, [unsure])
        responses.write_all(connection, filled.last, [filled.change("a.level", 4)])


def test_of_cycle__only_its_own_answers__values_where_asked_for(filled: Filled) -> None:
    write(filled)
    with filled.database.reading() as connection:
        found = answer_marks.of_cycle(connection, "2026", filled.questions, {"a.level"})
    assert found == {
        "XAA": {
            "a.level": AnswerMark(Status.ANSWERED, True, 2),
            "b.words": AnswerMark(Status.ANSWERED, True),
        },
        "XBB": {"a.choice": AnswerMark(Status.DONT_KNOW, False)},
    }


def test_of_cycle__no_values_asked_for__none_leaves_the_database(filled: Filled) -> None:
    write(filled)
    with filled.database.reading() as connection:
        found = answer_marks.of_cycle(connection, "2026", filled.questions, ())
        assert answer_marks.of_cycle(connection, "1999", filled.questions, ()) == {}
    assert {mark.value for marks in found.values() for mark in marks.values()} == {None}
    assert found["XAA"]["a.level"].has_value


def test_of_cycle__an_answer_without_its_question__is_refused(filled: Filled) -> None:
    write(filled)
    known = {name: one for name, one in filled.questions.items() if name != "b.words"}
    with filled.database.reading() as connection, pytest.raises(ContentError, match=r"b\.words"):
        answer_marks.of_cycle(connection, "2026", known, ())


def test_due_in_cycle__the_earliest_day_of_each_section(filled: Filled) -> None:
    first, second = dt.date(2026, 5, 10), dt.date(2026, 5, 20)
    with filled.database.writing() as connection:
        bodies = [ministries.add(connection, "XAA", name) for name in ("Justice", "Interior")]
        for body, day in zip(bodies, (second, first), strict=True):
            assignments.put(connection, filled.xenia, "a", body.id, day, by=filled.amara, at=NOON)
        assignments.put(connection, filled.xenia, "b", bodies[0].id, None, by=filled.amara, at=NOON)
        assignments.put(connection, filled.last, "b", bodies[0].id, first, by=filled.amara, at=NOON)
    with filled.database.reading() as connection:
        assert assignments.due_in_cycle(connection, "2026") == {"XAA": {"a": first}}
        assert assignments.due_in_cycle(connection, "2025") == {"XAA": {"b": first}}
        assert assignments.due_in_cycle(connection, "1999") == {}
