"""The chain of the log, and what it says about history and snapshots."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, RowMapping, select

from assessment.core.canonical_json import NO_DIGEST, canonical_json
from assessment.core.log_entry import Happening, RowName, entry_digest
from assessment.store.findings import Finding
from assessment.store.stored_rows import stored_rows
from assessment.store.tables import log, log_head
from assessment.store.vouched_rows import logged_marks


@dataclass
class LogFacts:
    """What the log says happened, gathered while it is read; `assessments` gives ids by (State, cycle).

    `versions` and `closed` go by the id of a version of an answer, `taken` and `withdrawn` by that of a snapshot,
    `judgements` by assessment and question. `rows` holds the newest digest of each row that the log vouches for.
    """

    assessments: Mapping[tuple[str | None, str | None], int]
    versions: dict[int, Happening] = field(default_factory=dict)
    closed: dict[int, Happening] = field(default_factory=dict)
    judgements: dict[tuple[int, str], Happening] = field(default_factory=dict)
    taken: dict[str, Happening] = field(default_factory=dict)
    withdrawn: dict[str, Happening] = field(default_factory=dict)
    rows: dict[RowName, str | None] = field(default_factory=dict)

    def assessment_of(self, happening: Happening) -> int:
        """Return the id of the assessment that something happened to; -1 where there is none."""
        return self.assessments.get((happening.state, happening.cycle), -1)

    def note(self, happening: Happening) -> None:
        """Gather what one entry says."""
        details = happening.details
        if isinstance(version := details.get("version"), int):
            self.versions[version] = happening
        if isinstance(closed := details.get("closed_version"), int):
            self.closed[closed] = happening
        if "judgement" in details:
            self.judgements[self.assessment_of(happening), happening.subject] = happening
        if happening.action == "snapshot.taken":
            self.taken[happening.subject] = happening
        if happening.action == "snapshot.withdrawn":
            self.withdrawn[happening.subject] = happening
        self.rows.update(logged_marks(happening))


def log_findings(connection: Connection, facts: LogFacts) -> Iterator[Finding]:
    """Yield what is wrong with the log, and gather into `facts` what it says."""
    number, digest = 0, NO_DIGEST
    for (found,), row in stored_rows(connection, log):
        place = f"log entry {found}"
        if found != number + 1:
            yield Finding("log_missing", place, f"The log jumps from entry {number} to entry {found}.")
        elif row is not None and row["previous"] != digest:
            yield Finding("log_order", place, f"Log entry {found} does not follow on entry {number}.")
        happening = None if row is None else _happening(row)
        if row is None or happening is None or entry_digest(found, happening, row["previous"]) != row["digest"]:
            yield Finding("log_changed", place, f"Log entry {found} is not as it was written.")
        if happening is not None:
            facts.note(happening)
        number, digest = found, NO_DIGEST if row is None else row["digest"]
    heads = connection.execute(select(log_head.c.number, log_head.c.digest)).all()
    if [tuple(row) for row in heads] != [(number, digest)]:
        sentence = (
            f"The log ends with entry {number}, and its head says otherwise: entries are missing or changed."
        )
        yield Finding("log_head", "log head", sentence)


def _happening(row: RowMapping) -> Happening | None:
    """Return what an entry says; None when its details are not as they are written."""
    try:
        details = json.loads(row["details"])
        if not isinstance(details, dict) or canonical_json(details) != row["details"]:
            return None
    except ValueError:
        return None
    return Happening(row["action"], row["subject"], row["at"], row["account"], row["state"], row["cycle"], details)
