"""What an import writes: answers with their history, documents, comments, and one entry of the log."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessment.core.log_entry import Happening, RowName
from assessment.core.revision import ChangeKind
from assessment.core.three_way_merge import CHANGE_HERE, Outcome, Side
from assessment.core.workbook_changes import NewComment, NewDocument, QuestionChange
from assessment.errors import UnacceptableError
from assessment.services.evidence_log import note_evidence
from assessment.services.workbooks.earlier_imports import IMPORTED, taken_mark
from assessment.services.workbooks.merging import ImportPreview
from assessment.services.workspace import HIGHEST_NUMBER, AssessmentDesk
from assessment.store import comments, evidence_uses, log, response_versions, responses
from assessment.store import evidence as documents_store
from assessment.store.responses import Change


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was imported: the questions whose answers changed, those where the file's answer was not taken."""

    workbook: str
    changed: tuple[str, ...]
    kept_here: tuple[str, ...]
    documents: int
    comments: int


def check_import(preview: ImportPreview, choices: Mapping[str, Side], *, leave_out: bool) -> None:
    """Raise UnacceptableError for what somebody must decide first.

    import_choices_missing for conflicts without a side. import_leaves_out where something that was entered cannot
    be stored, unless `leave_out` says that the rest is to be.
    """
    open_ones = [one.question for one in preview.conflicts if one.question not in choices]
    if open_ones:
        raise UnacceptableError("import_choices_missing", n=len(open_ones))
    if preview.leaves_out and not leave_out:
        raise UnacceptableError("import_leaves_out")


def write_import(
    at: AssessmentDesk, preview: ImportPreview, choices: Mapping[str, Side], *, leave_out: bool
) -> ImportResult:
    """Store what a preview shows, with a side for every conflict; raise as `check_import` before it is begun."""
    check_import(preview, choices, leave_out=leave_out)
    changes = list(_changes(at, preview, choices))
    kept = [one for one in preview.conflicts if choices[one.question] is Side.HERE]
    result = ImportResult(
        preview.workbook.id,
        tuple(change.question.id for change in changes),
        tuple(one.question for one in kept),
        len(preview.documents),
        len(preview.comments),
    )
    if preview.changes_nothing:
        return result
    responses.write_all(at.connection, at.assessment, changes)
    declined = _keep_beside(at, preview, kept)
    _add_documents(at, preview.documents)
    _add_comments(at, preview.comments)
    _note(at, preview, result, choices, declined)
    return result


def _changes(at: AssessmentDesk, preview: ImportPreview, choices: Mapping[str, Side]) -> Iterator[Change]:
    questions = at.package.questionnaire.question_by_id
    for one in preview.changes:
        answer = one.merged.answer if one.outcome in CHANGE_HERE else None
        if one.outcome is Outcome.CONFLICT:
            answer = one.settled(choices[one.question])
        if answer is not None and answer != one.here.answer:
            question = questions[one.question]
            yield Change(question, answer, ChangeKind.IMPORTED, one.here.revision, at.person.account, at.now)


def _keep_beside(at: AssessmentDesk, preview: ImportPreview, kept: Sequence[QuestionChange]) -> list[int]:
    """Keep the answers of the file that were not taken in the history, as second versions that are decided on.

    Return the ids of these versions.
    """
    questions, by = at.package.questionnaire.question_by_id, at.person.account
    beside = [
        Change(
            questions[one.question],
            one.file,
            ChangeKind.SECOND_VERSION,
            min(max(preview.workbook.sent[one.question].revision, 0), HIGHEST_NUMBER),
            by,
            at.now,
        )
        for one in kept
    ]
    numbers = responses.keep_second_versions(at.connection, at.assessment, beside)
    for number in numbers:
        response_versions.close_second_version(at.connection, at.assessment, number, by, at.now)
    return numbers


def _add_documents(at: AssessmentDesk, documents: Sequence[NewDocument]) -> None:
    """Put documents at their questions, or change the places in those that stand there.

    One that the State has already is not added again.
    """
    if not documents:
        return
    state = at.assessment.key.state
    of_state = documents_store.of_state(at.connection, state)
    known = {NewDocument("", one.details).facts: one.id for one in of_state}
    uses = evidence_uses.of_assessment(at.connection, at.assessment, among={one.question for one in documents})
    there: dict[object, int] = {}
    for question, found in uses.items():
        for use in found:
            there.setdefault((question, NewDocument("", use.evidence.details).facts), use.evidence.id)
    for document in documents:
        action = "evidence.reused"
        if document.facts not in known:
            action = "evidence.attached"
            by, details = at.person.account, document.details
            known[document.facts] = documents_store.add(at.connection, state, details, None, by=by, at=at.now)
        question = document.question
        number = there.get((question, document.facts), known[document.facts])
        place, by = document.place_in_it, at.person.account
        evidence_uses.put(at.connection, at.assessment, question, number, place, by=by, at=at.now)
        note_evidence(at, action, number, question)


def _add_comments(at: AssessmentDesk, new: Sequence[NewComment]) -> None:
    key, by = at.assessment.key, at.person.account
    happenings = []
    for one in new:
        number = comments.add(at.connection, at.assessment, one.question, one.text, by=by, at=at.now)
        details, rows = {"comment": number}, (RowName("comments", (number,)),)
        happenings.append(
            Happening("comment.written", one.question, at.now, by, key.state, key.cycle, details, rows)
        )
    log.append_all(at.connection, happenings)


def _taken(at: AssessmentDesk, preview: ImportPreview, choices: Mapping[str, Side]) -> list[str]:
    """Return the marks of the answers of the file that stand here since, alone or put together with others."""
    questions = at.package.questionnaire.question_by_id
    return [
        taken_mark(preview.workbook.id, questions[one.question], one.file)
        for one in preview.changes
        if one.outcome in CHANGE_HERE
        or one.outcome is Outcome.BOTH_ALIKE
        or (one.outcome is Outcome.CONFLICT and choices[one.question] is Side.FILE)
    ]


def _note(
    at: AssessmentDesk,
    preview: ImportPreview,
    result: ImportResult,
    choices: Mapping[str, Side],
    declined: Sequence[int],
) -> None:
    """Log the import: which workbook and file, how much of it, and who was to stand in each conflict.

    A later import of the same workbook knows by it what came with this one.
    """
    key = at.assessment.key
    details = {
        "file": preview.file_digest,
        "answers": len(result.changed),
        "documents": result.documents,
        "comments": [one.mark(preview.workbook.id) for one in preview.comments],
        "choices": {one.question: choices[one.question].value for one in preview.conflicts},
        "declined": list(declined),
        "taken": _taken(at, preview, choices),
        "places": preview.places,
        "problems": len(preview.problems) + preview.problems_elsewhere,
    }
    log.append(
        at.connection,
        Happening(IMPORTED, preview.workbook.id, at.now, at.person.account, key.state, key.cycle, details),
    )
