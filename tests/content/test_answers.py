import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.content.answers import MOST_BYTES, read_answers
from assessment.content.answers_csv import read_csv
from assessment.content.issues import IssueList
from assessment.content.package import load_package
from assessment.core.submission import EvidenceGrade, Response, Status

HERE = Path(__file__).parent
QUESTIONNAIRE = load_package(HERE / "base" / "pkg").questionnaire
TYPES = load_package(HERE / "valid" / "every-question-type").questionnaire


def csv_file(folder: Path, text: str | bytes) -> Path:
    path = folder / "answers.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_every_code_of_a_csv_file_is_read(tmp_path: Path) -> None:
    text = (
        "state,policy.strategy,policy.law,policy.bodies,practice.share,practice.review,practice.comment\n"
        'AAA,2,yes,police; parliament,12.5,2025-03-01,"one, two\nthree"\n'
        "BBB,1+ [cited],DK,none,NA: not counted,NA,\n"
        ",,,,,,\n"
    )
    submissions, date, issues = read_answers(csv_file(tmp_path, text), QUESTIONNAIRE)
    assert (date, issues) == (None, [])
    first, second = submissions
    assert first.state == "AAA"
    assert {name: response.value for name, response in first.responses.items()} == {
        "policy.strategy": 2,
        "policy.law": "yes",
        "policy.bodies": frozenset({"police", "parliament"}),
        "practice.share": 12.5,
        "practice.review": dt.date(2025, 3, 1),
        "practice.comment": "one, two\nthree",
    }
    assert second.responses == {
        "policy.strategy": Response(Status.IN_PROGRESS, 1, EvidenceGrade.CITED),
        "policy.law": Response(Status.DONT_KNOW),
        "policy.bodies": Response(Status.ANSWERED, frozenset({"none"})),
        "practice.share": Response(Status.NOT_APPLICABLE, reason="not counted"),
        "practice.review": Response(Status.NOT_APPLICABLE),
    }


@pytest.mark.parametrize(
    "data",
    [
        b"state,policy.law\nAAA,yes\n",
        b"\xef\xbb\xbfstate,policy.law\r\nAAA,yes\r\n",
        b"state;policy.law\r\nAAA;yes\r\n",
        b'"state","policy.law"\n"AAA","yes"',
        b"state,policy.law,,\n AAA , yes ,,\n,,,\n",
        b"\n \r\nstate;policy.law\r\nAAA;yes\r\n",
        b";\nstate;policy.law\nAAA;yes\n",
        b"state;policy.law;practice.comment\rAAA;yes;one, two\r",
    ],
)
def test_what_spreadsheets_write_is_read(data: bytes, tmp_path: Path) -> None:
    submissions, _, issues = read_answers(csv_file(tmp_path, data), QUESTIONNAIRE)
    assert issues == []
    assert [(one.state, one.responses["policy.law"].value) for one in submissions] == [("AAA", "yes")]


def test_a_comma_in_the_header_wins_over_a_semicolon(tmp_path: Path) -> None:
    for text, column in (("state,policy.law,a;b\nAAA,yes,\n", "a;b"), ("state,a;b,policy.law\nAAA,,yes\n", "a;b")):
        submissions, _, issues = read_answers(csv_file(tmp_path, text), QUESTIONNAIRE)
        assert [issue.code for issue in issues] == ["A010"]
        assert f'"{column}"' in issues[0].message
        assert submissions[0].responses["policy.law"].value == "yes"


def test_a_control_character_in_the_id_of_a_state_is_named(tmp_path: Path) -> None:
    for state, character in (("A\x1b[31mB", "U+001B"), ('"A\nB"', "U+000A"), ("A\u2028B", "U+2028")):
        issues = read_answers(csv_file(tmp_path, f"state,policy.law\n{state},yes\n"), QUESTIONNAIRE)[2]
        assert [issue.code for issue in issues] == ["A022"]
        assert character in issues[0].message
        assert issues[0].message.isprintable()
    path = tmp_path / "answers.yaml"
    path.write_text('state: "A\\tB"\n', "utf-8")
    assert [issue.code for issue in read_answers(path, QUESTIONNAIRE)[2]] == ["A022"]


def test_a_formula_is_plain_text_and_its_guard_is_dropped(tmp_path: Path) -> None:
    text = "state,practice.comment\nAAA,=1+1\nBBB,'=1+1\nCCC,'quoted'\n"
    submissions, _, issues = read_answers(csv_file(tmp_path, text), QUESTIONNAIRE)
    assert issues == []
    assert [one.responses["practice.comment"].value for one in submissions] == ["=1+1", "=1+1", "'quoted'"]


def test_a_yaml_file_brings_its_reference_date(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(
        "state: AAA\nquestionnaire: mini\nversion: '2'\nreference_date: 2026-05-01\nresponses:\n"
        "  policy.law: no\n  policy.strategy: {answer: 1, evidence: verified}\n  practice.share:\n",
        "utf-8",
    )
    submissions, date, issues = read_answers(path, QUESTIONNAIRE, {"AAA"})
    assert (date, issues) == (dt.date(2026, 5, 1), [])
    assert submissions[0].responses == {
        "policy.law": Response(Status.ANSWERED, "no"),
        "policy.strategy": Response(Status.ANSWERED, 1, EvidenceGrade.VERIFIED),
        "practice.share": Response(),
    }


def test_a_faulty_cell_leaves_the_rest_of_its_row(tmp_path: Path) -> None:
    text = "state,policy.law,policy.strategy\nAAA,maybe,1\n"
    submissions, _, issues = read_answers(csv_file(tmp_path, text), QUESTIONNAIRE)
    assert [issue.code for issue in issues] == ["A017"]
    assert list(submissions[0].responses) == ["policy.strategy"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = csv_file(tmp_path, b"")
    with path.open("r+b") as file:
        file.truncate(MOST_BYTES + 1)
    assert [issue.code for issue in read_answers(path, QUESTIONNAIRE)[2]] == ["Y002"]


@given(st.binary(max_size=300))
def test_any_bytes_give_submissions_or_issues(data: bytes) -> None:
    for start in (b"", b"state,policy.law\n", b"state;policy.law\n"):
        issues = IssueList()
        submissions = read_csv(start + data, "answers.csv", QUESTIONNAIRE, None, issues)
        assert submissions or len(issues)


@given(st.text("0123456789+-.,;[]:'\"NADKynoabeitcd e\n", max_size=40))
def test_any_cell_is_an_answer_or_an_issue(cell: str) -> None:
    names = [question.id for question in TYPES.questions()]
    quoted = '"' + cell.replace('"', '""') + '"'
    text = f"state,{','.join(names)}\nAAA,{','.join([quoted] * len(names))}\n"
    issues = IssueList()
    submissions = read_csv(text.encode(), "answers.csv", TYPES, None, issues)
    assert len(submissions) == 1
    assert all(issue.line == 2 and issue.code == "A017" for issue in issues)
