"""The sidebar: product, State and cycle, the pages, and the person with the way to the account."""

from collections.abc import Sequence
from urllib.parse import quote, urlencode

import streamlit as st
from markupsafe import Markup

from assessment.core.person import NATIONAL_ROLES
from assessment.locale import Phrases, languages
from assessment.services.assessment_frame import AssessmentFrame
from assessment.ui.comparison_page import TRAVELLING
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.progress_rail import draw_rail_place
from assessment.ui.context import CYCLE, Context, offers_pseudo
from assessment.ui.navigation.places import HOME, file_of

_PRODUCT = Markup('<div class="product"><img src="/assets/icon.svg" alt="" width="24" height="24">{}</div>')
_ASSESSMENT = Markup(
    '<div class="assessment"><strong>{state}</strong><span>{cycle}</span><span>{status}</span></div>'
)
_PERSON = Markup(
    '<div class="person"><strong>{name}</strong><span>{role}</span>'
    '<a href="/account?next={here}">{account}</a></div>'
)


def draw_sidebar(context: Context, frame: AssessmentFrame | None, pages: Sequence[st.Page], here: st.Page) -> None:
    """Draw the sidebar."""
    say, person = context.say, context.person
    with st.sidebar:
        st.html(_PRODUCT.format(say("app.name")))
        if frame is not None:
            status = say(f"submission.{frame.assessment.status}")
            st.html(_ASSESSMENT.format(state=frame.state_name, cycle=frame.cycle.title, status=status))
            _draw_other_cycles(say, frame)
        with st.container(key="pages", gap=None):
            for page in pages:
                st.page_link(page, query_params=_taken_along(context))
        draw_rail_place()
        role = say(f"role.{person.role}")
        if person.ministry is not None:
            role = say("app.role_and_ministry", role=role, ministry=person.ministry.name)
        st.html(_PERSON.format(name=person.name, role=role, account=say(_account_words()), here=_address_of(here)))


def _taken_along(context: Context) -> dict[str, str]:
    """Return what those who compare have chosen, for the other pages; a State's people go on in their cycle."""
    asked = {} if context.person.role in NATIONAL_ROLES else st.query_params.to_dict()
    return {name: value for name, value in asked.items() if name in TRAVELLING}


def _draw_other_cycles(say: Phrases, frame: AssessmentFrame) -> None:
    """Draw the other cycles of the State, where there are any; each begins at its home."""
    others = [cycle for cycle in frame.cycles if cycle != frame.cycle]
    if not others:
        return
    with st.expander(say("cycle.others"), type="compact", key="cycles"):
        for cycle in others:
            st.page_link(file_of(HOME), label=escaped(cycle.title), query_params={CYCLE: cycle.id})


def _address_of(page: st.Page) -> str:
    """Return the address of the page as part of another one, to come back to it."""
    query = urlencode(st.query_params.to_dict())
    return quote(f"/{page.url_path}?{query}" if query else f"/{page.url_path}", safe="")


def _account_words() -> str:
    """Return what leads to the account; the language is chosen there, so that the whole page is written anew."""
    offers_a_choice = len(languages(with_pseudo=offers_pseudo())) > 1
    return "app.account_and_language" if offers_a_choice else "app.account"
