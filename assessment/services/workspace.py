"""The workspace of the application, and the desk at which a service works for one caller.

Every service function opens exactly one desk: a transaction in which the session is looked up again and the
permission is checked before anything else is read.
"""

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any, overload

from assessment.core.access import Permission, may
from assessment.core.cycle import Assessment, AssessmentKey, Cycle
from assessment.core.instrument import Instrument
from assessment.core.package import ContentPackage
from assessment.core.person import Person
from assessment.errors import ClosedError, DeniedError, SignedOutError, StorageError
from assessment.services.background import Background
from assessment.services.begun_imports import BegunImports
from assessment.services.content_shelf import ContentShelf
from assessment.services.frozen_answers import FrozenAnswers
from assessment.settings import Settings
from assessment.store import assessments, assignments, cycles, sessions
from assessment.store.database import Connection, Database, open_database
from assessment.store.files import EvidenceFiles

Clock = Callable[[], dt.datetime]
"""Tells the time, aware and in UTC."""

SEEN_EVERY = dt.timedelta(minutes=1)
"""How often at most a session notes that it is in use."""

HIGHEST_NUMBER = 2**31 - 1
"""The highest id that the tables can hold."""

_WHILE_OPEN = frozenset({Permission.ANSWER, Permission.SUBMIT})


def now() -> dt.datetime:
    """Return the time in UTC."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, eq=False)
class Workspace:
    """What every service works with: one per process."""

    database: Database
    files: EvidenceFiles
    content: ContentShelf
    clock: Clock
    training: bool
    frozen: FrozenAnswers = field(default_factory=FrozenAnswers)
    background: Background = field(default_factory=Background)
    begun_imports: BegunImports = field(default_factory=BegunImports)

    def forget_session(self, session: str) -> None:
        """Let go of all that memory holds for a session that has ended."""
        self.begun_imports.forget_session(session)
        self.background.forget_session(session)

    def forget_account(self, account: int, *, but: str | None = None) -> None:
        """Let go of all that memory holds for a person whose sessions have ended, but for one that goes on."""
        self.begun_imports.forget_account(account, but=but)
        self.background.forget_account(account, but=but)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the SHA-256 of a session token in hexadecimal digits. All that a page knows of a person."""

    session: str


@dataclass(frozen=True, slots=True)
class Operator(Caller):
    """Whoever works at the terminal of the server, in the place of a person; no page ever makes one.

    The account of the person is OPERATOR: nobody's.
    """

    person: Person


@dataclass(frozen=True, eq=False)
class Desk:
    """One transaction in the name of a person. What belongs to an assessment is there when one was named."""

    connection: Connection
    person: Person
    now: dt.datetime
    cycle: Cycle | None
    assessment: Assessment | None
    package: ContentPackage | None
    instrument: Instrument | None
    assigned: frozenset[str]


@dataclass(frozen=True, eq=False)
class AssessmentDesk(Desk):
    """A desk at one assessment. `assigned` holds the sections given to the person's ministry."""

    cycle: Cycle
    assessment: Assessment
    package: ContentPackage
    instrument: Instrument


def open_workspace(settings: Settings, clock: Clock = now) -> Workspace:
    """Open the database and the folder of evidence that the settings name."""
    database = open_database(settings.database_url_or_training_file)
    files = EvidenceFiles(settings.data_folder / "evidence", settings.max_upload_mb)
    return Workspace(database, files, ContentShelf(database), clock, settings.training)


@overload
def desk(
    workspace: Workspace,
    caller: Caller,
    permission: Permission,
    key: AssessmentKey,
    *,
    section: str | None = None,
    question: str | None = None,
    changes: bool = False,
    even_if_closed: bool = False,
) -> AbstractContextManager[AssessmentDesk]: ...


@overload
def desk(
    workspace: Workspace, caller: Caller, permission: Permission, key: None = None, *, changes: bool = False
) -> AbstractContextManager[Desk]: ...


@contextmanager
def desk(
    workspace: Workspace,
    caller: Caller,
    permission: Permission,
    key: AssessmentKey | None = None,
    *,
    section: str | None = None,
    question: str | None = None,
    changes: bool = False,
    even_if_closed: bool = False,
) -> Iterator[Any]:
    """Open a transaction for a caller who may do this; `changes` takes one that writes.

    A question stands for its section. Answering and submitting also need an open cycle and an assessment that
    takes answers, unless `even_if_closed`. Raise SignedOutError, DeniedError or ClosedError.
    """
    with workspace.database.writing() if changes else workspace.database.reading() as connection:
        moment = workspace.clock()
        person = _look_up(connection, caller, moment)
        session = sessions.get(connection, caller.session)
        if key is None:
            _check(person, permission, may(person, permission, state=person.state))
            yield Desk(connection, person, moment, None, None, None, None, frozenset())
        else:
            at = _at_assessment(workspace, connection, caller, person, key, lock=changes)
            check_may(at, permission, section=section, question=question)
            if changes and permission in _WHILE_OPEN and not even_if_closed:
                check_takes_answers(at)
            yield at
    if session is not None and moment - session.seen_at >= SEEN_EVERY:
        _note_seen(workspace, caller, moment)


def closed_reason(at: AssessmentDesk) -> ClosedError | None:
    """Return why no changes are taken at this time; None while they are."""
    today = at.now.date()
    if today < at.cycle.opens_on:
        return ClosedError("cycle_not_open", date=at.cycle.opens_on)
    if today > at.cycle.closes_on:
        return ClosedError("cycle_closed", date=at.cycle.closes_on)
    if not at.assessment.status.takes_answers:
        return ClosedError("assessment_submitted")
    return None


def check_takes_answers(at: AssessmentDesk) -> None:
    """Raise ClosedError when the cycle or the assessment takes no changes."""
    reason = closed_reason(at)
    if reason is not None:
        raise reason


def check_number(number: int) -> None:
    """Raise DeniedError for a number that no row can have; the database cannot even look for some."""
    if not 0 < number <= HIGHEST_NUMBER:
        raise DeniedError("not_found")


def check_may(
    at: AssessmentDesk, permission: Permission, *, section: str | None = None, question: str | None = None
) -> None:
    """Raise DeniedError when the person may not do this to a section or a question of the assessment."""
    questionnaire = at.package.questionnaire
    titles = {part.id: part.title for part in questionnaire.sections}
    if question is not None:
        found = questionnaire.section_of.get(question)
        if found is None:
            raise DeniedError("not_found")
        section = found.id
    if section is not None and section not in titles:
        raise DeniedError("not_found")
    if may(at.person, permission, state=at.assessment.key.state, section=section, assigned=at.assigned):
        return
    if permission is Permission.ANSWER and section is not None:
        raise DeniedError("section_not_yours", section=titles[section])
    raise DeniedError("not_allowed")


def _look_up(connection: Connection, caller: Caller, moment: dt.datetime) -> Person:
    if isinstance(caller, Operator):
        return caller.person
    if not caller.session.isascii():  # no digest; the database may not even be able to look for it
        raise SignedOutError("signed_out")
    person = sessions.person_of_session(connection, caller.session, moment)
    if person is None:
        raise SignedOutError("signed_out")
    return person


def _check(person: Person, permission: Permission, allowed: bool) -> None:
    if person.must_change_password:
        raise DeniedError("change_password_first")
    if not allowed:
        raise DeniedError("not_allowed")


def _at_assessment(
    workspace: Workspace, connection: Connection, caller: Caller, person: Person, key: AssessmentKey, *, lock: bool
) -> AssessmentDesk:
    """Return the desk at a person's own assessment; another State's and one that is not there look the same."""
    if person.must_change_password:
        raise DeniedError("change_password_first")
    # What is no id never reaches the database, which may not be able to take it.
    if person.state != key.state or not (key.cycle.isascii() and key.cycle.isprintable()):
        raise DeniedError("not_found")
    assessment = assessments.get(connection, key, lock=lock)
    cycle = cycles.get(connection, key.cycle)
    if assessment is None or cycle is None:
        raise DeniedError("not_found")
    moment = workspace.clock()  # the lock is ours by now, perhaps after a wait
    if lock:
        # Whoever had it before us may have closed this very account.
        person = _look_up(connection, caller, moment)
    assigned = (
        assignments.sections_of(connection, assessment, person.ministry.id) if person.ministry else frozenset()
    )
    return AssessmentDesk(
        connection,
        person,
        moment,
        cycle,
        assessment,
        workspace.content.package(cycle.questionnaire, cycle.version, connection),
        workspace.content.instrument(cycle.questionnaire, cycle.version, connection),
        assigned,
    )


def _note_seen(workspace: Workspace, caller: Caller, moment: dt.datetime) -> None:
    """Note that a session is in use, in a transaction of its own: reading must work where writing does not."""
    with contextlib.suppress(StorageError), workspace.database.writing() as connection:
        sessions.note_seen(connection, caller.session, moment)
