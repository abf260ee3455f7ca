from assessment.store import accounts
from tests.web.conftest import Browser
from tests.workspaces import Office


def test_the_process_says_that_it_lives(tab: Browser) -> None:
    assert tab.get("/healthz").text == "alive\n"


def test_a_service_that_can_serve_is_ready(tab: Browser) -> None:
    assert (tab.get("/readyz").status_code, tab.get("/readyz").text) == (200, "ready\n")


def test_without_a_database_it_is_not_ready_and_says_no_more(tab: Browser, staffed: Office) -> None:
    path = staffed.workspace.database.path
    assert path is not None
    with staffed.workspace.database.writing() as connection:
        accounts.set_active(connection, staffed.accounts["Ada"], False)
    reply = tab.get("/readyz")
    assert (reply.status_code, reply.text) == (503, "not ready\n")
