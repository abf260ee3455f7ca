"""Whether the history fits the log, and the answers as they stand fit their history."""

from collections.abc import Iterator

from sqlalchemy import Connection, RowMapping

from assessment.core.log_entry import Happening
from assessment.store.answer_rows import NO_JUDGEMENT, judgement_digest, version_digest
from assessment.store.findings import Finding
from assessment.store.log_integrity import LogFacts
from assessment.store.stored_rows import stored_rows
from assessment.store.tables import response_versions, responses

_STANDS = ("status", "value", "reason", "explanation", "revision", "changed_by", "changed_at")

_Newest = dict[tuple[int, str], RowMapping]


def history_findings(connection: Connection, facts: LogFacts) -> Iterator[Finding]:
    """Yield versions of answers that do not fit the log, and answers that do not fit their newest version."""
    newest: _Newest = {}
    yield from _versions(connection, facts, newest)
    yield from _responses(connection, facts, newest)


def _versions(connection: Connection, facts: LogFacts, newest: _Newest) -> Iterator[Finding]:
    missing = dict(facts.versions)
    for (number,), row in stored_rows(connection, response_versions):
        place = f"history {number}"
        happening = missing.pop(number, None)
        if happening is None:
            yield Finding(
                "history_unlogged", place, f"Entry {number} of the history of answers is not in the log."
            )
        elif row is None or not _fits(row, happening) or not _is_resolved_as_logged(row, facts):
            yield Finding(
                "history_changed", place, f"Entry {number} of the history of answers is not as it was written."
            )
        if row is not None and row["revision"] is not None:
            key = row["assessment"], row["question"]
            if key not in newest or newest[key]["revision"] < row["revision"]:
                newest[key] = row
    for number in missing:
        yield Finding(
            "history_missing", f"history {number}", f"Entry {number} of the history of answers is missing."
        )


def _fits(row: RowMapping, happening: Happening) -> bool:
    said = happening.details.get("digest"), happening.action, happening.subject, happening.account, happening.at
    return said == (
        version_digest(row),
        f"response.{row['kind']}",
        row["question"],
        row["changed_by"],
        row["changed_at"],
    )


def _is_resolved_as_logged(row: RowMapping, facts: LogFacts) -> bool:
    closed = facts.closed.get(row["id"])
    logged = (None, None) if closed is None else (closed.account, closed.at)
    return logged == (row["resolved_by"], row["resolved_at"])


def _responses(connection: Connection, facts: LogFacts, newest: _Newest) -> Iterator[Finding]:
    missing = dict(newest)
    for (assessment, question), row in stored_rows(connection, responses):
        place = f"answer to {question} in assessment {assessment}"
        version = missing.pop((assessment, question), None)
        if row is None or version is None or not _stands(row, version, facts):
            yield Finding("answer_changed", place, f"The {place} is not the newest one of its history.")
        elif not _is_judged_as_logged(row, facts):
            yield Finding(
                "judgement_changed", place, f"The reviewed values of the {place} are not as they were written."
            )
    for assessment, question in missing:
        place = f"answer to {question} in assessment {assessment}"
        yield Finding("answer_missing", place, f"The {place} is missing.")


def _stands(row: RowMapping, version: RowMapping, facts: LogFacts) -> bool:
    happening = facts.versions.get(version["id"])
    carried_from = happening.details.get("carried_from") if happening else None
    return row["carried_from"] == carried_from and all(row[name] == version[name] for name in _STANDS)


def _is_judged_as_logged(row: RowMapping, facts: LogFacts) -> bool:
    happening = facts.judgements.get((row["assessment"], row["question"]))
    said: tuple[object, ...] = (judgement_digest(NO_JUDGEMENT), None, None, None)
    if happening is not None:
        agreed_at = happening.at if row["agreed_status"] is not None else None
        said = happening.details.get("judgement"), happening.account, happening.at, agreed_at
    return said == (judgement_digest(row), row["reviewed_by"], row["reviewed_at"], row["agreed_at"])
