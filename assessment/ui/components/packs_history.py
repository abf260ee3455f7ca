"""Who built which pack, and the way to build one's own again: the files themselves are not kept."""

from collections.abc import Sequence

import streamlit as st

from assessment.errors import Refusal
from assessment.locale import language_name
from assessment.services.packs.asking_again import asked_before
from assessment.services.packs.history import ExportLine, pack_history
from assessment.ui.components.chart_card import draw_rows
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.packs_build import order
from assessment.ui.components.packs_choice import fill_in
from assessment.ui.components.plain_text import escaped
from assessment.ui.packs_page import Kind, PacksPage

MOST_OPEN = 3
"""Of one's own packs so many stand there at once; the others are folded away."""

_REFUSED = "packs:refused"
"""The session state's last refusal to build a pack again, for the run after the click."""

COLUMNS = ("made_at", "pack", "subject", "cycle", "language", "classification", "by", "snapshot")


def draw_history(page: PacksPage) -> None:
    """Draw the packs, the newest first."""
    say = page.say
    lines = pack_history(page.workspace, page.caller)
    st.text(say(f"packs.history_of_{'state' if page.own_state else page.person.role}"))
    st.text(say("packs.history_means"))
    if not lines:
        draw_empty_state(say("packs.no_history_title"), say("packs.no_history_text"))
        return
    _draw_own(page, [line for line in lines if line.is_repeatable])
    columns = [say(f"packs.history_{name}") for name in COLUMNS]
    draw_rows(columns, [_cells(page, line) for line in lines], name="pack_history", cards=True, words=len(columns))


def _is_at_hand(page: PacksPage, line: ExportLine) -> bool:
    """Tell whether a pack is of the cycle looked at: officials leave everything behind in another one."""
    return not page.own_state or line.cycle_id == page.frame.cycle.id


def _draw_own(page: PacksPage, lines: Sequence[ExportLine]) -> None:
    """Draw the packs that the reader built and may have, each with the button that builds it again."""
    refusal = st.session_state.pop(_REFUSED, None)
    if refusal is not None:
        draw_notice(page.say.error(refusal), "error")
    if not lines:
        return
    st.subheader(page.say("packs.own_title"), anchor=False)
    at_hand = [line for line in lines if _is_at_hand(page, line)]
    for place, line in enumerate(at_hand[:MOST_OPEN]):
        _draw_one_own(page, line, place)
    if len(at_hand) > MOST_OPEN:
        more = page.say("packs.more_own", n=len(at_hand) - MOST_OPEN)
        with st.expander(escaped(more), key="packs_own_more"):
            for place, line in enumerate(at_hand[MOST_OPEN:], start=MOST_OPEN):
                _draw_one_own(page, line, place)
    if len(at_hand) < len(lines):
        st.caption(page.say("packs.own_elsewhere"))
    st.subheader(page.say("packs.all_title"), anchor=False)


def _draw_one_own(page: PacksPage, line: ExportLine, place: int) -> None:
    made_at, pack, subject, *facts = _cells(page, line)[:-2]
    name = in_one_line(page.say, (pack, subject))
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"packs_own_{place}"):
        with st.container(gap=None):
            st.markdown(f"**{escaped(name)}**")
            st.caption(escaped(in_one_line(page.say, (made_at, *facts))))
        st.button(
            page.say("packs.again"),
            icon=":material/refresh:",
            key=f"packs:again:{place}",
            help=page.say("packs.again_help", pack=name, made_at=made_at),
            on_click=_again,
            args=(page, line.pack),
        )


def _again(page: PacksPage, pack: str) -> None:
    """Go to the choices of a pack, filled in as they were, and order it."""
    try:
        request = asked_before(page.workspace, page.caller, pack)
    except Refusal as refusal:
        st.session_state[_REFUSED] = refusal
        return
    fill_in(request)
    order(request)


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
