"""Cells as people filled them, whatever program they used: texts, ticks, and what a cell cannot be taken for.

Nothing is guessed: what could mean two things is a problem, with a sentence that says what to write.
"""

import datetime as dt
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from assessment.core.workbook_changes import CellPlace
from assessment.errors import UnacceptableError
from assessment.workbooks.cell_text import LONGEST_TEXT
from assessment.workbooks.offline.reader_formats import is_per_cent
from assessment.workbooks.offline.reader_parts import ERROR, FORMULA, RawValue

SHOWN_AT_MOST = 60
"""Characters of what stands in a cell, in the sentence about it."""

TICKED = frozenset({"✓", "✔", "☑", "✅", "x", "×", "1", "yes", "true"})
_UNTICKED = frozenset({"", "0", "no", "false", "-", "–", "—", "☐"})


class Kind(Enum):
    """What stands in a cell."""

    BLANK = auto()
    TEXT = auto()
    NUMBER = auto()
    PERCENT = auto()
    DATE = auto()
    TIME = auto()
    TRUTH = auto()


@dataclass(frozen=True, slots=True)
class CellContent:
    """What stands in a cell, and where.

    A number that is shown as per cent is kept as it is shown, 12 for 12%; a time of day, or a length of time, as a
    text such as "14:30".
    """

    place: CellPlace
    kind: Kind
    value: str | float | dt.date | bool | None

    @property
    def text(self) -> str:
        """Return the content as a text: numbers with a decimal point, days as year-month-day."""
        match self.value:
            case None:
                return ""
            case bool():
                return str(self.value).upper()
            case float():
                shown = f"{self.value:.15g}"
                return f"{shown}%" if self.kind is Kind.PERCENT else shown
            case dt.datetime():
                return f"{self.value.date().isoformat()} {_time_in_words(self.value.time())}"
            case dt.date():
                return self.value.isoformat()
            case _:
                return self.value

    @property
    def shown(self) -> str:
        """Return the content as a sentence can name it."""
        line = " ".join(self.text.split())
        return line if len(line) <= SHOWN_AT_MOST else f"{line[: SHOWN_AT_MOST - 1]}…"

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing stands here that anybody could see."""
        return not plain(self.text)


def content_of(place: CellPlace, raw: RawValue) -> CellContent:
    """Return what stands in a cell, by what the file has there.

    Raise UnacceptableError: cell_formula for a formula, whose result nobody has entered; cell_error for an error
    of a formula; too_long for a text that no spreadsheet program writes.
    """
    value = raw.value
    if raw.kind == FORMULA:
        raise UnacceptableError("cell_formula")
    if raw.kind == ERROR:
        raise UnacceptableError("cell_error", value=str(value)[:SHOWN_AT_MOST])
    kind: Kind
    kept: str | float | dt.date | bool | None
    match value:
        case None:
            kind, kept = Kind.BLANK, None
        case bool():
            kind, kept = Kind.TRUTH, value
        case int() | float() if is_per_cent(value, raw.number_format):
            kind, kept = Kind.PERCENT, float(f"{value * 100:.15g}")
        case int() | float():
            kind, kept = Kind.NUMBER, float(value)
        case dt.datetime() if value.time() != dt.time():
            kind, kept = Kind.DATE, value
        case dt.date():
            kind, kept = Kind.DATE, dt.date(value.year, value.month, value.day)
        case dt.time() | dt.timedelta():
            kind, kept = Kind.TIME, _time_in_words(value)
        case str() if len(value) > LONGEST_TEXT:
            raise UnacceptableError("too_long", limit=LONGEST_TEXT, length=len(value))
        case str():
            kind, kept = Kind.TEXT if value.strip() else Kind.BLANK, value
        case _:  # nothing else is read out of a file
            raise UnacceptableError("cell_error", value=str(value)[:SHOWN_AT_MOST])
    return CellContent(place, kind, kept)


def plain(text: str) -> str:
    """Return a text as it is compared: lower case, plain digits and letters, single spaces, no invisible signs.

    >>> plain(" 3 · Established\u00a0")
    '3 · established'
    """
    composed = unicodedata.normalize("NFKC", text.replace("’", "'"))
    return " ".join("".join(map(_plain_sign, composed)).casefold().split())


def _plain_sign(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    return "" if unicodedata.category(sign) == "Cf" else sign


def has_raised_digits(text: str) -> bool:
    """Tell whether a text has digits that are no part of a number: marks of footnotes, exponents, in circles.

    >>> has_raised_digits("12²"), has_raised_digits("١٢")
    (True, False)
    """
    return any(sign.isdigit() and not sign.isdecimal() for sign in text)


def _time_in_words(time: dt.time | dt.timedelta) -> str:
    if isinstance(time, dt.time):
        return time.isoformat("seconds" if time.second else "minutes")
    minutes, seconds = divmod(round(time.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def is_ticked(cell: CellContent, yes: frozenset[str]) -> bool:
    """Tell whether a cell is ticked; `yes` has further words for it, plain.

    Raise UnacceptableError (cell_no_tick) for what is neither a tick nor nothing.
    """
    text = plain(cell.text)
    if text in TICKED or text in yes:
        return True
    if text in _UNTICKED:
        return False
    raise UnacceptableError("cell_no_tick", value=cell.shown)
