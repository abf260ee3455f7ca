"""What skip logic would tell of an answer that is held back is held back with it."""

from typing import Any

import numpy as np
import pytest

from assessment.core.instrument import Instrument, compile_instrument
from assessment.core.questionnaire import Questionnaire
from assessment.core.release import Release
from assessment.core.release_preview import previews
from assessment.core.released import released_nodes, released_questions
from assessment.core.rubric import Rubric
from tests.builders import gate_on, instrument, leaf, maturity, node
from tests.strategies import questionnaire_data, rubric_data


def after(question: str) -> dict[str, Any]:
    return {"question": question, "at_least": 1}


def told(compiled: Instrument, *domains: str) -> tuple[set[str], set[str]]:
    """Return the questions and nodes of a State that releases some domains."""
    given = ("XAA",), {"XAA": dict.fromkeys(domains, Release.NAMED)}, Release.NAMED
    questions = np.flatnonzero(released_questions(compiled, *given)[:, 0])
    nodes = np.flatnonzero(released_nodes(compiled, *given)[:, 0])
    return {compiled.questions[row].id for row in questions}, {compiled.nodes[place].id for place in nodes}


TREE = node(
    "overall",
    node("a", node("a.x", leaf("a.one")), node("a.y", leaf("a.two"))),
    node("b", leaf("b.one")),
)


def test_filter_of_a_domain_held_back__takes_what_follows_it_and_the_nodes_that_hold_it() -> None:
    compiled = instrument([maturity("b.one"), maturity("a.one"), maturity("a.two", show_if=after("b.one"))], TREE)
    assert told(compiled, "a") == ({"a.one"}, {"a.x"})
    assert told(compiled, "b") == ({"b.one"}, {"b"})
    assert told(compiled, "a", "b") == ({"a.one", "a.two", "b.one"}, {one.id for one in compiled.nodes})


def test_filter_of_the_same_domain__holds_nothing_back() -> None:
    compiled = instrument([maturity("a.one"), maturity("a.two", show_if=after("a.one")), maturity("b.one")], TREE)
    assert told(compiled, "a") == ({"a.one", "a.two"}, {"a", "a.x", "a.y"})


@pytest.mark.parametrize("way", ["all", "any"])
def test_filter_of_a_filter__holds_back_too(way: str) -> None:
    compiled = instrument(
        [
            maturity("b.one"),
            maturity("a.one", show_if={way: [after("b.one")]}),
            maturity("a.two", show_if=after("a.one")),
        ],
        TREE,
    )
    assert told(compiled, "a") == (set(), set())


def test_safeguard_behind_a_filter_held_back__holds_back_what_it_could_cap() -> None:
    tree = node("overall", *(node(name, leaf(f"{name}.one")) for name in "abc"))
    questions = [maturity("b.one"), maturity("a.one", show_if=after("b.one")), maturity("c.one")]
    compiled = instrument(questions, tree, gates=[gate_on("c", "a.one")])
    assert told(compiled, "a", "c") == ({"c.one"}, set())
    [secretariat, *_] = previews(compiled, {"a": Release.SECRETARIAT, "c": Release.SECRETARIAT})
    assert (secretariat.domains, secretariat.held_back) == ((), ("a", "c"))


def of_sections(sections: dict[str, list[dict[str, Any]]]) -> Instrument:
    """Compile questions that stand in sections; what is not in the tree is for context."""
    data = questionnaire_data([])
    data["sections"] = [{"id": one, "title": one, "questions": held} for one, held in sections.items()]
    scored = {"a.one", "a.two", "b.one"}
    context = [one["id"] for held in sections.values() for one in held if one["id"] not in scored]
    rubric = Rubric.model_validate(rubric_data(TREE, context=context))
    return compile_instrument(Questionnaire.model_validate(data), rubric)


FOLLOWING = [maturity("a.one"), maturity("a.two", show_if=after("context"))]


def test_filter_without_score__in_a_section_of_one_domain__goes_with_that_domain() -> None:
    compiled = of_sections({"first": [maturity("context"), *FOLLOWING], "second": [maturity("b.one")]})
    assert told(compiled, "a") == ({"a.one", "a.two"}, {"a", "a.x", "a.y"})
    assert told(compiled, "b") == ({"b.one"}, {"b"})
    assert "context" in told(compiled, "a", "b")[0]


@pytest.mark.parametrize("beside", [[maturity("b.one"), maturity("a.one")], []])
def test_filter_without_score__in_a_section_of_several_domains_or_none__goes_with_the_last(
    beside: list[dict[str, Any]],
) -> None:
    rest = [
        maturity("a.two", show_if=after("context")),
        *([] if beside else [maturity("b.one"), maturity("a.one")]),
    ]
    compiled = of_sections({"first": [maturity("context"), *beside], "second": rest})
    assert told(compiled, "a") == ({"a.one"}, {"a.x"})
    assert told(compiled, "a", "b")[0] == {"context", "a.one", "a.two", "b.one"}


def test_filter_without_score__that_follows_a_domain_held_back__passes_it_on() -> None:
    compiled = of_sections(
        {"second": [maturity("b.one")], "first": [maturity("context", show_if=after("b.one")), *FOLLOWING]}
    )
    assert told(compiled, "a") == ({"a.one"}, {"a.x"})
