"""Cycles, for the operator at the terminal: opening one on a version of the content, and listing them."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from assessment.content.archive import archive_digest, load_archive, pack
from assessment.content.library import load_register
from assessment.core.content_model import ID_PATTERN
from assessment.core.cycle import Cycle, SubmissionStatus
from assessment.core.log_entry import Happening, RowName
from assessment.core.package import ContentPackage
from assessment.core.states import StateRegister
from assessment.errors import ContentError, RequestError
from assessment.services.workspace import Workspace
from assessment.store import assessments, content_versions, cycles, log, states
from assessment.store.content_versions import ContentVersion
from assessment.store.database import Connection

LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class NewCycle:
    """A cycle to be opened; without a reference date, ages of dates count from the day it closes."""

    id: str
    title: str
    opens_on: dt.date
    closes_on: dt.date
    reference_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CycleLine:
    """A cycle in the list: how many assessments stand where, and how many States are still missing."""

    cycle: Cycle
    assessments: dict[SubmissionStatus, int]


@dataclass(frozen=True, eq=False)
class Content:
    """A version of the content, packed for the database."""

    package: ContentPackage
    archive: bytes
    digest: str


def open_cycle(workspace: Workspace, folder: Path, register: Path, new: NewCycle) -> tuple[Cycle, int]:
    """Open a cycle on the content of a folder, for the States of a register; return it and the number of States.

    Raise ContentError for content or a register with errors, RequestError for a cycle that cannot be opened so.
    """
    content = read_content(folder)
    _check_published(content.package)
    listed = load_register(register)
    with workspace.database.writing() as connection:
        cycle = add_cycle(connection, content, listed, new, workspace.clock())
    return cycle, len(listed.states)


def read_content(folder: Path) -> Content:
    """Return the content of a folder, packed; raise ContentError when it has errors."""
    archive = pack(folder)
    return Content(load_archive(archive), archive, archive_digest(archive))


def add_cycle(
    connection: Connection, content: Content, register: StateRegister, new: NewCycle, at: dt.datetime
) -> Cycle:
    """Store a cycle with its content, its States and their assessments; raise RequestError when it cannot be."""
    known = cycles.all_cycles(connection)
    _check(new, known)
    _check_register(connection, register)
    questionnaire = content.package.questionnaire
    _keep_content(connection, content, at)
    states.add_register(connection, register)
    previous = next((cycle.id for cycle in known if cycle.questionnaire == questionnaire.id), None)
    cycle = Cycle(
        new.id,
        new.title,
        questionnaire.id,
        questionnaire.version,
        new.opens_on,
        new.closes_on,
        new.reference_date or new.closes_on,
        previous,
    )
    cycles.add(connection, cycle)
    assessments.add_all(connection, cycle.id, [state.id for state in register.states])
    details = {"questionnaire": cycle.questionnaire, "version": cycle.version, "content": content.digest}
    opened = (RowName("assessments", (one.id,)) for one in assessments.of_cycle(connection, cycle.id))
    rows = RowName("cycles", (cycle.id,)), *opened
    log.append(connection, Happening("cycle.opened", cycle.id, at, cycle=cycle.id, details=details, rows=rows))
    return cycle


def list_cycles(workspace: Workspace) -> tuple[CycleLine, ...]:
    """Return all cycles, the newest first."""
    with workspace.database.reading() as connection:
        return tuple(
            CycleLine(cycle, assessments.count_by_status(connection, cycle.id))
            for cycle in cycles.all_cycles(connection)
        )


def _check(new: NewCycle, known: tuple[Cycle, ...]) -> None:
    if not re.fullmatch(ID_PATTERN, new.id) or len(new.id) > LONGEST_ID:
        raise RequestError(
            f'"{new.id}" is no id; write lower-case letters, digits, dots and hyphens, such as 2027.'
        )
    if any(cycle.id == new.id for cycle in known):
        raise RequestError(f"There is a cycle {new.id} already; choose another id.")
    if not new.title.strip():
        raise RequestError("The cycle has no title; give it one that people know it by.")
    if new.closes_on < new.opens_on:
        raise RequestError(f"The cycle would close on {new.closes_on}, before it opens; give a later day.")
    later = next((cycle for cycle in known if cycle.opens_on > new.opens_on), None)
    if later is not None:
        raise RequestError(f"Cycle {later.id} opens on {later.opens_on}; give this one a later day.")


def _check_published(package: ContentPackage) -> None:
    version = package.questionnaire.version
    if not any(published.version == version for published in package.published.versions):
        raise RequestError(
            f"Version {version} of {package.questionnaire.id} is not published; "
            "publish it first with python -m assessment publish FOLDER."
        )


def _check_register(connection: Connection, register: StateRegister) -> None:
    """Refuse invented States beside real ones: invented answers must never stand in a table with real ones."""
    invented = states.invented(connection)
    real = {state.id for state in states.all_states(connection)} - invented
    if real if register.training else invented:
        raise RequestError("Invented and real States cannot share a database; use another one.")


def _keep_content(connection: Connection, content: Content, at: dt.datetime) -> None:
    questionnaire = content.package.questionnaire
    stored = content_versions.digest(connection, questionnaire.id, questionnaire.version)
    if stored is None:
        version = ContentVersion(questionnaire.id, questionnaire.version, content.digest, content.archive, at)
        content_versions.add(connection, version)
    elif stored != content.digest:
        raise ContentError(
            f"Version {questionnaire.version} of {questionnaire.id} stands in the database with other content; "
            "give the changed content a new version."
        )
