"""The disk is full: the answer stays on the screen with its sentence, and is stored once there is room."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.back_office import back_office, verify
from tests.browser.conftest import NewVisit
from tests.browser.pages import SAY
from tests.missing import skip_without
from tests.servers import Application

STATE, QUESTION = "Calendrel", "governance.strategy"
SIZE_MB = 40
TYPED = "Adopted by the Cabinet in March. " * 100


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a small file system in memory, as only root can."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid():
        pytest.skip("only root can mount a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", str(folder)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    if mounted.returncode:
        skip_without("A small disk", mounted.stderr.strip())
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_full_disk(small_disk: Path, training_data: Path, tmp_path: Path, new_visit: NewVisit) -> None:
    application = Application(small_disk / "data")
    application.output = tmp_path / "printed.log"
    shutil.copytree(training_data, application.data_folder)
    application.start()
    try:
        visit = new_visit(application)
        visit.come_in(STATE)
        visit.open("questionnaire", question=QUESTION)
        card, filler = visit.card(QUESTION), small_disk / "filler"
        field = card.get_by_role("textbox", name=SAY("question.explanation"))
        fill_up(filler)
        field.fill(TYPED)
        field.blur()
        expect(card.get_by_text(SAY("errors.disk_full"))).to_be_visible()
        expect(field).to_have_value(TYPED)
        filler.unlink()
        card.get_by_role("button", name=SAY("app.try_again")).click()
        visit.wait_until_saved(QUESTION)
        with back_office(application.data_folder) as office:
            assert office.answer_of(STATE, QUESTION).explanation == TYPED.strip()
        checked = verify(application.data_folder)
        assert checked.returncode == 0, checked.stdout
    finally:
        application.stop()


def fill_up(file: Path) -> None:
    """Write until there is no room for a single byte."""
    with file.open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(4096))
        except OSError:
            return
