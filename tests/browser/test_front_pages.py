"""The pages in front of the application: accessible, within their width, and without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisit
from tests.browser.pages import PATIENCE

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OVERFLOWS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def faults(page: Page) -> list[str]:
    found = [
        f"{rule['id']}: {rule['nodes'][0]['html']}"
        for rule in Axe().run(page, options=RULES).response["violations"]
    ]
    return [*found, "wider than the window"] if page.evaluate(OVERFLOWS) else found


@pytest.mark.parametrize("language", ["en", "qps"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_front_pages_are_accessible(new_visit: NewVisit, width: int, scheme: str, language: str) -> None:
    page = new_visit(color_scheme=scheme, viewport={"width": width, "height": 900}).page
    found = {}
    page.goto(f"/sign-in?language={language}")
    page.locator("summary").click()
    found["sign-in"] = faults(page)
    page.locator("#name").fill("nobody@example.org")
    page.locator("#password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible(timeout=PATIENCE)
    found["refused"] = faults(page)
    page.locator("button[value=focal_point]").click()
    for path in ("account", "password", "nowhere/at/all"):
        page.goto(f"/{path}?language={language}")
        found[path] = faults(page)
    assert not any(found.values()), found


def test_the_front_pages_work_without_script(new_visit: NewVisit) -> None:
    page = new_visit(java_script_enabled=False).page
    page.goto("/team")
    page.locator("#state").select_option(index=3)
    page.get_by_role("button", name="Focal point").click()
    page.goto("/account")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_the_sign_in_works_with_nothing_but_the_keyboard(new_visit: NewVisit) -> None:
    page = new_visit().page
    page.goto("/sign-in")
    page.locator("#state").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    expect(page.locator("[data-testid=stApp]")).to_be_visible(timeout=PATIENCE)
