"""Reads files of answers: CSV with one State a row, or YAML with one State a file."""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from assessment.content.answers_csv import read_csv
from assessment.content.codes.answers import AnswersCode
from assessment.content.files import read_bytes
from assessment.content.issues import Issue, IssueList, Place, control_character
from assessment.content.model_issues import validated
from assessment.content.positions import Positions
from assessment.content.responses import advice, response_from_yaml
from assessment.content.yaml_reader import read_yaml
from assessment.core.answer_codes import AnswerCodeError
from assessment.core.questionnaire import Questionnaire
from assessment.core.submission import Response, Submission
from assessment.core.worked_example import ResponseFile

MOST_BYTES = 50_000_000
MOST_ISSUES = 1_000
_WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}
_WORKBOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

Answers = tuple[list[Submission], dt.date | None, list[Issue]]


def read_answers(path: Path | str, questionnaire: Questionnaire, states: Collection[str] | None = None) -> Answers:
    """Return the submissions in a file, its reference date if it has one, and all issues.

    With an error among the issues the submissions lack what could not be read: do not score them.
    `states`, where given, are the ids that the register knows.
    """
    path = Path(path)
    issues = IssueList(MOST_ISSUES)
    submissions: list[Submission] = []
    reference_date = None
    data = _bytes(path, issues)
    if data is not None:
        if path.suffix.lower() == ".csv":
            submissions = read_csv(data, str(path), questionnaire, states, issues)
        else:
            submissions, reference_date = _read_yaml(data, str(path), questionnaire, states, issues)
    found = issues.sorted()
    if issues.left_out:
        found.append(AnswersCode.MORE.at(Place(str(path), found[-1].line), number=issues.left_out))
    return submissions, reference_date, found


def _bytes(path: Path, issues: IssueList) -> bytes | None:
    place = Place(str(path))
    suffix = path.suffix.lower()
    if not path.exists():
        issues.add(AnswersCode.NO_FILE, place, name=path.name)
    elif suffix in _WORKBOOKS:
        issues.add(AnswersCode.WORKBOOK, place)
    elif suffix not in {".csv", ".yaml", ".yml"}:
        issues.add(AnswersCode.UNKNOWN_FORMAT, place, suffix=suffix or path.name)
    else:
        data = read_bytes(path, str(path), MOST_BYTES, issues)
        if data is None or not data.startswith(_WORKBOOK_STARTS):
            return data
        issues.add(AnswersCode.WORKBOOK, place)
    return None


def _read_yaml(
    data: bytes, path: str, questionnaire: Questionnaire, states: Collection[str] | None, issues: IssueList
) -> tuple[list[Submission], dt.date | None]:
    document = read_yaml(data, path, issues)
    if document is None:
        return [], None
    at = Positions(path, document.lines)
    file = validated(ResponseFile, document.value, at, issues)
    if file is None:
        return [], None
    _check_header(file, questionnaire, states, at, issues)
    responses = _responses(file, questionnaire, at, issues)
    return [Submission(file.state, responses)], file.reference_date


def _check_header(
    file: ResponseFile,
    questionnaire: Questionnaire,
    states: Collection[str] | None,
    at: Positions,
    issues: IssueList,
) -> None:
    if character := control_character(file.state):
        issues.add(AnswersCode.STATE_CHARACTER, at.place("state"), state=file.state, character=character)
    elif states is not None and file.state not in states:
        hint = issues.near(file.state, states)
        issues.add(AnswersCode.UNKNOWN_STATE, at.place("state"), hint, state=file.state)
    if file.questionnaire not in {None, questionnaire.id}:
        place = at.place("questionnaire")
        issues.add(AnswersCode.OTHER_QUESTIONNAIRE, place, found=file.questionnaire, expected=questionnaire.id)
    if file.version not in {None, questionnaire.version}:
        place = at.place("version")
        issues.add(AnswersCode.OTHER_VERSION, place, found=file.version, expected=questionnaire.version)


def _responses(
    file: ResponseFile, questionnaire: Questionnaire, at: Positions, issues: IssueList
) -> dict[str, Response]:
    responses = {}
    questions = questionnaire.question_by_id
    for name, entry in file.responses.items():
        place = at.place("responses", name)
        if name not in questions:
            issues.add(AnswersCode.UNKNOWN_QUESTION, place, issues.near(name, questions), question=name)
            continue
        try:
            responses[name] = response_from_yaml(questions[name], entry)
        except AnswerCodeError as error:
            problem, remedy = advice(error)
            where = f"Question {name}, State {file.state}"
            issues.add(AnswersCode.ANSWER_DOES_NOT_FIT, place, remedy, where=where, problem=problem)
    return responses
