"""Progress by section, and the next unanswered question."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assessment.core.answer_sheet import AnswerSheet
from assessment.core.instrument import compile_instrument
from assessment.core.progress import next_unanswered, progress_by_section, together
from assessment.core.questionnaire import Questionnaire
from assessment.core.revision import Answer
from assessment.core.rubric import Rubric
from assessment.core.submission import Status
from tests.builders import leaf, maturity, node
from tests.sheets import document, sheet_of
from tests.strategies import Case, cases, questionnaire_data, rubric_data


def two_sections(answers: dict[str, Any], **more: Any) -> AnswerSheet:
    """Return a sheet of two sections; `second.depends` is asked where `first.filter` is at level 2."""
    data = questionnaire_data([])
    data["sections"] = [
        {
            "id": name,
            "title": name,
            "questions": [
                maturity(f"{name}.filter"),
                maturity(
                    f"{name}.depends",
                    not_applicable=True,
                    show_if={"question": "first.filter", "at_least": 2},
                )
                if name == "second"
                else maturity("first.plain"),
                maturity(f"{name}.last"),
            ],
        }
        for name in ("first", "second")
    ]
    questionnaire = Questionnaire.model_validate(data)
    tree = node("overall", *(leaf(question.id) for question in questionnaire.questions()))
    return sheet_of(compile_instrument(questionnaire, Rubric.model_validate(rubric_data(tree))), answers, **more)


def test_progress__each_status__counted_in_its_section() -> None:
    sheet = two_sections(
        {
            "first.filter": 3,
            "first.plain": Answer(Status.IN_PROGRESS, 1),
            "second.filter": Answer(Status.DONT_KNOW),
            "second.depends": Answer(Status.NOT_APPLICABLE, reason="No such service."),
        },
        documents={"first.filter": (document("first.filter"),)},
        to_confirm=frozenset({"first.last", "first.filter"}),
        second_versions=frozenset({"first.plain"}),
    )
    first, second = progress_by_section(sheet)
    assert (first.asked, first.answered, first.in_progress, first.unanswered) == (3, 1, 1, 1)
    assert (first.with_evidence, first.to_confirm, first.second_versions) == (1, 1, 1)
    assert (second.asked, second.dont_know, second.not_applicable, second.unanswered) == (3, 1, 1, 1)
    assert together([first, second]).settled == 4
    assert together([first, second]).share == 4 / 6


def test_progress__status_without_its_value__unanswered() -> None:
    sheet = two_sections({"first.filter": Answer(Status.IN_PROGRESS), "first.plain": Answer(Status.ANSWERED)})
    assert progress_by_section(sheet)[0].unanswered == 3


def test_progress__filter_open__follow_up_is_undecided() -> None:
    second = progress_by_section(two_sections({}))[1]
    assert (second.undecided, second.hidden, second.asked) == (1, 0, 2)


def test_progress__filter_not_met__follow_up_is_hidden_even_when_answered() -> None:
    second = progress_by_section(two_sections({"first.filter": 0, "second.depends": 4}))[1]
    assert (second.undecided, second.hidden, second.answered) == (0, 1, 0)


def test_next_unanswered__goes_on_behind_a_question_and_begins_again() -> None:
    sheet = two_sections({"first.filter": 0, "first.last": 2})
    assert next_unanswered(sheet) == "first.plain"
    assert next_unanswered(sheet, after="first.plain") == "second.filter"
    assert next_unanswered(sheet, after="second.last") == "first.plain"
    assert next_unanswered(sheet, {"second"}) == "second.filter"
    assert next_unanswered(sheet, {"second"}, after="second.filter") == "second.last"
    assert next_unanswered(sheet, {"third"}) is None


def test_next_unanswered__everything_said__none() -> None:
    sheet = two_sections(
        dict.fromkeys(("first.filter", "first.plain", "first.last", "second.filter", "second.last"), 0)
    )
    assert next_unanswered(sheet) is None
    assert together(progress_by_section(sheet)).share == 1


@given(cases(), st.data())
def test_progress__any_answers__counts_add_up(case: Case, data: st.DataObject) -> None:
    answers = case.submissions[0].responses
    ids = list(case.instrument.question_index)
    sheet = sheet_of(
        case.instrument,
        answers,
        to_confirm=data.draw(st.frozensets(st.sampled_from(ids))),
        documents={question: (document(question),) for question in data.draw(st.frozensets(st.sampled_from(ids)))},
    )
    total = together(progress_by_section(sheet))
    assert total.questions == len(ids)
    assert total.asked == sum(sheet.is_asked(question) for question in ids)
    assert 0 <= total.share <= 1
    assert total.to_confirm <= total.unanswered
    assert total.with_evidence <= total.asked
    assert (next_unanswered(sheet) is None) == (total.unanswered == 0)
