"""What is known of a document, and the ways to read it."""

import streamlit as st

from assessment.core.evidence import Evidence
from assessment.locale import Phrases
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.plain_text import escaped


def document_line(say: Phrases, evidence: Evidence, place: str = "") -> str:
    """Return what is known of a document on one line: kind, issuing body, dates, place in it."""
    details = evidence.details
    parts = [say(f"evidence.kind_{details.kind}"), details.issuing_body]
    parts += [say("evidence.issued", date=details.issued_on)] if details.issued_on else []
    parts += [say("evidence.expires", date=details.expires_on)] if details.expires_on else []
    parts += [place]
    return in_one_line(say, [part for part in parts if part])


def draw_document_links(say: Phrases, evidence: Evidence) -> None:
    """Draw links to the file and to the address of a document, where it has them."""
    if evidence.file:
        st.markdown(f"[{escaped(say('evidence.download'))}](/evidence/{evidence.id})")
    if evidence.details.link:
        st.markdown(f"[{escaped(say('evidence.open_link'))}](<{_address(evidence.details.link)}>)")


def _address(link: str) -> str:
    """Return a link so that nothing in it ends the place where it stands."""
    return link.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\\", "%5C")
