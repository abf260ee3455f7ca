"""What changed between two packs: two files, a summary, and one sheet to save."""

from functools import partial

import streamlit as st

from assessment.charts.signs import signed
from assessment.errors import Refusal
from assessment.services.packs.comparing_packs import (
    PackDifference,
    ScoreChange,
    compare_packs,
    difference_file,
    difference_file_name,
)
from assessment.ui.components.chart_card import draw_rows
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.packs_build import XLSX
from assessment.ui.packs_page import PacksPage

MOST_SHOWN = 60


def draw_compare(page: PacksPage) -> None:
    """Draw the fields for two files and what changed from the earlier to the later one."""
    say = page.say
    st.text(say("packs.compare_lead"))
    first, second = st.columns(2)
    with first:
        one = st.file_uploader(say("packs.one_file"), type="xlsx", key="packs:one")
    with second:
        other = st.file_uploader(say("packs.other_file"), type="xlsx", key="packs:other")
    if one is None or other is None:
        return
    try:
        with st.spinner(say("packs.comparing")):
            difference = compare_packs(page.workspace, page.caller, one.getvalue(), other.getvalue())
    except Refusal as refusal:
        draw_notice(say.error(refusal), "error")
        return
    _draw_difference(page, difference)


def _draw_difference(page: PacksPage, difference: PackDifference) -> None:
    say, made_at = page.say, page.workspace.clock()
    moved = [one for one in difference.scores if one.is_one]
    st.subheader(say("packs.scores_changed", n=len(moved), of=len(difference.scores)), anchor=False)
    if moved:
        rows = [
            (one.state_name, one.node_title, _points(page, one.before), _points(page, one.after), _by(page, one))
            for one in moved[:MOST_SHOWN]
        ]
        columns = [say(f"packs.column_{name}") for name in ("state", "what", "before", "after", "difference")]
        draw_rows(columns, rows, name="pack_scores", words=2)
    st.subheader(say("packs.answers_changed", n=len(difference.answers)), anchor=False)
    if difference.answers:
        lines = [
            (one.state_name, one.question_text, say(f"packs.change_{one.change}"))
            for one in difference.answers[:MOST_SHOWN]
        ]
        columns = [say(f"packs.column_{name}") for name in ("state", "what", "change")]
        draw_rows(columns, lines, name="pack_answers", words=3)
    st.text(say("packs.difference_note"))
    st.download_button(
        say("packs.download_difference"),
        data=partial(difference_file, difference, say, made_at),
        file_name=difference_file_name(made_at),
        mime=XLSX,
        key="packs:difference",
        icon=":material/download:",
        type="primary",
        on_click="ignore",
    )


def _points(page: PacksPage, value: float | None) -> str:
    return "–" if value is None else page.say.number(value, 1)


def _by(page: PacksPage, one: ScoreChange) -> str:
    return "–" if one.difference is None else signed(one.difference, page.say, 1)
