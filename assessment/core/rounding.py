"""How figures are rounded where people read them: as in spreadsheets, on pages, in the terminal and in packs."""

from decimal import ROUND_HALF_UP, Decimal

SPREADSHEET_DIGITS = 15
NO_DECIMALS_FROM = 10.0**SPREADSHEET_DIGITS


def rounded(value: float, decimals: int = 0) -> float:
    """Round half away from zero, as spreadsheets do; return what is no number, or has no decimals, as it is.

    Spreadsheets look at the first 15 significant digits, so that 0.285, which a computer holds a little lower,
    becomes 0.29. Python's own `round` and formats would give 41.2 for the 41.25 that a workbook shows as 41.3.
    """
    if not abs(value) < NO_DECIMALS_FROM:
        return value
    seen = Decimal(f"{value:.{SPREADSHEET_DIGITS}g}")
    # Adding zero takes the minus from a rounded -0.0.
    return float(seen.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) + 0.0


def decimals_that_agree(before: float, after: float, least: int, most: int) -> int:
    """Return the fewest decimals with which a difference is seen, and is that of the ends as they are shown.

    60.74 and 60.39 are −0.35 apart: with one decimal 60.7 and 60.4, and yet −0.4. Return `most` where none do.
    """
    for decimals in range(least, most):
        shown = rounded(after - before, decimals)
        if shown != 0 and shown == rounded(rounded(after, decimals) - rounded(before, decimals), decimals):
            return decimals
    return most


def nearest_whole(value: float) -> int:
    """Round a finite value to a whole number as `rounded` does."""
    return int(rounded(value))
