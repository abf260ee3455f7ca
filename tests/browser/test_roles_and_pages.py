"""Every role × every page: who gets it, with no error in the browser, who gets a clear sentence, and nobody
another State's data.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import APIRequestContext, Playwright, expect
from sqlalchemy import select

from assessment.core.person import NATIONAL_ROLES, Role
from assessment.store import tables
from assessment.ui.navigation.places import pages_of
from tests.browser.back_office import back_office
from tests.browser.conftest import NewVisit
from tests.browser.pages import SAY, no_error_in
from tests.browser.places import sign_in
from tests.servers import Application

PAGES = tuple(sorted({page for role in Role for page in pages_of(role)}))
OTHERS = sorted(set(Role) - NATIONAL_ROLES)
NAMING_STATES = {Role.ANALYST}
"""Who reads the names of States on their pages."""
STATE = "Aventrio"

WITHOUT_A_SESSION = {
    "/sign-in": 200,
    "/healthz": 200,
    "/readyz": 200,
    "/": 303,
    **{f"/{page}": 303 for page in PAGES},
    "/nowhere": 303,
    "/account": 303,
    "/password": 303,
    "/evidence/1": 303,
    "/receipt/2026/XAV": 303,
    "/receipt/2026/XAV/snapshot": 303,
    "/_stcore/health": 401,
    "/_stcore/host-config": 401,
    "/media/anything.png": 401,
    "/_stcore/stream": 404,
    "/_stcore/metrics": 404,
    "/_stcore/script-health-check": 404,
    "/app/static/anything": 404,
    "/Team": 404,
}


@pytest.fixture
def stranger(playwright: Playwright, application: Application) -> Iterator[APIRequestContext]:
    context = playwright.request.new_context(base_url=application.address)
    yield context
    context.dispose()


def not_theirs(application: Application, own: str) -> tuple[int, str, str]:
    """Return a document, a cycle and a State that belong to somebody else and are there."""
    evidence, snapshots, states = tables.evidence, tables.snapshots, tables.states
    with back_office(application.data_folder) as office, office.workspace.database.reading() as connection:
        mine = select(states.c.id).where(states.c.name == own).scalar_subquery()
        document = connection.scalars(
            select(evidence.c.id).where(evidence.c.state != mine, evidence.c.file_digest.is_not(None)).limit(1)
        ).one()
        cycle, state = connection.execute(
            select(tables.assessments.c.cycle, tables.assessments.c.state)
            .join(snapshots, snapshots.c.assessment == tables.assessments.c.id)
            .where(tables.assessments.c.state != mine)
            .limit(1)
        ).one()
    return document, cycle, state


def test_without_a_session_only_the_public_addresses_answer(stranger: APIRequestContext) -> None:
    got = {path: stranger.get(path, max_redirects=0).status for path in WITHOUT_A_SESSION}
    assert got == WITHOUT_A_SESSION


def test_without_a_session_every_page_leads_to_the_sign_in(stranger: APIRequestContext) -> None:
    for page in (page for page in PAGES if page != "home"):
        reply = stranger.get(f"/{page}", max_redirects=0)
        assert reply.headers["location"] == f"/sign-in?next=%2F{page}"


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.FOCAL_POINT])
def test_officials_have_every_page_and_see_no_other_state(
    new_visit: NewVisit, application: Application, role: Role
) -> None:
    visit = new_visit()
    sign_in(visit, role, STATE)
    with back_office(application.data_folder) as office, office.workspace.database.reading() as connection:
        names = set(connection.scalars(select(tables.states.c.name))) - {STATE}
    for page in pages_of(role):
        with no_error_in(visit.page):
            visit.open(page)
            expect(visit.page.get_by_role("heading", level=1)).to_have_count(1)
        words = visit.page.locator("[data-testid=stApp]").inner_text()
        assert STATE in words, page
        assert not {name for name in names if name in words}, page
        if page != "questionnaire":
            assert SAY(f"page.{page}") in visit.page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("role", OTHERS)
def test_those_without_a_state_have_their_pages_alone(
    new_visit: NewVisit, application: Application, role: Role
) -> None:
    visit = new_visit()
    sign_in(visit, role)
    with back_office(application.data_folder) as office, office.workspace.database.reading() as connection:
        names = set(connection.scalars(select(tables.states.c.name)))
    for page in pages_of(role):
        with no_error_in(visit.page):
            visit.open(page)
            expect(visit.page.get_by_role("heading", level=1)).to_have_text(SAY(f"page.{page}"))
        words = visit.page.locator("[data-testid=stApp]").inner_text()
        assert role in NAMING_STATES or not {name for name in names if name in words}, page
    for page in (page for page in PAGES if page not in pages_of(role)):
        reply = visit.page.goto(f"/{page}")
        assert reply is not None
        assert reply.status == 403
        expect(visit.page.get_by_text(SAY("errors.page_of_others"))).to_be_visible()
        assert not {name for name in names if name in visit.page.locator("body").inner_text()}, page


def test_an_address_that_leads_nowhere_says_so_and_leads_home(new_visit: NewVisit) -> None:
    visit = new_visit()
    sign_in(visit, Role.FOCAL_POINT, STATE)
    reply = visit.page.goto("/nowhere")
    assert reply is not None
    assert reply.status == 404
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(SAY("failure.title_not_found"))
    visit.page.get_by_role("link", name=SAY("failure.home")).click()
    visit.settle()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(SAY("page.home"))


@pytest.mark.parametrize("role", list(Role))
def test_files_of_another_state_are_refused_in_the_words_for_what_is_not_there(
    new_visit: NewVisit, application: Application, role: Role
) -> None:
    document, cycle, state = not_theirs(application, STATE)
    visit = new_visit()
    sign_in(visit, role, STATE)
    get = visit.page.context.request.get
    for path, missing in (
        (f"/evidence/{document}", "/evidence/999999999"),
        (f"/receipt/{cycle}/{state}", "/receipt/1999/XXX"),
        (f"/receipt/{cycle}/{state}/text", "/receipt/1999/XXX/text"),
        (f"/receipt/{cycle}/{state}/snapshot", "/receipt/1999/XXX/snapshot"),
    ):
        refused, nothing = get(path), get(missing)
        assert refused.status == nothing.status
        assert refused.status in {403, 404}, path
        assert refused.text() == nothing.text(), path
        assert "<h1>" in refused.text()
    for path in ("/account", "/password"):
        assert get(path, max_redirects=0).status == 200
    for path in ("/_stcore/metrics", "/_stcore/stream", "/nowhere/at/all"):
        assert get(path, max_redirects=0).status == 404
