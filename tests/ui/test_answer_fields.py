import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assessment.content.package import load_package
from assessment.core.questionnaire import (
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    SingleChoiceQuestion,
    TextQuestion,
)
from assessment.core.revision import NO_ANSWER, Answer
from assessment.core.submission import Status
from assessment.ui.components.answer_fields import answer_of, fields_of, ladder_codes, leads_on, settled
from tests.workspaces import CONTENT

QUESTIONS = load_package(CONTENT).questionnaire.question_by_id
STRATEGY, LAW, BODIES = (QUESTIONS[f"policy.{name}"] for name in ("strategy", "law", "bodies"))
SHARE, REVIEW = QUESTIONS["practice.share"], QUESTIONS["practice.review"]
TEXT = st.text(max_size=20)


def values_of(question: Question) -> st.SearchStrategy[Any]:
    """Draw a value of a question."""
    match question:
        case MaturityQuestion():
            return st.integers(0, len(question.levels) - 1)
        case SingleChoiceQuestion():
            return st.sampled_from([choice.id for choice in question.choices])
        case MultipleChoiceQuestion():
            ids = [choice.id for choice in question.choices if not choice.exclusive]
            return st.frozensets(st.sampled_from(ids), min_size=1)
        case NumberQuestion():
            return st.floats(0, 100)
        case DateQuestion():
            return st.dates()
        case TextQuestion():
            return st.text(min_size=1, max_size=20)


@st.composite
def answers(draw):
    question = draw(st.sampled_from(list(QUESTIONS.values())))
    status = draw(st.sampled_from(list(Status)))
    if status is Status.NOT_APPLICABLE and not question.not_applicable and hasattr(question, "choices"):
        status = Status.DONT_KNOW
    value = draw(values_of(question)) if status in {Status.ANSWERED, Status.IN_PROGRESS} else None
    if status is Status.IN_PROGRESS and not leads_on(question, str(value)):
        status = Status.ANSWERED
    reason = draw(TEXT) if status is Status.NOT_APPLICABLE else ""
    return question, Answer(status, value, reason, draw(TEXT))


@given(answers())
def test_the_fields_of_an_answer_say_that_answer(drawn):
    question, answer = drawn
    assert answer_of(question, fields_of(question, answer)) == answer


def test_nothing_is_chosen_before_somebody_chooses():
    for question in QUESTIONS.values():
        fields = fields_of(question, NO_ANSWER)
        assert not any(fields.values())
        assert answer_of(question, fields).status is Status.BLANK


def test_zero_is_an_answer():
    assert answer_of(STRATEGY, {"answer": "0"}) == Answer(Status.ANSWERED, 0)
    assert answer_of(SHARE, {"answer": 0.0}) == Answer(Status.ANSWERED, 0.0)


def test_not_applicable_is_offered_only_where_the_questionnaire_allows_it():
    assert isinstance(STRATEGY, MaturityQuestion)
    assert isinstance(LAW, SingleChoiceQuestion)
    assert ladder_codes(STRATEGY) == ("0", "1", "2", "DK", "NA")
    assert ladder_codes(LAW) == ("no", "partly", "yes", "DK")


def test_work_towards_a_next_level_needs_a_next_level():
    assert [leads_on(STRATEGY, code) for code in ("0", "1", "2", "DK", "NA", None)] == [True, True] + [False] * 4
    assert [leads_on(LAW, code) for code in ("no", "partly")] == [True, False]
    assert answer_of(STRATEGY, {"answer": "2", "under_way": True}).status is Status.ANSWERED


def test_a_choice_that_stands_alone_takes_the_others_back_and_they_take_it_back():
    ticked = fields_of(BODIES, Answer(Status.ANSWERED, frozenset({"police", "parliament"})))
    alone = settled(BODIES, ticked | {"choice.none": True}, "choice.none")
    assert answer_of(BODIES, alone).value == frozenset({"none"})
    again = settled(BODIES, alone | {"choice.police": True}, "choice.police")
    assert answer_of(BODIES, again).value == frozenset({"police"})


def test_dont_know_and_a_value_take_each_other_back():
    dated = fields_of(REVIEW, Answer(Status.ANSWERED, dt.date(2024, 3, 1)))
    unknown = settled(REVIEW, dated | {"dont_know": True}, "dont_know")
    assert answer_of(REVIEW, unknown) == Answer(Status.DONT_KNOW)
    known = settled(REVIEW, unknown | {"answer": dt.date(2025, 1, 1)}, "answer")
    assert answer_of(REVIEW, known) == Answer(Status.ANSWERED, dt.date(2025, 1, 1))


def test_a_code_that_no_widget_offers_goes_to_the_service_as_it_is():
    for code in ("forged", "9" * 5000, "-1"):
        assert answer_of(STRATEGY, {"answer": code}).value == code
