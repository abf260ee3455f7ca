"""A preview of what each audience will see under the releases as they stand."""

import streamlit as st

from assessment.core.release import Release
from assessment.core.release_preview import Preview
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.services.submitting import ReviewView
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.release_choice import score_in_words


def draw_release_preview(say: Phrases, words: Words, view: ReviewView) -> None:
    """Draw a panel for each audience: the domains with their scores, or that it sees nothing."""
    for preview in view.previews:
        with st.container(border=True, key=f"preview-{preview.audience.name.lower()}", gap="small"):
            name = preview.audience.name.lower()
            st.markdown(f"**{escaped(say(f'preview.{name}'))}**")
            if preview.domains:
                st.text(say(f"preview.{name}_sees"))
                st.markdown("\n".join(f"- {escaped(line)}" for line in _lines(say, words, view, preview)))
            else:
                st.text(say("preview.nothing"))
            if preview.held_back:
                titles = [words[f"nodes.{domain}.title"] for domain in preview.held_back]
                st.caption(escaped(say("preview.held_back", domains=titles)))


def _lines(say: Phrases, words: Words, view: ReviewView, preview: Preview) -> list[str]:
    figures = {one.node: one for one in view.domains}
    nodes = [figures[domain] for domain in preview.domains]
    titles = [words[f"nodes.{node.node}.title"] for node in nodes]
    if preview.overall:
        nodes, titles = [view.overall, *nodes], [say("preview.overall"), *titles]
    if preview.audience is Release.REGIONAL_AGGREGATES:
        return titles
    return [
        say("preview.line", title=title, score=score_in_words(say, node))
        for title, node in zip(titles, nodes, strict=True)
    ]
