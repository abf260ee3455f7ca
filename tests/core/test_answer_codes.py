"""Answer codes: every form, every fault, and the way back."""

import contextlib
import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.answer_codes import AnswerCodeError, format_answer_code, parse_answer_code
from assessment.core.questionnaire import Question, Questionnaire
from assessment.core.submission import BLANK, EvidenceGrade, Response, Status
from tests.strategies import question_data, questionnaire_data, responses

KINDS = ("maturity", "single", "multiple", "number", "date", "text")


def question(kind: str) -> Question:
    """Return a question of a kind; numbers go from 0 to 100, dates from 1990 to 2100."""
    data: dict[str, Any]
    if kind in {"date", "text"}:
        data = {"id": "q", "type": kind, "text": "?"}
        data |= {"range": ["1990-01-01", "2100-12-31"]} if kind == "date" else {"max_length": 10}
    else:
        data = question_data(kind, "q", not_applicable=True, tagged=False)
    return next(Questionnaire.model_validate(questionnaire_data([data])).questions())


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("maturity", "", BLANK),
        ("maturity", "  ", BLANK),
        ("maturity", "DK", Response(Status.DONT_KNOW)),
        ("maturity", "dk", Response(Status.DONT_KNOW)),
        ("maturity", "NA", Response(Status.NOT_APPLICABLE)),
        ("maturity", "NA: no such body", Response(Status.NOT_APPLICABLE, reason="no such body")),
        ("maturity", "NA : no such body", Response(Status.NOT_APPLICABLE, reason="no such body")),
        ("maturity", "na:two\nlines", Response(Status.NOT_APPLICABLE, reason="two\nlines")),
        ("maturity", "DK [none]", Response(Status.DONT_KNOW)),
        ("text", "NAB: a", Response(Status.ANSWERED, "NAB: a")),
        ("maturity", "4", Response(Status.ANSWERED, 4)),
        ("maturity", "3", Response(Status.ANSWERED, 3)),
        ("maturity", "3.0", Response(Status.ANSWERED, 3)),
        ("maturity", "3+", Response(Status.IN_PROGRESS, 3)),
        ("maturity", "3+ [cited]", Response(Status.IN_PROGRESS, 3, EvidenceGrade.CITED)),
        ("single", "partly", Response(Status.ANSWERED, "partly")),
        ("single", "Partly+", Response(Status.IN_PROGRESS, "partly")),
        ("single", "yes [verified]", Response(Status.ANSWERED, "yes", EvidenceGrade.VERIFIED)),
        ("multiple", "one; three", Response(Status.ANSWERED, frozenset({"one", "three"}))),
        ("multiple", "none", Response(Status.ANSWERED, frozenset({"none"}))),
        ("number", "12.5", Response(Status.ANSWERED, 12.5)),
        ("number", "0 [none]", Response(Status.ANSWERED, 0.0)),
        ("date", "2025-03-01", Response(Status.ANSWERED, dt.date(2025, 3, 1))),
        ("text", "Words", Response(Status.ANSWERED, "Words")),
    ],
)
def test_parse__code_that_fits__is_the_response(kind: str, code: str, expected: Response) -> None:
    assert parse_answer_code(question(kind), code) == expected


@pytest.mark.parametrize(
    ("kind", "code", "message"),
    [
        ("maturity", "5", '"5" is no level of this question; write a whole number from 0 to 4'),
        ("maturity", "2.5", "is no level"),
        ("maturity", "-1", "is no level"),
        ("maturity", "high", "is no level"),
        ("maturity", "+", "is no level"),
        ("maturity", "9" * 400, "is no level"),
        ("single", "party", 'did you mean "partly"'),
        ("single", "maybe so", "write one of no, partly, yes"),
        ("multiple", "one; none", '"none" stands alone'),
        ("multiple", "one, three", "is no choice"),
        ("multiple", ";", "names no choice"),
        ("maturity", "4+", '"4+" goes beyond the scale: 4 is the highest level; leave out the +'),
        ("maturity", "4.0 + [cited]", "4 is the highest level; leave out the +"),
        ("maturity", "DK [cited]", "there is evidence and no answer; leave out the evidence"),
        ("text", "NA [cited]", "there is evidence and no answer"),
        ("single", "NA: no body [verified]", "there is evidence and no answer"),
        ("text", "[attached]", "there is evidence and no answer"),
        ("number", "1,000", '"1,000" has a comma; write 1000, or 1.000 if it is a decimal comma'),
        ("number", "-12,345", "write -12345, or -12.345 if"),
        ("number", "1,000,000", '"1,000,000" has commas between thousands; write 1000000'),
        ("number", "1,000.5", "has commas between thousands; write 1000.5"),
        ("number", "0,500", "has a decimal comma; write 0.500"),
        ("number", "1.234,567", "has a decimal comma; write 1234.567"),
        ("number", "12,5", "has a decimal comma; write 12.5"),
        ("number", "1.234,5", "has a decimal comma; write 1234.5"),
        ("number", "many", "is no number"),
        ("number", "nan", "is no number"),
        ("number", "inf", "is no number"),
        ("number", "1e999", "is no number"),
        ("number", "101", "write a number from 0 to 100 per cent"),
        ("date", "01/03/2025", "write year-month-day"),
        ("date", "2025-02-30", "is no date"),
        ("date", "1815-06-18", "write a date from 1990-01-01 to 2100-12-31"),
        ("text", "more than ten letters", "shorten it to 10"),
    ],
)
def test_parse__code_that_does_not_fit__says_what_to_write(kind: str, code: str, message: str) -> None:
    with pytest.raises(AnswerCodeError) as caught:
        parse_answer_code(question(kind), code)
    assert message in str(caught.value)


@given(st.sampled_from(KINDS[:4]).flatmap(lambda kind: st.tuples(st.just(kind), responses({"type": kind}))))
def test_format__any_response__parses_back(drawn: tuple[str, Response]) -> None:
    kind, response = drawn
    if response.value == frozenset() or (response.status is Status.IN_PROGRESS and response.value == 4):
        return  # "asked, and none of the options ticked" is a state of a form, not of a file; above 4 is nothing
    asked = question(kind)
    assert parse_answer_code(asked, format_answer_code(asked, response)) == response


@given(st.sampled_from(KINDS), st.text(max_size=30))
def test_parse__any_text__is_a_response_or_a_sentence(kind: str, code: str) -> None:
    with contextlib.suppress(AnswerCodeError):
        assert isinstance(parse_answer_code(question(kind), code), Response)
