"""Skip logic: what the checks call impossible or idle is so in the engine that asks the questions."""

from collections.abc import Mapping
from typing import Any

import pytest

from assessment.content.checks.condition_answers import Answer, is_met, representative_answers
from assessment.content.checks.condition_checks import check_conditions
from assessment.content.issues import IssueList
from assessment.content.positions import Positions
from assessment.content.sources import Parsed
from assessment.core.coding import code_submissions
from assessment.core.conditions import Comparison
from assessment.core.flow import follow
from assessment.core.instrument import compile_instrument
from assessment.core.questionnaire import Questionnaire
from assessment.core.rubric import Rubric
from assessment.core.submission import Response, Status, Submission

CHOICES = [{"id": "no", "label": "No"}, {"id": "partly", "label": "Partly"}, {"id": "yes", "label": "Yes"}]
OPTIONS = [
    {"id": "a", "label": "A"},
    {"id": "b", "label": "B"},
    {"id": "c", "label": "C"},
    {"id": "none", "label": "None", "exclusive": True},
]
QUESTIONS: Mapping[str, dict[str, Any]] = {
    "level": {"type": "maturity", "scale": "s", "levels": [{"descriptor": str(level)} for level in range(4)]},
    "choice": {"type": "single", "choices": CHOICES},
    "options": {"type": "multiple", "choices": OPTIONS},
    "number": {"type": "number", "unit": "per cent", "range": [0, 100]},
    "free": {"type": "number", "unit": "cases"},
    "date": {"type": "date", "range": ["2000-01-01", "2030-12-31"]},
    "words": {"type": "text"},
}


def questionnaire(show_if: dict[str, Any]) -> Questionnaire:
    asked = [{"id": name, "text": "?", **rest} for name, rest in QUESTIONS.items()]
    last = {"id": "last", "type": "text", "text": "?", "show_if": show_if}
    section = {"id": "one", "title": "One", "questions": [*asked, last]}
    return Questionnaire.model_validate({"id": "q", "version": "1", "title": "Q", "sections": [section]})


def codes_of(show_if: dict[str, Any]) -> list[str]:
    issues = IssueList()
    check_conditions(Parsed(questionnaire(show_if), Positions("q.yaml")), issues)
    return [issue.code for issue in issues]


def on(question: str, **operator: Any) -> dict[str, Any]:
    return {"question": question, **operator}


@pytest.mark.parametrize(
    ("show_if", "codes"),
    [
        (on("level", at_least=1), []),
        (on("level", at_least=0), ["Q018"]),
        (on("level", any_of=[0, 1, 2, 3]), ["Q018"]),
        (on("level", is_not=3), []),
        (on("choice", any_of=["no", "partly", "yes"]), ["Q018"]),
        (on("choice", is_not="no"), []),
        (on("options", is_not="none"), []),
        (on("options", any_of=["a", "b", "c", "none"]), ["Q018"]),
        (on("options", any_of=["a", "b", "c"]), []),
        (on("number", at_least=0), ["Q018"]),
        (on("number", at_least=100), []),
        (on("number", at_least=100.5), ["Q017"]),
        (on("number", **{"is": -1}), ["Q017"]),
        (on("free", at_least=-1000), []),
        (on("date", at_least="2000-01-01"), ["Q018"]),
        (on("date", at_least="2030-12-31"), []),
        (on("date", at_least="2031-01-01"), ["Q017"]),
        (on("words", answered=True), []),
        ({"all": [on("level", at_least=2), on("level", **{"is": 1})]}, ["Q017"]),
        ({"all": [on("level", at_least=2), on("level", is_not=2)]}, []),
        ({"all": [on("level", at_least=2), on("level", answered=False)]}, ["Q017"]),
        ({"all": [on("options", **{"is": "a"}), on("options", **{"is": "none"})]}, ["Q017"]),
        ({"all": [on("options", **{"is": "a"}), on("options", **{"is": "b"})]}, []),
        ({"all": [on("options", **{"is": "a"}), on("options", is_not="a")]}, ["Q017"]),
        ({"all": [on("free", at_least=5), on("free", **{"is": 3})]}, ["Q017"]),
        ({"all": [on("free", at_least=5), on("free", is_not=5)]}, []),
        ({"any": [on("level", at_least=1), on("level", **{"is": 0})]}, []),
        ({"any": [on("level", answered=True), on("level", answered=False)]}, ["Q018"]),
        ({"any": [on("date", answered=False), on("date", at_least="2010-01-01")]}, []),
        ({"any": [on("level", at_least=9), on("choice", **{"is": "maybe"})]}, ["Q014", "Q015"]),
    ],
)
def test_conditions_that_make_no_difference_are_found(show_if: dict[str, Any], codes: list[str]) -> None:
    assert codes_of(show_if) == codes


def visible(asked: Questionnaire, question: str, answer: Answer) -> bool:
    rubric = Rubric.model_validate(
        {
            "questionnaire": "q",
            "version": "1",
            "title": "R",
            "levels": [{"name": "Overall"}],
            "bands": [{"id": "low", "label": "Low", "at_least": 0}],
            "scoring": {"choice": {"kind": "choices", "values": {"no": 0, "partly": 50, "yes": 100}}},
            "defaults": {"single": "choice"},
            "context": [name for name in asked.question_by_id if name != "choice"],
            "tree": {"id": "overall", "title": "Overall", "children": [{"question": "choice"}]},
        }
    )
    instrument = compile_instrument(asked, rubric)
    responses = {} if answer is None else {question: Response(Status.ANSWERED, answer)}
    shown = follow(instrument, code_submissions(instrument, [Submission("AAA", responses)])).asked
    return bool(shown[-1, 0])


@pytest.mark.parametrize(
    "comparison",
    [
        on("level", is_not=2),
        on("level", any_of=[0, 3]),
        on("level", at_least=2),
        on("choice", **{"is": "no"}),
        on("choice", is_not="no"),
        on("options", **{"is": "a"}),
        on("options", is_not="a"),
        on("options", any_of=["a", "none"]),
        on("number", at_least=50),
        on("number", any_of=[0, 99.5]),
        on("free", is_not=7),
        on("date", at_least="2010-06-15"),
        on("date", answered=False),
        on("words", answered=True),
    ],
    ids=str,
)
def test_the_checks_read_a_comparison_as_the_engine_does(comparison: dict[str, Any]) -> None:
    asked = questionnaire(comparison)
    clause = Comparison.model_validate(comparison)
    answers = representative_answers(asked.question_by_id[clause.question], [clause])
    found = [is_met(clause, answer) for answer in answers]
    assert found == [visible(asked, clause.question, answer) for answer in answers]
    assert {True, False} == set(found)
