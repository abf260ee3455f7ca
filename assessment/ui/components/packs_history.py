"""Who exported which pack."""

import streamlit as st

from assessment.locale import language_name
from assessment.services.packs.history import ExportLine, pack_history
from assessment.ui.components.chart_card import draw_rows
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.packs_page import Kind, PacksPage

COLUMNS = ("made_at", "pack", "subject", "cycle", "language", "classification", "by", "snapshot")


def draw_history(page: PacksPage) -> None:
    """Draw the packs, the newest first."""
    say = page.say
    lines = pack_history(page.workspace, page.caller)
    st.text(say(f"packs.history_of_{'state' if page.own_state else page.person.role}"))
    if not lines:
        draw_empty_state(say("packs.no_history_title"), say("packs.no_history_text"))
        return
    columns = [say(f"packs.history_{name}") for name in COLUMNS]
    draw_rows(columns, [_cells(page, line) for line in lines], name="pack_history", cards=True, words=len(columns))


def _cells(page: PacksPage, line: ExportLine) -> tuple[str, ...]:
    say = page.say
    return (
        say.moment(line.made_at),
        page.kind_title(Kind(line.audience, line.edition)),
        line.subject or say("packs.history_free_choice" if line.is_free_choice else "comparison.all_states"),
        line.cycle,
        language_name(line.language),
        say(f"pack.classification_{line.classification}"),
        say(f"role.{line.role}") if line.by is None else line.by,
        line.snapshot[:12],
    )
