from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update

from assessment.content.archive import load_archive
from assessment.content.package import load_package
from assessment.core.package import ContentPackage
from assessment.errors import ContentError
from assessment.services import content_shelf
from assessment.services.content_shelf import ContentShelf
from assessment.store.tables import content_versions
from tests.workspaces import CONTENT, Office


def test_the_shelf_holds_what_the_cycle_was_opened_with(office_on_both: Office):
    shelf = office_on_both.workspace.content

    assert shelf.package("mini", "2") == load_package(CONTENT)
    assert shelf.instrument("mini", "2").questionnaire == shelf.package("mini", "2").questionnaire


def test_fifty_who_ask_at_once_get_the_same_and_it_is_read_once(office: Office, monkeypatch: pytest.MonkeyPatch):
    read: list[bytes] = []

    def counted(archive: bytes) -> ContentPackage:
        read.append(archive)
        return load_archive(archive)

    monkeypatch.setattr(content_shelf, "load_archive", counted)
    shelf = ContentShelf(office.workspace.database)

    with ThreadPoolExecutor(50) as pool:
        found = set(pool.map(lambda _: id(shelf.instrument("mini", "2")), range(50)))

    assert (len(found), len(read)) == (1, 1)


def test_content_that_is_not_there_or_was_changed_is_refused(office: Office):
    database = office.workspace.database

    with pytest.raises(ContentError, match="not in the database"):
        ContentShelf(database).package("mini", "3")
    with database.writing() as connection:
        connection.execute(update(content_versions).values(archive=b"something else"))
    with pytest.raises(ContentError, match="was changed"):
        ContentShelf(database).package("mini", "2")


def test_content_is_read_over_the_connection_that_is_open(office: Office):
    database = office.workspace.database
    with database.writing() as connection:
        package = ContentShelf(database).package("mini", "2", connection)

    assert package.questionnaire.id == "mini"
