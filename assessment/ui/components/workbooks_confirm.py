"""The confirmation of an import: a button that says what will happen, or why it cannot happen yet."""

from dataclasses import replace

import streamlit as st

from assessment.errors import Refusal, UnacceptableError
from assessment.services.workbooks.importing import apply_import, preview_import
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped
from assessment.ui.context import current
from assessment.ui.workbooks_page import CONFIRMATION, Received, Told, WorkbooksPage, keep, put_away, received_by


def draw_confirmation(page: WorkbooksPage) -> None:
    """Draw the button that imports, and the one that puts the file away."""
    st.fragment(key=CONFIRMATION)(_draw)(page)


def _draw(page: WorkbooksPage) -> None:
    received = received_by(page.person)
    if received is None:  # put away: the rest of the page is about it, too
        st.rerun()
    say, preview = page.say, received.preview
    with st.container(key="import_confirmation", border=not preview.changes_nothing):
        if not preview.changes_nothing:
            st.text(say("workbooks.what_happens"))
            if received.undecided:
                st.text(say("workbooks.choose_first", n=received.undecided))
            if preview.leaves_out:
                _draw_leave_out(page, received)
        if received.note is not None:
            draw_notice(say.error(received.note), "warning")
        with st.container(horizontal=True):
            if not preview.changes_nothing and st.button(
                escaped(_what_will_happen(page, received)),
                type="primary",
                icon=":material/check:",
                key="workbooks:confirm",
                disabled=not received.is_decided,
                wrap=True,
            ):
                _import(page, received)
            st.button(say("workbooks.put_away"), key="workbooks:put_away", on_click=put_away)


def _draw_leave_out(page: WorkbooksPage, received: Received) -> None:
    """Draw the box in which somebody says knowingly that the rest is to be stored."""
    key = f"workbooks:leave_out:{received.preview.file_digest[:12]}"
    st.session_state[key] = received.leave_out
    st.checkbox(page.say("workbooks.leave_out"), key=key, on_change=_leave_out, args=(key,))


def _leave_out(key: str) -> None:
    received = received_by(current().person)
    if received is not None:
        keep(replace(received, leave_out=bool(st.session_state[key]), note=None))
        st.rerun([CONFIRMATION])


def _what_will_happen(page: WorkbooksPage, received: Received) -> str:
    say, preview = page.say, received.preview
    sides = received.sides
    chosen = sum(
        1
        for one in preview.conflicts
        if one.question in sides and one.settled(sides[one.question]) != one.here.answer
    )
    counts = {
        "answers": len(preview.accepted) + chosen,
        "documents": len(preview.documents),
        "comments": len(preview.comments),
    }
    what = [say(f"workbooks.n_{name}", n=n) for name, n in counts.items() if n]
    if not what:
        return say("workbooks.confirm_choices" if received.undecided else "workbooks.confirm_keep")
    return say("workbooks.confirm", what=say.listing(what))


def _import(page: WorkbooksPage, received: Received) -> None:
    """Import the file as it was shown; where something moved since, show it anew."""
    preview = received.preview
    with st.spinner(page.say("workbooks.importing")):
        try:
            result = apply_import(
                page.workspace,
                page.caller,
                page.key,
                received.file.data,
                received.sides,
                preview.digest,
                leave_out=received.leave_out,
            )
        except UnacceptableError as refusal:
            _show_anew(page, received, refusal)
        except Refusal as refusal:  # a full disk, say: the file and the choices stay for another attempt
            keep(replace(received, note=refusal))
        else:
            put_away(Told(preview.file_name, result=result, problems=len(preview.problems)))
    st.rerun()


def _show_anew(page: WorkbooksPage, received: Received, why: Refusal) -> None:
    name = received.preview.file_name
    try:
        preview = preview_import(page.workspace, page.caller, page.key, name, received.file.data)
    except Refusal as refusal:
        put_away(Told(name, refusal))
    else:
        keep(received.shown_anew(preview, why))
