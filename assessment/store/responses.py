"""Responses: the answer to each question as it stands. Every change is also a row of history and a log entry."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from assessment.core.cycle import Assessment
from assessment.core.log_entry import Happening
from assessment.core.questionnaire import Question
from assessment.core.revision import Answer, ChangeKind, ResponseRecord
from assessment.errors import ContentError, StorageError
from assessment.store import log
from assessment.store.answer_rows import answer_columns, answer_of, judgement_digest, version_digest
from assessment.store.tables import accounts, response_versions, responses

# Statements of every save are built once. `of` is the assessment, `at` the question.
_RECORDS = (
    select(responses, accounts.c.name.label("changed_by_name"))
    .join(accounts, accounts.c.id == responses.c.changed_by)
    .where(responses.c.assessment == bindparam("of"))
)
_SOME_RECORDS = _RECORDS.where(responses.c.question.in_(bindparam("among", expanding=True)))
_RECORD = _RECORDS.where(responses.c.question == bindparam("at"))
_JUDGE = update(responses).where(
    responses.c.assessment == bindparam("of"), responses.c.question == bindparam("at")
)
_REPLACE = _JUDGE.where(responses.c.revision == bindparam("stands"))
_ADD_VERSIONS = insert(response_versions).returning(response_versions.c.id, sort_by_parameter_order=True)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one answer by the account `by`. `based_on` is the revision that it changes, 0 for none.

    A second version is based on the revision that its author had seen. `carried_from` is the cycle whose answer
    holds again unchanged.
    """

    question: Question
    answer: Answer
    kind: ChangeKind
    based_on: int
    by: int
    at: dt.datetime
    carried_from: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The reviewed and the agreed value beside an answer, as the account `by` gives them."""

    question: Question
    reviewed: Answer | None
    agreed: Answer | None
    by: int
    at: dt.datetime


def response(connection: Connection, assessment: Assessment, question: Question) -> ResponseRecord:
    """Return the answer to a question; revision 0 where there is none.

    Lock the assessment first (`assessments.get(…, lock=True)`) when the answer is to be changed.
    """
    names = {"of": assessment.id, "at": question.id}
    row = connection.execute(_RECORD, names).mappings().one_or_none()
    return ResponseRecord(question.id) if row is None else _record(question, row)


def responses_of(
    connection: Connection,
    assessment: Assessment,
    questions: Mapping[str, Question],
    *,
    among: Collection[str] | None = None,
) -> dict[str, ResponseRecord]:
    """Return the answers of an assessment by question id; questions without one are left out.

    `questions` are those of the pinned content; `among` keeps to some of them. Raise ContentError when an answer
    has no question there.
    """
    records: dict[str, ResponseRecord] = {}
    names: dict[str, Any] = {"of": assessment.id}
    query = _RECORDS if among is None else _SOME_RECORDS
    names |= {} if among is None else {"among": sorted(among)}
    for row in connection.execute(query, names).mappings():
        question = questions.get(row["question"])
        if question is None:
            raise ContentError(
                f"There is a stored answer to {row['question']}, which the content does not have. "
                "Use the content version that the cycle was opened with."
            )
        records[question.id] = _record(question, row)
    return records


def write(connection: Connection, assessment: Assessment, change: Change) -> ResponseRecord:
    """Store a change as the next revision, with its history and log entry.

    Raise StorageError (database_busy) when another revision stands than the one that it is based on.
    """
    write_all(connection, assessment, [change])
    return response(connection, assessment, change.question)


def write_all(connection: Connection, assessment: Assessment, changes: Sequence[Change]) -> None:
    """Store many changes as `write` does; several of one answer follow one another.

    Raise ValueError for a second version, which is kept by `keep_second_versions`.
    """
    if any(change.kind is ChangeKind.SECOND_VERSION for change in changes):
        raise ValueError("a second version is no revision")
    first = {change.question.id: change for change in reversed(changes)}
    newest = {change.question.id: change for change in changes}
    begun = [change for name, change in newest.items() if first[name].based_on == 0]
    if begun:
        connection.execute(insert(responses), [_response_row(assessment, change) for change in begun])
    for name, change in newest.items():
        if first[name].based_on:
            _replace(connection, assessment, change, first[name].based_on)
    _keep_history(connection, assessment, changes)


def keep_second_versions(connection: Connection, assessment: Assessment, changes: Sequence[Change]) -> list[int]:
    """Keep stale writes beside the answers that stand, with their log entries; return the ids of the versions."""
    kept = [replace(change, kind=ChangeKind.SECOND_VERSION) for change in changes]
    return _keep_history(connection, assessment, kept)


def judge_all(connection: Connection, assessment: Assessment, judgements: Sequence[Judgement]) -> None:
    """Put reviewed and agreed values beside answers that there are, with a log entry each."""
    happenings, rows = [], []
    for judgement in judgements:
        row = _judgement_row(judgement)
        rows.append(row | {"judged": judgement.question.id})
        details = {"judgement": judgement_digest(row)}
        happenings.append(_happening(assessment, "response.reviewed", judgement, details))
    if rows:
        condition = responses.c.assessment == assessment.id, responses.c.question == bindparam("judged")
        connection.execute(update(responses).where(*condition), rows)
    log.append_all(connection, happenings)


def _keep_history(connection: Connection, assessment: Assessment, changes: Sequence[Change]) -> list[int]:
    rows = [_version_row(assessment, change) for change in changes]
    ids = list(connection.execute(_ADD_VERSIONS, rows).scalars()) if rows else []
    happenings = []
    for change, row, version in zip(changes, rows, ids, strict=True):
        details: dict[str, object] = {"version": version, "digest": version_digest(row)}
        if change.carried_from:
            details["carried_from"] = change.carried_from
        happenings.append(_happening(assessment, f"response.{change.kind}", change, details))
    log.append_all(connection, happenings)
    return ids


def _happening(
    assessment: Assessment, action: str, change: Change | Judgement, details: Mapping[str, object]
) -> Happening:
    key = assessment.key
    return Happening(action, change.question.id, change.at, change.by, key.state, key.cycle, details)


def _response_row(assessment: Assessment, change: Change) -> dict[str, object]:
    return {
        "assessment": assessment.id,
        "question": change.question.id,
        "revision": change.based_on + 1,
        **answer_columns(change.question, change.answer),
        "carried_from": change.carried_from,
        "changed_by": change.by,
        "changed_at": change.at,
    }


def _version_row(assessment: Assessment, change: Change) -> dict[str, object]:
    row = _response_row(assessment, change)
    del row["carried_from"]
    revision = None if change.kind is ChangeKind.SECOND_VERSION else change.based_on + 1
    return row | {"kind": change.kind.value, "revision": revision, "based_on": change.based_on}


def _judgement_row(judgement: Judgement) -> dict[str, Any]:
    row: dict[str, Any] = {"reviewed_by": judgement.by, "reviewed_at": judgement.at, "agreed_at": None}
    for prefix, answer in (("reviewed_", judgement.reviewed), ("agreed_", judgement.agreed)):
        columns = answer_columns(judgement.question, answer or Answer(), prefix)
        row |= columns if answer else dict.fromkeys(columns)
    return row | ({"agreed_at": judgement.at} if judgement.agreed else {})


def _replace(connection: Connection, assessment: Assessment, change: Change, stands: int) -> None:
    row = _response_row(assessment, change)
    names = {"of": row.pop("assessment"), "at": row.pop("question"), "stands": stands}
    if connection.execute(_REPLACE, row | names).rowcount != 1:
        raise StorageError("database_busy")


def _record(question: Question, row: RowMapping) -> ResponseRecord:
    return ResponseRecord(
        question=question.id,
        revision=row["revision"],
        answer=answer_of(question, row),
        carried_from=row["carried_from"],
        changed_by=row["changed_by_name"],
        changed_at=row["changed_at"],
        reviewed=answer_of(question, row, "reviewed_") if row["reviewed_status"] else None,
        agreed=answer_of(question, row, "agreed_") if row["agreed_status"] else None,
    )
