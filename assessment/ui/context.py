"""What every page begins with: the workspace, who is there, in which language, and the assessment it is about."""

import contextlib
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

CYCLE = "cycle"
"""The part of an address that names a cycle to look at."""

FRAME = "frame"
"""The key of the session state that holds what stands around the page; put there on every run."""


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
    before = st.session_state.get(ASSESSMENT)
    frame = _frame_asked_for(context, before)
    if frame is not None and before not in {None, frame.assessment.key}:
        # What pages keep, and what stands in their fields, belongs to the assessment that was left.
        st.session_state.clear()
    if frame is not None and frame.cycle != frame.current:
        # A session that is new after a reload or a restart goes on with the same cycle.
        st.query_params[CYCLE] = frame.cycle.id
    st.session_state[ASSESSMENT] = None if frame is None else frame.assessment.key
    st.session_state[FRAME] = frame
    return frame


def _frame_asked_for(context: Context, before: AssessmentKey | None) -> AssessmentFrame | None:
    """Return the cycle that the address names; else the one looked at before, or the current one."""
    state, named = context.person.state or "", st.query_params.get(CYCLE)
    for wanted in (AssessmentKey(named, state) if named else None, before):
        if wanted is not None and wanted.state == state:
            with contextlib.suppress(DeniedError):
                return open_frame(context.workspace, context.caller, wanted)
    with contextlib.suppress(DeniedError):
        current = overview.current_assessment(context.workspace, context.caller)
        return open_frame(context.workspace, context.caller, current)
    return None


def in_own_time_zone(say: Phrases) -> Phrases:
    """Return the same language with times as the person's clock shows them."""
    try:
        return say.in_zone(ZoneInfo(st.context.timezone or "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        return say.in_zone(dt.UTC)


def is_beyond_loopback(workspace: Workspace) -> bool:
    """Tell whether this is a training service that was meant to be reached from other computers."""
    return workspace.training and load_settings().training_beyond_loopback


def offers_pseudo() -> bool:
    """Tell whether a developer has switched the made-up language on."""
    return load_settings().pseudo_language
