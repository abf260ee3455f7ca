from pathlib import Path

import pytest

from assessment.content.package import load_package
from assessment.content.responses import Entry, advice, response_from_yaml
from assessment.core.answer_codes import AnswerCodeError
from assessment.core.submission import EvidenceGrade, Response, Status
from assessment.core.worked_example import ResponseInFile

QUESTIONS = load_package(Path(__file__).parent / "base" / "pkg").questionnaire.question_by_id


@pytest.mark.parametrize(
    ("question", "entry", "response"),
    [
        ("policy.strategy", None, Response()),
        ("policy.strategy", 2, Response(Status.ANSWERED, 2)),
        ("policy.strategy", 2.0, Response(Status.ANSWERED, 2)),
        ("policy.strategy", "1+", Response(Status.IN_PROGRESS, 1)),
        ("policy.strategy", "NA: elsewhere", Response(Status.NOT_APPLICABLE, reason="elsewhere")),
        ("policy.bodies", ("police",), Response(Status.ANSWERED, frozenset({"police"}))),
        ("policy.bodies", "police; parliament", Response(Status.ANSWERED, frozenset({"police", "parliament"}))),
        ("practice.share", 0.5, Response(Status.ANSWERED, 0.5)),
        (
            "policy.law",
            ResponseInFile(answer="yes [cited]"),
            Response(Status.ANSWERED, "yes", EvidenceGrade.CITED),
        ),
        ("policy.law", ResponseInFile(answer="DK"), Response(Status.DONT_KNOW)),
        ("policy.law", ResponseInFile(), Response()),
        ("policy.law", ResponseInFile(comment="Later."), Response(comment="Later.")),
        (
            "policy.law",
            ResponseInFile(answer="yes", comment="Act 3."),
            Response(Status.ANSWERED, "yes", comment="Act 3."),
        ),
        (
            "policy.law",
            ResponseInFile(answer="DK", comment="Asked."),
            Response(Status.DONT_KNOW, comment="Asked."),
        ),
        (
            "policy.strategy",
            ResponseInFile(status="not_applicable", reason="elsewhere", comment="See the treaty."),
            Response(Status.NOT_APPLICABLE, reason="elsewhere", comment="See the treaty."),
        ),
        ("practice.comment", ResponseInFile(answer="DK", status="answered"), Response(Status.ANSWERED, "DK")),
    ],
)
def test_an_entry_is_a_response(question: str, entry: Entry, response: Response) -> None:
    assert response_from_yaml(QUESTIONS[question], entry) == response


@pytest.mark.parametrize(
    ("question", "entry", "problem", "remedy"),
    [
        ("policy.strategy", 3, '"3" is no level of this question', "Write a whole number from 0 to 2."),
        ("policy.strategy", True, '"true" is no level of this question', "Write a whole number from 0 to 2."),
        ("policy.law", "partley", '"partley" is no choice of this question', 'Did you mean "partly"?'),
        ("policy.bodies", (), '";" names no choice', 'Write choice ids with "; " between them.'),
        ("practice.share", 101, "101 is outside the range", "Write a number from 0 to 100 per cent."),
        ("policy.strategy", "2+", '"2+" goes beyond the scale: 2 is the highest level', "Leave out the +."),
        (
            "policy.strategy",
            ResponseInFile(answer=2, status="in_progress"),
            "2 is the highest level, with no work left",
            "Write answered.",
        ),
        (
            "policy.law",
            ResponseInFile(answer="DK", evidence="cited"),
            "there is evidence and no answer",
            "Leave out the evidence.",
        ),
        (
            "practice.share",
            "1,000",
            '"1,000" has a comma',
            "Write 1000, or 1.000 if it is a decimal comma.",
        ),
        (
            "policy.law",
            ResponseInFile(reason="x"),
            "there is no answer",
            "Write one, or a status such as dont_know.",
        ),
    ],
)
def test_an_entry_that_does_not_fit_says_what_to_do(
    question: str, entry: Entry, problem: str, remedy: str
) -> None:
    with pytest.raises(AnswerCodeError) as caught:
        response_from_yaml(QUESTIONS[question], entry)
    assert advice(caught.value) == (problem, remedy)
