"""What one person feels: a real browser loads the first page and clicks through answers."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, sync_playwright

from tests.browser.chromium import launch_options
from tests.servers import Application


@dataclass(frozen=True)
class Felt:
    """Seconds: until the first page stands, and from each click to the word that it is saved."""

    first_page: float
    clicks: tuple[float, ...]

    @property
    def click_median(self) -> float:
        """Return the median from click to "saved"."""
        return statistics.median(self.clicks)


def measure_browser(application: Application, state: str, sections: Sequence[str]) -> Felt:
    """Sign in as a focal point in Chromium, load the first page, and change each answer of some sections once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{application.address}/sign-in")
        page.select_option("select[name=state]", state)
        start = time.perf_counter()
        page.click("button[value=focal_point]")
        _settled(page)
        first = time.perf_counter() - start
        clicks: list[float] = []
        for section in sections:
            page.goto(f"{application.address}/questionnaire?section={section}")
            page.wait_for_selector("p.saved")
            _cards(page).first.wait_for()
            _settled(page)
            clicks += [_click_to_saved(page, card) for card in range(_cards(page).count())]
        browser.close()
    return Felt(first, tuple(clicks))


def _settled(page: Page) -> None:
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_selector("h1")


def _cards(page: Page) -> Locator:
    """Find the cards of the questions on which a level or a choice is taken."""
    return page.locator("[class*=st-key-card-]").filter(has=page.locator("[data-testid=stRadio]"))


def _click_to_saved(page: Page, number: int) -> float:
    """Take another option on a card that was not touched yet; return the seconds until it says "saved"."""
    card = _cards(page).nth(number)
    chosen = card.locator("[data-testid=stRadio] input:checked")
    taken = int(chosen.get_attribute("value") or 0) if chosen.count() else -1
    other = card.locator("[data-testid=stRadio] label:has(input)").nth((taken + 1) % 2)
    other.scroll_into_view_if_needed()
    start = time.perf_counter()
    other.click()
    card.locator("p.saved.just").wait_for()
    return time.perf_counter() - start
