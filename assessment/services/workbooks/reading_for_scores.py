"""A filled workbook as a file of answers, for scoring without a database."""

import datetime as dt
import re
from collections.abc import Collection
from pathlib import Path

from assessment.content.codes.answers import AnswersCode
from assessment.content.issues import Issue, IssueList, Place, has_errors
from assessment.core.package import ContentPackage
from assessment.core.revision import Answer
from assessment.core.submission import EvidenceGrade, Response, Submission
from assessment.core.workbook_changes import CellProblem, ReadEntries
from assessment.errors import AnswersError, Refusal
from assessment.locale import phrases
from assessment.services.workbooks.reading import labels_of, receive
from assessment.workbooks.offline.layout import OfflineIdentity
from assessment.workbooks.offline.reader import read_entries

_MOST_BYTES = 50_000_000


def answers_in_workbook(
    path: Path, package: ContentPackage, states: Collection[str] | None, today: dt.date = dt.date.max
) -> tuple[list[Submission], list[Issue]]:
    """Return the answers of the State that a workbook is of, and all issues.

    Documents that were entered in it count as cited. Raise AnswersError for a file that is no questionnaire.
    """
    try:
        with path.open("rb") as file:
            received = receive(file.read(_MOST_BYTES))
    except Refusal as refusal:
        raise AnswersError(phrases("en").error(refusal)) from None
    issues = IssueList()
    identity = received.identity
    _check_header(str(path), identity, package, states, issues)
    if has_errors(issues):
        return [], issues.sorted()
    entries = read_entries(received.file, package.questionnaire, labels_of(package, identity), today)
    for problem in entries.problems:
        _add(str(path), problem, issues)
    return [Submission(identity.state or identity.state_name, _responses(entries))], issues.sorted()


def _check_header(
    path: str,
    identity: OfflineIdentity,
    package: ContentPackage,
    states: Collection[str] | None,
    issues: IssueList,
) -> None:
    questionnaire, place = package.questionnaire, Place(path)
    if identity.questionnaire != questionnaire.id:
        found, expected = identity.questionnaire, questionnaire.id
        issues.add(AnswersCode.OTHER_QUESTIONNAIRE, place, found=found, expected=expected)
    elif identity.version != questionnaire.version:
        found, expected = identity.version, questionnaire.version
        issues.add(AnswersCode.OTHER_VERSION, place, found=found, expected=expected)
    if states is not None and identity.state not in states:
        issues.add(AnswersCode.UNKNOWN_STATE, place, state=identity.state)


def _add(path: str, problem: CellProblem, issues: IssueList) -> None:
    """Note what is wrong in a cell: the last sentence says what to do."""
    sentence = phrases("en").error(problem.refusal)
    said, _, remedy = sentence.rpartition(". ")
    row = re.search(r"\d+$", problem.place.cell)
    where = f"{problem.question or 'A row'}, sheet {problem.place.sheet}, cell {problem.place.cell}"
    place = Place(path, int(row[0]) if row else 1)
    issues.add(AnswersCode.ANSWER_DOES_NOT_FIT, place, remedy, where=where, problem=said)


def _responses(entries: ReadEntries) -> dict[str, Response]:
    cited = {document.question for document in entries.documents}
    return {
        question: _response(entered.answer, question in cited)
        for question, entered in entries.answers.items()
        if entered.has_choice
    }


def _response(answer: Answer, is_cited: bool) -> Response:
    grade = EvidenceGrade.CITED if is_cited and answer.value is not None else EvidenceGrade.NONE
    return Response(answer.status, answer.value, grade, answer.reason, answer.explanation)
