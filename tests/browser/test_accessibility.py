"""axe finds nothing against WCAG 2.2 AA on our pages in English, from left to right.

Every view, dialog and open list is looked at wide and light, narrow and dark, in test_pseudo_language: what a page
is made of does not depend on the scheme, and what is faint does not depend on the width, so that both halves see
everything. Here each of them is looked at once more from left to right, wide and dark, and the first places of a
role in the two ways that nobody has looked at.
"""

from collections.abc import Sequence

import pytest

from assessment.core.person import Role
from tests.browser.conftest import NewVisit
from tests.browser.looking import HALVES, Scheme, broken_rules, look_like, violations
from tests.browser.places import (
    FOR_ANALYSTS,
    FOR_FOCAL_POINTS,
    FOR_OFFICIALS,
    OUTSIDE,
    PACKS_OF_ANALYSTS,
    PACKS_OF_OFFICIALS,
    SUBMITTED,
    WITH_SUBMISSION,
    Place,
    Sight,
    places_of,
    sign_in,
)

CROSSED: tuple[tuple[Scheme, int], ...] = (("dark", 1280), ("light", 390))
ONCE = CROSSED[:1]
STATE = "Merrivont"


def walk(
    new_visit: NewVisit,
    role: Role,
    places: Sequence[Place],
    ways: Sequence[tuple[Scheme, int]],
    state: str = STATE,
) -> dict[str, set[str]]:
    visit = new_visit(reduced_motion="reduce")
    sign_in(visit, role, state)
    sight, found = Sight(visit), {}
    for place in places:
        visit.page.goto("/sign-in")
        look_like(visit.page, *ways[0])
        sight.go(place)
        found[place.name] = set[str]().union(*(violations(sight, *way) for way in ways))
    return {name: here for name, here in found.items() if here}


def test_the_button_for_files_is_still_one_that_axe_cannot_name(new_visit: NewVisit) -> None:
    visit = new_visit(reduced_motion="reduce")
    sign_in(visit, Role.FOCAL_POINT, STATE)
    Sight(visit).go(FOR_FOCAL_POINTS[0])
    assert [rule["id"] for rule in broken_rules(visit.page)] == ["button-name"]


def test_first_pages_of_a_focal_point(new_visit: NewVisit) -> None:
    assert walk(new_visit, Role.FOCAL_POINT, FOR_OFFICIALS[:3], CROSSED) == {}


def test_pages_of_a_contributor(new_visit: NewVisit) -> None:
    pages = [place for place in FOR_OFFICIALS if place.name in {"home", "one question", "team"}]
    assert walk(new_visit, Role.CONTRIBUTOR, pages, HALVES) == {}


@pytest.mark.parametrize("places", [FOR_OFFICIALS[3:9], FOR_OFFICIALS[9:], FOR_FOCAL_POINTS, PACKS_OF_OFFICIALS])
def test_views_and_dialogs_of_a_focal_point(new_visit: NewVisit, places: Sequence[Place]) -> None:
    assert walk(new_visit, Role.FOCAL_POINT, places, ONCE) == {}


def test_pages_once_an_assessment_is_submitted(new_visit: NewVisit) -> None:
    assert walk(new_visit, Role.FOCAL_POINT, SUBMITTED, ONCE, WITH_SUBMISSION) == {}


def test_first_pages_of_an_analyst(new_visit: NewVisit) -> None:
    assert walk(new_visit, Role.ANALYST, FOR_ANALYSTS[:2], (*HALVES, *CROSSED)) == {}


@pytest.mark.parametrize("places", [FOR_ANALYSTS[2:5], FOR_ANALYSTS[5:9], FOR_ANALYSTS[9:], PACKS_OF_ANALYSTS])
def test_pages_of_an_analyst(new_visit: NewVisit, places: Sequence[Place]) -> None:
    assert walk(new_visit, Role.ANALYST, places, ONCE) == {}


def test_what_officials_see_of_others(new_visit: NewVisit) -> None:
    assert walk(new_visit, Role.FOCAL_POINT, OUTSIDE, ONCE) == {}


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.OBSERVER, Role.ADMINISTRATOR])
def test_pages_of_those_without_a_state(new_visit: NewVisit, role: Role) -> None:
    assert walk(new_visit, role, tuple(places_of(role)), CROSSED) == {}
