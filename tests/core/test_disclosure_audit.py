"""The audit against an attacker who tries everything, and the attacks that it is there for."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core import disclosure_audit
from assessment.core.disclosure_audit import Leak, deducible
from assessment.core.disclosure_cells import Cell, published_tree
from assessment.core.disclosure_equations import leaf_weights
from assessment.core.rubric import Node
from tests.builders import leaf, node
from tests.core.disclosure_attacker import shares, told_about
from tests.core.disclosure_cases import TREE, Edition, cell, editions, near_alike, states_named


@given(editions(most=2), st.integers(2, 4), st.randoms(use_true_random=False))
def test_audit__any_cells__finds_a_leak_exactly_where_the_attacker_does(
    drawn: list[Edition], fewer_than: int, chance: random.Random
) -> None:
    cells = [one for edition in drawn for one in edition.cells if one.n >= fewer_than and chance.random() < 0.7]
    attacks = set(told_about(cells, TREE, fewer_than))
    for few_blocks in (0, disclosure_audit.FEW_BLOCKS, 1000):
        # In piles as far as possible, as shipped, and one by one throughout.
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(disclosure_audit, "FEW_BLOCKS", few_blocks)
            found = deducible(cells, TREE, fewer_than)
        assert bool(found) == bool(attacks)
        for leaking in found:
            assert len(leaking.states) < fewer_than
            assert any(attack <= set(leaking.states) for attack in attacks)


@given(near_alike(), st.integers(2, 4))
def test_audit__nodes_over_nearly_the_same_states__finds_a_leak_exactly_where_the_attacker_does(
    cells: list[Cell], fewer_than: int
) -> None:
    assert bool(deducible(cells, TREE, fewer_than)) == any(told_about(cells, TREE, fewer_than))


@settings(max_examples=25)
@given(st.lists(st.sets(st.sampled_from(states_named(22)), min_size=9), min_size=2, max_size=8))
def test_audit__many_states__finds_a_leak_exactly_where_the_attacker_does(drawn: list[set[str]]) -> None:
    cells = [cell("d1", states) for states in drawn]
    assert bool(deducible(cells, TREE, 4)) == any(told_about(cells, TREE, 4))


@given(editions(most=1, states=7), st.data())
def test_audit__scores_of_some_states_known__finds_what_follows_from_them(
    drawn: list[Edition], data: st.DataObject
) -> None:
    cells = [one for one in drawn[0].cells if one.n >= 3]
    contributions = sorted({one for some in cells for one in some.contributions})
    named = data.draw(st.sets(st.sampled_from(contributions), max_size=2)) if contributions else set()
    nodes = data.draw(st.sampled_from((("d1", "d2"), ("overall",), ("d1",))))
    known = [cell(at, [one.state], versions={one.state: one.version}) for one in named for at in nodes]
    if len(nodes) == 2:
        assert bool(deducible(cells, TREE, 3, known)) == any(told_about(cells, TREE, 3, known))
    else:
        # The rest of what these States scored is still to be protected, so they count.
        fewer_others = 3 - len(named)
        assert bool(deducible(cells, TREE, 3, known)) >= any(told_about(cells, TREE, fewer_others, known))


def test_audit__a_domain_with_one_state_more_than_overall_and_the_other_domain__tells_its_score() -> None:
    cells = [cell("overall", "abcde"), cell("d1", "abcdef"), cell("d2", "abcde")]
    assert deducible(cells, TREE, 5) == (Leak(("f",)),)
    assert deducible(cells[:2], TREE, 5) == ()


def test_audit__three_levels__sees_through_the_one_between() -> None:
    tree = {"overall": {"d1": 1.0, "d2": 1.0}, "d1": {"i1": 1.0, "i2": 3.0}}
    cells = [cell("overall", "abcde"), cell("i1", "abcde"), cell("i2", "abcde"), cell("d2", "abcdef")]
    assert deducible(cells, tree, 5) == (Leak(("f",)),)
    assert deducible(cells[1:], tree, 5) == ()


def test_audit__one_state_handed_in_again__tells_its_change() -> None:
    cells = [cell("d1", "abcdef"), cell("d1", "abcdef", versions={"c": "2"})]
    assert deducible(cells, TREE, 5) == (Leak(("c",)),)


@pytest.mark.parametrize(("joined", "expected"), [("fghi", True), ("fghij", False)])
def test_audit__later_edition_with_more_states__leaks_when_they_are_too_few(
    joined: str, *, expected: bool
) -> None:
    cells = [cell("d1", "abcde"), cell("d1", "abcde" + joined)]
    assert bool(deducible(cells, TREE, 5)) is expected


def test_audit__two_cycles__do_not_add_up() -> None:
    cells = [cell("d1", "abcdef"), cell("d1", "abcde", versions=dict.fromkeys("abcde", "2027"))]
    assert deducible(cells, TREE, 5) == ()


def test_audit__own_score_known__tells_about_one_state_less() -> None:
    # Five States: an outsider learns about five, and "a" about the other four.
    cells = [cell("d1", "abcde")]
    own = [cell("d1", "a")]
    assert deducible(cells, TREE, 5) == ()
    assert deducible(cells, TREE, 4, own) == ()
    assert deducible(cells, TREE, 5, own) == (Leak(tuple("bcde")),)


@given(editions(most=2, states=7))
def test_audit__nothing_for_outsiders__is_nothing_for_a_state_about_one_other_less(drawn: list[Edition]) -> None:
    cells = [one for edition in drawn for one in edition.cells if one.n >= 3]
    if deducible(cells, TREE, 3):
        return
    contributions = {one for some in cells for one in some.contributions}
    for state in {one.state for one in contributions}:
        versions = [one.version for one in contributions if one.state == state]
        own = [cell(at, [state], versions={state: one}) for at in TREE["overall"] for one in versions]
        assert deducible(cells, TREE, 2, own) == ()
        assert list(told_about(cells, TREE, 2, own)) == []


def test_audit__search_not_ended__counts_as_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    names = states_named(12)
    cells = [cell("d1", names[place : place + 6]) for place in range(6)]
    assert deducible(cells[::6], TREE, 5) == ()
    monkeypatch.setattr(disclosure_audit, "MOST_CUTS", 0)
    assert deducible(cells, TREE, 5) == (Leak(()),)


@pytest.mark.parametrize("cells", [[], [cell("d1", "")], [cell("d1", ""), cell("d1", "abcde")]])
def test_audit__nothing_to_find__finds_nothing(cells: list[Cell]) -> None:
    assert deducible(cells, TREE, 5) == ()
    assert deducible(cells, TREE, 5, [cell("d1", "a")]) == (() if len(cells) < 2 else (Leak(tuple("bcde")),))


def test_tree__to_the_domains_or_below__has_the_weights_of_the_rubric() -> None:
    root = Node.model_validate(
        node(
            "overall",
            node("d1", node("i1", leaf("q1"), weight=3), node("i2", leaf("q2")), weight=2),
            node("d2", leaf("q3")),
        )
    )
    assert published_tree(root) == {"overall": {"d1": 2, "d2": 1}}
    assert published_tree(root, 2) == {"overall": {"d1": 2, "d2": 1}, "d1": {"i1": 3, "i2": 1}}
    found, expected = leaf_weights("overall", published_tree(root, 2)), shares("overall", published_tree(root, 2))
    assert found == pytest.approx({one: float(share) for one, share in expected.items()})
    assert found == pytest.approx({"i1": 0.5, "i2": 1 / 6, "d2": 1 / 3})
