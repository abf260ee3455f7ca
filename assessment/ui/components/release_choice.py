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


def draw_release_choice(say: Phrases, words: Words, key: AssessmentKey, view: ReviewView) -> None:
    """Draw every domain with its score and who sees it; those who may decide can choose."""
    draw_refused(say, "release")
    if view.undecided:
        st.text(say("release.undecided_count", n=len(view.undecided)))
    for domain in view.domains:
        label = say(
            "release.of_domain", domain=words[f"nodes.{domain.node}.title"], score=score_in_words(say, domain)
        )
        chosen = None if domain.node in view.undecided else view.releases[domain.node]
        if view.may_decide:
            _draw_choice(say, key, domain.node, label, chosen)
        else:
            st.markdown(f"**{escaped(label)}**  \n{escaped(_name(say, chosen))}")


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
