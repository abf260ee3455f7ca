"""Names of files of offline questionnaires: they say what is inside, and differ where that does."""

from itertools import combinations
from pathlib import Path

import pytest

from assessment.content.package import load_package
from assessment.services.workbooks.file_names import workbook_file_name

QUESTIONNAIRE = load_package(Path(__file__).parents[3] / "questionnaires" / "ct-tech").questionnaire
EVERY = [section.id for section in QUESTIONNAIRE.sections]


def name_of(sections: list[str], ministry: str = "") -> str:
    return workbook_file_name(QUESTIONNAIRE, ("XAV", "2026"), sections, ministry, "en")


@pytest.mark.parametrize(
    ("sections", "contents"),
    [
        (EVERY, "all-sections"),
        (EVERY[:1], EVERY[0]),
        (EVERY[2:0:-1], f"{EVERY[1]}-{EVERY[2]}"),
        ([EVERY[0], *EVERY[3:6]], "sections-1-4-5-6"),
    ],
)
def test_a_name_says_what_is_inside(sections: list[str], contents: str):
    assert name_of(sections) == f"ct-tech_XAV_2026_{contents}_en.xlsx"


def test_other_sections_have_another_name():
    choices = [list(chosen) for n in range(1, len(EVERY) + 1) for chosen in combinations(EVERY, n)]
    names = {name_of(chosen) for chosen in choices}
    assert len(names) == len(choices)
    assert max(map(len, names)) < 80


@pytest.mark.parametrize(
    ("ministry", "shown"),
    [
        ("Ministry of Justice", "Ministry-of-Justice"),
        ("Ministère de l’Intérieur", "Ministere-de-lInterieur"),
        ("وزارة العدل", "ministry"),
        ("../../M: a*b?", "M-a-b"),
        ("M" * 500, "M" * 60),
    ],
)
def test_a_name_says_for_which_ministry_in_letters_that_every_system_takes(ministry: str, shown: str):
    assert name_of(EVERY[:1], ministry) == f"ct-tech_XAV_2026_{shown}_{EVERY[0]}_en.xlsx"
