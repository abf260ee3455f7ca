"""Progress in a cycle: the counts of every State are those that it sees of its own assessment."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assessment.core.cycle_progress import AnswerMark, StateProgress, progress_of_states
from assessment.core.progress import progress_by_section, together
from assessment.core.revision import Answer
from assessment.core.submission import Status, Submission
from tests.builders import instrument as built
from tests.builders import leaf, maturity, node
from tests.sheets import sheet_of
from tests.strategies import Case, cases

INSTRUMENT = built(
    [
        maturity("filter"),
        maturity("depends", not_applicable=True, show_if={"question": "filter", "at_least": 2}),
        maturity("last"),
    ],
    node("overall", leaf("depends"), leaf("last")),
)
ANSWERS = st.one_of(
    st.builds(Answer, st.sampled_from([Status.ANSWERED, Status.IN_PROGRESS]), st.integers(0, 4)),
    st.builds(Answer, st.sampled_from(list(Status))),
)


def marks_of(answers: dict[str, Answer]) -> dict[str, AnswerMark]:
    """Return marks as the store reads them: values of the question that another depends on alone."""
    return {
        question: AnswerMark(
            answer.status, answer.value is not None, answer.value if question == "filter" else None
        )
        for question, answer in answers.items()
    }


def as_the_state_sees_it(answers: dict[str, Any]) -> tuple[int, int, dict[str, int]]:
    parts = progress_by_section(sheet_of(INSTRUMENT, answers))
    unanswered = {part.section: part.unanswered for part in parts if part.section and part.unanswered}
    return together(parts).asked, together(parts).settled, unanswered


@given(st.lists(st.dictionaries(st.sampled_from(["filter", "depends", "last"]), ANSWERS), min_size=1, max_size=4))
def test_progress__any_answers_of_many_states__is_what_each_state_sees(states: list[dict[str, Answer]]) -> None:
    marks = {f"S{place}": marks_of(answers) for place, answers in enumerate(states)}
    found = progress_of_states(INSTRUMENT, marks, list(marks))
    for answers, one in zip(states, found, strict=True):
        assert (one.asked, one.settled, dict(one.unanswered)) == as_the_state_sees_it(answers)


@given(cases(states=3))
def test_progress__any_questionnaire__counts_what_was_said(case: Case) -> None:
    marks = {one.state: _marks(one) for one in case.submissions}
    found = progress_of_states(case.instrument, marks, [one.state for one in case.submissions])
    for one, progress in zip(case.submissions, found, strict=True):
        said = [response for response in one.responses.values() if response.status is not Status.BLANK]
        assert progress.settled == len(said)
        assert progress.asked == len(one.responses)


def _marks(one: Submission) -> dict[str, AnswerMark]:
    return {
        question: AnswerMark(response.status, response.value is not None)
        for question, response in one.responses.items()
    }


def test_progress__a_state_without_marks__has_said_nothing() -> None:
    (one,) = progress_of_states(INSTRUMENT, {}, ["XAA"])
    # What hangs on an open question is not asked for certain.
    assert (one.asked, one.settled, one.per_cent) == (2, 0, 0)
    assert one.unanswered == {"all": 2}


def test_progress__no_states__is_empty() -> None:
    assert progress_of_states(INSTRUMENT, {}, []) == ()


def test_per_cent__one_question_missing__is_not_rounded_up_to_all() -> None:
    assert StateProgress("XAA", 1000, 999, {}).per_cent == 99
    assert StateProgress("XAA", 3, 3, {}).per_cent == 100
    assert StateProgress("XAA", 0, 0, {}).per_cent == 100
