"""A table of figures that scrolls by itself on a narrow screen, with the mouse and with the keyboard."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

_TABLE = Markup(
    '<div class="figures" role="group" tabindex="0" aria-label="{label}">'
    "<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
)
_COLUMN = Markup('<th scope="col" class="{kind}">{words}</th>')
_LINE = Markup("<tr>{cells}</tr>")
_FIRST = Markup('<th scope="row">{words}</th>')
_CELL = Markup('<td class="{kind}">{words}</td>')


def draw_figures_table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, words: int = 1) -> None:
    """Draw rows of ready cells under a header: so many columns of words, then columns of figures."""
    head = Markup("").join(
        _COLUMN.format(kind=_kind(place, words), words=column) for place, column in enumerate(columns)
    )
    body = Markup("").join(_LINE.format(cells=_cells(row, words)) for row in rows)
    st.html(_TABLE.format(label=columns[0], head=head, body=body))


def _cells(row: Sequence[str], words: int) -> Markup:
    first = _FIRST.format(words=row[0])
    others = (_CELL.format(kind=_kind(place, words), words=cell) for place, cell in enumerate(row[1:], start=1))
    return first + Markup("").join(others)


def _kind(place: int, words: int) -> str:
    return "words" if place < words else "figure"
