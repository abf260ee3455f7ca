"""Files that people hand in as packs, read one at a time: it takes the processor, and others wait for a page."""

from threading import BoundedSemaphore

from assessment.workbooks.issued.pack_cells import Cells, read_cells

AT_ONCE = 1
"""A file as large as is taken keeps one core busy for seconds."""

_TURNS = BoundedSemaphore(AT_ONCE)


def cells_handed_in(data: bytes) -> Cells:
    """Return the cells of a file when it is its turn; raise UnacceptableError for one that is no workbook."""
    with _TURNS:
        return read_cells(data)
