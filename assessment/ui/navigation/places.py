"""The pages of the application: their files and icons, and who has which."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from assessment.core.person import NATIONAL_ROLES, Role

HOME, QUESTIONNAIRE, HISTORY, RESULTS = "home", "questionnaire", "history", "results"
DOCUMENTS, SUBMISSION, TEAM = "documents", "review_and_submit", "team"
OVERVIEW, COMPARISON, STATE_PROFILE, CHANGE = (
    "overview",
    "regional_comparison",
    "state_profile",
    "change_over_cycles",
)
RIGHTS, ROBUSTNESS, QUESTIONS, METHOD = "rights_and_gender", "robustness", "questions", "method"
REGION, REGIONAL_FIGURES = "region", "regional_figures"
PACKS, WORKBOOKS = "briefing_packs", "workbooks"

_FOLDER = Path(__file__).parents[1] / "pages"

_OF_OFFICIALS = {
    HOME: ":material/home:",
    QUESTIONNAIRE: ":material/edit_note:",
    DOCUMENTS: ":material/folder_open:",
    TEAM: ":material/group:",
    WORKBOOKS: ":material/import_export:",
    RESULTS: ":material/insights:",
    SUBMISSION: ":material/task_alt:",
    HISTORY: ":material/history:",
    REGION: ":material/public:",
    PACKS: ":material/table_view:",
    METHOD: ":material/menu_book:",
}
"""Icons by name of the page, the first one first; each is a file of pages/ and a key of the interface words."""

_OF_ANALYSTS = {
    OVERVIEW: ":material/dashboard:",
    COMPARISON: ":material/public:",
    STATE_PROFILE: ":material/flag:",
    CHANGE: ":material/trending_up:",
    RIGHTS: ":material/balance:",
    ROBUSTNESS: ":material/shutter_speed:",
    QUESTIONS: ":material/quiz:",
    PACKS: ":material/table_view:",
    METHOD: ":material/menu_book:",
}
_OF_OBSERVERS = {
    REGIONAL_FIGURES: ":material/public:",
    PACKS: ":material/table_view:",
    METHOD: ":material/menu_book:",
}
_OF_OTHERS = {HOME: _OF_OFFICIALS[HOME]}


def pages_of(role: Role) -> Mapping[str, str]:
    """Return the pages that a role has, with their icons; a page that is not among them is not there."""
    if role in NATIONAL_ROLES:
        return _OF_OFFICIALS
    return {Role.ANALYST: _OF_ANALYSTS, Role.OBSERVER: _OF_OBSERVERS}.get(role, _OF_OTHERS)


def page_of(page: str) -> st.Page:
    """Return a page for links to it that are drawn again alone, apart from the run that listed all pages."""
    return st.Page(file_of(page), url_path=page)


def file_of(page: str) -> Path:
    """Return the script of a page, for links to it."""
    return _FOLDER / f"{page}.py"
