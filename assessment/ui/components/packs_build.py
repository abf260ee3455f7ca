"""Building a pack: the choice, a preview of its numbers and its receipt, the progress, the file."""

import hashlib
from functools import partial
from uuid import uuid4

import streamlit as st

from assessment.errors import Refusal
from assessment.services.background import Progressed
from assessment.services.packs.exporting import PackRequest, export_in_background, hand_over, preview_pack
from assessment.services.packs.frame import BuiltPack
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.packs_choice import draw_choice
from assessment.ui.components.packs_no_figures import draw_no_figures
from assessment.ui.components.packs_preview import draw_preview
from assessment.ui.components.plain_text import escaped
from assessment.ui.packs_page import PacksPage

_ASKED = "packs:asked"
"""The session state's last order to build: what was asked for, and a number that no other order has."""

LOOK_EVERY = 0.25
"""Seconds between two looks at what is being built; who leaves the page is gone at the next."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw_build(page: PacksPage) -> None:
    """Draw the choice, and what follows from it."""
    say = page.say
    request = draw_choice(page)
    if request is None:
        draw_empty_state(say("packs.none_chosen_title"), say("packs.none_chosen_text"))
        return
    if not page.has_figures:
        draw_no_figures(page)
        return
    try:
        preview = preview_pack(page.workspace, page.caller, request)
    except Refusal as refusal:
        draw_notice(say.error(refusal), "warning")
        return
    st.button(
        say("packs.build"),
        type="primary",
        icon=":material/build:",
        key="packs:build",
        on_click=order,
        args=(request,),
    )
    ordered = st.session_state.get(_ASKED)
    if ordered is not None and ordered[0] == request:
        _draw_built(page, request, ordered[1])
    draw_preview(page, preview)


def order(request: PackRequest) -> None:
    """Order a pack to be built: it is when the page draws the same choices. For callbacks."""
    st.session_state[_ASKED] = request, uuid4().hex


def _draw_built(page: PacksPage, request: PackRequest, number: str) -> None:
    """Wait for the pack, showing how far it is, and offer the file."""
    say = page.say
    try:
        built = _wait(page, request, number)
    except Refusal as refusal:
        del st.session_state[_ASKED]
        draw_notice(say.error(refusal), "error")
        return
    size = say.number(len(built.data) / 1024)
    with st.container(border=True, key="pack_built"):
        st.markdown(f"**{escaped(say('packs.built', name=built.file_name))}**")
        st.caption(escaped(say("packs.built_facts", size=size, snapshot=built.frame.short_snapshot)))
        st.download_button(
            say("packs.download"),
            data=partial(hand_over, page.workspace, page.caller, request, built),
            file_name=built.file_name,
            mime=XLSX,
            key="packs:download",
            icon=":material/download:",
            type="primary",
            on_click="ignore",
        )
        st.caption(say("packs.digest"))
        st.code(hashlib.sha256(built.data).hexdigest(), language=None, wrap_lines=True)


def _wait(page: PacksPage, request: PackRequest, number: str) -> BuiltPack:
    bar = None
    while True:
        standing: Progressed[BuiltPack] = export_in_background(
            page.workspace, page.caller, request, number, LOOK_EVERY
        )
        if standing.result is not None:
            break
        bar = bar or st.empty()
        bar.progress(min(standing.done, 0.99), text=escaped(page.say("packs.building")))
    if bar is not None:
        bar.empty()
    return standing.result
