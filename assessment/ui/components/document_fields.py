"""The fields of a document's details, for a new one and for one that is changed."""

import datetime as dt

import streamlit as st

from assessment.core.entered_text import LONGEST_TITLE
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.locale import Phrases
from assessment.ui.components.day_limits import day_limits


def draw_detail_fields(say: Phrases, stored: EvidenceDetails | None = None) -> EvidenceDetails | None:
    """Draw the fields, filled where details are stored; return what stands in them.

    Return None while the title or the kind is missing.
    """
    kinds = list(EvidenceKind)
    title = st.text_input(
        say("evidence.title_field"), value=stored.title if stored else "", max_chars=LONGEST_TITLE
    )
    kind = st.selectbox(
        say("evidence.kind"),
        kinds,
        index=kinds.index(stored.kind) if stored else None,
        format_func=lambda kind: say(f"evidence.kind_{kind}"),
        placeholder=say("evidence.choose"),
    )
    body = st.text_input(say("evidence.issuing_body"), value=stored.issuing_body if stored else "")
    first, second = st.columns(2)
    with first:
        issued = _draw_day(say("evidence.issued_on"), stored.issued_on if stored else None)
    with second:
        expires = _draw_day(say("evidence.expires_on"), stored.expires_on if stored else None)
    link = st.text_input(say("evidence.link"), value=stored.link if stored else "", placeholder="https://")
    if kind is None or not title.strip():
        return None
    return EvidenceDetails(title, kind, body, issued, expires, link)


def _draw_day(label: str, stored: dt.date | None) -> dt.date | None:
    return st.date_input(label, value=stored, format="YYYY-MM-DD", **day_limits(stored))
