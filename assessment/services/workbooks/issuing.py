"""Issuing an offline questionnaire: what a ministry fills in without a network, with what is answered already."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from assessment.core.access import Permission
from assessment.core.cycle import AssessmentKey
from assessment.core.log_entry import Happening
from assessment.core.pack import Classification
from assessment.core.person import OPERATOR, Ministry, Role
from assessment.core.teamwork import Assignment
from assessment.errors import DeniedError, UnacceptableError
from assessment.locale import Phrases, languages, phrases
from assessment.services.packs.frame import checked_label
from assessment.services.previous_answers import previous_answers
from assessment.services.stored_answers import answer_sheet
from assessment.services.workbooks.file_names import workbook_file_name
from assessment.services.workspace import AssessmentDesk, Caller, Workspace, check_number, desk
from assessment.store import accounts, assignments, content_versions, cycles, log, ministries, states
from assessment.workbooks.offline.content import OfflineContent, OfflineFrame
from assessment.workbooks.offline.writer import write_offline_questionnaire


@dataclass(frozen=True, slots=True)
class FileLabel:
    """The label on a file; `national` is a State's own, which may stand beside it."""

    classification: Classification = Classification.UNCLASSIFIED
    national: str = ""

    def checked(self) -> "FileLabel":
        """Return the label on one line; raise UnacceptableError for one that is too long."""
        return FileLabel(self.classification, checked_label(self.national))


UNLABELLED = FileLabel()


@dataclass(frozen=True, slots=True)
class IssuedWorkbook:
    """A workbook to be handed out; `workbook_id` is what its log entry and the file itself call it."""

    file_name: str
    data: bytes
    workbook_id: str


def issue_workbook(
    workspace: Workspace,
    caller: Caller,
    key: AssessmentKey,
    language: str,
    sections: Collection[str] | None = None,
    ministry: int | None = None,
    label: FileLabel = UNLABELLED,
) -> IssuedWorkbook:
    """Return the offline questionnaire of some sections, in the order asked; it is logged that it was issued.

    Without sections, those that were given to the ministry; without a ministry, those of a contributor's own, and
    all for others. Raise UnacceptableError for a language or section that is not there, or too long a label.
    """
    label = label.checked()
    say = _phrases(workspace, language)
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key, changes=True) as at:
        body = _ministry(at, ministry)
        given = assignments.of_assessment(at.connection, at.assessment)
        chosen = _sections(at, given, sections, body, asked_for_ministry=ministry is not None)
        content = _content(workspace, at, given, chosen, body)
        content = replace(content, frame=labelled(content.frame, label))
        words = say.content(at.package)
        _note(at, content, language, body)
    # The file is written after the desk is closed: nobody need wait for it.
    data = write_offline_questionnaire(content, say, words)
    return issued_workbook(content, data, language)


def labelled(frame: OfflineFrame, label: FileLabel) -> OfflineFrame:
    """Return a frame with a label."""
    return replace(frame, classification=label.classification, national_label=label.national)


def _phrases(workspace: Workspace, language: str) -> Phrases:
    """Return how a language says things; raise UnacceptableError where nothing is written in it."""
    if language not in {known.code for known in languages(with_pseudo=workspace.training)}:
        raise UnacceptableError("workbook_language_unknown")
    return phrases(language)


def issued_workbook(content: OfflineContent, data: bytes, language: str) -> IssuedWorkbook:
    """Return a workbook that was written, under a name that says whose it is, what is in it, and which one."""
    frame = content.frame
    name = workbook_file_name(
        content.sheet.instrument.questionnaire,
        ("workbook", frame.state, frame.cycle.id if frame.cycle else ""),
        content.sections,
        frame.ministry,
        language,
        frame.issued_at.date().isoformat(),
        frame.id[:8],
    )
    return IssuedWorkbook(name, data, frame.id)


def _ministry(at: AssessmentDesk, number: int | None) -> Ministry | None:
    """Return the ministry that a workbook is for; another State's and one that is not there look the same."""
    if number is None:
        return at.person.ministry
    check_number(number)
    found = ministries.get(at.connection, number)
    if found is None or found.state != at.assessment.key.state:
        raise DeniedError("not_found")
    return found


def _sections(
    at: AssessmentDesk,
    given: Sequence[Assignment],
    wanted: Collection[str] | None,
    body: Ministry | None,
    *,
    asked_for_ministry: bool,
) -> tuple[str, ...]:
    """Return the sections of a workbook, in the order asked."""
    known = [section.id for section in at.package.questionnaire.sections]
    if wanted is not None:
        unknown = sorted(set(wanted) - set(known))
        if unknown:
            raise UnacceptableError("workbook_section_unknown", section=unknown[0])
        if not wanted:
            raise UnacceptableError("workbook_no_section")
        return tuple(section for section in known if section in wanted)
    own = {one.section for one in given if one.ministry == body}
    if asked_for_ministry and not own:
        raise UnacceptableError("workbook_ministry_without_section")
    return tuple(section for section in known if section in own or not own)


def _content(
    workspace: Workspace,
    at: AssessmentDesk,
    given: Sequence[Assignment],
    sections: tuple[str, ...],
    body: Ministry | None,
) -> OfflineContent:
    sheet = answer_sheet(workspace, at)
    previous = previous_answers(workspace, at, sheet.records, _questions(at, sections), also_answered=True)
    before = cycles.get(at.connection, at.cycle.previous) if at.cycle.previous else None
    return OfflineContent(
        frame=_frame(workspace, at, given, sections, body),
        sheet=sheet,
        sections=sections,
        previous={question: found.answer for question, found in previous.items()},
        previous_cycle=before.title if before else "",
    )


def _questions(at: AssessmentDesk, sections: Collection[str]) -> list[str]:
    chosen = (section for section in at.package.questionnaire.sections if section.id in sections)
    return [question.id for section in chosen for question in section.questions]


def _frame(
    workspace: Workspace,
    at: AssessmentDesk,
    given: Sequence[Assignment],
    sections: Collection[str],
    body: Ministry | None,
) -> OfflineFrame:
    key, cycle = at.assessment.key, at.cycle
    state = states.get(at.connection, key.state)
    team = accounts.all_accounts(at.connection, state=key.state)
    return OfflineFrame(
        id=uuid4().hex,
        state=key.state,
        state_name=state.name if state else key.state,
        cycle=cycle,
        content_digest=content_versions.digest(at.connection, cycle.questionnaire, cycle.version) or "",
        issued_at=at.now,
        ministry=body.name if body else "",
        issued_by=at.person.name,
        due_on=_due(given, sections, body, cycle.closes_on),
        contacts=tuple(one.name for one in team if one.active and one.role is Role.FOCAL_POINT),
        is_training=workspace.training,
    )


def _due(
    given: Sequence[Assignment], sections: Collection[str], body: Ministry | None, closes_on: dt.date
) -> dt.date:
    """Return when a workbook is wanted back: when the first of its sections is due, or on the last day."""
    days = [
        one.due_on
        for one in given
        if one.section in sections and one.due_on is not None and (body is None or one.ministry == body)
    ]
    return min([*days, closes_on])


def _note(at: AssessmentDesk, content: OfflineContent, language: str, body: Ministry | None) -> None:
    key = at.assessment.key
    account = None if at.person.account == OPERATOR else at.person.account
    details = {
        "language": language,
        "sections": list(content.sections),
        "ministry": body.id if body else None,
        "classification": content.frame.classification.value,
    }
    happening = Happening("workbook.issued", content.frame.id, at.now, account, key.state, key.cycle, details)
    log.append(at.connection, happening)
