"""Pictures of every page for every role, wide and narrow, light and dark, in English and in the made-up language.

Run `make screenshots`; the pictures go to build/screenshots. Arguments narrow it down:
`python -m tests.browser.screenshots home team --role focal_point --width 390`.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from assessment.core.person import Role
from assessment.ui.navigation import places as navigation
from tests.browser.chromium import launch_options
from tests.browser.pages import Visit
from tests.servers import ROOT, Application

TARGET = ROOT / "build" / "screenshots"
WIDTHS, SCHEMES, LANGUAGES = (1280, 390), ("light", "dark"), ("en", "qps")
PAGES = tuple(dict.fromkeys(page for role in Role for page in navigation.pages_of(role)))
MINISTRY = "Ministry of Justice"
FILTERS = {"state_profile": {"state": "XBR"}, "regional_figures": {"cycle": "2025"}, "region": {"cycle": "2025"}}
"""What is chosen on pages that have little to show before."""


def main() -> None:
    wanted = read_arguments()
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        application = Application(Path(folder) / "data", pseudo_language="true")
        application.start()
        browser = playwright.chromium.launch(**launch_options())
        try:
            for role, width, scheme, language in product(
                wanted.role or [*Role],
                wanted.width or WIDTHS,
                wanted.scheme or SCHEMES,
                wanted.language or LANGUAGES,
            ):
                take(browser, application, Role(role), View(width, scheme, language), wanted.pages or PAGES)
        finally:
            browser.close()
            application.stop()


@dataclass(frozen=True, slots=True)
class View:
    """How the pages are looked at."""

    width: int
    scheme: Literal["light", "dark"]
    language: str


def take(browser: Browser, application: Application, role: Role, view: View, pages: Iterable[str]) -> None:
    context = browser.new_context(
        base_url=application.address,
        color_scheme=view.scheme,
        locale="en-GB",
        timezone_id="Europe/Vienna",
        viewport={"width": view.width, "height": 900},
    )
    visit = Visit(context.new_page())
    name = f"{view.width}-{view.scheme}-{view.language}"
    visit.page.goto("/sign-in")
    visit.page.screenshot(path=TARGET / f"sign_in-{name}.png", full_page=True)
    sign_in(visit, role)
    visit.speak(view.language)
    for page in (page for page in navigation.pages_of(role) if page in pages):
        visit.open(page, **FILTERS.get(page, {}))
        # The page scrolls inside its own frame: make the window as tall as what it holds.
        height = visit.page.evaluate(
            "() => document.querySelector('[data-testid=stMain]')?.scrollHeight ?? document.body.scrollHeight"
        )
        visit.page.set_viewport_size({"width": view.width, "height": min(max(900, int(height)), 12_000)})
        visit.page.wait_for_timeout(400)
        visit.page.screenshot(path=TARGET / f"{page}-{role}-{name}.png")
        visit.page.set_viewport_size({"width": view.width, "height": 900})
    visit.speak("en")
    context.close()


def sign_in(visit: Visit, role: Role) -> None:
    if role is Role.FOCAL_POINT:
        visit.sign_in()
    elif role is Role.CONTRIBUTOR:
        visit.sign_in(role=MINISTRY)
    else:
        visit.sign_in_without_state(role)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pages", nargs="*", metavar="PAGE", help=", ".join(PAGES))
    parser.add_argument("--role", action="append", choices=[*Role])
    parser.add_argument("--width", action="append", type=int, choices=WIDTHS)
    parser.add_argument("--scheme", action="append", choices=SCHEMES)
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    return parser.parse_args()


if __name__ == "__main__":
    shutil.rmtree(TARGET, ignore_errors=True)
    main()
