"""References: what a section or a question rests on, with a link to each source that has an address."""

import streamlit as st

from assessment.core.content_model import citation_id
from assessment.core.package import ContentPackage
from assessment.core.references import Reference
from assessment.locale import Phrases
from assessment.ui.components.plain_text import escaped


def draw_references(say: Phrases, package: ContentPackage, citations: tuple[str, ...]) -> None:
    """Draw one line for each citation: symbol with paragraph, title, how binding it is, and its source."""
    lines = [
        f"- {_reference_line(say, reference, citation.partition('#')[2])}"
        for citation in citations
        if (reference := package.reference_by_id.get(citation_id(citation)))
    ]
    if lines:
        st.markdown("\n".join(lines))


def _reference_line(say: Phrases, reference: Reference, paragraph: str) -> str:
    symbol = f"**{escaped(reference.symbol)}**"
    place = f", {escaped(say('references.paragraph', paragraph=paragraph))}" if paragraph else ""
    binding = escaped(say(f"references.{reference.binding}"))
    line = f"{symbol}{place}: {escaped(reference.title)} ({binding})"
    if reference.source and reference.source.startswith("https://"):
        address = reference.source.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
        line += f" · [{escaped(say('references.open'))}]({address})"
    return line
