"""Those who compare: an analyst, an observer and an official, each on the way through their pages."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from assessment.core.person import Role
from assessment.core.release import Release
from assessment.services import submitting
from assessment.store import tables
from tests.browser.back_office import back_office
from tests.browser.conftest import NewVisit
from tests.browser.hands import open_list
from tests.browser.pages import PATIENCE, SAY, Visit
from tests.servers import Application

REGIONS = (
    "Southern Europe",
    "Southern Caucasus",
    "Middle East and North Africa",
    "East Africa",
    "Asia",
    "Caribbean and Central America",
)
BEFORE = "2025"
HANDED_IN = "Brisolane"


@pytest.fixture(scope="module")
def names(application: Application) -> frozenset[str]:
    """Return the names of all States."""
    with back_office(application.data_folder) as office, office.workspace.database.reading() as connection:
        return frozenset(connection.scalars(select(tables.states.c.name)))


def words_of(page: Page) -> str:
    return page.locator("[data-testid=stMain]").inner_text()


def download(page: Page, button: Locator, folder: Path) -> list[dict[str, str]]:
    """Click on a download and return the rows of the file."""
    with page.expect_download(timeout=PATIENCE) as begun:
        button.click()
    file = folder / begun.value.suggested_filename
    begun.value.save_as(file)
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))


def first_download(visit: Visit) -> Locator:
    return visit.page.get_by_role("button", name=SAY("results.download")).first


def choose(visit: Visit, label: str, option: str) -> None:
    """Choose in one of the lists on top of a page."""
    listed = open_list(visit.page.get_by_role("combobox", name=SAY(label)))
    listed.get_by_role("option", name=option, exact=True).click()
    visit.settle()


def test_an_analyst_finds_weak_domains_clear_changes_and_what_the_ranking_depends_on(
    new_visit: NewVisit, tmp_path: Path
) -> None:
    visit = new_visit()
    visit.sign_in_without_state(Role.ANALYST)
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(SAY("page.overview"))
    visit.go_to("regional_comparison")
    weakest = download(visit.page, first_download(visit), tmp_path)
    assert [row[SAY("regional.column_set")] for row in weakest][1:7] == list(REGIONS)
    assert all(row[SAY("comparison.fact_cycle")] and row[SAY("comparison.fact_data")] for row in weakest)
    shown = visit.page.locator(".figures").first.inner_text()
    assert all(region in shown for region in REGIONS)

    visit.go_to("change_over_cycles")
    expect(visit.page.get_by_text("improved clearly").first).to_be_visible()
    visit.go_to("robustness")
    expect(visit.page.get_by_text("The ranking depends most on").first).to_be_visible(timeout=3 * PATIENCE)


def test_what_an_analyst_looks_at_stands_in_the_address_and_comes_back(new_visit: NewVisit) -> None:
    visit = new_visit()
    visit.come_in_without_state(Role.ANALYST)
    visit.open("regional_comparison")
    choose(visit, "comparison.filter_cycle", "Cycle 2025")
    choose(visit, "comparison.filter_set", "East Africa")
    expect(visit.page).to_have_url(re.compile("set=region.east_africa"))
    visit.settle()
    assert {"cycle=2025", "set=region.east_africa"} <= set(visit.page.url.partition("?")[2].split("&"))
    address, before = visit.page.url, words_of(visit.page)
    visit.page.reload()
    visit.settle()
    expect(visit.page.get_by_role("combobox", name=SAY("comparison.filter_set"))).to_have_value("East Africa")
    assert words_of(visit.page) == before
    visit.go_to("overview")
    visit.page.goto(address)
    visit.settle()
    assert words_of(visit.page) == before


def test_an_analyst_opens_a_state_that_released_and_sees_nothing_of_one_that_did_not(
    new_visit: NewVisit, application: Application
) -> None:
    visit = new_visit()
    visit.come_in_without_state(Role.ANALYST)
    visit.open("overview")
    visit.page.get_by_role("link", name=HANDED_IN, exact=True).click()
    visit.settle()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(SAY("page.state_profile"))
    main = visit.page.locator("[data-testid=stMain]")
    expect(main).to_contain_text(HANDED_IN)
    visit.open("state_profile", state="XAV")  # not handed in
    expect(main).to_contain_text("Aventrio")
    assert not visit.page.locator(".js-plotly-plot").count()


def test_an_own_choice_of_states(new_visit: NewVisit) -> None:
    visit = new_visit()
    visit.come_in_without_state(Role.ANALYST)
    visit.open("regional_comparison", cycle=BEFORE, view="states")
    choose(visit, "comparison.filter_set", SAY("comparison.own_choice"))
    field = visit.page.get_by_role("combobox", name=SAY("comparison.filter_states"))
    field.click()
    visit.page.get_by_role("option", name="Aventrio", exact=True).click()
    expect(visit.page).to_have_url(re.compile("states=XAV"))


def test_an_observer_reads_figures_of_regions_without_any_state(
    new_visit: NewVisit, names: frozenset[str], tmp_path: Path
) -> None:
    visit = new_visit()
    visit.sign_in_without_state(Role.OBSERVER)
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(SAY("page.regional_figures"))
    visit.open("regional_figures", cycle=BEFORE)
    words = words_of(visit.page)
    assert not {name for name in names if name in words}
    assert "withheld because fewer than 5 States" in words
    rows = download(visit.page, first_download(visit), tmp_path)
    assert rows
    assert not names & {cell for row in rows for cell in row.values()}
    for page in ("overview", "regional_comparison", "state_profile", "robustness", "questions"):
        reply = visit.page.goto(f"/{page}?state=XBR")
        assert reply is not None
        assert reply.status == 403


def test_an_official_sees_the_own_state_among_neighbours_without_seeing_them(
    new_visit: NewVisit, names: frozenset[str]
) -> None:
    visit = new_visit()
    visit.come_in(HANDED_IN)
    visit.open("region", cycle=BEFORE, set="all")
    words = words_of(visit.page)
    assert HANDED_IN in words
    assert not {name for name in names - {HANDED_IN} if name in words}
    assert "domains that can be compared" in words


def test_a_release_taken_back_takes_effect_at_the_next_look(new_visit: NewVisit, journeys: Application) -> None:
    analyst = new_visit(journeys)
    analyst.come_in_without_state(Role.ANALYST)
    analyst.open("state_profile", state="XFQ")
    assert analyst.page.locator(".js-plotly-plot").count()
    with back_office(journeys.data_folder) as office:
        caller, key = office.caller("Frisquay"), office.key("Frisquay")
        for domain in submitting.review(office.workspace, caller, key).releases:
            submitting.decide_release(office.workspace, caller, key, domain, Release.PRIVATE)
    analyst.page.reload()
    analyst.settle()
    expect(analyst.page.get_by_text(SAY("profile.none_released_title"))).to_be_visible()
    assert not analyst.page.locator(".js-plotly-plot").count()
