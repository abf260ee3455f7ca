"""The sidebar: product, State and cycle, the pages, and the person with language and account."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from assessment.locale import languages
from assessment.services import signing_in
from assessment.services.assessment_frame import AssessmentFrame
from assessment.ui.components.progress_rail import draw_rail_place
from assessment.ui.context import Context, offers_pseudo

_PRODUCT = Markup('<div class="product">{}</div>')
_ASSESSMENT = Markup(
    '<div class="assessment"><strong>{state}</strong><span>{cycle}</span><span>{status}</span></div>'
)
_PERSON = Markup(
    '<div class="person"><strong>{name}</strong><span>{role}</span><a href="/account">{account}</a></div>'
)


def draw_sidebar(context: Context, frame: AssessmentFrame | None, pages: Sequence[st.Page]) -> None:
    """Draw the sidebar."""
    say, person = context.say, context.person
    with st.sidebar:
        st.html(_PRODUCT.format(say("app.name")))
        if frame is not None:
            status = say(f"submission.{frame.assessment.status}")
            st.html(_ASSESSMENT.format(state=frame.state_name, cycle=frame.cycle.title, status=status))
        with st.container(key="pages", gap=None):
            for page in pages:
                st.page_link(page)
        draw_rail_place()
        role = say(f"role.{person.role}")
        if person.ministry is not None:
            role = say("app.role_and_ministry", role=role, ministry=person.ministry.name)
        st.html(_PERSON.format(name=person.name, role=role, account=say("app.account")))
        _draw_languages(context)


def _draw_languages(context: Context) -> None:
    """Draw the choice of language, where there is one."""
    offered = {language.code: language.name for language in languages(with_pseudo=offers_pseudo())}
    if len(offered) < 2:
        return
    codes = list(offered)
    st.selectbox(
        context.say("app.language"),
        codes,
        index=codes.index(context.say.language),
        format_func=offered.__getitem__,
        key="sidebar:language",
        on_change=_change_language,
        args=(context,),
    )


def _change_language(context: Context) -> None:
    signing_in.change_language(context.workspace, context.caller, st.session_state["sidebar:language"])
