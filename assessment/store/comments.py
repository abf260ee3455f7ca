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
    connection: Connection, assessment: Assessment, questions: Collection[str]
) -> dict[str, tuple[Comment, ...]]:
    """Return the comments on questions, the oldest first; a question without any is left out."""
    query = _query(assessment).where(comments.c.question.in_(questions)).order_by(comments.c.id)
    found: dict[str, tuple[Comment, ...]] = {}
    for row in connection.execute(query):
        found[row.question] = (*found.get(row.question, ()), _comment(row))
    return found


def since(
    connection: Connection, assessment: Assessment, moment: dt.datetime, *, not_by: int | None = None
) -> tuple[Comment, ...]:
    """Return the comments after a moment, the newest first, perhaps without those of one account."""
    query = _query(assessment).where(comments.c.written_at > moment).order_by(comments.c.id.desc())
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
