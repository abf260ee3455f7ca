"""Progress: how far each section has come, who has it, and the way to it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from assessment.core.progress import SectionProgress
from assessment.core.teamwork import Assignment
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.plain_text import escaped
from assessment.ui.navigation.places import QUESTIONNAIRE, file_of


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One section with its title in the reader's language, who has it and the earliest day it is due."""

    title: str
    progress: SectionProgress
    ministries: tuple[str, ...] = ()
    due_on: dt.date | None = None


def progress_lines(
    words: Words, progress: Iterable[SectionProgress], assignments: Iterable[Assignment]
) -> tuple[ProgressLine, ...]:
    """Return one line for each section, in the order asked."""
    given: dict[str, list[Assignment]] = {}
    for assignment in assignments:
        given.setdefault(assignment.section, []).append(assignment)
    return tuple(
        ProgressLine(
            words[f"sections.{part.section}.title"],
            part,
            tuple(one.ministry.name for one in given.get(part.section or "", ())),
            min((one.due_on for one in given.get(part.section or "", ()) if one.due_on), default=None),
        )
        for part in progress
    )


def draw_progress_list(say: Phrases, lines: Sequence[ProgressLine]) -> None:
    """Draw one bar for each section, below the link that opens it."""
    for line in lines:
        with st.container(gap="xxsmall", key=f"progress_{line.progress.section}".replace(".", "_")):
            query = {"section": line.progress.section or ""}
            st.page_link(file_of(QUESTIONNAIRE), label=escaped(line.title), query_params=query)
            st.progress(line.progress.share, text=escaped(in_one_line(say, _facts(say, line))))


def _facts(say: Phrases, line: ProgressLine) -> list[str]:
    progress = line.progress
    facts = [say("progress.answered", n=progress.settled, asked=progress.asked)]
    if progress.dont_know:
        facts.append(say("counts.dont_know", n=progress.dont_know))
    if progress.with_evidence:
        facts.append(say("progress.with_evidence", n=progress.with_evidence))
    if progress.to_confirm:
        facts.append(say("progress.to_confirm", n=progress.to_confirm))
    if progress.second_versions:
        facts.append(say("progress.second_versions", n=progress.second_versions))
    if line.ministries:
        facts.append(say.listing(line.ministries))
    if line.due_on is not None:
        facts.append(say("progress.due_on", date=line.due_on))
    return facts
