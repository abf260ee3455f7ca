"""Days in cells: real dates, and dates written as text in the order of many countries."""

import datetime as dt
import re
from collections.abc import Iterable

from assessment.errors import UnacceptableError
from assessment.workbooks.offline.cell_values import CellContent, Kind, plain

Span = tuple[dt.date, dt.date]
ANY_DAY: Span = (dt.date(1800, 1, 1), dt.date(2199, 12, 31))

_DAY_ZERO = dt.date(1899, 12, 30)
_YEARS = (1900, 2100)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})\.?")
_DAY_AND_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})")
_NAME_AND_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MIDNIGHT = re.compile(r"[ t]00:00(:00(\.0+)?)?z?$")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


def day_in(cell: CellContent, span: Span = ANY_DAY) -> dt.date:
    """Return the day in a cell that is not blank; `span` has the first and last that can be meant.

    Raise UnacceptableError: cell_no_date; cell_two_dates where day and month could be exchanged; cell_year for
    the day that spreadsheets make of a year.
    """
    if cell.kind is Kind.DATE and isinstance(cell.value, dt.date):
        return _real_day(dt.date(cell.value.year, cell.value.month, cell.value.day))
    if cell.kind is not Kind.TEXT:
        raise UnacceptableError("cell_no_date", value=cell.shown)
    text = _MIDNIGHT.sub("", plain(cell.text)).strip()
    if match := _YEAR_FIRST.fullmatch(text):
        days = _days([(match[1], match[3], match[4])])
    elif match := _YEAR_LAST.fullmatch(text):
        days = _days(_orders(match[1], match[3], match[4], match[2]))
    else:
        days = _days(_named(text))
    if len(days) > 1:
        days = {day for day in days if span[0] <= day <= span[1]} or days
    if len(days) > 1:
        one, other = sorted(days)
        raise UnacceptableError("cell_two_dates", value=cell.shown, one=one.isoformat(), other=other.isoformat())
    if not days:
        raise UnacceptableError("cell_no_date", value=cell.shown)
    return days.pop()


def is_day_as_typed(cell: CellContent, day: dt.date) -> bool:
    """Tell whether a day stands in a cell as it was read from it: as a real date, or as year-month-day."""
    return cell.kind is Kind.DATE or plain(cell.text) == day.isoformat()


def _real_day(day: dt.date) -> dt.date:
    """Return a day; refuse the ones of 1905 that are years, taken for a count of days."""
    count = (day - _DAY_ZERO).days
    if _YEARS[0] <= count <= _YEARS[1]:
        raise UnacceptableError("cell_year", value=day.isoformat(), year=str(count))
    return day


def _orders(first: str, second: str, year: str, sign: str) -> list[tuple[str, str, str]]:
    """Return the readings of a date that ends with its year; between points the day always comes first."""
    day_first, month_first = (year, second, first), (year, first, second)
    return [day_first] if sign == "." else [day_first, month_first]


def _named(text: str) -> Iterable[tuple[str, str, str]]:
    if match := _DAY_AND_NAME.fullmatch(text):
        day, name, year = match.groups()
    elif match := _NAME_AND_DAY.fullmatch(text):
        name, day, year = match.groups()
    else:
        return []
    months = [place for place, month in enumerate(_MONTHS, start=1) if month == name or month[:3] == name]
    return [(year, str(month), day) for month in months]


def _days(readings: Iterable[tuple[str, str, str]]) -> set[dt.date]:
    """Return the days that there are among readings of year, month and day."""
    days = set()
    for year, month, day in readings:
        try:
            days.add(dt.date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return days
