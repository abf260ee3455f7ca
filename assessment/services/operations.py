"""Running the service, for the operator at the terminal: upgrading the database, checking that all is intact."""

from dataclasses import dataclass

from assessment.errors import RequestError, SettingsError
from assessment.services.workspace import Workspace
from assessment.settings import Settings
from assessment.store import log
from assessment.store.database import Connection, missing_file
from assessment.store.integrity import Finding, verify
from assessment.store.migrations import is_current, upgrade


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the store found, and where the log ends: to be noted down elsewhere."""

    findings: tuple[Finding, ...]
    entries: int
    digest: str


def upgrade_database(workspace: Workspace) -> bool:
    """Bring the database to the tables of this version; tell whether there was anything to do."""
    if is_current(workspace.database):
        return False
    upgrade(workspace.database)
    return True


def require_database(settings: Settings) -> None:
    """Raise SettingsError when an SQLite file is not there: its name may be misspelled, so none is made."""
    if (path := missing_file(settings.database_url_or_training_file)) is not None:
        raise SettingsError(
            f"There is no database {path}; correct its name, or make it with python -m assessment db upgrade."
        )


def require_current(workspace: Workspace) -> None:
    """Raise SettingsError when the database has not the tables of this version."""
    if not is_current(workspace.database):
        raise SettingsError(
            "The database has not the tables of this version; make them with python -m assessment db upgrade."
        )


def verify_store(workspace: Workspace, noted: tuple[int, str] | None = None) -> Verdict:
    """Check the log, and against it the history, answers, snapshots and records; and the files.

    `noted` is the number and digest of an earlier last entry, as noted down: with it, a log is found that was
    written anew as a whole. Raise SettingsError when the database has not the tables of this version.
    """
    require_current(workspace)
    with workspace.database.reading() as connection:
        number, digest = log.head(connection)
        against_note = [] if noted is None else _against_note(connection, noted)
    findings = [*verify(workspace.database, workspace.files), *against_note]
    return Verdict(tuple(findings), number, digest)


def _against_note(connection: Connection, noted: tuple[int, str]) -> list[Finding]:
    number, digest = noted
    if number < 1:
        raise RequestError("The noted entry must have a number from 1; write it as NUMBER:DIGEST.")
    entry = next(log.entries(connection, after=number - 1), None)
    if entry is not None and entry.number == number and entry.digest == digest:
        return []
    sentence = (
        f"Entry {number} of the log is not the one that was noted down; restore the last back-up that has it."
    )
    return [Finding("log_not_as_noted", f"log {number}", sentence)]
