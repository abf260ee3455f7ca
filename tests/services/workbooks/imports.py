"""What tests of imports share: workbooks that are issued, filled in, previewed and imported in Xenia."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.revision import Answer, ResponseRecord, ResponseVersion
from assessment.core.submission import Status
from assessment.core.three_way_merge import Outcome, Side
from assessment.services.answering import open_question, save_answer
from assessment.services.history import changes
from assessment.services.workbooks.importing import ImportPreview, ImportResult, apply_import, preview_import
from assessment.services.workbooks.issuing import issue_workbook
from assessment.store import log
from tests.workbooks.filled_workbooks import STRATEGY, Filling
from tests.workspaces import Office

NAME = "questionnaire.xlsx"

Fill = Mapping[str, object]


@dataclass(frozen=True)
class File:
    """A file as whoever received it holds it."""

    data: bytes


def issued(office: Office, by: str = "Amara", **more: object) -> bytes:
    """Return a workbook as it is downloaded now."""
    return issue_workbook(office.workspace, office.caller(by), office.key, "en", **more).data  # type: ignore[arg-type]


def filled(data: bytes, answers: Fill, comment: str = "") -> bytes:
    """Return a workbook in which somebody entered answers, and perhaps a comment on the strategy."""
    filling = Filling.of(data)
    for question, value in answers.items():
        filling.set(question, value)
    if comment:
        filling.set(STRATEGY, comment, "comment")
    return filling.bytes()


def preview(office: Office, data: bytes, by: str = "Amara") -> ImportPreview:
    return preview_import(office.workspace, office.caller(by), office.key, NAME, data)


def apply(
    office: Office,
    data: bytes,
    choices: Mapping[str, Side] | None = None,
    by: str = "Amara",
    expected: str = "",
    *,
    leave_out: bool = False,
) -> ImportResult:
    expected = expected or preview(office, data, by).digest
    caller, sides = office.caller(by), choices or {}
    return apply_import(office.workspace, caller, office.key, data, sides, expected, leave_out=leave_out)


def save(office: Office, question: str, answer: Answer, by: str = "Amara", seen: int = 0) -> None:
    save_answer(office.workspace, office.caller(by), office.key, question, answer, seen=seen)


def record(office: Office, question: str) -> ResponseRecord:
    return open_question(office.workspace, office.caller("Amara"), office.key, question).record


def history(office: Office, question: str) -> list[ResponseVersion]:
    return list(changes(office.workspace, office.caller("Amara"), office.key, question=question))


def head(office: Office) -> tuple[int, str]:
    with office.workspace.database.reading() as connection:
        return log.head(connection)


def level(value: int, explanation: str = "") -> Answer:
    return Answer(Status.ANSWERED, value, explanation=explanation)


def outcomes(found: ImportPreview) -> dict[str, Outcome]:
    return {change.question: change.outcome for change in found.changes}
