"""A filled workbook is scored like any other file of answers."""

import json
from pathlib import Path

import pytest

from assessment.core.submission import EvidenceGrade, Status
from assessment.errors import AnswersError
from assessment.services.answer_scoring import UnusableAnswersError, score_answers
from assessment.services.score_report import score_document
from tests.cli.terminal import done, run
from tests.workbooks.filled_workbooks import ANSWERS, Filling, small_package, written
from tests.workspaces import CONTENT, MORNING, REGISTER

ROOT = Path(__file__).parents[3]
TODAY = MORNING.date()
CODES = {
    "policy.strategy": "1+ [cited]",
    "policy.law": "partly",
    "policy.bodies": "police; parliament",
    "practice.share": "12.5",
    "practice.review": "2024-02-29",
}


def workbook(folder: Path) -> Path:
    filling = Filling.of(written(small_package(), ANSWERS))
    sheet, row = filling.row("policy.strategy", "evidence.1")
    marks = {str(column): place for column, place in filling.marks(sheet).items()}
    sheet.cell(row, marks["nsa:text"]).value = "The strategy"
    file = folder / "answers.xlsx"
    file.write_bytes(filling.bytes())
    return file


def test_a_workbook_scores_as_the_same_answers_in_a_csv_file_do(tmp_path: Path):
    table = tmp_path / "answers.csv"
    table.write_text(f"state,{','.join(CODES)}\nXAA,{','.join(CODES.values())}\n")

    scored = score_answers(CONTENT, workbook(tmp_path), register=REGISTER, reference_date=TODAY)

    expected = score_answers(CONTENT, table, reference_date=TODAY)
    assert score_document(scored) == score_document(expected)
    [submission] = scored.submissions
    strategy = submission.responses["policy.strategy"]
    assert (strategy.status, strategy.evidence) == (Status.IN_PROGRESS, EvidenceGrade.CITED)


def test_the_command_takes_a_workbook(tmp_path: Path):
    file = workbook(tmp_path)
    printed = done("score", CONTENT, file, "--format", "json", "--reference-date", "2026-05-04")
    assert [result["state"] for result in json.loads(printed)["results"]] == ["XAA"]


def test_problems_are_named_with_sheet_and_cell(tmp_path: Path):
    filling = Filling.of(written(small_package()))
    filling.set("practice.share", "many")
    file = tmp_path / "answers.xlsx"
    file.write_bytes(filling.bytes())
    with pytest.raises(UnusableAnswersError) as caught:
        score_answers(CONTENT, file, reference_date=TODAY)
    [issue] = caught.value.issues
    place = filling.place("practice.share")
    assert issue.code == "A017"
    assert f"sheet {place.sheet}, cell {place.cell}: “many” is not a number." in issue.message
    ended = run("score", CONTENT, file, "--reference-date", "2026-05-04")
    assert (ended.returncode, place.cell in ended.stderr) == (1, True)


def test_what_is_no_questionnaire_is_said_in_one_sentence(tmp_path: Path):
    file = tmp_path / "answers.xlsx"
    file.write_text("state,policy.law\nXAA,yes\n")
    with pytest.raises(AnswersError, match="text file"):
        score_answers(CONTENT, file)


def test_a_workbook_of_another_questionnaire_is_not_scored(tmp_path: Path):
    with pytest.raises(UnusableAnswersError) as caught:
        score_answers(ROOT / "questionnaires" / "ct-tech", workbook(tmp_path), reference_date=TODAY)
    assert {issue.code for issue in caught.value.issues} == {"A019"}
