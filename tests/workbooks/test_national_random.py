"""Packs of one State on random content: trees of any depth, every rule, gate and condition, any answers."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assessment.core.answer_sheet import AnswerSheet
from assessment.core.cycle import Assessment, AssessmentKey
from assessment.core.package import ContentPackage
from assessment.core.revision import Answer, ResponseRecord
from assessment.locale import phrases
from assessment.services.answer_scoring import ScoredAnswers
from assessment.services.explaining import next_band_path
from assessment.services.packs.national_content import national_content
from assessment.services.results import change_between, results_of
from assessment.services.workspace import AssessmentDesk
from assessment.workbooks.packs.minister_book import write_minister_pack
from assessment.workbooks.packs.national_book import write_national_pack
from assessment.workbooks.packs.national_content import NationalContent
from tests.workbooks.live_cases import ON, random_case
from tests.workbooks.recalculating import differences, recalculate, soffice, values_of
from tests.workbooks.small_packs import CYCLE, FRAME

SAY = phrases("en")
SEEDS = range(12)


def content_of(seed: int) -> NationalContent:
    """Return everything of one State with random answers to random questions; every other one has a last cycle."""
    case = random_case(seed, 2 if seed % 2 else 1)
    package = ContentPackage(case.questionnaire, case.rubric)
    views, sheets = [], []
    for submission in case.submissions:
        own = replace(submission, state=case.submissions[0].state)
        records = {
            question: ResponseRecord(
                question, 1, Answer(response.status, response.value, response.reason, f"={question}")
            )
            for question, response in own.responses.items()
        }
        sheet = AnswerSheet(case.instrument, own, ON, records)
        assessment = Assessment(1, AssessmentKey(CYCLE.id, own.state))
        at = cast(AssessmentDesk, SimpleNamespace(cycle=CYCLE, assessment=assessment, package=package))
        views.append(results_of(at, ScoredAnswers(package, (own,), sheet.scores, ()), None))
        sheets.append(sheet)
    change = change_between(views[1], views[0]) if len(views) > 1 else None
    path = next_band_path(views[0].scored, sheets[0].submission.state)
    return national_content(views[0], sheets[0], path, change, SAY, state_name="Xenia", with_explanations=True)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return a pack of each kind for every seed."""
    folder, found = tmp_path_factory.mktemp("random"), []
    for seed in SEEDS:
        content = content_of(seed)
        words = SAY.content(content.package)
        writers: dict[str, Any] = {"minister": write_minister_pack, "national": write_national_pack}
        for name, write in writers.items():
            found.append(folder / f"{name}-{seed}.xlsx")
            found[-1].write_bytes(write(FRAME, content, SAY, words))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_the_receipt_adds_up_on_any_content(seed: int):
    (line,) = content_of(seed).receipt
    assert line.adds_up
    assert line.questions == line.exported + line.unanswered + line.hidden


def test_every_formula_gives_what_was_written_on_any_content(files: list[Path], tmp_path: Path):
    soffice()
    for before, after in zip(files, recalculate(files, tmp_path), strict=True):
        assert differences(values_of(before), values_of(after)) == {}, before.name
