"""Scores as an audience may know them depend on released answers alone."""

from typing import Any

import numpy as np
import pytest

from assessment.core.release import Release
from assessment.core.released import held_by_filters, score_of_released
from assessment.core.scoring import Scores
from assessment.core.submission import Response, Status
from tests.builders import gate_on, instrument, leaf, maturity, node, scores_of

NOT_HERE = Response(Status.NOT_APPLICABLE, reason="No such service.")
QUESTIONS = [
    maturity(one, not_applicable=True) for one in ("a.one", "a.two", "a.three", "b.one", "b.two", "b.three")
]
TREE = node("overall", *(node(name, *(leaf(f"{name}.{one}") for one in ("one", "two", "three"))) for name in "ab"))


def seen(released: tuple[str, ...], **answers: Any) -> Scores:
    """Return the scores of a State that releases some domains, of content where a third may not apply."""
    compiled = instrument(QUESTIONS, TREE, not_applicable={"max_share": 34})
    full = {"a.one": NOT_HERE, "a.two": 4, "a.three": 2, "b.one": 1, "b.two": 1, "b.three": 1}
    coded = scores_of(
        compiled, XAA=full | {name.replace("_", "."): value for name, value in answers.items()}
    ).coded
    releases = {"XAA": dict.fromkeys(released, Release.SECRETARIAT)}
    return score_of_released(compiled, coded, releases, Release.SECRETARIAT)


def domain(scores: Scores, name: str) -> list[float]:
    """Return worst, point and best of a domain, in points."""
    place = scores.instrument.node_index[name]
    return [round(float(100 * scores.nodes(one)[place, 0]), 6) for one in ("worst", "point", "best")]


def test_not_applicable__too_often_only_with_a_domain_held_back__is_accepted_in_the_one_released() -> None:
    often = {"b_one": NOT_HERE, "b_two": NOT_HERE}
    assert domain(seen(("a",), **often), "a") == domain(seen(("a",)), "a") == [75.0, 75.0, 75.0]
    assert domain(seen(("a", "b"), **often), "a") == [50.0, 75.0, 83.333333], "three of six are more than a third"


def test_not_applicable__too_often_in_the_domain_released__is_not_made_good_by_one_held_back() -> None:
    alone = seen(("a",), a_two=NOT_HERE)
    assert alone.standings.too_many.tolist() == [True]
    assert seen(("a", "b"), a_two=NOT_HERE).standings.too_many.tolist() == [False], "two of six are a third"


@pytest.mark.parametrize("released", [(), ("b",), ("a", "b")])
def test_everything_or_nothing_else__is_scored_as_always(released: tuple[str, ...]) -> None:
    scores = seen(released)
    assert domain(scores, "b") == [25.0, 25.0, 25.0]
    assert scores.standings.too_many.tolist() == [False]


def test_nodes_held_back__by_a_filter_or_a_safeguard__are_told_apart() -> None:
    tree = node("overall", *(node(name, leaf(f"{name}.one")) for name in "abc"))
    after = {"question": "c.one", "at_least": 1}
    questions = [maturity("c.one"), maturity("a.one", show_if=after), maturity("b.one")]
    compiled = instrument(questions, tree, gates=[gate_on("b", "c.one")])
    given = ("XAA", "XBB"), {"XAA": dict.fromkeys("ab", Release.SECRETARIAT), "XBB": {}}, Release.SECRETARIAT
    held = held_by_filters(compiled, *given)
    assert [compiled.nodes[place].id for place in np.flatnonzero(held[:, 0])] == ["a"], "b is held by a safeguard"
    assert not held[:, 1].any(), "and nothing where the domain is not released"
