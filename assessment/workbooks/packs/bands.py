"""The bands over cells of scores: colours that follow the numbers when they change."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from assessment.core.rubric import Band
from assessment.palette import LIGHT
from assessment.workbooks.looks import BODY, band_look
from assessment.workbooks.packs.pack_book import PackBook
from assessment.workbooks.packs.regional_table import write_subheading
from assessment.workbooks.sheet import Sheet

FIELD_HEIGHT = 17.0
"""Points of a row of fields in the colours of bands, and of their legend."""

ROUNDING = 1e-9
"""A score may stand a rounding error below the band that it has reached; Rubric.band_of says the same."""


def add_bands(  # noqa: PLR0917 - a sheet, the four numbers of an area, and what stands over it
    sheet: Sheet, first_row: int, first_column: int, last_row: int, last_column: int, bands: Sequence[Band]
) -> None:
    """Colour cells of points by the band that they fall into; a cell without a number is hatched."""
    area = (first_row, first_column, last_row, last_column)
    corner = xl_rowcol_to_cell(first_row, first_column)
    raw, style = sheet.raw, sheet.book.raw.add_format
    missing = style({"pattern": 14, "fg_color": LIGHT.missing, "bg_color": "#ffffff"})
    raw.conditional_format(
        *area,
        {"type": "formula", "criteria": f"=NOT(ISNUMBER({corner}))", "format": missing, "stop_if_true": True},
    )
    for place in reversed(range(len(bands))):
        least = bands[place].at_least - ROUNDING if place else -ROUNDING
        raw.conditional_format(
            *area,
            {
                "type": "cell",
                "criteria": ">=",
                "value": least,
                "format": style(dict(band_look(place, len(bands)))),
                "stop_if_true": True,
            },
        )


def write_band_legend(pack: PackBook, sheet: Sheet, row: int) -> None:
    """Write what the colours mean, from a row on."""
    row = write_subheading(sheet, row, pack.say("pack.bands"))
    for place, band in enumerate(pack.bands, start=row):
        label = pack.words[f"bands.{band.id}.label"]
        sheet.raw.set_row(place, FIELD_HEIGHT)
        sheet.text(place, 0, label, {**band_look(place - row, len(pack.bands)), "indent": 1, "valign": "vcenter"})
        points = pack.say("pack.band_from", points=band.at_least)
        sheet.text(place, 1, points, {**BODY, "text_wrap": False, "indent": 1, "valign": "vcenter"})
