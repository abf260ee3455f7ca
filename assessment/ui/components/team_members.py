"""Members of the team: role, ministry, when they were here, what they have done; and changes of their accounts."""

from collections.abc import Mapping

import streamlit as st

from assessment.core.cycle import AssessmentKey
from assessment.locale import Phrases
from assessment.services.team import Member, TeamView, deactivate, reactivate, reset_password
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.refused import attempt, draw_refused
from assessment.ui.components.team_invitation import keep_invitation
from assessment.ui.context import current


def draw_members(say: Phrases, key: AssessmentKey, titles: Mapping[str, str], view: TeamView) -> None:
    """Draw one panel for each member, those whose account is closed last."""
    for member in sorted(view.members, key=lambda one: (not one.account.active, one.account.name.casefold())):
        with st.container(border=True, gap="xxsmall", key=f"member-{member.account.id}"):
            _draw_member(say, titles, member)
            if view.may_manage and not member.is_self:
                draw_refused(say, f"account:{member.account.id}")
                _draw_changes(say, key, member)


def _draw_member(say: Phrases, titles: Mapping[str, str], member: Member) -> None:
    account = member.account
    name = say("team.you", name=account.name) if member.is_self else account.name
    st.markdown(f"**{escaped(name)}**")
    facts = [say(f"role.{account.role}")]
    if account.ministry is not None:
        facts.append(account.ministry.name)
    facts.append(say("team.last_seen", when=account.last_seen) if account.last_seen else say("team.never_seen"))
    if not account.active:
        facts.append(say("team.closed"))
    st.caption(escaped(in_one_line(say, facts)))
    if member.answered:
        done = [
            say("team.answers_in", section=title, n=member.answered[section])
            for section, title in titles.items()
            if section in member.answered
        ]
        with st.expander(say("team.has_answered", n=sum(member.answered.values())), type="compact"):
            st.markdown("\n".join(f"- {escaped(line)}" for line in done))


def _draw_changes(say: Phrases, key: AssessmentKey, member: Member) -> None:
    number = member.account.id
    with st.popover(say("team.change"), key=f"change-{number}", type="tertiary"):
        if not member.account.active:
            st.text(say("team.reactivate_text"))
            st.button(say("team.reactivate"), key=f"reactivate-{number}", on_click=_reactivate, args=(key, number))
            return
        st.text(say("team.reset_password_text"))
        st.button(say("team.reset_password"), key=f"reset-{number}", on_click=_reset, args=(key, number))
        st.text(say("team.deactivate_text"))
        st.button(say("team.deactivate"), key=f"deactivate-{number}", on_click=_deactivate, args=(key, number))


def _reset(key: AssessmentKey, account: int) -> None:
    now = current()
    attempt(f"account:{account}", lambda: keep_invitation(reset_password(now.workspace, now.caller, key, account)))


def _deactivate(key: AssessmentKey, account: int) -> None:
    now = current()
    attempt(f"account:{account}", lambda: deactivate(now.workspace, now.caller, key, account))


def _reactivate(key: AssessmentKey, account: int) -> None:
    now = current()
    attempt(f"account:{account}", lambda: reactivate(now.workspace, now.caller, key, account))
