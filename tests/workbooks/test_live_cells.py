"""Where the live figures stand, what they are made of, and that every Excel can read it."""

import dataclasses
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assessment.core.scoring import Scores
from assessment.locale import PSEUDO
from assessment.workbooks.live.content import Fewest, LiveContent
from tests.builders import instrument, leaf, maturity, node, scores_of
from tests.strategies import question_data
from tests.workbooks.live_books import content_of, place_of, write_live
from tests.workbooks.live_cases import random_case
from tests.workbooks.recalculating import formulas_of, recalculate, soffice, values_of

LONGEST_FORMULA = 8192
MATHEMATICAL = {"ABS", "EXP", "LN", "MAX", "MIN", "MOD", "ROUND", "SUM", "SUMIF", "SUMPRODUCT"}
STATISTICAL = {"AVERAGE", "COUNT", "COUNTIFS", "MEDIAN", "QUARTILE", "RANK"}
LOGICAL = {"AND", "IF", "IFERROR", "ISLOGICAL", "ISNUMBER", "ISTEXT", "NOT", "OR"}
OF_TABLES_AND_DATES = {"DATE", "INDEX", "LOOKUP", "MATCH", "MONTH"}
OF_TEXT = {"CLEAN", "EXACT", "FIND", "LEFT", "LEN", "LOWER", "MID", "SUBSTITUTE", "TRIM", "VALUE"}
KNOWN_TO_ALL = MATHEMATICAL | STATISTICAL | LOGICAL | OF_TABLES_AND_DATES | OF_TEXT
"""Functions that Excel has had since 2007 and LibreOffice has too."""


@pytest.fixture
def many() -> Scores:
    """Return twelve States that answered everything."""
    compiled = instrument(
        [maturity("first"), maturity("second")], node("overall", node("one", leaf("first")), leaf("second"))
    )
    answers: dict[str, dict[str, Any]] = {
        f"S{number:02}": {"first": number % 5, "second": (number * 3) % 5} for number in range(12)
    }
    return scores_of(compiled, **answers)


def test_formulas__of_random_content__are_plain_short_and_known_to_every_excel(tmp_path: Path):
    used: set[str] = set()
    for seed in range(12):
        file = tmp_path / f"{seed}.xlsx"
        write_live(content_of(random_case(seed, states=1 + seed % 3).scores()), file)
        formulas = formulas_of(file)
        assert max(map(len, formulas.values())) < LONGEST_FORMULA
        used |= {name for formula in formulas.values() for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", formula)}
        with zipfile.ZipFile(file) as parts:
            sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name]
        assert not [sheet for sheet in sheets if 't="array"' in sheet or 'cm="1"' in sheet]
    assert used - KNOWN_TO_ALL == set()


def test_formulas__fifty_options_with_long_names__still_fit(tmp_path: Path):
    question = question_data("multiple", "many", not_applicable=False, tagged=False)
    ids = [f"option-{number:02}-{'x' * 110}" for number in range(50)]
    question["choices"] = [{"id": option, "label": "A label of many words " * 20} for option in ids]
    compiled = instrument([question], node("overall", leaf("many", "multiple")))
    scores = scores_of(compiled, AAA={"many": frozenset(ids[::2])})
    file = tmp_path / "wide.xlsx"
    cells = write_live(content_of(scores), file)
    assert max(map(len, formulas_of(file).values())) < LONGEST_FORMULA
    soffice()
    (again,) = recalculate([file], tmp_path / "again")
    assert values_of(again)[place_of(str(cells.node("overall", "AAA")))] == pytest.approx(50)


def test_cells__of_many__form_one_range_a_node(tmp_path: Path, many: Scores):
    cells = write_live(content_of(many), tmp_path / "many.xlsx")
    sheet, _, ends = cells.node_row("one").partition("!")
    first, last = ends.split(":")
    assert f"{sheet}!{first}" == cells.node("one", "S00")
    assert f"{sheet}!{last}" == cells.node("one", "S11")
    assert cells.rank("one", "S03") is not None
    assert cells.question("first", "S03") is not None
    assert cells.node("one", "S00", "evidenced") is None
    assert cells.node("one", "nowhere") is None


def test_data__for_people__answers_can_be_changed_and_nothing_be_moved(tmp_path: Path, many: Scores):
    write_live(content_of(many), tmp_path / "many.xlsx")
    book = load_workbook(tmp_path / "many.xlsx")
    for name in ("Data", "Codebook"):
        assert book[name].protection.sheet, name
        assert book[name].protection.sort, "sorting is locked"
        assert not book[name].protection.autoFilter, "filtering is not"
    data = book["Data"]
    unlocked = {str(head.value) for head, cell in zip(data[1], data[2], strict=True) if not cell.protection.locked}
    assert unlocked == {"status", "answer", "evidence", "reason"}
    offered = {str(rule.formula1) for rule in data.data_validations.dataValidation}
    assert '"none,cited,attached,verified"' in offered
    assert len(offered) == 4, "status, evidence, and the levels of two questions"


def test_statistics__fewer_states_than_asked_for__stand_as_c(tmp_path: Path, many: Scores):
    def figures(content: LiveContent, name: str) -> list[object]:
        cells, file = write_live(content, tmp_path / name), tmp_path / name
        values = values_of(file)
        return [
            values.get(place_of(cells.set_statistic("overall", set_id, statistic)))
            for set_id in ("all", "region.odd")
            for statistic in ("n", "mean", "median", "q1", "q3")
        ]

    content = content_of(many)
    plain = figures(content, "plain.xlsx")
    kept_small = figures(dataclasses.replace(content, fewest=Fewest(5, 7, 10)), "few.xlsx")
    assert kept_small[:5] == plain[:5]
    assert kept_small[5:] == [6, plain[6], "c", "c", "c"]


def test_data__of_any_language__has_machine_names_in_one_row_and_no_joined_cells(tmp_path: Path, many: Scores):
    file = tmp_path / "many.xlsx"
    write_live(content_of(many), file, language=PSEUDO)
    with zipfile.ZipFile(file) as parts:
        data = parts.read("xl/worksheets/sheet1.xml").decode()
        codebook = parts.read("xl/worksheets/sheet2.xml").decode()
    assert "mergeCell" not in data + codebook
    assert "autoFilter" in data
    values = values_of(file)
    heads = [values[sheet, cell] for sheet, cell in values if sheet == "Data" and re.fullmatch(r"[A-Z]1", cell)]
    assert heads[:4] == ["state", "state_name", "section", "question"]
    explained = {value for (sheet, _), value in values.items() if sheet == "Codebook"}
    assert set(heads) <= explained
