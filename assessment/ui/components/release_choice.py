"""Who sees a domain: one choice each, stored at once. Nothing is chosen beforehand; undecided is private."""

import streamlit as st

from assessment.core.cycle import AssessmentKey
from assessment.core.node_figures import NodeFigures
from assessment.core.release import Release
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.services.submitting import ReviewView, decide_release
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.refused import attempt, draw_refused
from assessment.ui.context import current

FOR_ALL = "submit:level_for_all"
"""The key of the level to set for all domains at once."""


def draw_release_choice(say: Phrases, words: Words, key: AssessmentKey, view: ReviewView) -> None:
    """Draw every domain with its score and who sees it; those who may decide can choose."""
    draw_refused(say, "release")
    _draw_levels(say)
    if view.undecided:
        st.text(say("release.undecided_count", n=len(view.undecided)))
    if view.may_decide:
        _draw_same_for_all(say, key, view)
    for domain in view.domains:
        label = say(
            "release.of_domain", domain=words[f"nodes.{domain.node}.title"], score=score_in_words(say, domain)
        )
        chosen = None if domain.node in view.undecided else view.releases[domain.node]
        if view.may_decide:
            _draw_choice(say, key, domain.node, label, chosen)
        else:
            st.markdown(f"**{escaped(label)}**  \n{escaped(_name(say, chosen))}")


def _draw_levels(say: Phrases) -> None:
    """Say what each choice means."""
    st.markdown(
        "\n".join(
            f"- **{escaped(_name(say, level))}**: {escaped(say(f'release.{level.name.lower()}_means'))}"
            for level in Release
        )
    )


def _draw_same_for_all(say: Phrases, key: AssessmentKey, view: ReviewView) -> None:
    domains = tuple(domain.node for domain in view.domains)
    with st.container(horizontal=True, vertical_alignment="bottom", key="release_for_all"):
        st.selectbox(
            say("release.for_all"),
            list(Release),
            index=None,
            format_func=lambda level: _name(say, level),
            placeholder=say("release.choose"),
            key=FOR_ALL,
        )
        st.button(say("release.set_all"), key="release_all", on_click=_decide_all, args=(key, domains))


def _decide_all(key: AssessmentKey, domains: tuple[str, ...]) -> None:
    level = st.session_state[FOR_ALL]
    if level is None:
        return
    now = current()

    def decide() -> None:
        for domain in domains:
            decide_release(now.workspace, now.caller, key, domain, level)

    attempt("release", decide)
    st.session_state[FOR_ALL] = None


def _draw_choice(say: Phrases, key: AssessmentKey, domain: str, label: str, chosen: Release | None) -> None:
    widget = f"release:{domain}:{chosen}"
    st.selectbox(
        escaped(label),
        list(Release),
        index=None if chosen is None else list(Release).index(chosen),
        format_func=lambda level: _name(say, level),
        placeholder=say("release.undecided"),
        key=widget,
        on_change=_decide,
        args=(key, domain, widget),
    )


def _decide(key: AssessmentKey, domain: str, widget: str) -> None:
    level = st.session_state[widget]
    # Taking a choice away makes the domain private; it cannot become undecided again.
    wanted = Release.PRIVATE if level is None else level
    now = current()
    attempt("release", lambda: decide_release(now.workspace, now.caller, key, domain, wanted))


def _name(say: Phrases, level: Release | None) -> str:
    return say("release.undecided") if level is None else say(f"release.{level.name.lower()}")


def score_in_words(say: Phrases, domain: NodeFigures) -> str:
    """Return the score of a domain in whole points, or that there is none yet."""
    return say("release.no_score") if domain.score is None else say.number(domain.score)
