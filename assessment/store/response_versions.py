"""The history of answers: every revision and every second version, newest first."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, or_, select, update

from assessment.core.cycle import Assessment
from assessment.core.log_entry import Happening
from assessment.core.questionnaire import Question
from assessment.core.revision import ChangeKind, ResponseVersion
from assessment.store import log
from assessment.store.answer_rows import answer_of
from assessment.store.tables import accounts, response_versions

_authors = accounts.alias("authors")
_resolvers = accounts.alias("resolvers")
_VERSIONS = (
    select(
        response_versions,
        _authors.c.name.label("changed_by_name"),
        _resolvers.c.name.label("resolved_by_name"),
    )
    .join(_authors, _authors.c.id == response_versions.c.changed_by)
    .outerjoin(_resolvers, _resolvers.c.id == response_versions.c.resolved_by)
)
_again = response_versions.alias("last_shown").c
_VERSIONS_AGAIN = select(_again.changed_at)
# Built once: every card of the questionnaire asks.
_OPEN_SECOND_VERSIONS = _VERSIONS.where(
    response_versions.c.assessment == bindparam("of"),
    response_versions.c.kind == ChangeKind.SECOND_VERSION.value,
    response_versions.c.resolved_at.is_(None),
).order_by(response_versions.c.id)


def history(
    connection: Connection,
    assessment: Assessment,
    questions: Mapping[str, Question],
    *,
    of: Collection[str] | None = None,
    by: int | None = None,
    not_by: int | None = None,
    since: dt.datetime | None = None,
    before: int | None = None,
    limit: int = 50,
) -> tuple[ResponseVersion, ...]:
    """Return changes of answers, the newest first.

    `of` keeps to these questions, `by` and `not_by` to an account or to all others, `since` to changes after a
    moment, `before` to versions that stand below the one with this id (for the next page).
    """
    versions = response_versions.c
    query = _versions(assessment).order_by(versions.changed_at.desc(), versions.id.desc()).limit(limit)
    query = query.where(versions.question.in_(questions if of is None else of))
    if by is not None:
        query = query.where(versions.changed_by == by)
    if not_by is not None:
        query = query.where(versions.changed_by != not_by)
    if since is not None:
        query = query.where(versions.changed_at > since)
    if before is not None:
        last = _VERSIONS_AGAIN.where(_again.id == before, _again.assessment == assessment.id).scalar_subquery()
        query = query.where(
            or_(versions.changed_at < last, and_(versions.changed_at == last, versions.id < before))
        )
    return _read(connection, query, questions)


def version(
    connection: Connection, assessment: Assessment, questions: Mapping[str, Question], number: int
) -> ResponseVersion | None:
    """Return one version of this assessment by its id; None where there is none."""
    found = _read(connection, _versions(assessment).where(response_versions.c.id == number), questions)
    return found[0] if found else None


def revision(
    connection: Connection, assessment: Assessment, question: Question, number: int
) -> ResponseVersion | None:
    """Return the version that made a revision of an answer; None where there is none."""
    versions = response_versions.c
    query = _versions(assessment).where(versions.question == question.id, versions.revision == number)
    found = _read(connection, query, {question.id: question})
    return found[0] if found else None


def open_second_versions(
    connection: Connection, assessment: Assessment, questions: Mapping[str, Question]
) -> tuple[ResponseVersion, ...]:
    """Return the second versions that nobody has decided on, the oldest first."""
    return _read(connection, _OPEN_SECOND_VERSIONS.params(of=assessment.id), questions)


def close_second_version(
    connection: Connection, assessment: Assessment, number: int, by: int, at: dt.datetime
) -> bool:
    """Mark a second version as decided on, with a log entry; tell whether it was open."""
    versions = response_versions.c
    row = connection.execute(
        update(response_versions)
        .where(versions.assessment == assessment.id, versions.id == number)
        .where(versions.kind == ChangeKind.SECOND_VERSION.value, versions.resolved_at.is_(None))
        .values(resolved_by=by, resolved_at=at)
        .returning(versions.question)
    ).one_or_none()
    if row is None:
        return False
    key = assessment.key
    happening = Happening(
        "second_version.closed", row.question, at, by, key.state, key.cycle, {"closed_version": number}
    )
    log.append(connection, happening)
    return True


def changes_by_account(connection: Connection, assessment: Assessment) -> dict[tuple[int, str], int]:
    """Count the changes of each account by question: (account, question) → changes."""
    versions = response_versions.c
    query = (
        select(versions.changed_by, versions.question, func.count())
        .where(versions.assessment == assessment.id)
        .group_by(versions.changed_by, versions.question)
    )
    return {(account, question): count for account, question, count in connection.execute(query)}


def _versions(assessment: Assessment) -> Select[Any]:
    return _VERSIONS.where(response_versions.c.assessment == assessment.id)


def _read(
    connection: Connection, query: Select[Any], questions: Mapping[str, Question]
) -> tuple[ResponseVersion, ...]:
    rows = connection.execute(query).mappings()
    return tuple(
        ResponseVersion(
            id=row["id"],
            question=row["question"],
            kind=ChangeKind(row["kind"]),
            revision=row["revision"],
            based_on=row["based_on"],
            answer=answer_of(questions[row["question"]], row),
            changed_by=row["changed_by_name"],
            changed_at=row["changed_at"],
            resolved_by=row["resolved_by_name"],
            resolved_at=row["resolved_at"],
        )
        for row in rows
    )
