"""Comments of the national team on questions."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, select

from assessment.core.cycle import Assessment
from assessment.core.teamwork import Comment
from assessment.store.tables import accounts, comments

_COMMENTS = select(
    comments.c.id, comments.c.question, accounts.c.name, comments.c.written_at, comments.c.text
).join(accounts, accounts.c.id == comments.c.author)
_ranked = (
    select(
        comments.c.id,
        func.row_number().over(partition_by=comments.c.question, order_by=comments.c.id.desc()).label("newness"),
    )
    .where(comments.c.assessment == bindparam("of"), comments.c.question.in_(bindparam("at", expanding=True)))
    .subquery()
)
# Built once: every card of the questionnaire asks.
_NEWEST = _COMMENTS.where(
    comments.c.id.in_(select(_ranked.c.id).where(_ranked.c.newness <= bindparam("most")))
).order_by(comments.c.id)


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
    names = {"of": assessment.id, "at": sorted(questions), "most": limit}
    found: dict[str, list[Comment]] = {}
    for row in connection.execute(_NEWEST, names):
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


def _query(assessment: Assessment) -> Select[Any]:
    return _COMMENTS.where(comments.c.assessment == assessment.id)


def _comment(row: Row[Any] | Row[Any, Any, Any, Any, Any]) -> Comment:
    return Comment(row.id, row.question, row.name, row.written_at, row.text)
