"""How the offline questionnaire looks: quiet paper, and one colour for what is to be filled in."""

from assessment.palette import ACCENT, GATE, LIGHT
from assessment.workbooks.book import Look

_EDGE = "#c9d1d8"
_TINT = "#eaf1f8"
FILL = "#fffbe8"

HEAD: Look = {
    "bold": True,
    "font_color": "#ffffff",
    "bg_color": ACCENT,
    "text_wrap": True,
    "valign": "vcenter",
}
QUESTION: Look = {"bold": True, "font_size": 11, "font_color": LIGHT.ink, "bg_color": _TINT, "text_wrap": True}
NUMBER: Look = {**QUESTION, "text_wrap": False}
STATE: Look = {**QUESTION, "font_size": 10, "bold": False, "font_color": ACCENT}
HELP: Look = {"font_color": LIGHT.muted, "text_wrap": True}
LEVEL: Look = {"bold": True, "font_color": LIGHT.ink, "text_wrap": True}
MEANING: Look = {"font_color": LIGHT.ink, "text_wrap": True}
NAME: Look = {"font_color": LIGHT.muted, "text_wrap": True, "align": "right", "indent": 1}
BEFORE: Look = {"font_color": LIGHT.muted, "text_wrap": True, "italic": True, "align": "left", "indent": 1}
SMALL_HEAD: Look = {"font_color": LIGHT.muted, "text_wrap": True, "font_size": 9, "valign": "bottom"}
KNOWN: Look = {"font_color": LIGHT.muted, "text_wrap": True, "bottom": 1, "bottom_color": _EDGE}
ENTRY: Look = {
    "font_color": LIGHT.ink,
    "bg_color": FILL,
    "text_wrap": True,
    "border": 1,
    "border_color": _EDGE,
    "locked": False,
}
ANSWER_ENTRY: Look = {**ENTRY, "bold": True, "font_color": ACCENT}
TICK_ENTRY: Look = {**ANSWER_ENTRY, "align": "center"}
HIDDEN: Look = {"font_color": LIGHT.missing}

NOT_ASKED: Look = {"font_color": LIGHT.missing, "bg_color": "#f1f3f5", "italic": True}
"""Laid over all cells of a question that is not asked; what was entered is kept, and can still be read."""
OPEN: Look = {"font_color": GATE, "bold": True}
MISSING: Look = {"bg_color": "#fde7d9"}
"""Laid over the cell of a reason that is needed and not there."""
