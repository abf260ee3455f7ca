"""Numbers with their sign: what rounds to zero has none."""

from assessment.workbooks.number_formats import inset
from assessment.workbooks.sheet import Sheet


def signed(decimals: int = 1) -> str:
    """Return the number format of a difference, such as +1.5, −1.5 and 0.0."""
    digits = unsigned(decimals)
    return f"+{digits};−{digits};{digits}"


def unsigned(decimals: int = 1) -> str:
    """Return the number format of a size, such as 1.5 and 0.0."""
    return f"0.{'0' * decimals}" if decimals else "0"


def no_signed_zeros(
    sheet: Sheet,
    rows: tuple[int, int],
    columns: tuple[int, int],
    decimals: int = 1,
    *,
    indented: bool = False,
) -> None:
    """Show what rounds to zero in an area without a sign; the values stay as they are.

    `indented` tells that the numbers of the area stand away from the border.
    """
    half = 0.5 * 10**-decimals
    digits = unsigned(decimals)
    form = f"{digits};{digits}"
    look = {
        "type": "cell",
        "criteria": "between",
        # Half of the last digit itself is rounded away from zero.
        "minimum": -half * (1 - 1e-9),
        "maximum": half * (1 - 1e-9),
        "format": sheet.book.raw.add_format({"num_format": inset(form) if indented else form}),
    }
    sheet.raw.conditional_format(rows[0], columns[0], rows[1], columns[1], look)
