"""Reading a workbook of an assessment: whether it belongs there, and what is entered in it."""

from assessment.core.workbook_changes import ReadEntries
from assessment.errors import UnacceptableError
from assessment.services.workbooks.reading import ReceivedWorkbook, labels_of
from assessment.services.workspace import AssessmentDesk
from assessment.store import content_versions, cycles, states
from assessment.workbooks.offline.layout import OfflineIdentity
from assessment.workbooks.offline.reader import read_entries


def entries_for(at: AssessmentDesk, received: ReceivedWorkbook) -> ReadEntries:
    """Return what is entered in a workbook of the assessment at this desk.

    Raise UnacceptableError for one of another State, cycle, questionnaire or version.
    """
    _check_belongs(at, received.identity)
    labels = labels_of(at.package, received.identity)
    return read_entries(received.file, at.package.questionnaire, labels, at.now.date())


def _check_belongs(at: AssessmentDesk, identity: OfflineIdentity) -> None:
    key, cycle = at.assessment.key, at.cycle
    if identity.state != key.state:
        own = states.get(at.connection, key.state)
        name = identity.state_name or identity.state
        raise UnacceptableError("workbook_of_other_state", state=name, own=own.name if own else key.state)
    if identity.cycle != key.cycle:
        other = cycles.get(at.connection, identity.cycle)
        name = other.title if other else identity.cycle
        raise UnacceptableError("workbook_of_other_cycle", cycle=name, own=cycle.title)
    if identity.questionnaire != cycle.questionnaire:
        raise UnacceptableError("workbook_of_other_questionnaire", found=identity.questionnaire)
    if identity.version != cycle.version:
        raise UnacceptableError("workbook_of_other_version", found=identity.version, expected=cycle.version)
    digest = content_versions.digest(at.connection, cycle.questionnaire, cycle.version)
    if identity.content_digest not in {"", digest}:
        raise UnacceptableError("workbook_of_other_content", version=cycle.version)
