"""Takes the picture of the questionnaire that the README shows: `python -m tests.docs.page_picture`."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import launch_options
from tests.browser.pages import Visit
from tests.servers import ROOT, Application

PICTURE = ROOT / "docs" / "images" / "questionnaire.png"
STATE = "Aventrio"
"""An invented State whose answers are about half given."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        application = Application(Path(folder) / "data")
        application.start()
        browser = playwright.chromium.launch(**launch_options())
        try:
            page = browser.new_page(
                base_url=application.address, locale="en-GB", viewport={"width": 1280, "height": 980}
            )
            visit = Visit(page)
            visit.sign_in(STATE)
            visit.open("questionnaire", section="governance")
            page.screenshot(path=PICTURE)
        finally:
            browser.close()
            application.stop()


if __name__ == "__main__":
    main()
