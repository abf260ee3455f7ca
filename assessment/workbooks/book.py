"""A workbook in the making: named sheets, one set of styles, print set-up; text never becomes a formula.

XlsxWriter writes formula and value side by side, so that what calculates nothing (a phone, a preview) shows
figures too.
"""

import datetime as dt
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xlsxwriter.format import Format

from assessment.locale import Phrases
from assessment.workbooks.number_formats import inset
from assessment.workbooks.plain_worksheet import PlainWorkbook, PlainWorksheet
from assessment.workbooks.sheet import Sheet

LONGEST_SHEET_NAME = 31
LONGEST_HEADER = 200
LONGEST_FOOTER = 250
"""Characters; Excel takes 255 with the codes that place the parts."""

FONT = "Calibri"

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_AROUND_SHEET_NAMES = re.compile(r"^[\s']+|[\s']+$")

Look = Mapping[str, Any]
"""Properties of a format as XlsxWriter names them."""


@dataclass(frozen=True, slots=True)
class BookFrame:
    """What stands around every sheet: `footer` at the foot of each page, `watermark` at its head, if any.

    `made_at` is aware and in UTC; it becomes the creation date in the properties of the file.
    """

    say: Phrases
    title: str
    subject: str
    footer: str
    watermark: str | None
    made_at: dt.datetime


class Book:
    """A workbook that is written from its first sheet to its last and closed once."""

    def __init__(self, frame: BookFrame) -> None:
        self.frame = frame
        self._bytes = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "nan_inf_to_errors": False,
        }
        self.raw = PlainWorkbook(self._bytes, options)
        self.raw.set_calc_mode("auto")
        self.raw.set_properties(
            {
                "title": frame.title,
                "subject": frame.subject,
                "created": frame.made_at.replace(tzinfo=None),
            }
        )
        self._formats: dict[frozenset[tuple[str, Any]], Format] = {}
        self._names: set[str] = set()
        self.sheets: dict[str, Sheet] = {}

    @property
    def is_right_to_left(self) -> bool:
        """Tell whether sheets begin at the right."""
        return self.frame.say.direction == "rtl"

    @property
    def start(self) -> str:
        """Return the side at which lines of text begin."""
        return "right" if self.is_right_to_left else "left"

    @property
    def end(self) -> str:
        """Return the side at which lines of text end."""
        return "left" if self.is_right_to_left else "right"

    def style(self, look: Look | None = None, /, **more: Any) -> Format:
        """Return the format with these properties; the same properties give the same format."""
        # Words in Latin letters on a sheet from right to left begin at the right too.
        direction = {"reading_order": 2} if self.is_right_to_left else {}
        properties = {"font_name": FONT, "font_size": 10, "valign": "top", **direction, **(look or {}), **more}
        if "indent" in properties:
            # Without a side, XlsxWriter indents from the left.
            properties.setdefault("align", self.start)
        if "num_format" in properties and properties.get("align") == "right" and properties.pop("indent", 0):
            # LibreOffice passes over the indent of numbers at the right; it keeps what the format leaves free.
            properties["num_format"] = inset(properties["num_format"])
        key = frozenset(properties.items())
        if key not in self._formats:
            self._formats[key] = self.raw.add_format(properties)
        return self._formats[key]

    def sheet(self, key: str, title: str, *, landscape: bool = True) -> Sheet:
        """Add a sheet: A4, as wide as one page, with page numbers; `key` is what the code calls it by.

        The title is cut and numbered where Excel would refuse it.
        """
        name = self.name_for(title)
        self._names.add(name.lower())
        raw = self.raw.add_worksheet(name, worksheet_class=PlainWorksheet)
        sheet = Sheet(self, raw, name, title)
        self.sheets[key] = sheet
        if self.is_right_to_left:
            raw.right_to_left()
        raw.hide_gridlines(2)
        raw.set_paper(9)  # A4
        if landscape:
            raw.set_landscape()
        raw.fit_to_pages(1, 0)
        raw.set_margins(left=0.5, right=0.5, top=0.75 if self.frame.watermark else 0.6, bottom=0.75)
        pages = self.frame.say("workbook.page_of", page="\x00", pages="\x01")
        number = _sized(8, _for_footer(pages)).replace("\x00", "&P").replace("\x01", "&N")
        footer = _sized(8, _for_footer(self.frame.footer, LONGEST_FOOTER - len(number) - 8))
        # Parts of footers are named by their place on paper; lines of text begin at the other side.
        left, right = (number, footer) if self.is_right_to_left else (footer, number)
        raw.set_footer(f"&L{left}&R{right}")
        if self.frame.watermark:
            raw.set_header(f"&C&K8B959E{_sized(11, _for_footer(self.frame.watermark, LONGEST_HEADER))}")
        return sheet

    def name_for(self, title: str) -> str:
        """Return a name that Excel takes and no sheet has yet."""
        clean = _bare(_NOT_IN_SHEET_NAMES.sub(" ", title)) or "Sheet"
        name, number = _cut_at_word(clean, LONGEST_SHEET_NAME), 2
        while name.lower() in self._names or name.lower() == "history":
            ending = f" {number}"
            name, number = f"{_cut_at_word(clean, LONGEST_SHEET_NAME - len(ending))}{ending}", number + 1
        return name

    def define_name(self, name: str, reference: str) -> None:
        """Give a cell or range a name for the whole workbook, such as "score_overall"."""
        self.raw.define_name(name, f"={reference}")

    def finish(self) -> bytes:
        """Close the workbook and return its bytes; nothing can be written afterwards."""
        self.raw.close()
        return self._bytes.getvalue()


def _for_footer(text: str, most: int | None = None) -> str:
    """Return text for a header or footer, where & begins a code; at most so many characters, no & cut in half."""
    escaped = text.replace("&", "&&")
    if most is None or _units(escaped) <= most:
        return escaped
    cut = _cut(escaped, most)
    return cut[:-1] if (len(cut) - len(cut.rstrip("&"))) % 2 else cut


def _sized(size: int, text: str) -> str:
    """Return text for a header or footer in a size; a space keeps the digits of both apart."""
    return f"&{size} {text}" if text[:1].isdigit() else f"&{size}{text}"


def _bare(title: str) -> str:
    """Return a title without the spaces and apostrophes that no name of a sheet begins or ends with."""
    return _AROUND_SHEET_NAMES.sub("", title)


def _cut(text: str, most: int) -> str:
    """Return the beginning of a text, of so many characters as Excel counts them, no letter cut in half."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "ignore")


def _cut_at_word(title: str, most: int) -> str:
    """Return the beginning of a title, for a name of a sheet, cut within a word only if that fills most of it."""
    cut = _cut(title, most)
    if cut != title and not title[len(cut)].isspace():
        words, _, last = cut.rpartition(" ")
        cut = words.rstrip(" ,;.–-&(") if words and _units(last) < most / 2 else cut
    return _bare(cut)


def _units(text: str) -> int:
    """Return the length of a text as Excel counts it: an emoji is two characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
