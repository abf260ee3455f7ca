"""How long a page that compares takes: from what is asked of the server until the whole page has come."""

import asyncio
import statistics

from benchmarks.live.page_session import page_session
from benchmarks.live.people import sign_in_without_state
from tests.servers import Application

PAGES = ("regional_comparison", "state_profile", "change_over_cycles", "rights_and_gender")
LOOKS = 7


def measure_pages(application: Application) -> dict[str, float]:
    """Return the median seconds of each page for an analyst who looks at 35 States, the first look left out."""
    cookie = sign_in_without_state(application.address, "analyst").cookie
    return {page: asyncio.run(_looks(application, cookie, page)) for page in PAGES}


async def _looks(application: Application, cookie: str, page: str) -> float:
    query = "state=XBR" if page == "state_profile" else ""
    async with page_session(application.address, cookie, page, query) as session:
        await session.open()
        return statistics.median([await session.open() for _ in range(LOOKS)])
