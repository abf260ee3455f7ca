"""Where printed pages end: no heading at the foot of a page, and no part over two pages where one can hold it."""

from collections.abc import Sequence
from itertools import pairwise

from assessment.workbooks.sheet import Sheet

LONG_SIDE, SHORT_SIDE = 842.0, 595.0
"""Points of A4."""

ABOVE_AND_BELOW, BESIDE = 108.0, 72.0
"""Points of the margins that `Book.sheet` sets, together."""

CERTAIN = 0.97
"""Of the room on a page; programs round rows and scales each in their way."""

USUAL_HEIGHT = 15.0

LEAST_ROWS = 4
"""Rows of a part longer than a page that stand together where it begins: heading, note, head and first row."""


def keep_together(
    sheet: Sheet, widths: Sequence[float], starts: Sequence[int], end: int, *, upright: bool
) -> None:
    """End pages before those parts of a sheet that would be divided; they begin at `starts`, `end` follows them.

    The sheet is as wide as a page, its columns have these widths, and its rows were given heights with
    `Sheet.set_height`.
    """
    width = sum(int(one * 7 + 5) for one in widths) * 72 / 96
    across, down = (SHORT_SIDE, LONG_SIDE) if upright else (LONG_SIDE, SHORT_SIDE)
    scale = min(1.0, (across - BESIDE) / width)
    heights = [sheet.heights.get(row, USUAL_HEIGHT) for row in range(end)]
    found = page_ends(heights, starts, CERTAIN * (down - ABOVE_AND_BELOW) / scale)
    if found:
        sheet.raw.set_h_pagebreaks(found)


def page_ends(heights: Sequence[float], starts: Sequence[int], room: float) -> list[int]:
    """Return the rows before which a page ends, with rows of these heights and so much room on a page.

    >>> page_ends([10.0] * 6, [0, 2, 4], 50.0), page_ends([10.0] * 6, [0, 3], 100.0)
    ([4], [])
    """
    found, used = [], 0.0
    for first, end in pairwise((*starts, len(heights))):
        part, head = sum(heights[first:end]), sum(heights[first : min(first + LEAST_ROWS, end)])
        if used and used + (part if part <= room else head) > room:
            found.append(first)
            used = 0.0
        for height in heights[first:end]:
            # Without a break of its own, a page ends before the row that does not fit.
            used = height if used + height > room else used + height
    return found
