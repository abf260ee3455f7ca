"""How the numbers of a file that came back are shown: which of them are days, and which are per cent."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from assessment.workbooks.part_parser import parse
from assessment.workbooks.workbook_parts import related_part, workbook_part

LONGEST_FORMAT = 255
"""Characters, as in Excel."""
GENERAL = "General"
_DAY = "yyyy-mm-dd"
_EASTERN_DAYS = frozenset({*range(27, 37), *range(50, 59)})
"""Formats without a text in the file, which East Asian versions of Excel give to days."""
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')
"""What a format shows as it stands: texts in quotes and single signs, with conditions and colours."""


@dataclass(frozen=True, eq=False)
class Formats:
    """The formats of a file by the number that cells name; days may be counted from 1904."""

    texts: tuple[str, ...]
    from_1904: bool

    def of(self, style: str) -> str:
        """Return the format of a style."""
        number = int(style or 0)
        return self.texts[number] if 0 <= number < len(self.texts) else GENERAL

    def shown(self, number: float, text: str) -> object:
        """Return a number, or the day or time as which it is shown; None for a day that there is not."""
        if not _is_of_days(text):
            return number
        epoch = CALENDAR_MAC_1904 if self.from_1904 else CALENDAR_WINDOWS_1900
        try:
            return from_excel(number, epoch, timedelta=is_timedelta_format(text))
        except (OverflowError, ValueError):
            return None


def is_per_cent(number: float, text: str) -> bool:
    """Tell whether a format shows a number in per cent: a sign in quotes, or of other numbers, says nothing.

    >>> is_per_cent(0.12, "0.0%"), is_per_cent(12, '0"%"')
    (True, False)
    """
    positive, *others = _LITERAL.sub("", text).split(";")
    of_negative, of_zero = (*others, positive)[0], (*others[1:], positive)[0]
    return "%" in (positive if number > 0 else of_negative if number < 0 else of_zero)


_is_of_days = lru_cache(maxsize=1_000)(is_date_format)


def formats_of(archive: zipfile.ZipFile) -> Formats:
    """Return the formats of a file; without a part that tells them there is one, the general."""
    part = related_part(archive, "styles")
    styles = _Styles()
    if part is not None:
        parse(archive, part, styles.start, styles.end)
    return Formats(tuple(styles.texts()), _counts_from_1904(archive))


def _counts_from_1904(archive: zipfile.ZipFile) -> bool:
    said = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            said.append(attributes.get("date1904", "0"))

    parse(archive, workbook_part(archive), start, lambda _name, _text: None)
    return bool(said) and said[0] in {"1", "true"}


class _Styles:
    """Collects the formats of numbers, and which of them each style has."""

    def __init__(self) -> None:
        self._named: dict[int, str] = {}
        self._used: list[int] = []
        self._in_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            text = attributes.get("formatCode", GENERAL)
            self._named[int(attributes.get("numFmtId", 0))] = text[:LONGEST_FORMAT]
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self._used.append(int(attributes.get("numFmtId", 0)))

    def end(self, name: str, _text: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def texts(self) -> list[str]:
        return [self._text(number) for number in self._used]

    def _text(self, number: int) -> str:
        usual = _DAY if number in _EASTERN_DAYS else GENERAL
        return self._named.get(number, str(BUILTIN_FORMATS.get(number, usual)))
