"""What a careful reader would ask about."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given

from assessment.core.answer_sheet import AnswerSheet
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.reviewers_eye import REMARK_CODES, Remark, has_aged, has_expired, look_over
from assessment.core.revision import Answer
from assessment.core.submission import Status
from tests.builders import instrument, leaf, maturity, node
from tests.sheets import REFERENCE_DATE, document, sheet_of
from tests.strategies import Case, cases, question_data

OLD = dt.date(2023, 6, 29)
EXPLAINED = "Adopted in March 2025."


def sheet(answers: dict[str, Any], **more: Any) -> AnswerSheet:
    """Return a sheet with two indicators; `deeper` builds on `base`."""
    questions = [
        maturity("base"),
        maturity("deeper", show_if={"question": "base", "at_least": 1}),
        maturity("other"),
        question_data("multiple", "ticked", not_applicable=False, tagged=False),
        question_data("single", "choice", not_applicable=False, tagged=False),
    ]
    tree = node(
        "overall",
        node("first", leaf("base"), leaf("other"), leaf("ticked", "multiple")),
        node("second", leaf("deeper"), leaf("choice", "single")),
    )
    return sheet_of(instrument(questions, tree), answers, **more)


def level(value: int, explanation: str = EXPLAINED) -> Answer:
    return Answer(Status.ANSWERED, value, explanation=explanation)


def remarks(found: AnswerSheet, code: str) -> list[Remark]:
    return [remark for remark in look_over(found) if remark.code == code]


def test_remarks__modest_explained_answers__none() -> None:
    answers = {"base": 2, "deeper": 3, "other": 1, "ticked": frozenset({"one"}), "choice": "partly"}
    quiet = sheet(answers | {"deeper": level(3)})
    assert look_over(quiet) == ()
    assert look_over(sheet({})) == ()


@pytest.mark.parametrize("answers", [{"base": level(4)}, {"choice": "yes"}])
def test_top_without_evidence__asked_until_a_document_is_there(answers: dict[str, Any]) -> None:
    (question,) = answers
    assert [remark.question for remark in remarks(sheet(answers), "top_without_evidence")] == [question]
    documented = sheet(answers, documents={question: (document(question),)})
    assert remarks(documented, "top_without_evidence") == []


@pytest.mark.parametrize(
    ("kind", "issued_on", "asked"),
    [
        (EvidenceKind.REPORT, OLD, True),
        (EvidenceKind.POLICY, dt.date(2023, 6, 30), False),
        (EvidenceKind.LAW, OLD, False),
        (EvidenceKind.DECISION, OLD, False),
        (EvidenceKind.REPORT, None, False),
    ],
)
def test_old_evidence__older_than_three_years_and_no_law__asked(
    kind: EvidenceKind, issued_on: dt.date | None, asked: bool
) -> None:
    found = sheet({"base": 2}, documents={"base": (document("base", kind, issued_on=issued_on),)})
    assert bool(remarks(found, "evidence_old")) is asked


def test_old_evidence__newer_document_beside_it__not_asked() -> None:
    uses = (document("base", issued_on=OLD), document("base", issued_on=dt.date(2025, 1, 1), number=2))
    assert remarks(sheet({"base": 2}, documents={"base": uses}), "evidence_old") == []
    (remark,) = remarks(sheet({"base": 2}, documents={"base": uses[:1]}), "evidence_old")
    assert remark.values == {"title": "Document 1", "date": OLD}


def test_expired_evidence__before_the_reference_date__asked() -> None:
    yesterday = REFERENCE_DATE - dt.timedelta(days=1)
    uses = (document("base", expires_on=yesterday), document("base", expires_on=REFERENCE_DATE, number=2))
    (remark,) = remarks(sheet({"base": 2}, documents={"base": uses}), "evidence_expired")
    assert remark.values == {"title": "Document 1", "date": yesterday}


def test_age__one_document_by_itself__law_never_report_after_three_years() -> None:
    three_years_before = REFERENCE_DATE.replace(year=REFERENCE_DATE.year - 3)
    for kind, issued_on, aged in (
        (EvidenceKind.REPORT, three_years_before - dt.timedelta(days=1), True),
        (EvidenceKind.REPORT, three_years_before, False),
        (EvidenceKind.REPORT, None, False),
        (EvidenceKind.LAW, OLD, False),
    ):
        assert has_aged(EvidenceDetails("One", kind, issued_on=issued_on), REFERENCE_DATE) is aged
    for expires_on, expired in ((REFERENCE_DATE, False), (OLD, True), (None, False)):
        details = EvidenceDetails("One", EvidenceKind.LAW, expires_on=expires_on)
        assert has_expired(details, REFERENCE_DATE) is expired


def test_no_explanation__from_level_three_on() -> None:
    assert remarks(sheet({"base": level(2, "")}), "no_explanation") == []
    assert remarks(sheet({"base": level(3, " ")}), "no_explanation")[0].values == {"level": 3}


def test_above_its_base__two_levels__asked() -> None:
    assert remarks(sheet({"base": 1, "deeper": 2}), "above_its_base") == []
    (remark,) = remarks(sheet({"base": 1, "deeper": 3}), "above_its_base")
    assert (remark.question, remark.values) == ("deeper", {"level": 3, "other": "base", "other_level": 1})


def test_far_apart__three_levels_in_one_indicator__asked_at_the_higher() -> None:
    assert remarks(sheet({"base": 1, "other": 3}), "far_apart") == []
    (remark,) = remarks(sheet({"base": 4, "other": 1}), "far_apart")
    assert (remark.question, remark.values["other"]) == ("base", "other")


def test_none_beside_level__exclusive_choice_and_high_level__asked() -> None:
    none = {"ticked": frozenset({"none"})}
    assert remarks(sheet(none | {"base": 2}), "none_beside_level") == []
    assert [r.question for r in remarks(sheet(none | {"base": 3}), "none_beside_level")] == ["ticked"]


def test_many_dont_know__above_a_fifth_of_the_section__asked() -> None:
    unknown = Answer(Status.DONT_KNOW)
    one = {"base": 1, "deeper": 1, "other": unknown, "ticked": frozenset({"one"}), "choice": "no"}
    assert remarks(sheet(one), "many_dont_know") == []
    (remark,) = remarks(sheet(one | {"choice": unknown}), "many_dont_know")
    assert (remark.question, remark.values) == (None, {"n": 2, "asked": 5})


def test_follow_up_open__filter_marked_dont_know__asked() -> None:
    (remark,) = remarks(sheet({"base": Answer(Status.DONT_KNOW)}), "follow_up_open")
    assert (remark.question, remark.values) == ("deeper", {"filters": ("base",)})
    assert remarks(sheet({}), "follow_up_open") == []


def test_all_at_top__every_answer_of_a_section__asked() -> None:
    top = {"base": level(4), "deeper": level(4), "other": level(4)}
    assert remarks(sheet(top), "all_at_top")[0].question is None
    assert remarks(sheet(top | {"choice": "partly"}), "all_at_top") == []
    assert remarks(sheet({"base": level(4), "deeper": level(4)}), "all_at_top") == []


@given(cases())
def test_remarks__any_answers__known_codes_at_known_places(case: Case) -> None:
    found = sheet_of(case.instrument, case.submissions[0].responses)
    for remark in look_over(found):
        assert remark.code in REMARK_CODES
        assert remark.section == "all"
        assert remark.question is None or remark.question in found.instrument.question_index
