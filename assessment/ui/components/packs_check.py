"""Is this file as issued? A file is dropped, and what is known of it is said."""

from collections.abc import Sequence

import streamlit as st

from assessment.errors import Refusal
from assessment.services.packs.verifying import Finding, Verification, verify_pack
from assessment.ui.components.chart_card import draw_rows
from assessment.ui.components.notice import Tone, draw_notice
from assessment.ui.components.plain_text import escaped
from assessment.ui.packs_page import PacksPage
from assessment.workbooks.issued.issued_cells import CellChange

MOST_SHOWN = 200
LONGEST = 120
"""Characters of a cell that are shown."""

_TONES: dict[Finding, Tone] = {
    Finding.NO_PACK: "warning",
    Finding.UNKNOWN: "warning",
    Finding.CHANGED: "error",
    Finding.OTHER_FILE: "warning",
}


def draw_check(page: PacksPage) -> None:
    """Draw the field for a file and what is known of it."""
    say = page.say
    st.text(say("packs.check_lead"))
    file = st.file_uploader(say("packs.file"), key="packs:check")
    if file is None:
        return
    try:
        with st.spinner(say("packs.checking")):
            verification = verify_pack(page.workspace, page.caller, file.getvalue())
    except Refusal as refusal:
        draw_notice(say.error(refusal), "error")
        return
    _draw_finding(page, verification)


def _draw_finding(page: PacksPage, verification: Verification) -> None:
    say, finding = page.say, verification.finding
    at = {} if verification.issued_at is None else {"date": verification.issued_at}
    sentence = say(f"packs.finding_{finding}", **at)
    if finding is Finding.AS_ISSUED:
        st.success(escaped(sentence), icon=":material/verified:")
        st.caption(say("packs.same_file" if verification.is_same_file else "packs.same_cells"))
    else:
        draw_notice(sentence, _TONES[finding])
    _draw_export(page, verification)
    _draw_differences(page, verification)


def _draw_export(page: PacksPage, verification: Verification) -> None:
    say, export = page.say, verification.export
    if export is not None:
        by = export.by if export.by is not None else say("packs.by_operator")
        st.text(say("packs.issued_by", kind=say(f"pack.kind_{export.audience}"), cycle=export.cycle, person=by))
        st.caption(say("pack.footer_snapshot", id=export.snapshot[:12]))


def _draw_differences(page: PacksPage, verification: Verification) -> None:
    say, differences = page.say, verification.differences
    if verification.finding is Finding.OTHER_FILE:
        st.text(say("packs.not_compared"))
    if verification.finding is not Finding.CHANGED:
        return
    if differences is None:
        st.text(say("packs.not_listed"))
        return
    for name in differences.added:
        st.text(say("packs.sheet_added", sheet=name))
    for name in differences.gone:
        st.text(say("packs.sheet_gone", sheet=name))
    if differences.changes:
        st.subheader(say("packs.cells_changed", n=len(differences.changes)), anchor=False)
        _draw_cells(page, differences.changes, "pack_changes")
    if differences.shown:
        with st.expander(say("packs.values_shown", n=len(differences.shown))):
            st.text(say("packs.values_shown_note"))
            _draw_cells(page, differences.shown, "pack_values")


def _draw_cells(page: PacksPage, cells: Sequence[CellChange], name: str) -> None:
    say = page.say
    rows = [(one.sheet, one.cell, _short(page, one.was), _short(page, one.now)) for one in cells[:MOST_SHOWN]]
    columns = [say(f"packs.cell_{column}") for column in ("sheet", "place", "was", "now")]
    draw_rows(columns, rows, name=name, cards=True, words=len(columns))
    if len(cells) > MOST_SHOWN:
        st.caption(say("packs.more_cells", n=len(cells) - MOST_SHOWN))


def _short(page: PacksPage, text: str) -> str:
    if not text:
        return page.say("packs.empty_cell")
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
