"""What every page begins with: the workspace, who is there, in which language, and the assessment it is about."""

import datetime as dt
import threading
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from assessment.core.cycle import AssessmentKey
from assessment.core.person import Person
from assessment.errors import DeniedError, SignedOutError
from assessment.locale import Phrases, phrases
from assessment.services import overview, signing_in
from assessment.services.assessment_frame import AssessmentFrame, open_frame
from assessment.services.workspace import Caller, Workspace, open_workspace
from assessment.settings import load_settings
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.signed_out import draw_signed_out

SESSION = "session"
"""The key of `st.user` that holds the digest of the session; the gate puts it there, no browser can."""

ASSESSMENT = "assessment"
"""The key of the session state that holds the key of the assessment which the pages are about."""

FRAME = "frame"
"""The key of the session state that holds what stands around the page; main.py puts it there on every run."""


@dataclass(frozen=True, eq=False)
class Context:
    """Who asks for a page, and how to speak to them."""

    workspace: Workspace
    caller: Caller
    person: Person
    say: Phrases


class _Served:
    """The workspace of this process; opened once, at the first page or by whoever starts the process."""

    workspace: Workspace | None = None
    lock = threading.Lock()


def serve(workspace: Workspace | None) -> None:
    """Name the workspace that the pages of this process work on; None opens one from the settings when needed."""
    with _Served.lock:
        _Served.workspace = workspace


def served() -> Workspace:
    """Return the workspace of this process."""
    with _Served.lock:
        if _Served.workspace is None:
            _Served.workspace = open_workspace(load_settings())
        return _Served.workspace


def current() -> Context:
    """Return who is there, looked up again on every run; say so and stop the page where nobody is."""
    workspace, caller = served(), current_caller()
    try:
        person = signing_in.who_is(workspace, caller)
    except SignedOutError:
        draw_signed_out(in_own_time_zone(phrases("en")))
        st.stop()
    return Context(workspace, caller, person, in_own_time_zone(phrases(person.language)))


def current_caller() -> Caller:
    """Return the caller that the gate named; one that no session belongs to where there is none."""
    return Caller(str(st.user.get(SESSION, "")))


def current_key(context: Context) -> AssessmentKey:
    """Return the assessment that the pages are about; say so and stop the page where there is none."""
    return current_frame(context).assessment.key


def current_frame(context: Context) -> AssessmentFrame:
    """Return what stands around the page; say so and stop the page where there is no assessment."""
    frame = st.session_state.get(FRAME)
    if isinstance(frame, AssessmentFrame):
        return frame
    say = context.say
    draw_empty_state(say("app.no_assessment_title"), say("app.no_assessment_text"))
    st.stop()


def open_current_frame(context: Context) -> AssessmentFrame | None:
    """Look up the assessment that the pages are about, anew on every run; None where there is none."""
    chosen = st.session_state.get(ASSESSMENT)
    try:
        if not isinstance(chosen, AssessmentKey) or chosen.state != context.person.state:
            chosen = overview.current_assessment(context.workspace, context.caller)
        frame = open_frame(context.workspace, context.caller, chosen)
    except DeniedError:
        st.session_state[FRAME] = None
        return None
    st.session_state[ASSESSMENT], st.session_state[FRAME] = chosen, frame
    return frame


def in_own_time_zone(say: Phrases) -> Phrases:
    """Return the same language with times as the person's clock shows them."""
    try:
        return say.in_zone(ZoneInfo(st.context.timezone or "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        return say.in_zone(dt.UTC)


def offers_pseudo() -> bool:
    """Tell whether a developer has switched the made-up language on."""
    return load_settings().pseudo_language
