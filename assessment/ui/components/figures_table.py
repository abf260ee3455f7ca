"""A table of figures; on a narrow screen it scrolls by itself, or each of its rows becomes a card."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

_TABLE = Markup(
    '<div class="figures" role="group" tabindex="0" aria-label="{label}">'
    "<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
)
# A row that is drawn as a card would be no row for who hears it: so the roles are said.
_CARDS = Markup(
    '<div class="figures cards" role="group" tabindex="0" aria-label="{label}"><table role="table">'
    '<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
    '<tbody role="rowgroup">{body}</tbody></table></div>'
)
_COLUMN = Markup('<th scope="col" class="{kind}">{words}</th>')
_CARD_COLUMN = Markup('<th scope="col" role="columnheader" class="{kind}">{words}</th>')
_LINE = Markup("<tr>{cells}</tr>")
_CARD = Markup('<tr role="row">{cells}</tr>')
_FIRST = Markup('<th scope="row">{words}</th>')
_CARD_FIRST = Markup('<th scope="row" role="rowheader" data-column="{column}"><span>{words}</span></th>')
_CELL = Markup('<td class="{kind}">{words}</td>')
_CARD_CELL = Markup('<td role="cell" class="{kind}" data-column="{column}"><span>{words}</span></td>')


def draw_figures_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    words: int = 1,
    remarks: int = 0,
    cards: bool = False,
) -> None:
    """Draw rows of ready cells under a header: so many columns of words, then of figures, then of remarks.

    With `cards` each row becomes a card on a narrow screen, for tables of many or long words.
    """
    figures = len(columns) - words - remarks
    kinds = ["words"] * words + ["figure"] * figures + ["words"] * remarks
    column, line, table = (_CARD_COLUMN, _CARD, _CARDS) if cards else (_COLUMN, _LINE, _TABLE)
    head = Markup("").join(column.format(kind=kind, words=name) for kind, name in zip(kinds, columns, strict=True))
    body = Markup("").join(line.format(cells=_cells(row, columns, kinds, cards=cards)) for row in rows)
    st.html(table.format(label=columns[0], head=head, body=body))


def _cells(row: Sequence[str], columns: Sequence[str], kinds: Sequence[str], *, cards: bool) -> Markup:
    first, other = (_CARD_FIRST, _CARD_CELL) if cards else (_FIRST, _CELL)
    others = zip(kinds[1:], columns[1:], row[1:], strict=True)
    return first.format(column=columns[0], words=row[0]) + Markup("").join(
        other.format(kind=kind, column=column, words=cell) for kind, column, cell in others
    )
