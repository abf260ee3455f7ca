"""Comments of the national team on questions."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from assessment.core.cycle import Assessment
from assessment.core.teamwork import Comment
from assessment.store.tables import accounts, comments


def add(
    connection: Connection, assessment: Assessment, question: str, text: str, *, by: int, at: dt.datetime
) -> int:
    """Store a comment and return its id."""
    query = insert(comments).values(
        assessment=assessment.id, question=question, author=by, written_at=at, text=text
    )
    return int(connection.execute(query.returning(comments.c.id)).scalar_one())


def of_questions(
    connection: Connection, assessment: Assessment, questions: Collection[str], *, limit: int
) -> dict[str, tuple[Comment, ...]]:
    """Return the newest comments on each question, the oldest of them first; one without any is left out."""
    newness = func.row_number().over(partition_by=comments.c.question, order_by=comments.c.id.desc())
    own = (comments.c.assessment == assessment.id, comments.c.question.in_(questions))
    ranked = select(comments.c.id, newness.label("newness")).where(*own).subquery()
    newest = select(ranked.c.id).where(ranked.c.newness <= limit)
    query = _query(assessment).where(comments.c.id.in_(newest)).order_by(comments.c.id)
    found: dict[str, list[Comment]] = {}
    for row in connection.execute(query):
        found.setdefault(row.question, []).append(_comment(row))
    return {question: tuple(said) for question, said in found.items()}


def of_question(
    connection: Connection, assessment: Assessment, question: str, *, before: int, limit: int
) -> tuple[Comment, ...]:
    """Return the comments on a question next before one, by its id, the oldest of them first."""
    query = _query(assessment).where(comments.c.question == question, comments.c.id < before)
    rows = connection.execute(query.order_by(comments.c.id.desc()).limit(limit)).all()
    return tuple(_comment(row) for row in reversed(rows))


def since(
    connection: Connection, assessment: Assessment, moment: dt.datetime, *, limit: int, not_by: int | None = None
) -> tuple[Comment, ...]:
    """Return the newest comments after a moment, the newest first, perhaps without those of one account."""
    query = _query(assessment).where(comments.c.written_at > moment).order_by(comments.c.id.desc()).limit(limit)
    if not_by is not None:
        query = query.where(comments.c.author != not_by)
    return tuple(_comment(row) for row in connection.execute(query))


def count_by_question(connection: Connection, assessment: Assessment) -> dict[str, int]:
    """Count the comments by question; a question without any is left out."""
    query = select(comments.c.question, func.count().label("comments")).group_by(comments.c.question)
    rows = connection.execute(query.where(comments.c.assessment == assessment.id))
    return {row.question: row.comments for row in rows}


def _query(assessment: Assessment) -> Select[Any]:
    columns = comments.c
    return (
        select(columns.id, columns.question, accounts.c.name, columns.written_at, columns.text)
        .join(accounts, accounts.c.id == columns.author)
        .where(columns.assessment == assessment.id)
    )


def _comment(row: Row[Any]) -> Comment:
    return Comment(row.id, row.question, row.name, row.written_at, row.text)
