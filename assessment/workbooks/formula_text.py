"""Pieces of formulas that Excel 2010 and LibreOffice read alike; no word of a person ever goes into one."""

from collections.abc import Sequence


def number(value: float) -> str:
    """Return a number as formulas write it: a decimal point, every digit.

    >>> number(0.25), number(3.0), number(1e-12)
    ('0.25', '3', '1E-12')
    """
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value)).upper()


def text(code: str) -> str:
    """Return a text constant."""
    return '"' + code.replace('"', '""') + '"'


def ticked(answer: str, option: str) -> str:
    """Return what tells whether an option (a text constant or a range) stands in an answer such as "a; b".

    Ids are in lower case and hold no blanks.
    """
    return f'ISNUMBER(FIND(";"&{option}&";",";"&SUBSTITUTE(LOWER({answer})," ","")&";"))'


def every(parts: Sequence[str]) -> str:
    """Return what is true where all parts are."""
    return parts[0] if len(parts) == 1 else f"AND({','.join(parts)})"


def some(parts: Sequence[str]) -> str:
    """Return what is true where any part is."""
    return parts[0] if len(parts) == 1 else f"OR({','.join(parts)})"
