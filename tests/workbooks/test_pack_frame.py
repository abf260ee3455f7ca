"""The frame of a pack: cover, contents with links, receipt, identity, names, footers, bands, charts."""

import io
import re
import zipfile
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from openpyxl import load_workbook

from assessment.core.pack import Audience, Classification, Edition, PackFrame
from assessment.core.pack_receipt import ReceiptLine, WithheldBy
from assessment.locale import PSEUDO, phrases
from assessment.workbooks.book import Book, BookFrame
from assessment.workbooks.packs.bands import add_bands
from assessment.workbooks.packs.identity_sheet import FORMAT
from assessment.workbooks.packs.pack_book import PackBook, begin_pack, defined_name, finish_pack
from assessment.workbooks.packs.pack_charts import (
    Boxes,
    ChartFrame,
    Series,
    Whiskers,
    bar_chart,
    distribution_chart,
    dumbbell_chart,
    interval_chart,
    joins,
    profile_chart,
    stacked_chart,
)
from assessment.workbooks.packs.receipt_sheet import write_receipt
from assessment.workbooks.signed_numbers import no_signed_zeros, signed
from assessment.workbooks.text_height import HIGHEST_ROW, lines_of, row_height
from tests.workbooks.small_packs import FRAME, PACKAGE

LINES = (
    ReceiptLine("XAA", 10, 5, 2, WithheldBy.STATE, 2, 1),
    ReceiptLine("XBB", 10, 9, 0, None, 1, 0),
)
NAMES = {"XAA": "=Xenia", "XBB": "Yoria"}


def begun(frame: PackFrame = FRAME) -> PackBook:
    say = phrases(frame.language)
    return begin_pack(frame, say, say.content(PACKAGE), PACKAGE.rubric.bands)


def opened(data: bytes, *, values: bool = True) -> Any:
    return load_workbook(io.BytesIO(data), data_only=values)


def texts(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_cover_says_what_the_pack_is():
    frame = replace(FRAME, is_draft=True, national_label="Diffusion restreinte")
    cover = texts(opened(finish_pack(begun(frame))).worksheets[0])
    for wanted in (
        "National technical pack",
        "Xenia",
        "Second cycle",
        "Confidential / Diffusion restreinte",
        "DRAFT: not submitted by the State",
        "Training mode: invented States and answers",
        "4 May 2026, 09:00 UTC",
        "Focal point",
        "Self-reported by the State",
        FRAME.snapshot,
        FRAME.content_digest,
        FRAME.id,
        "This is not a United Nations product.",
    ):
        assert wanted in cover


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("values", ["self_reported", "reviewed", "agreed"])
def test_every_kind_of_pack_has_its_words(audience: Audience, edition: Edition, values: str):
    frame = replace(FRAME, audience=audience, edition=edition, values=values)
    frame = replace(frame, classification=Classification.STRICTLY_CONFIDENTIAL)
    assert "Strictly Confidential" in texts(opened(finish_pack(begun(frame))).worksheets[0])


def test_the_contents_lead_to_every_sheet_but_the_identity():
    pack = begun()
    pack.sheet("one", "It's [one]", "The first.")
    write_receipt(pack, LINES, NAMES)
    book = opened(finish_pack(pack))
    contents = book["Contents"]
    links = {
        cell.value: cell.hyperlink.location
        for row in contents.iter_rows()
        for cell in row
        if cell.hyperlink is not None
    }
    assert list(links) == ["Cover", "It's [one]", "Receipt"]
    for location in links.values():
        name = location.rsplit("!", 1)[0].strip("'").replace("''", "'")
        assert name in book.sheetnames
    assert "The first." in texts(contents)
    assert book.active.title == "Cover"


def test_the_identity_is_very_hidden_and_complete():
    book = opened(finish_pack(begun()))
    sheet = book["_pack"]
    assert sheet.sheet_state == "veryHidden"
    rows = {row[0]: row[1] or "" for row in sheet.iter_rows(values_only=True)}
    assert rows["format"] == FORMAT
    assert rows["pack_id"] == FRAME.id
    assert rows["made_at"] == "2026-05-04T09:00:00+00:00"
    assert rows["is_draft"] == "false"
    for name in ("audience", "edition", "classification"):
        assert rows[name] == str(getattr(FRAME, name))
    assert book.defined_names["snapshot_id"].attr_text == "_pack!$B$3"
    assert sheet["B3"].value == FRAME.snapshot


def test_every_page_says_classification_subject_and_snapshot():
    pack = begun(replace(FRAME, is_draft=True, subject_name="Xenia & Co"))
    write_receipt(pack, LINES, NAMES)
    for sheet in opened(finish_pack(pack)).worksheets:
        assert sheet.oddFooter.left.text == "Confidential · Xenia && Co · snapshot 555555555555"
        assert "Training mode" in sheet.oddHeader.center.text
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_receipt_adds_up_by_formulas():
    pack = begun()
    write_receipt(pack, LINES, NAMES)
    data = finish_pack(pack)
    rows = list(opened(data)["Receipt"].iter_rows(min_row=6, values_only=True))
    assert rows == [
        ("=Xenia", 10, 5, 2, "the State’s release", 2, 1, "yes"),
        ("Yoria", 10, 9, 0, None, 1, 0, "yes"),
        ("Together", 20, 14, 2, None, 3, 1, "yes"),
    ]
    formulas = opened(data, values=False)["Receipt"]
    assert formulas["A6"].data_type == "s"
    assert formulas["H6"].value == '=IF(B6=C6+D6+F6+G6,"yes","no")'
    assert formulas["B8"].value == "=SUM(B6:B7)"


def test_a_receipt_that_does_not_add_up_says_so():
    pack = begun()
    write_receipt(pack, [replace(LINES[0], hidden=3)], NAMES)
    assert opened(finish_pack(pack))["Receipt"]["H6"].value == "no"


def test_sheets_of_a_right_to_left_language_begin_at_the_right():
    book = opened(finish_pack(begun(replace(FRAME, language=PSEUDO))))
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)


def test_names_are_ones_that_excel_takes():
    names = [defined_name("score", node) for node in ("overall", "a1", "r2c3", "data-use", "a.b_c.d", "été")]
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]*", name) for name in names)
    assert not any(re.fullmatch(r"[A-Za-z]{1,3}\d+", name) for name in names)


def test_ids_with_hyphens_have_names_of_their_own():
    ids = ("a-b.c", "a_b.c", "a.b.c", "a--b.c", "a-.b", "a__b.c")
    names = {defined_name("score", node) for node in ids}
    assert len(names) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]*", name) for name in names)


def test_texts_that_begin_with_a_digit_keep_their_size_on_the_page():
    book = Book(around("2nd class · Xenia", "3 & co"))
    book.sheet("one", "One")
    sheet = opened(book.finish()).worksheets[0]
    assert (sheet.oddFooter.left.size, sheet.oddFooter.left.text.strip()) == (8, "2nd class · Xenia")
    assert (sheet.oddHeader.center.size, sheet.oddHeader.center.text.strip()) == (11, "3 && co")


def test_a_long_footer_is_cut_between_its_characters():
    for length in (215, 216, 217, 218, 219, 220, 221, 222):
        book = Book(around("x" * length + "&" * 60 + "\U0001f44d" * 60, None))
        book.sheet("one", "One")
        with zipfile.ZipFile(io.BytesIO(book.finish())) as archive:
            [footer] = re.findall(
                "<oddFooter>(.*?)</oddFooter>", archive.read("xl/worksheets/sheet1.xml").decode()
            )
        left = unescape(footer).removeprefix("&L&8").rsplit("&R&8", 1)[0]
        assert left.startswith("x" * length)
        assert left.count("&") % 2 == 0
        assert len(unescape(footer).encode("utf-16-le")) // 2 <= 255


@pytest.mark.parametrize(
    "title",
    [
        "1 " + "a" * 28 + "'bcd",
        "12345678901234567890123456789 '",
        "\U0001f44d" * 31,
        "a" + "\U0001f44d" * 31,
        "' 'Xenia' '",
        "' '",
        "History",
    ],
)
def test_every_title_gives_names_that_excel_takes(title: str):
    book = Book(around("foot", None))
    names = [book.sheet(str(number), title).name for number in range(3)]
    assert opened(book.finish()).sheetnames == names
    for name in names:
        assert len(name.encode("utf-16-le")) // 2 <= 31
        assert name == name.strip().strip("'")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Terrorist use of online services and cooperation", "Terrorist use of online"),
        ("Policy, strategy and governance", "Policy, strategy and governance"),
        ("Criminal justice and electronic evidence", "Criminal justice and electronic"),
        ("Law, " + "x" * 40, "Law, " + "x" * 26),
    ],
)
def test_a_long_title_is_cut_between_words(title: str, name: str):
    book = Book(around("foot", None))
    assert book.sheet("one", title).name == name
    assert book.sheet("two", title).name.startswith(name[:20])


def around(footer: str, watermark: str | None) -> BookFrame:
    return BookFrame(phrases("en"), "Title", "Subject", footer, watermark, FRAME.made_at)


def test_bands_colour_what_has_a_score_and_hatch_what_has_none():
    pack = begun()
    sheet = pack.sheet("one", "One", "")
    add_bands(sheet, 1, 2, 4, 2, pack.bands)
    rules = opened(finish_pack(pack))["One"].conditional_formatting
    (area,) = list(rules)
    assert str(area.sqref) == "C2:C5"
    first, *of_bands = sorted(area.rules, key=lambda rule: rule.priority)
    assert first.formula == ["NOT(ISNUMBER(C2))"]
    assert all(rule.stopIfTrue for rule in area.rules)
    least = [float(rule.formula[0]) for rule in of_bands]
    assert least == sorted(least, reverse=True)
    assert least[:-1] == [pytest.approx(band.at_least, abs=1e-8) for band in reversed(pack.bands[1:])]


def test_charts_stand_on_cells_and_tell_what_they_show():
    pack = begun()
    sheet = pack.sheet("one", "One", "")
    for row in range(4):
        sheet.text(row, 0, f"Part {row}")
        for column in range(1, 5):
            sheet.number(row, column, 10.0 * row + column)
    names, one, other, low, high = (sheet.range(0, column, 3, column) for column in range(5))
    frame = ChartFrame(sheet, 6, 0, 400, 300, "=Not a formula", "Words for who cannot see", "points")
    series = [Series("Now", one), Series("Then", other)]
    profile_chart(frame, names, series, 4)
    profile_chart(frame, names, series, 11)
    bar_chart(frame, names, series, one_place=True)
    interval_chart(frame, names, series[0], Whiskers(high, low))
    distribution_chart(frame, names, Boxes(one, low, high, ("to the median", "from the median")))
    stacked_chart(frame, names, series)
    dumbbell_chart(frame, names, series[1], series[0], Whiskers(high, low))
    with zipfile.ZipFile(io.BytesIO(finish_pack(pack))) as archive:
        charts = [
            archive.read(name).decode() for name in archive.namelist() if re.match(r"xl/charts/chart\d", name)
        ]
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert len(charts) == 7
    assert all("One!$B$1:$B$4" in chart for chart in charts)
    assert all("’=Not a formula" in chart for chart in charts)
    assert drawing.count('descr="Words for who cannot see"') == 7
    assert ["radarChart" in chart for chart in charts[:2]] == [True, False]


def test_joins_reach_from_the_later_score_to_the_earlier_one():
    assert joins("A1", "B1") == (
        "=IF(COUNT(A1,B1)=2,MAX(A1-B1,0),0)",
        "=IF(COUNT(A1,B1)=2,MAX(B1-A1,0),0)",
    )


def test_rows_grow_with_their_text():
    assert row_height("short", 20) < row_height("a text of many words that takes more than one line", 20)
    assert row_height("word " * 10_000, 20) == HIGHEST_ROW
    assert lines_of("漢字" * 20, 20) > lines_of("ab" * 20, 20)


def test_parts_of_footers_stand_where_lines_begin_and_end():
    for language in ("en", PSEUDO):
        say = phrases(language)
        book = Book(replace(around("Confidential", None), say=say))
        book.sheet("one", "One")
        foot = opened(book.finish())["One"].oddFooter
        first, last = (foot.right, foot.left) if say.direction == "rtl" else (foot.left, foot.right)
        assert first.text == "Confidential"
        assert "&P" in last.text or "&[Page]" in last.text


def test_numbers_at_the_right_keep_room_before_the_border_in_every_program():
    book = Book(around("foot", None))
    sheet = book.sheet("one", "One")
    sheet.number(0, 0, 1.5, {"num_format": "0.0", "align": "right", "indent": 1})
    sheet.number(1, 0, 1.5, {"num_format": "0.0", "align": "center"})
    sheet.number(2, 0, 0.0, {"num_format": signed(), "align": "right", "indent": 1})
    no_signed_zeros(sheet, (2, 2), (0, 0), indented=True)
    found = opened(book.finish())["One"]
    assert [found.cell(row, 1).number_format for row in (1, 2, 3)] == ["0.0_w", "0.0", "+0.0_w;−0.0_w;0.0_w"]
    assert found["A1"].alignment.indent == 0
    [rules] = [area.rules for area in found.conditional_formatting]
    assert rules[0].dxf.numFmt.formatCode == "0.0_w;0.0_w"


def test_lines_are_measured_by_the_letters_in_them():
    assert lines_of("illicit " * 12, 40) < lines_of("WARRANT " * 12, 40)
    assert (
        lines_of("e\u0301le\u0301ment " * 12, 40) == lines_of("élément " * 12, 40) == lines_of("element " * 12, 40)
    )


def test_the_contents_stand_in_from_the_border_as_other_tables_do():
    sheet = opened(finish_pack(begun()))["Contents"]
    assert {sheet.cell(row, column).alignment.indent for row in (3, 4) for column in (1, 2, 3)} == {1}
