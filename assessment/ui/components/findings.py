"""Findings before a submission: what is to be mended and what a reviewer would ask, each with its question."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

import streamlit as st

from assessment.core.faults import Fault
from assessment.core.questionnaire import Questionnaire
from assessment.core.reviewers_eye import Remark
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.services.finding_words import fault_sentence, remark_sentence
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import draw_user_text, escaped
from assessment.ui.components.question_link import draw_question_link
from assessment.ui.navigation.places import QUESTIONNAIRE, file_of

FEW = 6
"""So many findings are shown at once; more are folded away by section."""


@dataclass(frozen=True, slots=True)
class _Finding:
    section: str | None
    question: str | None
    sentence: str


def draw_faults(
    say: Phrases,
    words: Words,
    questionnaire: Questionnaire,
    faults: Sequence[Fault],
    own_sections: Set[str] | None = None,
) -> None:
    """Draw what stands in the way of submitting; a contributor's own sections first, where they are given."""
    st.subheader(say("submit.faults"), anchor=False)
    if not faults:
        st.success(say("submit.no_faults"), icon=":material/check:")
        return
    found = [_Finding(one.section, one.question, fault_sentence(one, say, words)) for one in faults]
    if own_sections is None:
        draw_notice(say("submit.faults_lead", n=len(faults)), "warning")
        _draw_findings(say, words, questionnaire, found)
        return
    own = [one for one in found if one.section in own_sections]
    others = [one for one in found if one.section not in own_sections]
    if own:
        draw_notice(say("submit.faults_own", n=len(own)), "warning")
        _draw_findings(say, words, questionnaire, own)
    else:
        st.text(say("submit.faults_none_own"))
    if others:
        with st.expander(escaped(say("submit.faults_others", n=len(others))), key="faults_of_others"):
            _draw_each(words, questionnaire, others)


def draw_warnings(say: Phrases, words: Words, questionnaire: Questionnaire, warnings: Sequence[Remark]) -> None:
    """Draw what a careful reader would ask about; nothing of it stands in the way."""
    st.subheader(say("submit.warnings"), anchor=False)
    if not warnings:
        st.text(say("submit.no_warnings"))
        return
    st.text(say("submit.warnings_lead", n=len(warnings)))
    found = [_Finding(one.section, one.question, remark_sentence(one, say, words)) for one in warnings]
    _draw_findings(say, words, questionnaire, found)


def _draw_findings(say: Phrases, words: Words, questionnaire: Questionnaire, found: Sequence[_Finding]) -> None:
    by_section: dict[str | None, list[_Finding]] = {}
    for one in found:
        by_section.setdefault(one.section, []).append(one)
    for section, here in by_section.items():
        if section is None:
            _draw_each(words, questionnaire, here)
            continue
        title = words[f"sections.{section}.title"]
        with st.expander(escaped(say("submit.section", title=title, n=len(here))), expanded=len(found) <= FEW):
            _draw_each(words, questionnaire, here)


def _draw_each(words: Words, questionnaire: Questionnaire, findings: Iterable[_Finding]) -> None:
    for finding in findings:
        with st.container(gap="xxsmall"):
            if finding.question is not None:
                draw_question_link(words, questionnaire, finding.question)
            elif finding.section is not None:
                label = escaped(words[f"sections.{finding.section}.title"])
                st.page_link(file_of(QUESTIONNAIRE), label=label, query_params={"section": finding.section})
            draw_user_text(finding.sentence)
