"""Looking at a page: what axe finds against WCAG 2.2 AA in a scheme of colours and a width."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.places import Sight

Scheme = Literal["light", "dark"]

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
TAKEN_OVER = """() => {
  const [red, green, blue] = getComputedStyle(document.querySelector("[data-testid=stApp]"))
    .backgroundColor.match(/[\\d.]+/g).map(Number);
  const dark = red + green + blue < 384;
  return dark === matchMedia("(prefers-color-scheme: dark)").matches
    && !document.getAnimations().some(one => one instanceof CSSTransition && one.playState === "running");
}"""
"""Whether the page has taken over the scheme of colours, and what that moved has come to rest."""
HALVES: tuple[tuple[Scheme, int], ...] = (("light", 1280), ("dark", 390))


def look_like(page: Page, scheme: Scheme, width: int) -> None:
    """Take a scheme and a width; the page that stands open is drawn anew unless it has them."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})


def violations(sight: Sight, scheme: Scheme, width: int) -> set[str]:
    """Return what axe finds on the page that stands open, looked at in this way."""
    look_like(sight.page, scheme, width)
    sight.page.wait_for_timeout(200)  # Streamlit begins to take the colours over, and to fold the sidebar
    sight.page.wait_for_function(TAKEN_OVER)
    found = findings(sight)
    if found:
        sight.page.wait_for_timeout(1500)  # on a busy machine that takes longer
        found = findings(sight)
    return {f"{one} ({scheme}, {width} px)" for one in found}


def findings(sight: Sight) -> list[str]:
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in broken_rules(sight.page)
        for node in rule["nodes"]
        if not (rule["id"] == "button-name" and is_named_by_the_style_sheet(sight, node["target"][0]))
    ]


def broken_rules(page: Page) -> Sequence[Mapping[str, Any]]:
    """Return the rules that axe finds broken on the page; axe is put into each document once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: Sequence[Mapping[str, Any]] = page.evaluate("options => axe.run(options)", RULES)["violations"]
    return found


def is_named_by_the_style_sheet(sight: Sight, selector: str) -> bool:
    """Tell whether this is the button that chooses a file, and the browser knows its name."""
    zone = sight.page.get_by_test_id("stFileUploaderDropzone")
    button = zone.get_by_role("button", name=sight.say("evidence.upload"))
    return button.and_(sight.page.locator(selector)).count() == 1
