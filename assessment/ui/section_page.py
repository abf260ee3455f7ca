"""One section as a page shows it: which one is asked for, the words, and the answers as the page was drawn."""

from collections.abc import Callable, MutableMapping, Set
from dataclasses import dataclass, field

import streamlit as st
from streamlit.errors import StreamlitAPIException

from assessment.core.cycle import AssessmentKey
from assessment.core.package import ContentPackage
from assessment.core.person import Person
from assessment.core.questionnaire import Questionnaire, Section
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.services import answering
from assessment.services.answering import QuestionView
from assessment.services.workspace import Caller, Workspace

SECTION = "questionnaire:section"
"""The key of the session state that holds the section that was opened last."""


@dataclass(frozen=True, eq=False)
class AskedFor:
    """The section that a page is asked for, its number from 1 on, and the question where only one is asked for.

    `is_there` is False where the address names a section or question that the questionnaire does not have.
    """

    section: Section
    number: int
    question: str | None
    is_there: bool


def asked_for(questionnaire: Questionnaire, assigned: Set[str]) -> AskedFor:
    """Return what the address names; else the section opened last, the first one assigned, or the first."""
    sections = {section.id: section for section in questionnaire.sections}
    question, named = st.query_params.get("question"), st.query_params.get("section")
    is_there = question in questionnaire.section_of if question else named is None or named in sections
    if question in questionnaire.section_of:
        section = questionnaire.section_of[question].id
    else:
        question = None
        own = next((section for section in sections if section in assigned), next(iter(sections)))
        section = named or st.session_state.get(SECTION) or own
        section = section if section in sections else own
    st.session_state[SECTION] = section
    return AskedFor(sections[section], list(sections).index(section) + 1, question, is_there)


@dataclass(frozen=True, eq=False)
class SectionPage:
    """What every card of a section needs.

    `beside` holds the words of a second language, shown side by side; `drawn` names the questions of the page.
    """

    workspace: Workspace
    caller: Caller
    key: AssessmentKey
    person: Person
    say: Phrases
    package: ContentPackage
    words: Words
    beside: Words | None
    takes_changes: bool
    drawn: tuple[str, ...]
    fresh: MutableMapping[str, QuestionView] = field(default_factory=dict)

    def view_of(self, question: str) -> QuestionView:
        """Return a question as it stands: as read with the page the first time, read anew from then on."""
        fresh = self.fresh.pop(question, None)
        return fresh or answering.open_question(self.workspace, self.caller, self.key, question)


WAYS_ON = "ways_on"
"""Names the fragment of what follows from the answers of all sections: the rail and the next question."""


def as_fragment(question: str, draw: Callable[..., None]) -> Callable[..., None]:
    """Return a drawing function as the fragment of one question, so that it can be drawn again alone."""
    return st.fragment(key=_fragment_of(question))(draw)


def redraw(page: SectionPage, questions: Set[str]) -> None:
    """Draw these questions of the page again with what follows from them, and nothing else; for callbacks."""
    try:
        st.rerun([*(_fragment_of(one) for one in page.drawn if one in questions), WAYS_ON])
    except StreamlitAPIException:
        # Somebody went on to another section or page while this was stored.
        st.rerun()


def _fragment_of(question: str) -> str:
    return f"question-{question}"
