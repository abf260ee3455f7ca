"""How cells look: headings, table heads, bands and notes, the same in every workbook."""

from assessment.palette import ACCENT, GATE, LIGHT, band_colour, ink_on
from assessment.workbooks.book import Look

POINTS = "0.0"
"""Points with one decimal, as tables have them."""
SHARE = "0%"

TITLE: Look = {"font_size": 20, "bold": True, "font_color": LIGHT.ink}
HEADING: Look = {"font_size": 14, "bold": True, "font_color": ACCENT}
BODY: Look = {"font_color": LIGHT.ink, "text_wrap": True}
STRONG: Look = {"font_color": LIGHT.ink, "bold": True, "text_wrap": True}
MUTED: Look = {"font_color": LIGHT.muted, "text_wrap": True}
TABLE_HEAD: Look = {
    "bold": True,
    "font_color": "#ffffff",
    "bg_color": ACCENT,
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": LIGHT.grid,
}
TABLE_CELL: Look = {"font_color": LIGHT.ink, "text_wrap": True, "border": 1, "border_color": LIGHT.grid}
TABLE_NUMBER: Look = {**TABLE_CELL, "text_wrap": False, "num_format": POINTS, "align": "right"}
NO_SCORE: Look = {"pattern": 14, "fg_color": LIGHT.missing, "bg_color": "#ffffff"}
"""Hatched grey: there is no score here."""
GATE_MARK: Look = {"font_color": GATE, "bold": True}


def band_look(place: int, bands: int) -> Look:
    """Return the fill and ink of a band, by its place from the lowest out of so many."""
    colour = band_colour(place, bands)
    return {"bg_color": colour, "font_color": ink_on(colour)}
