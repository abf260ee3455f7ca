"""Files that people hand in as packs, one at a time: it takes the processor, and others wait for a page."""

from contextlib import AbstractContextManager
from threading import BoundedSemaphore

from assessment.workbooks.issued.pack_cells import Cells, read_cells

AT_ONCE = 1
"""A file as large as is taken keeps one core busy for seconds."""

_TURNS = BoundedSemaphore(AT_ONCE)


def turn() -> AbstractContextManager[object]:
    """Return a turn to compare or write what such files hold; whoever has one must not ask for another."""
    return _TURNS


def cells_handed_in(data: bytes) -> Cells:
    """Return the cells of a file when it is its turn; raise UnacceptableError for one that is no workbook."""
    with turn():
        return read_cells(data)
