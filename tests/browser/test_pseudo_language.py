"""The made-up language: no word is left in the code, the pages hold from right to left, and axe finds nothing.

One walk sees every view, dialog and open list twice, as test_accessibility explains.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment.core.person import Role
from tests.browser.back_office import back_office
from tests.browser.conftest import NewVisit
from tests.browser.looking import HALVES, look_like, violations
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
from tests.browser.streamlits_own import is_streamlits_own
from tests.browser.words import data_of, plain_words, shown_words
from tests.servers import Application

LAYOUT = (Path(__file__).parent / "layout.js").read_text("utf-8")
LANGUAGE = "qps"
STATE = "Corvelune"

SIDES = """() => {
  const box = selector => document.querySelector(selector).getBoundingClientRect();
  const radio = document.querySelector("[data-testid=stRadioOption]");
  const mark = radio.querySelector(":scope > div > div").getBoundingClientRect(), words = radio.querySelector("p");
  return {
    page: document.documentElement.dir,
    sidebar: box("[data-testid=stSidebar]").left >= box("[data-testid=stMain]").right - 1,
    mark: mark.left >= words.getBoundingClientRect().right - 1,
    heading: getComputedStyle(document.querySelector("h1")).direction,
  };
}"""
BARS = """() => [...document.querySelectorAll("[data-testid=stProgressBarTrack]")].map(track => {
  const all = track.getBoundingClientRect(), full = track.firstElementChild.getBoundingClientRect();
  return [Math.round(full.right) >= Math.round(all.right), full.left >= all.left - 1];
})"""


@pytest.fixture(scope="module")
def data(application: Application) -> frozenset[str]:
    with back_office(application.data_folder) as office:
        return data_of(office.workspace)


@pytest.fixture
def sights(new_visit: NewVisit) -> Iterator[dict[Role, Sight]]:
    """Return browsers by role, as they are asked for; the accounts speak English again afterwards."""
    opened = _Sights(new_visit)
    yield opened
    for sight in opened.values():
        sight.visit.speak("en")


class _Sights(dict[Role, Sight]):
    def __init__(self, new_visit: NewVisit) -> None:
        super().__init__()
        self._new_visit = new_visit

    def __missing__(self, role: Role) -> Sight:
        visit = self._new_visit(reduced_motion="reduce")
        sign_in(visit, role, STATE)
        visit.speak(LANGUAGE)
        self[role] = Sight(visit, LANGUAGE)
        return self[role]


def faults(sight: Sight, data: frozenset[str]) -> set[str]:
    """Return the plain words of the page that stands open, and what is wrong with its layout and to axe."""
    found = {text for text in plain_words(shown_words(sight.page), data) if not is_streamlits_own(text)}
    for scheme, width in HALVES:
        found |= violations(sight, scheme, width)
        if sight.page.evaluate(LAYOUT):
            sight.page.wait_for_timeout(750)  # a chart that takes the new width slowly
            found |= {f"{fault} (at {width} px)" for fault in sight.page.evaluate(LAYOUT)}
    return found


def walk(sight: Sight, places: tuple[Place, ...], data: frozenset[str]) -> dict[str, set[str]]:
    found = {}
    for place in places:
        sight.page.goto("/sign-in")
        look_like(sight.page, *HALVES[0])
        sight.go(place)
        found[place.name] = faults(sight, data)
    return {name: here for name, here in found.items() if here}


@pytest.mark.parametrize(
    "places", [FOR_OFFICIALS[:8], FOR_OFFICIALS[8:], FOR_FOCAL_POINTS, OUTSIDE, PACKS_OF_OFFICIALS]
)
def test_no_word_is_left_in_the_code_and_the_layout_holds(
    sights: dict[Role, Sight], places: tuple[Place, ...], data: frozenset[str]
) -> None:
    assert walk(sights[Role.FOCAL_POINT], places, data) == {}


def test_pages_of_a_submitted_assessment(new_visit: NewVisit, data: frozenset[str]) -> None:
    visit = new_visit(reduced_motion="reduce")
    sign_in(visit, Role.FOCAL_POINT, WITH_SUBMISSION)
    visit.speak(LANGUAGE)
    assert walk(Sight(visit, LANGUAGE), SUBMITTED, data) == {}
    visit.speak("en")


@pytest.mark.parametrize("places", [FOR_ANALYSTS[:5], FOR_ANALYSTS[5:9], FOR_ANALYSTS[9:], PACKS_OF_ANALYSTS])
def test_pages_of_an_analyst(sights: dict[Role, Sight], places: tuple[Place, ...], data: frozenset[str]) -> None:
    assert walk(sights[Role.ANALYST], places, data) == {}


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.OBSERVER, Role.ADMINISTRATOR])
def test_pages_of_those_without_a_state(sights: dict[Role, Sight], role: Role, data: frozenset[str]) -> None:
    assert walk(sights[role], tuple(places_of(role)), data) == {}


def test_pages_flow_from_right_to_left(sights: dict[Role, Sight]) -> None:
    sight = sights[Role.FOCAL_POINT]
    sight.visit.open("questionnaire")
    right = {"page": "rtl", "sidebar": True, "mark": True, "heading": "rtl"}
    assert sight.page.evaluate(SIDES) == right
    sight.visit.open("home")
    bars = sight.page.evaluate(BARS)
    assert bars
    assert all(from_the_right for from_the_right, _ in bars)
