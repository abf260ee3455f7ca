"""The preview of a pack: the numbers that it will begin with, and its receipt."""

import streamlit as st

from assessment.core.pack import Edition
from assessment.core.pack_receipt import ReceiptLine
from assessment.services.packs.frame import PackPreview
from assessment.ui.components.chart_card import draw_rows
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped
from assessment.ui.packs_page import PacksPage

COUNTS = ("questions", "exported", "withheld", "unanswered", "hidden")


def draw_preview(page: PacksPage, preview: PackPreview) -> None:
    """Draw the headline numbers, on what they rest, and the receipt."""
    say, frame = page.say, preview.frame
    st.subheader(say("packs.preview"), anchor=False)
    facts = (
        frame.subject_name,
        frame.cycle.title,
        say(f"pack.values_{frame.values}"),
        say(f"pack.classification_{frame.classification}"),
        say("pack.footer_snapshot", id=frame.short_snapshot),
    )
    st.caption(escaped(in_one_line(say, facts)))
    if frame.is_draft:
        draw_notice(say("packs.is_draft"), "info")
    if preview.remark:
        draw_notice(preview.remark, "warning")
    if preview.headline:
        columns = (say("packs.column_figure"), say("packs.column_value"))
        draw_rows(columns, preview.headline, name="pack_headline", words=2)
    if preview.receipt:
        _draw_receipt(page, preview)


def _draw_receipt(page: PacksPage, preview: PackPreview) -> None:
    say, lines = page.say, preview.receipt
    st.subheader(say("pack.receipt"), anchor=False)
    st.text(say("packs.receipt_text"))
    is_public = preview.frame.edition is Edition.PUBLIC  # its one line is that of the set of States
    first = say("regional.column_set" if is_public else "pack.column_state")
    columns = (first, *(say(f"pack.column_{name}") for name in COUNTS))
    rows = sorted((preview.names.get(line.state, line.state), *_counts(page, line)) for line in lines)
    if len(rows) == 1:
        draw_rows(columns, rows, name="pack_receipt", cards=True)
        return
    totals = (sum(getattr(line, name) for line in lines) for name in COUNTS)
    draw_rows(
        columns, [(say("pack.total"), *(say.number(total) for total in totals))], name="pack_receipt", cards=True
    )
    with st.expander(say("packs.receipt_by_state"), key="pack_receipt_by_state"):
        draw_rows(columns, rows, name="pack_receipt_of_states", cards=True)


def _counts(page: PacksPage, line: ReceiptLine) -> tuple[str, ...]:
    return tuple(page.say.number(getattr(line, name)) for name in COUNTS)
