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


def draw_figures_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, words: int = 1, remarks: int = 0
) -> None:
    """Draw rows of ready cells under a header: so many columns of words, then of figures, then of remarks."""
    figures = len(columns) - words - remarks
    kinds = ["words"] * words + ["figure"] * figures + ["words"] * remarks
    head = Markup("").join(
        _COLUMN.format(kind=kind, words=column) for kind, column in zip(kinds, columns, strict=True)
    )
    body = Markup("").join(_LINE.format(cells=_cells(row, kinds)) for row in rows)
    st.html(_TABLE.format(label=columns[0], head=head, body=body))


def _cells(row: Sequence[str], kinds: Sequence[str]) -> Markup:
    first = _FIRST.format(words=row[0])
    others = (_CELL.format(kind=kind, words=cell) for kind, cell in zip(kinds[1:], row[1:], strict=True))
    return first + Markup("").join(others)
