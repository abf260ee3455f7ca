"""Packs that are built at the terminal while a State takes back what stands in them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assessment.cli import pack_building
from assessment.cli.pack_building import PackChoices, build_folder, build_one
from assessment.cli.terminal import progress
from assessment.core.pack import Audience, Edition
from assessment.errors import UnacceptableError
from assessment.locale import phrases
from assessment.services.packs import exporting
from assessment.services.packs.at_terminal import Order
from assessment.store import exports
from assessment.workbooks.issued.pack_cells import cells_in
from tests.services.packs.test_handing_out import take_back
from tests.services.packs.test_regional import GROUP
from tests.training_service import LAST, TrainingService

CHOICES = PackChoices("en", None, None)
ASSISTANCE, REGIONAL = Order(Audience.ASSISTANCE), Order(Audience.REGIONAL, state_set=GROUP)

each_edition = pytest.mark.parametrize("edition", [Edition.SECRETARIAT, Edition.PUBLIC])


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[TrainingService], None]:
    """Let a State take back a release while the next pack is built; a folder takes two packs."""
    monkeypatch.setattr(pack_building, "orders_at_terminal", lambda *_: (LAST, (ASSISTANCE, REGIONAL)))

    def arrange(service: TrainingService) -> None:
        moves = iter([lambda: take_back(service)])

        def read(data: bytes) -> Any:
            next(moves, lambda: None)()
            return cells_in(data)

        monkeypatch.setattr(exporting, "cells_in", read)

    return arrange


def stored(service: TrainingService, edition: Edition) -> list[exports.Export]:
    with service.workspace.database.reading() as connection:
        return list(exports.of_edition(connection, edition, 99))


@each_edition
def test_one_pack_is_refused(
    own_training: TrainingService, meanwhile: Callable[[TrainingService], None], edition: Edition
) -> None:
    meanwhile(own_training)
    with progress() as begin, pytest.raises(UnacceptableError, match="pack_data_moved"):
        build_one(own_training.workspace, REGIONAL, LAST, edition, CHOICES, begin)
    assert stored(own_training, edition) == []


@each_edition
def test_in_a_folder_it_is_left_out_and_named(
    own_training: TrainingService,
    meanwhile: Callable[[TrainingService], None],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    edition: Edition,
) -> None:
    meanwhile(own_training)
    build_folder(own_training.workspace, tmp_path / "packs", LAST, edition, CHOICES)
    [file] = (tmp_path / "packs").iterdir()
    assert "_regional_" in file.name
    told = "".join(capsys.readouterr())
    assert f"is left out: {phrases('en')('errors.pack_data_moved')}" in told
    assert f"1 of 2 packs of cycle {LAST} are written." in told
    assert len(stored(own_training, edition)) == 1
