"""The plan: what is published, what is hidden and why, against an attacker who tries everything."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.disclosure import DisclosurePlan, Reason, plan_disclosure
from assessment.core.disclosure_cells import Cell, CellName, PublishedCell, Statistics
from assessment.core.rubric import DisclosureSettings
from tests.core.disclosure_attacker import told_about
from tests.core.disclosure_cases import (
    DOMAINS,
    SMALL,
    TREE,
    Edition,
    cell,
    editions,
    near_alike,
    partition,
    states_named,
    unchanged,
)

DEFAULT = DisclosureSettings()


def cells_of(published: Sequence[PublishedCell]) -> list[Cell]:
    """Return the cells alone."""
    return [one.cell for one in published]


def sets_of(plan: DisclosurePlan) -> set[str]:
    """Return the names of the sets that are published."""
    return {one.cell.name.state_set for one in plan.published}


def all_plans(drawn: list[Edition]) -> tuple[list[DisclosurePlan], list[PublishedCell]]:
    """Plan editions one after the other, each knowing those before."""
    plans: list[DisclosurePlan] = []
    published: list[PublishedCell] = []
    for edition in drawn:
        plans.append(plan_disclosure(edition.cells, TREE, SMALL, published))
        published = [*published, *plans[-1].published]
    return plans, published


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((14, 10, 8, 3), {"all", "r0", "r1"}),
        ((14, 10, 8, 2, 1), {"all", "r0", "r1"}),
        ((20, 11, 4), {"all", "r0"}),
        ((9, 8, 7, 6, 5), {"all", "r0", "r1", "r2", "r3", "r4"}),
        # The six regions of the training States: the smaller of the two fives by name stays.
        ((8, 8, 6, 5, 5, 3), {"all", "r0", "r1", "r2", "r3"}),
        ((5,), {"all", "r0"}),
        ((4,), set()),
        ((), set()),
    ],
)
def test_plan__regions_of_these_sizes__publishes(sizes: tuple[int, ...], expected: set[str]) -> None:
    for node in ("overall", "d1"):
        assert sets_of(plan_disclosure(partition(sizes, node), TREE, DEFAULT)) == expected


def test_plan__same_states_everywhere__is_the_same_for_every_node() -> None:
    cells = [one for node in ("overall", *DOMAINS) for one in partition((8, 8, 6, 5, 5, 3), node)]
    plan = plan_disclosure(cells, TREE, DEFAULT)
    assert len(plan.published) == 3 * 5
    assert set(plan.suppressed.values()) == {Reason.TOO_FEW, Reason.COMPLEMENTARY}
    assert {name.state_set for name, why in plan.suppressed.items() if why is Reason.TOO_FEW} == {"r5"}


@given(editions(most=1))
def test_plan__every_state_releases_the_same__always_shows_the_total(drawn: list[Edition]) -> None:
    total = next(one for one in drawn[0].cells if one.name == CellName("2026", "d1", "all"))
    cells = [one for one in drawn[0].cells if one.name.node == "d1"]
    shown = {one.cell.name for one in plan_disclosure(cells, TREE, SMALL).published}
    assert (total.name in shown) == (total.n >= 3)


@given(editions(most=3))
def test_plan__any_editions__tell_the_attacker_nothing(drawn: list[Edition]) -> None:
    _, published = all_plans(drawn)
    assert list(told_about(cells_of(published), TREE, 3)) == []
    assert list(told_about(unchanged(cells_of(published)), TREE, 3)) == []


@given(near_alike(), near_alike())
def test_plan__nodes_over_nearly_the_same_states__tell_the_attacker_nothing(
    first: list[Cell], second: list[Cell]
) -> None:
    _, published = all_plans([Edition(tuple(first)), Edition(tuple(second))])
    assert list(told_about(cells_of(published), TREE, 3)) == []
    assert list(told_about(unchanged(cells_of(published)), TREE, 3)) == []


@given(editions(most=2, states=7))
def test_plan__any_editions__tell_a_state_that_knows_its_own_scores_nothing(drawn: list[Edition]) -> None:
    cells = cells_of(all_plans(drawn)[1])
    contributions = {one for some in cells for one in some.contributions}
    for state in {one.state for one in contributions}:
        versions = [one.version for one in contributions if one.state == state]
        own = [cell(node, [state], versions={state: one}) for node in DOMAINS for one in versions]
        assert list(told_about(cells, TREE, 2, own)) == []


@given(editions(most=3))
def test_plan__medians_and_quartiles__stand_apart_by_their_own_thresholds(drawn: list[Edition]) -> None:
    _, published = all_plans(drawn)
    for level, least in ((Statistics.MEDIAN, 4), (Statistics.QUARTILES, 5)):
        for node in ("overall", *DOMAINS):
            shown = [one.cell for one in published if one.statistics >= level and one.cell.name.node == node]
            assert all(one.n >= least for one in shown)
            assert list(told_about(shown, {}, least)) == []


@given(editions(most=2))
def test_plan__a_cell_with_enough_states_is_hidden__only_if_the_attacker_would_learn_from_it(
    drawn: list[Edition],
) -> None:
    plans, _ = all_plans(drawn)
    before: list[Cell] = []
    for edition, plan in zip(drawn, plans, strict=True):
        shown = [*before, *cells_of(plan.published)]
        by_name = {one.name: one for one in edition.cells}
        for name, reason in plan.suppressed.items():
            assert (reason is Reason.TOO_FEW) == (by_name[name].n < 3)
            tried = [*shown, by_name[name]]
            told = any(told_about(tried, TREE, 3)) or any(told_about(unchanged(tried), TREE, 3))
            assert reason is Reason.TOO_FEW or told
        assert {*plan.suppressed, *(one.cell.name for one in plan.published)} == set(by_name)
        before = shown


@given(editions(most=2), st.randoms(use_true_random=False))
def test_plan__candidates_in_another_order__is_the_same(drawn: list[Edition], chance: object) -> None:
    earlier = plan_disclosure(drawn[0].cells, TREE, SMALL).published
    cells = drawn[-1].cells
    assert plan_disclosure(cells[::-1], TREE, SMALL, earlier) == plan_disclosure(cells, TREE, SMALL, earlier)


@given(editions(most=3))
def test_plan__the_same_again__publishes_the_same_with_the_same_statistics(drawn: list[Edition]) -> None:
    earlier = all_plans(drawn[:-1])[1]
    first = plan_disclosure(drawn[-1].cells, TREE, SMALL, earlier)
    again = plan_disclosure(drawn[-1].cells, TREE, SMALL, [*earlier, *first.published])
    assert set(again.published) == set(first.published)
    assert again.suppressed == first.suppressed


def test_plan__domain_with_one_state_more__hides_one_domain_and_keeps_overall() -> None:
    cells = [cell("overall", "abcde"), cell("d1", "abcdef"), cell("d2", "abcde")]
    plan = plan_disclosure(cells, TREE, DEFAULT)
    assert [one.cell.name.node for one in plan.published] == ["overall", "d1"]
    assert plan.suppressed == {cells[2].name: Reason.COMPLEMENTARY}


@pytest.mark.parametrize(
    ("now", "versions", "shown"),
    [
        ("abcdefg", {}, False),
        ("abcde", {}, False),
        ("abcdef", {"f": "2"}, False),
        ("abcdef", {}, True),
        ("abcdefghijk", {}, True),
        ("abcdef", dict.fromkeys("abcde", "2"), True),
        # Five may have handed in the same once more: then the difference is the score of the new one.
        ("abcdefg", dict.fromkeys("abcde", "2"), False),
    ],
)
def test_plan__earlier_edition__hides_what_differs_by_too_few(
    now: str, versions: dict[str, str], *, shown: bool
) -> None:
    earlier = plan_disclosure([cell("d1", "abcdef")], TREE, DEFAULT).published
    plan = plan_disclosure([cell("d1", now, versions=versions)], TREE, DEFAULT, earlier)
    assert bool(plan.published) is shown
    assert list(plan.suppressed.values()) == ([] if shown else [Reason.EARLIER])


def test_plan__a_withdrawn_state__takes_its_figures_with_it_and_leaves_the_other_domain() -> None:
    everybody = states_named(12)
    earlier = plan_disclosure([cell(node, everybody) for node in DOMAINS], TREE, DEFAULT).published
    plan = plan_disclosure([cell("d1", everybody[1:]), cell("d2", everybody)], TREE, DEFAULT, earlier)
    assert [one.cell.name.node for one in plan.published] == ["d2"]
    assert plan.suppressed == {CellName("2026", "d1", "all"): Reason.EARLIER}


def test_plan__figures_that_leaked_before__keep_new_ones_beside_them_back() -> None:
    leaked = [PublishedCell(cell("d1", some), Statistics.MEAN) for some in ("abcde", "abcdef")]
    beside = plan_disclosure([cell("d1", "abcdefghijkl")], TREE, DEFAULT, leaked)
    assert list(beside.suppressed.values()) == [Reason.EARLIER]
    apart = plan_disclosure(
        [cell("d2", "abcdefghijkl"), cell("d1", "nopqrs", "x", "region")], TREE, DEFAULT, leaked
    )
    assert len(apart.published) == 2


def test_plan__scores_shown_by_name__do_not_shelter_the_others() -> None:
    cells = [cell("d1", "abcdef")]
    assert plan_disclosure(cells, TREE, DEFAULT, known=[cell("d1", "a")]).published
    assert not plan_disclosure(cells, TREE, DEFAULT, known=[cell("d1", "a"), cell("d1", "b")]).published


def test_plan__median_over_two_sets_that_differ_by_six__is_shown_for_the_first_only() -> None:
    cells = [cell("d1", states_named(13)), cell("d1", states_named(7), "r0", "region")]
    plan = plan_disclosure(cells, TREE, DEFAULT)
    assert [one.statistics for one in plan.published] == [Statistics.QUARTILES, Statistics.MEAN]


def test_plan__statistics__follow_the_number_of_states() -> None:
    found = [
        plan_disclosure([cell("d1", states_named(n))], TREE, DEFAULT).statistics.get(CellName("2026", "d1", "all"))
        for n in (4, 5, 6, 7, 9, 10)
    ]
    mean, median, quartiles = Statistics
    assert found == [None, mean, mean, median, median, quartiles]
