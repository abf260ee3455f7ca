"""How packs over States look: links both ways, charts on cells, sheets that are printed whole, both directions."""

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest

from assessment.core.pack import Audience, Edition
from assessment.core.person import Role
from assessment.core.state_sets import ALL_STATES
from assessment.locale import PSEUDO, phrases
from assessment.services.packs.assistance import assistance_pack
from assessment.services.packs.frame import BuiltPack
from assessment.services.packs.regional import global_pack, regional_pack
from tests.services.packs.reading_packs import by_name, opened, options, table
from tests.training_service import LAST, THIS, TrainingService

LIVE = {"Data", "Codebook", "Scoring"}
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
GROUP = "group.third_cohort"


def built(training: TrainingService, language: str) -> dict[str, BuiltPack]:
    """Return a pack of each kind and edition over States."""
    workspace, analyst = training.workspace, training.caller_of(Role.ANALYST)
    observer = training.caller_of(Role.OBSERVER)
    world, world_for_all = (
        options(Audience.GLOBAL, edition, language=language) for edition in (Edition.SECRETARIAT, Edition.PUBLIC)
    )
    regional = options(Audience.REGIONAL, language=language)
    regional_for_all = options(Audience.REGIONAL, Edition.PUBLIC, language=language)
    help_asked = options(Audience.ASSISTANCE, language=language)
    return {
        "global": global_pack(workspace, analyst, THIS, world),
        "global_public": global_pack(workspace, observer, THIS, world_for_all),
        "regional": regional_pack(workspace, analyst, THIS, GROUP, regional),
        "regional_public": regional_pack(workspace, observer, LAST, "region.asia", regional_for_all),
        "assistance": assistance_pack(workspace, analyst, LAST, ALL_STATES, help_asked),
    }


@pytest.fixture(scope="module")
def english(training: TrainingService) -> dict[str, BuiltPack]:
    return built(training, "en")


@pytest.fixture(scope="module", params=["en", PSEUDO])
def packs(
    request: pytest.FixtureRequest, training: TrainingService, english: dict[str, BuiltPack]
) -> list[tuple[BuiltPack, Any]]:
    """Return the packs in a language, each with its workbook."""
    found = english if request.param == "en" else built(training, request.param)
    return [(pack, opened(pack)) for pack in found.values()]


def links(sheet: Any) -> set[str]:
    """Return the names of the sheets that links of a sheet lead to."""
    places = [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink is not None]
    return {place.rsplit("!", 1)[0].strip("'").replace("''", "'") for place in places}


def charts(pack: BuiltPack) -> list[ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(pack.data)) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
        return [ElementTree.fromstring(archive.read(name)) for name in names]  # noqa: S314 - written by ourselves


def test_links_lead_from_the_contents_to_every_sheet_and_back(packs: list[tuple[BuiltPack, Any]]):
    for pack, book in packs:
        contents = phrases(pack.frame.language)("pack.contents")
        shown = {sheet.title for sheet in book if sheet.sheet_state == "visible"} - {contents}
        assert links(book[contents]) == shown
        for name in shown - LIVE:
            assert links(book[name]) == {contents}, name


def test_every_chart_stands_on_cells_of_its_own_file(packs: list[tuple[BuiltPack, Any]]):
    for pack, book in packs:
        drawn = charts(pack)
        assert drawn or pack.frame.edition is Edition.PUBLIC, "where all is withheld there is nothing to draw"
        for chart in drawn:
            series = list(chart.iter(f"{CHART}ser"))
            assert series
            for one in series:
                for part in ("cat", "val"):
                    formula = one.find(f"{CHART}{part}/*/{CHART}f")
                    assert formula is not None
                    sheet, cells = str(formula.text).rsplit("!", 1)
                    assert book[sheet.strip("'").replace("''", "'")][cells.replace("$", "")]


def test_bars_begin_at_the_side_at_which_lines_begin(packs: list[tuple[BuiltPack, Any]]):
    for pack, _ in packs:
        right_to_left = pack.frame.language == PSEUDO
        for chart in charts(pack):
            if chart.find(f".//{CHART}barChart") is None:
                continue
            value_axis = chart.find(f".//{CHART}valAx/{CHART}scaling/{CHART}orientation")
            place = chart.find(f".//{CHART}plotArea/{CHART}layout/{CHART}manualLayout")
            assert value_axis is not None
            assert place is not None
            assert value_axis.get("val") == ("maxMin" if right_to_left else "minMax")
            shares = {name: float(place.find(f"{CHART}{name}").get("val")) for name in "xywh"}  # type: ignore[union-attr, arg-type]
            beside = 1 - shares["x"] - shares["w"] if right_to_left else shares["x"]
            assert beside > 0.1, "names of categories have room"
            assert 0 < shares["y"] < shares["y"] + shares["h"] < 1


def test_every_sheet_is_printed_on_a4_as_wide_as_a_page(packs: list[tuple[BuiltPack, Any]]):
    for pack, book in packs:
        for sheet in book:
            if sheet.sheet_state == "visible":
                assert sheet.page_setup.paperSize == 9
                assert sheet.page_setup.fitToWidth in {None, 1}
                assert sheet.sheet_properties.pageSetUpPr.fitToPage
                assert sheet.sheet_view.rightToLeft is (True if pack.frame.language == PSEUDO else None)


def test_indented_words_begin_where_lines_begin(packs: list[tuple[BuiltPack, Any]]):
    for pack, book in packs:
        start = "right" if pack.frame.language == PSEUDO else "left"
        cover = book.worksheets[0]
        label = phrases(pack.frame.language)(f"pack.classification_{pack.frame.classification}")
        (cell,) = [cell for row in cover.iter_rows() for cell in row if cell.value == label]
        assert (cell.alignment.horizontal, cell.alignment.indent) == (start, 1)


def test_needs_by_state_are_formulas_over_the_rows(english: dict[str, BuiltPack]):
    pack = english["assistance"]
    needs = table(opened(pack), "Needs", "State")
    values = by_name(table(opened(pack), "Needs by State", "State"), "id")
    formulas = by_name(table(opened(pack, formulas=True), "Needs by State", "State"), "id")
    assert len(values) == 35
    for state, line in values.items():
        assert line["Together"] == sum(1 for row in needs if row["state"] == state)
        assert str(formulas[state]["Together"]).startswith("=SUM(")
        assert str(formulas[state]["Advice and drafting"]).startswith("=COUNTIFS(")


def test_the_intervals_are_drawn_from_how_far_they_reach(english: dict[str, BuiltPack]):
    pack = english["global"]
    rows = table(opened(pack), "Rank intervals", "State")
    formulas = table(opened(pack, formulas=True), "Rank intervals", "State")
    assert len(rows) > 10
    for row, formula in zip(rows, formulas, strict=True):
        assert row["Below the score"] == pytest.approx(max(row["Score"] - row["Score from"], 0), abs=1e-9)
        assert row["Above the score"] == pytest.approx(max(row["Score to"] - row["Score"], 0), abs=1e-9)
        assert str(formula["Above the score"]).startswith("=MAX(")
    whiskers = [bars for chart in charts(pack) for bars in chart.iter(f"{CHART}errBars")]
    reach = {str(one.text).rsplit("!", 1)[0] for bars in whiskers for one in bars.iter(f"{CHART}f")}
    assert "'Rank intervals'" in reach


def test_both_cycles_stand_on_the_chart_of_what_is_published(english: dict[str, BuiltPack]):
    names = [
        [str(value.text) for value in chart.iter(f"{CHART}tx") for value in value.iter(f"{CHART}v")]
        for chart in charts(english["global_public"])
    ]
    assert any("Cycle 2025" in one and "Cycle 2026" in one for one in names)


def test_the_receipt_is_in_the_order_of_names(english: dict[str, BuiltPack]):
    names = [row["State"] for row in table(opened(english["global"]), "Receipt", "State")][:-1]
    assert len(names) > 10
    assert names == sorted(names)


def test_repeated_questions_stand_in_every_row_for_filters(english: dict[str, BuiltPack]):
    rows = table(opened(english["regional"]), "Answers counted", "Section")
    assert len(rows) > 100
    assert all(row["Section"] and row["Question"] and row["Answer"] for row in rows)
    assert opened(english["regional"])["Answers counted"].auto_filter.ref
