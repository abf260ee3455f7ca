"""Opening a cycle pins published content and gives every State of the register an assessment."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assessment.core.cycle import SubmissionStatus
from assessment.errors import ContentError, RequestError
from assessment.services.content_shelf import ContentShelf
from assessment.services.cycles import NewCycle, list_cycles, open_cycle
from assessment.services.publishing import publish_version
from assessment.services.workspace import Workspace
from assessment.store import log, states
from assessment.store.database import Database
from assessment.store.files import EvidenceFiles
from assessment.store.integrity import verify

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "questionnaires" / "ct-tech"
REAL, INVENTED = ROOT / "questionnaires" / "partner_states.yaml", ROOT / "questionnaires" / "training_states.yaml"
NOW = dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC)
NEW = NewCycle("2027", "Cycle of 2027", dt.date(2027, 2, 1), dt.date(2027, 6, 30))


@pytest.fixture
def workspace(database: Database, tmp_path: Path) -> Workspace:
    return Workspace(database, EvidenceFiles(tmp_path), ContentShelf(database), lambda: NOW, training=False)


def test_open__pins_the_content_and_opens_an_assessment_for_every_state(workspace: Workspace) -> None:
    cycle, count = open_cycle(workspace, CONTENT, REAL, NEW)
    assert (cycle.version, cycle.reference_date, cycle.previous, count) == ("1.0", NEW.closes_on, None, 12)
    [line] = list_cycles(workspace)
    assert (line.cycle, line.assessments) == (cycle, {SubmissionStatus.DRAFT: 12})
    assert len(workspace.content.package("ct-tech", "1.0").questionnaire.sections) == 10
    with workspace.database.reading() as connection:
        assert states.invented(connection) == frozenset()
        assert [entry.happening.action for entry in log.entries(connection)] == ["cycle.opened"]
    assert verify(workspace.database, workspace.files) == []


def test_second_cycle__follows_on_the_first_and_shares_its_content(workspace: Workspace) -> None:
    open_cycle(workspace, CONTENT, REAL, NEW)
    later = replace(NEW, id="2029", opens_on=dt.date(2029, 1, 1), closes_on=dt.date(2029, 5, 1))
    assert open_cycle(workspace, CONTENT, REAL, later)[0].previous == "2027"
    assert [line.cycle.id for line in list_cycles(workspace)] == ["2029", "2027"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "Cycle 2027"}, "no id"),
        ({"id": "x" * 41}, "no id"),
        ({"id": "2027\n"}, "no id"),
        ({"title": " "}, "no title"),
        ({"closes_on": dt.date(2027, 1, 31)}, "before it opens"),
    ],
)
def test_open__what_makes_no_cycle__is_refused(workspace: Workspace, change: dict[str, Any], words: str) -> None:
    with pytest.raises(RequestError, match=words):
        open_cycle(workspace, CONTENT, REAL, replace(NEW, **change))
    assert list_cycles(workspace) == ()


def test_open__id_taken_or_day_before_the_last_cycle__is_refused(workspace: Workspace) -> None:
    open_cycle(workspace, CONTENT, REAL, NEW)
    with pytest.raises(RequestError, match="already"):
        open_cycle(workspace, CONTENT, REAL, NEW)
    with pytest.raises(RequestError, match="later day"):
        open_cycle(workspace, CONTENT, REAL, replace(NEW, id="2026", opens_on=dt.date(2026, 1, 1)))


def test_open__invented_and_real_states__never_share_a_database(workspace: Workspace) -> None:
    open_cycle(workspace, CONTENT, INVENTED, NEW)
    later = replace(NEW, id="2028", opens_on=dt.date(2028, 1, 1), closes_on=dt.date(2028, 2, 1))
    with pytest.raises(RequestError, match="cannot share"):
        open_cycle(workspace, CONTENT, REAL, later)


def test_open__content_that_is_not_published_or_has_errors__is_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "ct-tech"
    shutil.copytree(CONTENT, folder)
    (folder / "published.yaml").unlink()
    with pytest.raises(RequestError, match="not published"):
        open_cycle(workspace, folder, REAL, NEW)
    (folder / "rubric.yaml").unlink()
    with pytest.raises(ContentError):
        open_cycle(workspace, folder, REAL, NEW)


def test_open__other_content_under_a_version_that_is_stored__is_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    open_cycle(workspace, CONTENT, REAL, NEW)
    folder = tmp_path / "ct-tech"
    shutil.copytree(CONTENT, folder)
    (folder / "published.yaml").unlink()
    section = folder / "sections" / "governance.yaml"
    section.write_text(section.read_text("utf-8").replace("help: >-", "help: >-\n      Another word.", 1), "utf-8")
    publish_version(folder, dt.date(2027, 1, 1))
    later = replace(NEW, id="2028", opens_on=dt.date(2028, 1, 1), closes_on=dt.date(2028, 2, 1))
    with pytest.raises(ContentError, match="other content"):
        open_cycle(workspace, folder, REAL, later)
