"""Packs of one State in LibreOffice: the formulas give what was written, and the minister's page is one page."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.core.cycle import AssessmentKey
from assessment.core.pack import Audience, Classification
from assessment.core.person import Role
from assessment.locale import PSEUDO, phrases
from assessment.services.packs.frame import PackOptions
from assessment.services.packs.national import national_pack
from tests.missing import skip_without
from tests.training_service import LAST, THIS, TrainingService
from tests.workbooks.recalculating import differences, print_to_pdf, recalculate, soffice, values_of

OPTIONS = PackOptions(Audience.NATIONAL, "en", Classification.CONFIDENTIAL, "Diffusion restreinte")
CASES = (("XFN", THIS), ("XAV", THIS), ("XDV", LAST))
"""A submitted assessment, a draft without an overall score, and one of the cycle before."""
MOST_PAGES = 36
"""Of a national pack with 75 questions and all their explanations."""


@pytest.fixture(scope="module")
def packs(training: TrainingService, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return packs as files, by audience, State and language."""
    soffice()
    folder, files = tmp_path_factory.mktemp("packs"), {}
    for state, cycle in CASES:
        caller = training.caller_of(Role.FOCAL_POINT, state)
        for audience in (Audience.NATIONAL, Audience.MINISTER):
            for language in ("en", PSEUDO) if audience is Audience.MINISTER or state == "XFN" else ("en",):
                options = replace(OPTIONS, audience=audience, language=language)
                pack = national_pack(training.workspace, caller, AssessmentKey(cycle, state), options)
                name = f"{audience}-{state}-{language}"
                files[name] = folder / f"{name}.xlsx"
                files[name].write_bytes(pack.data)
    return files


def test_every_formula_gives_what_was_written(packs: dict[str, Path], tmp_path: Path):
    for before, after in zip(packs.values(), recalculate(list(packs.values()), tmp_path), strict=True):
        assert differences(values_of(before), values_of(after)) == {}, before.name


def test_the_ministers_page_is_exactly_one_page(packs: dict[str, Path], tmp_path: Path):
    files = [file for name, file in packs.items() if name.startswith("minister")]
    for file, pdf in zip(files, print_to_pdf(files, tmp_path), strict=True):
        say = phrases(file.stem.rsplit("-", 1)[1])
        first, second = _page(pdf, 1), _page(pdf, 2)
        for words in (say("results.gates"), say("pack.minister_decide"), say("app.not_un")):
            assert _squeezed(words) in first, f"{file.name}: {words}"
            assert words == say("app.not_un") or _squeezed(words) not in second
        assert _squeezed(say("pack.content_digest")) in second, "the cover follows on the second page"


def test_only_what_is_read_is_printed(packs: dict[str, Path], tmp_path: Path):
    files = [packs["minister-XFN-en"], packs["national-XFN-en"]]
    minister, national = print_to_pdf(files, tmp_path)

    assert _pages(minister) == 2
    assert _pages(national) <= MOST_PAGES
    whole = _told(national)
    assert "Rests on" in whole
    for heading in ("answer_in_words", "next_score"):  # of the sheets Data and Codebook
        assert heading not in whole


def _pages(pdf: Path) -> int:
    return _told(pdf).count("\f")


def _page(pdf: Path, number: int) -> str:
    return _squeezed(_told(pdf, "-f", str(number), "-l", str(number)))


def _told(pdf: Path, *pages: str) -> str:
    """Return the text of some pages, or of all."""
    command = shutil.which("pdftotext")
    if command is None:
        skip_without("pdftotext", "it reads what stands on which page")
    ask = [command, *pages, "-layout", str(pdf), "-"]
    return subprocess.run(ask, check=True, capture_output=True, text=True).stdout


def _squeezed(text: str) -> str:
    """Return the letters of a text alone: pages from right to left move punctuation and spaces about."""
    return "".join(letter for letter in text if letter.isalpha())
