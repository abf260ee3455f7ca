"""Packs over sets of States in LibreOffice: every figure that it calculates is the one that stands in the file."""

from pathlib import Path

import pytest

from assessment.core.pack import Audience, Edition
from assessment.core.person import Role
from assessment.core.state_sets import ALL_STATES
from assessment.locale import PSEUDO
from assessment.services.packs.assistance import assistance_pack
from assessment.services.packs.regional import global_pack, regional_pack
from tests.services.packs.reading_packs import options
from tests.training_service import LAST, THIS, TrainingService
from tests.workbooks.recalculating import differences, recalculate, values_of

REGION = "region.middle_east_and_north_africa"


@pytest.fixture(scope="module")
def files(training: TrainingService, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Path]]:
    """Return packs as issued and as LibreOffice saves them again, all in one run."""
    workspace, analyst = training.workspace, training.caller_of(Role.ANALYST)
    public = options(Audience.GLOBAL, Edition.PUBLIC)
    packs = [
        regional_pack(workspace, analyst, THIS, REGION, options(Audience.REGIONAL, language=PSEUDO)),
        global_pack(workspace, analyst, THIS, options(Audience.GLOBAL)),
        assistance_pack(workspace, analyst, LAST, "group.third_cohort", options(Audience.ASSISTANCE)),
        regional_pack(workspace, analyst, LAST, ALL_STATES, public),
    ]
    folder = tmp_path_factory.mktemp("packs")
    issued = [folder / f"pack-{number}.xlsx" for number, _ in enumerate(packs)]
    for path, pack in zip(issued, packs, strict=True):
        path.write_bytes(pack.data)
    return list(zip(issued, recalculate(issued, folder / "again"), strict=True))


@pytest.mark.parametrize("number", range(4))
def test_nothing_changes_when_everything_is_calculated_anew(files: list[tuple[Path, Path]], number: int):
    issued, again = files[number]
    values = values_of(issued)
    assert len(values) > 200
    assert differences(values, values_of(again)) == {}
