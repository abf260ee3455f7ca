"""What one person feels on a slow line: a browser that has loaded nothing yet, at 400 kbit/s and 300 ms."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.browser.chromium import launch_options
from tests.servers import Application

BITS_A_SECOND = 400_000
LATENCY_MS = 300
MOST_SECONDS = 240


@dataclass(frozen=True)
class SlowLine:
    """Seconds until the sign-in stands, and from the click there until words and until the first page stand."""

    sign_in: float
    first_words: float
    first_page: float
    bytes_received: float


def measure_slow_line(application: Application, state: str) -> SlowLine:
    """Open the sign-in page with an empty cache, sign in as soon as it stands, and wait for the first page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.set_default_timeout(MOST_SECONDS * 1000)
        received = _slow_down(page)
        start = time.perf_counter()
        page.goto(f"{application.address}/sign-in", wait_until="commit")
        page.select_option("select[name=state]", state)
        sign_in = time.perf_counter() - start
        start = time.perf_counter()
        page.click("button[value=focal_point]", no_wait_after=True)
        page.wait_for_selector("#root *", state="attached")
        first_words = time.perf_counter() - start
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        page.wait_for_selector("h1")
        first_page = time.perf_counter() - start
        browser.close()
    return SlowLine(sign_in, first_words, first_page, received())


def _slow_down(page: Page) -> Callable[[], float]:
    """Make the line of a page slow; return what counts the bytes that came over it."""
    session: CDPSession = page.context.new_cdp_session(page)
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    speed = BITS_A_SECOND / 8
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": LATENCY_MS, "downloadThroughput": speed, "uploadThroughput": speed},
    )
    return lambda: sum(sizes)
