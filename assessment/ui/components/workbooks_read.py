"""Reading back: the field for a file, what importing it would do, and what became of it."""

import streamlit as st

from assessment.errors import Refusal
from assessment.services.workbooks.importing import preview_import
from assessment.ui.components.closed import why_closed
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.workbooks_changes import draw_changes, draw_comments, draw_documents, draw_kept
from assessment.ui.components.workbooks_confirm import draw_confirmation
from assessment.ui.components.workbooks_conflicts import draw_conflicts
from assessment.ui.components.workbooks_summary import draw_summary
from assessment.ui.navigation.places import HISTORY, file_of
from assessment.ui.page_sessions import HeldFile
from assessment.ui.workbooks_page import (
    Received,
    Told,
    WorkbooksPage,
    keep,
    mark_begun,
    put_away,
    received_by,
    resumed_by,
    told,
    upload_field,
    was_begun,
)


def draw_read_back(page: WorkbooksPage) -> None:
    """Draw the field for a filled workbook; once there is one, what importing it would do."""
    say = page.say
    st.header(say("workbooks.read_back"), anchor=False)
    if page.view.closed is not None:
        draw_notice(why_closed(say, page.view.closed))
        return
    received = received_by(page.person) or resumed_by(page)
    if received is None:
        _draw_told(page)
        _draw_field(page)
    else:
        _draw_preview(page, received)


def _draw_told(page: WorkbooksPage) -> None:
    """Say what became of the file before."""
    say, before = page.say, told()
    if before is None:
        if was_begun():
            draw_notice(say("workbooks.not_held"), "warning")
        return
    if before.refusal is not None:
        draw_notice(say("workbooks.refused", file=before.file_name, why=say.error(before.refusal)), "error")
    elif before.result is not None:
        _draw_result(page, before)


def _draw_result(page: WorkbooksPage, before: Told) -> None:
    say, result = page.say, before.result
    if result is None:
        return
    counts = {"answers": len(result.changed), "documents": result.documents, "comments": result.comments}
    what = say.listing(say(f"workbooks.n_{name}", n=n) for name, n in counts.items() if n)
    sentence = say("workbooks.imported", what=what) if what else say("workbooks.imported_nothing")
    st.success(escaped(sentence), icon=":material/check_circle:")
    if result.kept_here:
        st.text(say("workbooks.kept_beside", n=len(result.kept_here)))
    if before.problems:
        st.text(say("workbooks.problems_left", n=before.problems))
    st.page_link(file_of(HISTORY), label=escaped(say("workbooks.see_history")))


def _draw_field(page: WorkbooksPage) -> None:
    say, before = page.say, told()
    st.text(say("workbooks.next_lead" if before and before.result else "workbooks.read_lead"))
    file = st.file_uploader(say("workbooks.file"), key=upload_field())
    if file is None:
        return
    data = file.getvalue()
    with st.spinner(say("workbooks.reading")):
        try:
            preview = preview_import(page.workspace, page.caller, page.key, file.name, data)
        except Refusal as refusal:
            put_away(Told(file.name, refusal))
        else:
            file_held = HeldFile(page.caller.session, data)
            keep(Received(page.person.account, page.key, file_held, preview))
    st.rerun()


def _draw_preview(page: WorkbooksPage, received: Received) -> None:
    """Draw what importing the file would do: first what needs somebody, then what follows by itself."""
    preview = received.preview
    mark_begun()
    if received.resumed:
        draw_notice(page.say("workbooks.resumed"))
    draw_summary(page, preview)
    draw_conflicts(page, received)
    draw_changes(page, preview)
    draw_documents(page, preview)
    draw_comments(page, preview)
    draw_kept(page, preview)
    draw_confirmation(page)
