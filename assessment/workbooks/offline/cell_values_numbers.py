"""Numbers in cells: stored as text, with the digits, spaces, points and commas of many countries."""

import math
import re

from assessment.core.questionnaire import NumberQuestion
from assessment.errors import UnacceptableError
from assessment.workbooks.offline.cell_values import CellContent, Kind, has_raised_digits, plain

_DIGITS = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?")
_ONE_SIGN = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d{1,3})[.,](?P<rest>\d{3})")
_DECIMAL_COMMA = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+),\d*")
_COMMAS_BETWEEN = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_POINTS_BETWEEN = re.compile(r"[+-]?\d{1,3}(\.\d{3}){2,}")
_SPACES_BETWEEN = re.compile(r"(?<=\d)[ '](?=\d{3}(\D|$))")
# The minus of mathematics; the Arabic decimal sign, sign between thousands, and per cent.
_SIGNS = str.maketrans({"−": "-", "\u066b": ".", "\u066c": " ", "\u066a": "%"})
_PER_CENT = ("%", "per cent", "percent", "percentage")


def number_in(cell: CellContent, question: NumberQuestion) -> float:
    """Return the number in a cell that is not blank.

    Raise UnacceptableError: cell_no_number; cell_two_numbers where a sign may stand between thousands or before
    decimals, and both would do; cell_percent for a share where none is asked.
    """
    if cell.kind in {Kind.TRUTH, Kind.DATE, Kind.TIME} or has_raised_digits(cell.text):
        raise UnacceptableError("cell_no_number", value=cell.shown, unit=question.unit)
    if _typed(cell).endswith("%") and not any(word in question.unit.lower() for word in _PER_CENT):
        raise UnacceptableError("cell_percent", value=cell.shown, unit=question.unit)
    if cell.kind in {Kind.NUMBER, Kind.PERCENT} and isinstance(cell.value, float):
        return cell.value
    return _read(_digits(cell, question), cell, question)


def is_number_as_typed(cell: CellContent, question: NumberQuestion, number: float) -> bool:
    """Tell whether a cell has a number as it was read from it: a real one, or digits with a decimal point."""
    if cell.kind is not Kind.TEXT:
        return True
    digits = _digits(cell, question)
    return bool(_DIGITS.fullmatch(digits)) and float(digits) == number


def _typed(cell: CellContent) -> str:
    return plain(cell.text).translate(_SIGNS).strip()


def _digits(cell: CellContent, question: NumberQuestion) -> str:
    """Return what was typed without the unit behind it."""
    text = _typed(cell).removesuffix("%").strip()
    return text.removesuffix(question.unit.casefold()).strip()


def _read(text: str, cell: CellContent, question: NumberQuestion) -> float:
    text = _SPACES_BETWEEN.sub("", text)
    if match := _ONE_SIGN.fullmatch(text):
        thousands = float(f"{match['sign']}{match['whole']}{match['rest']}")
        decimals = float(f"{match['sign']}{match['whole']}.{match['rest']}")
        return _one_of(thousands, decimals, cell, question)
    if _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif _COMMAS_BETWEEN.fullmatch(text):
        text = text.replace(",", "")
    elif _POINTS_BETWEEN.fullmatch(text):
        text = text.replace(".", "")
    if not _PLAIN.fullmatch(text) or not math.isfinite(float(text)):
        raise UnacceptableError("cell_no_number", value=cell.shown, unit=question.unit)
    return float(text)


def _one_of(thousands: float, decimals: float, cell: CellContent, question: NumberQuestion) -> float:
    """Return the reading that the question allows, where it allows only one."""
    low, high = question.range or (-math.inf, math.inf)
    in_range = (number for number in (thousands, decimals) if low <= number <= high)
    possible = {number for number in in_range if number == round(number, question.decimals)}
    if len(possible) == 1:
        return possible.pop()
    raise UnacceptableError("cell_two_numbers", value=cell.shown, one=f"{thousands:g}", other=f"{decimals:g}")
