"""axe finds nothing against WCAG 2.2 AA on our pages, light and dark, wide and narrow.

Every view, dialog and open list is looked at twice: wide and light, narrow and dark. What a page is made of does
not depend on the scheme, and what is faint does not depend on the width, so that both halves see everything.
The first places of each role are looked at in all four ways.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from assessment.core.person import Role
from tests.browser.conftest import NewVisit
from tests.browser.pages import SAY
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

Scheme = Literal["light", "dark"]

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
HALVES: tuple[tuple[Scheme, int], ...] = (("light", 1280), ("dark", 390))
ALL: tuple[tuple[Scheme, int], ...] = (*HALVES, ("dark", 1280), ("light", 390))
STATE = "Merrivont"


def violations(page: Page, ways: Sequence[tuple[Scheme, int]]) -> set[str]:
    """Return what axe finds on the page that stands open, looked at in several ways."""
    found: set[str] = set()
    for scheme, width in ways:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(300)  # Streamlit takes the colours over, and folds the sidebar
        here = findings(page)
        if here:
            page.wait_for_timeout(1500)  # on a busy machine that takes longer
            here = findings(page)
        found |= {f"{one} ({scheme}, {width} px)" for one in here}
    page.emulate_media(color_scheme=ALL[0][0])
    page.set_viewport_size({"width": ALL[0][1], "height": 900})
    return found


def findings(page: Page) -> list[str]:
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in broken_rules(page)
        for node in rule["nodes"]
        if not (rule["id"] == "button-name" and is_named_by_the_style_sheet(page, node["target"][0]))
    ]


def broken_rules(page: Page) -> Sequence[Mapping[str, Any]]:
    """Return the rules that axe finds broken on the page; axe is put into each document once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: Sequence[Mapping[str, Any]] = page.evaluate("options => axe.run(options)", RULES)["violations"]
    return found


def is_named_by_the_style_sheet(page: Page, selector: str) -> bool:
    """Tell whether this is the button that chooses a file, and the browser knows its name."""
    button = page.get_by_test_id("stFileUploaderDropzone").get_by_role("button", name=SAY("evidence.upload"))
    return button.and_(page.locator(selector)).count() == 1


def walk(
    new_visit: NewVisit,
    role: Role,
    places: Sequence[Place],
    ways: Sequence[tuple[Scheme, int]],
    state: str = STATE,
) -> dict[str, set[str]]:
    visit = new_visit(reduced_motion="reduce", color_scheme="light")
    sign_in(visit, role, state)
    sight, found = Sight(visit), {}
    for place in places:
        sight.go(place)
        found[place.name] = violations(sight.page, ways)
    return {name: here for name, here in found.items() if here}


def test_the_button_for_files_is_still_one_that_axe_cannot_name(new_visit: NewVisit) -> None:
    visit = new_visit(reduced_motion="reduce")
    sign_in(visit, Role.FOCAL_POINT, STATE)
    Sight(visit).go(FOR_FOCAL_POINTS[0])
    assert [rule["id"] for rule in broken_rules(visit.page)] == ["button-name"]


@pytest.mark.parametrize("places", [FOR_OFFICIALS[3:9], FOR_OFFICIALS[9:], FOR_FOCAL_POINTS, PACKS_OF_OFFICIALS])
def test_views_and_dialogs_of_a_focal_point(new_visit: NewVisit, places: Sequence[Place]) -> None:
    assert walk(new_visit, Role.FOCAL_POINT, places, HALVES) == {}


def test_first_pages_of_a_focal_point_in_every_way(new_visit: NewVisit) -> None:
    assert walk(new_visit, Role.FOCAL_POINT, FOR_OFFICIALS[:3], ALL) == {}


def test_pages_of_a_contributor(new_visit: NewVisit) -> None:
    pages = [place for place in FOR_OFFICIALS if place.name in {"home", "one question", "team"}]
    assert walk(new_visit, Role.CONTRIBUTOR, pages, HALVES) == {}


def test_pages_once_an_assessment_is_submitted(new_visit: NewVisit) -> None:
    assert walk(new_visit, Role.FOCAL_POINT, SUBMITTED, HALVES, WITH_SUBMISSION) == {}


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.OBSERVER, Role.ADMINISTRATOR])
def test_pages_of_those_without_a_state(new_visit: NewVisit, role: Role) -> None:
    assert walk(new_visit, role, tuple(places_of(role)), ALL) == {}


@pytest.mark.parametrize("places", [FOR_ANALYSTS[:5], FOR_ANALYSTS[5:9], FOR_ANALYSTS[9:], PACKS_OF_ANALYSTS])
def test_pages_of_an_analyst(new_visit: NewVisit, places: Sequence[Place]) -> None:
    assert walk(new_visit, Role.ANALYST, places, HALVES) == {}


def test_what_officials_see_of_others(new_visit: NewVisit) -> None:
    assert walk(new_visit, Role.FOCAL_POINT, OUTSIDE, HALVES) == {}
