"""Inviting: a new member with a first password that is shown once, and a new ministry."""

import streamlit as st

from assessment.core.cycle import AssessmentKey
from assessment.core.person import Role
from assessment.errors import UnacceptableError
from assessment.locale import Phrases
from assessment.services.team import Invitation, TeamView, add_ministry, invite
from assessment.ui.components.refused import attempt, draw_refused
from assessment.ui.context import Context, current

NAME, SIGN_IN_NAME, ROLE, BODY, NEW_MINISTRY = (
    "team:name",
    "team:sign_in_name",
    "team:role",
    "team:body",
    "team:new_ministry",
)
INVITATION, INVITE = "team:invitation", "team:invite"
_LABELS = {
    NAME: "team.name",
    SIGN_IN_NAME: "team.sign_in_name",
    ROLE: "team.role",
    BODY: "team.ministry_of_contributor",
}
ROLES = (Role.CONTRIBUTOR, Role.FOCAL_POINT)


def keep_invitation(invitation: Invitation) -> None:
    """Remember a first password until the page has shown it and it was put away."""
    st.session_state[INVITATION] = invitation


def draw_invitation(say: Phrases) -> None:
    """Draw the first password of a new or reset account, to be passed on; it is stored nowhere."""
    invitation = st.session_state.get(INVITATION)
    if not isinstance(invitation, Invitation):
        return
    with st.container(border=True, key="invitation"):
        st.text(say("team.first_password", name=invitation.sign_in_name))
        st.code(invitation.first_password, language=None)
        st.text(say("team.first_password_text"))
        st.button(say("team.passed_on"), type="primary", on_click=_put_away)


def _put_away() -> None:
    st.session_state.pop(INVITATION, None)


def draw_invite_form(say: Phrases, key: AssessmentKey, view: TeamView) -> None:
    """Draw the form that makes an account for a contributor or another focal point."""
    names = {ministry.id: ministry.name for ministry in view.ministries}
    with st.expander(say("team.invite"), icon=":material/person_add:"), st.form("invite", border=False):
        st.text_input(say("team.name"), key=NAME, max_chars=200)
        st.text_input(say("team.sign_in_name"), key=SIGN_IN_NAME, max_chars=254)
        st.radio(say("team.role"), ROLES, index=None, format_func=lambda role: say(f"role.{role}"), key=ROLE)
        st.selectbox(
            say("team.ministry_of_contributor"),
            names,
            index=None,
            format_func=lambda number: names[number],
            key=BODY,
            placeholder=say("team.choose_ministry"),
        )
        draw_refused(say, INVITE)
        st.form_submit_button(say("team.invite_go"), type="primary", on_click=_invite, args=(key,))


def _invite(key: AssessmentKey) -> None:
    now = current()
    if attempt(INVITE, lambda: keep_invitation(_invited(now, key))):
        st.session_state.update({NAME: "", SIGN_IN_NAME: "", ROLE: None, BODY: None})


def _invited(now: Context, key: AssessmentKey) -> Invitation:
    """Make the account that was entered; raise UnacceptableError where something is missing."""
    entered = st.session_state
    missing = [now.say(_LABELS[field]) for field in (NAME, SIGN_IN_NAME, ROLE, BODY) if _is_missing(field)]
    if missing:
        raise UnacceptableError("fields_missing", fields=missing)
    return invite(
        now.workspace,
        now.caller,
        key,
        name=str(entered.get(NAME) or ""),
        sign_in_name=str(entered.get(SIGN_IN_NAME) or ""),
        role=entered[ROLE],
        ministry=entered.get(BODY),
    )


def _is_missing(field: str) -> bool:
    """Tell whether a field that is needed is empty; a ministry is needed for a contributor."""
    entered = st.session_state.get(field)
    if field == BODY:
        return entered is None and st.session_state.get(ROLE) is Role.CONTRIBUTOR
    return entered is None or not str(entered).strip()


def draw_ministry_form(say: Phrases, key: AssessmentKey) -> None:
    """Draw the form that adds a ministry or other body."""
    with (
        st.expander(say("team.add_ministry"), icon=":material/account_balance:"),
        st.form("ministry", border=False),
    ):
        st.text_input(say("team.ministry_name"), key=NEW_MINISTRY, max_chars=200)
        draw_refused(say, NEW_MINISTRY)
        st.form_submit_button(say("team.add_ministry_go"), type="primary", on_click=_add_ministry, args=(key,))


def _add_ministry(key: AssessmentKey) -> None:
    name = str(st.session_state.get(NEW_MINISTRY) or "")
    now = current()
    if attempt(NEW_MINISTRY, lambda: add_ministry(now.workspace, now.caller, key, name)):
        st.session_state[NEW_MINISTRY] = ""
