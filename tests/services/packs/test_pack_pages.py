"""What a designer looks for in packs: nothing divided, nothing cut, nothing drawn where there is no score."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from assessment.core.cycle import AssessmentKey
from assessment.core.pack import Audience, Classification, Edition
from assessment.core.person import Role
from assessment.core.state_sets import ALL_STATES
from assessment.locale import PSEUDO, phrases
from assessment.services.packs.assistance import assistance_pack
from assessment.services.packs.frame import BuiltPack, PackOptions
from assessment.services.packs.national import national_pack
from assessment.services.packs.regional import global_pack, regional_pack
from assessment.workbooks.text_height import row_height
from tests.services.packs.reading_packs import opened, options, table
from tests.services.packs.test_pack_looks import charts
from tests.training_service import LAST, THIS, TrainingService
from tests.workbooks.recalculating import recalculate, values_of

SAY = phrases("en")
NATIONAL = PackOptions(Audience.NATIONAL, "en", Classification.CONFIDENTIAL)
SUBMITTED, DRAFT = "XFN", "XAV"
FEW = "region.southern_europe"
"""Two of its States handed in, and one of them shows its scores."""

LONG, SHORT, ABOVE_AND_BELOW, BESIDE = 842, 595, 108, 72
"""Points of A4 and of the margins."""

LONGEST_LINE = 66
"""Letters of a name beside bars: with more, programs draw it out of the chart where bars begin at the right."""


def national(training: TrainingService, state: str = SUBMITTED, **more: Any) -> BuiltPack:
    caller = training.caller_of(Role.FOCAL_POINT, state)
    return national_pack(training.workspace, caller, AssessmentKey(THIS, state), replace(NATIONAL, **more))


def few(training: TrainingService, language: str = "en") -> BuiltPack:
    analyst = training.caller_of(Role.ANALYST)
    return regional_pack(training.workspace, analyst, THIS, FEW, options(Audience.REGIONAL, language=language))


# --- pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", PSEUDO])
@pytest.mark.parametrize("key", ["method", "lenses", "change"])
def test_parts_of_sheets_with_many_tables_are_not_divided(training: TrainingService, language: str, key: str):
    say = phrases(language)
    sheet = opened(national(training, language=language))[say(f"pack.sheet_{key}")]
    heights = [sheet.row_dimensions[row].height or 15.0 for row in range(1, sheet.max_row + 1)]
    first = [place for place, row in enumerate(sheet.iter_rows(max_col=1)) if row[0].font.sz == 14]
    assert first, "headings of parts"
    parts = list(zip([0, *first], [*first, len(heights)], strict=True))
    breaks = {one.id for one in sheet.row_breaks.brk}
    assert breaks <= set(first)
    across, down = (SHORT, LONG) if sheet.page_setup.orientation == "portrait" else (LONG, SHORT)
    widths: dict[int, float] = {}
    for one in sheet.column_dimensions.values():
        if not one.hidden:
            widths |= dict.fromkeys(range(one.min, one.max + 1), one.width * 7)
    room = (down - ABOVE_AND_BELOW) / min(1.0, (across - BESIDE) / (sum(widths.values()) * 0.75))
    pages = list(_pages(heights, breaks, room))
    for start, end in parts:
        if sum(heights[start:end]) < 0.9 * room:
            assert pages[start] == pages[end - 2], sheet.cell(start + 1, 1).value


def _pages(heights: list[float], breaks: set[int], room: float) -> Iterator[int]:
    page, used = 1, 0.0
    for row, height in enumerate(heights):
        if row in breaks or used + height > room:
            page, used = page + 1, 0.0
        used += height
        yield page


@pytest.mark.parametrize("language", ["en", PSEUDO])
def test_notes_on_the_scoring_sheet_have_the_room_they_need(training: TrainingService, language: str):
    for pack in (national(training, language=language), few(training, language)):
        sheet = opened(pack)["Scoring"]
        joined = {str(area) for area in sheet.merged_cells.ranges}
        widths = [sheet.column_dimensions[get_column_letter(column)].width for column in range(1, 5)]
        notes = [row for row in range(2, 8) if f"A{row}:D{row}" in joined]
        assert len(notes) >= 4
        for row in notes:
            note = sheet.cell(row, 1)
            assert note.alignment.wrap_text
            # Heights are written in whole pixels.
            assert sheet.row_dimensions[row].height + 0.75 > row_height(str(note.value), sum(widths))


def test_without_explanations_there_is_no_empty_column_for_them(training: TrainingService):
    heads = []
    for wanted in (True, False):
        book = opened(national(training, include_explanations=wanted))
        heads.append(set(table(book, "Answers", "Id")[0]))
    assert heads[0] - heads[1] == {SAY("pack.column_explanation")}


@pytest.mark.parametrize("language", ["en", PSEUDO])
def test_answers_on_data_stand_below_their_heads(training: TrainingService, language: str):
    sheet = opened(few(training, language))["Data"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    start = "right" if language == PSEUDO else "left"
    for name in ("status", "answer", "evidence", "reason"):
        assert {sheet.cell(row, heads[name]).alignment.horizontal for row in range(2, 40)} == {start}


# --- few States -------------------------------------------------------------------------------------------------


def test_with_few_states_there_is_no_box_and_no_share(training: TrainingService):
    pack = few(training)
    book = opened(pack)
    lines = table(book, SAY("pack_compare.sheet_distribution"), "Score")
    assert {line["With a score"] for line in lines} == {1}
    assert all(line[SAY("pack_compare.to_median")] is None for line in lines)
    told = [str(cell.value) for row in book["Distribution"]["A1:A6"] for cell in row]
    assert SAY("pack_compare.boxes_few", n=4) in told
    on_distribution = [chart for chart in charts(pack) if "Distribution!" in _references(chart)]
    assert len(on_distribution) == 1, "how many States are in each band"

    sheet = book["Common gaps"]
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Share")
    shares = [sheet.cell(row, head.column) for row in range(head.row + 1, sheet.max_row + 1)]
    counts = [(sheet.cell(one.row, 3).value, sheet.cell(one.row, 4).value) for one in shares]
    assert (1, 1) in counts
    for one, (below, of) in zip(shares, counts, strict=True):
        assert one.number_format.startswith(f'"{below} of {of}"')
        assert one.value == (below / of if of else 0)
    assert not sheet.conditional_formatting


def test_with_more_states_boxes_are_drawn(training: TrainingService):
    pack = global_pack(training.workspace, training.caller_of(Role.ANALYST), LAST, options(Audience.GLOBAL))
    assert sum("Distribution!" in _references(chart) for chart in charts(pack)) == 2
    assert all(
        line[SAY("pack_compare.to_median")] is not None for line in table(opened(pack), "Distribution", "Score")
    )


def _references(chart: Any) -> str:
    return " ".join(str(one.text) for one in chart.iterfind(".//{*}val//{*}f")).replace("'", "")


# --- charts -----------------------------------------------------------------------------------------------------


def test_bars_of_missing_scores_are_not_drawn(training: TrainingService):
    pack = national(training, DRAFT)
    book, drawn = opened(pack), 0
    for chart in charts(pack):
        for one in chart.iterfind(".//{*}barChart/{*}ser"):
            sheet, _, cells = str(one.findtext("{*}val//{*}f")).rpartition("!")
            values = [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]
            # A bar of zero, as of an empty text, is drawn as its border.
            assert not {0, ""} & set(values)
            drawn += sum(value != "#N/A" for value in values)
    assert drawn == sum(line["Score"] is not None for line in table(book, "Summary", "Domain"))


@pytest.mark.parametrize("language", ["en", PSEUDO])
def test_names_beside_bars_stand_in_lines(training: TrainingService, language: str):
    workspace, observer = training.workspace, training.caller_of(Role.OBSERVER)
    public = options(Audience.ASSISTANCE, Edition.PUBLIC, language=language)
    packs = (
        national(training, language=language),
        few(training, language),
        assistance_pack(workspace, observer, LAST, ALL_STATES, public),
    )
    for pack in packs:
        book, drawn = opened(pack), 0
        for chart in charts(pack):
            for one in chart.iterfind(".//{*}barChart/{*}ser"):
                sheet, _, cells = str(one.findtext("{*}cat//{*}f")).rpartition("!")
                names = [str(row[0].value) for row in book[sheet.strip("'")][cells.replace("$", "")]]
                assert max(len(line) for name in names for line in name.split("\n")) <= LONGEST_LINE
                drawn += 1
        assert drawn


def test_answers_taken_away_leave_no_errors_on_the_sheets(training: TrainingService, tmp_path: Path):
    analyst = training.caller_of(Role.ANALYST)
    world = global_pack(training.workspace, analyst, LAST, options(Audience.GLOBAL))
    files = []
    for name, pack in (("world", world), ("national", national(training))):
        files.append(tmp_path / f"{name}.xlsx")
        files[-1].write_bytes(_without_answers(pack.data, "legal."))
    for file in recalculate(files, tmp_path):
        values = values_of(file)
        wrong = {where: value for where, value in values.items() if str(value).startswith("#")}
        # What charts leave out: in hidden columns, and in the last two of the distribution.
        assert set(wrong.values()) <= {"#N/A"}
        assert {sheet for sheet, _ in wrong} <= {"Distribution", "Summary", "Change"}
        assert wrong


def _without_answers(data: bytes, questions: str) -> bytes:
    """Return a pack in which nobody answered some questions."""
    book, stream = load_workbook(io.BytesIO(data)), io.BytesIO()
    sheet: Any = book["Data"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if str(sheet.cell(row, heads["question"]).value).startswith(questions):
            sheet.cell(row, heads["status"]).value = None
            sheet.cell(row, heads["answer"]).value = None
    book.save(stream)
    return stream.getvalue()
