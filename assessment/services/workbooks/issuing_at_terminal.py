"""Offline questionnaires for the operator at the terminal: of an assessment, or out of a folder of content."""

from collections.abc import Collection
from pathlib import Path
from uuid import uuid4

from assessment.content.archive import archive_digest, pack
from assessment.content.package import load_package
from assessment.core.answer_sheet import AnswerSheet
from assessment.core.cycle import AssessmentKey, current_cycle
from assessment.core.instrument import compile_instrument
from assessment.core.person import OPERATOR, Person, Role
from assessment.core.submission import Submission
from assessment.errors import RequestError
from assessment.locale import Phrases
from assessment.services.workbooks.issuing import (
    UNLABELLED,
    FileLabel,
    IssuedWorkbook,
    issue_workbook,
    issued_workbook,
    labelled,
)
from assessment.services.workspace import Operator, Workspace, now
from assessment.store import assessments, cycles, ministries
from assessment.store.database import Connection
from assessment.workbooks.offline.content import OfflineContent, OfflineFrame
from assessment.workbooks.offline.writer import write_offline_questionnaire


def issue_at_terminal(
    workspace: Workspace,
    state: str,
    *,
    cycle: str | None,
    language: str,
    sections: Collection[str] | None,
    ministry: str | None,
    label: FileLabel = UNLABELLED,
) -> IssuedWorkbook:
    """Issue the workbook of a State, in the current cycle unless one is named; a ministry is named by its name.

    Raise RequestError for a State, cycle or ministry that is not there, UnacceptableError as `issue_workbook`.
    """
    with workspace.database.reading() as connection:
        key = AssessmentKey(cycle or _current(connection, state, workspace), state)
        if assessments.get(connection, key) is None:
            raise RequestError(f"State {key.state} has no assessment in cycle {key.cycle}; correct the code.")
        number = None if ministry is None else _ministry(connection, state, ministry)
    operator = Operator("", Person(OPERATOR, "", Role.FOCAL_POINT, state))
    return issue_workbook(workspace, operator, key, language, sections, number, label)


def empty_workbook(
    folder: Path,
    say: Phrases,
    *,
    state: str,
    state_name: str,
    sections: Collection[str] | None,
    label: FileLabel = UNLABELLED,
) -> IssuedWorkbook:
    """Return the questionnaire in a folder of content as a workbook without answers, for any State.

    Raise ContentError when the content has errors, RequestError for a section that is not there.
    """
    package, archive = load_package(folder), pack(folder)
    known = [section.id for section in package.questionnaire.sections]
    for section in sections or ():
        if section not in known:
            raise RequestError(f'There is no section "{section}"; choose among {", ".join(known)}.')
    instrument = compile_instrument(package.questionnaire, package.rubric)
    made_at = now()
    reference = package.rubric.reference_date or made_at.date()
    frame = OfflineFrame(uuid4().hex, state, state_name, None, archive_digest(archive), made_at)
    content = OfflineContent(
        frame=labelled(frame, label.checked()),
        sheet=AnswerSheet(instrument, Submission(state), reference),
        sections=tuple(section for section in known if not sections or section in sections),
    )
    data = write_offline_questionnaire(content, say, say.content(package))
    return issued_workbook(content, data, say.language)


def _current(connection: Connection, state: str, workspace: Workspace) -> str:
    known = cycles.of_state(connection, state)
    if not known:
        raise RequestError(f"State {state} is in no cycle; correct the code, or open one for it.")
    return current_cycle(known, workspace.clock().date()).id


def _ministry(connection: Connection, state: str, name: str) -> int:
    found = ministries.find(connection, state, name)
    if found is None:
        names = ", ".join(one.name for one in ministries.of_state(connection, state)) or "none yet"
        raise RequestError(f'State {state} has no ministry "{name}"; it has: {names}.')
    return found.id
