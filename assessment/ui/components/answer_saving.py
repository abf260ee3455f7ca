"""Saving from a card: every change is stored at once; what is refused stays on the screen with its sentence."""

import logging
from collections.abc import Callable, Set
from functools import wraps
from typing import Concatenate, ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

from assessment.core.questionnaire import Question
from assessment.core.submission import Status
from assessment.errors import Refusal, StorageError
from assessment.services import answering, carrying_over
from assessment.services.answering import Saved
from assessment.ui.components.answer_fields import answer_of, settled
from assessment.ui.components.answer_state import entered, note_refusal, put, refill, refusal_of, shown_of
from assessment.ui.section_page import SectionPage, redraw

LOG = logging.getLogger("assessment.pages")

JUST_SAVED = "questionnaire:just_saved"
"""The session state's set of questions that were saved since the page was opened."""

MOST_ATTEMPTS = 5

NOTHING: frozenset[str] = frozenset()

P = ParamSpec("P")


def to_its_end(
    callback: Callable[Concatenate[SectionPage, P], Set[str]],
) -> Callable[Concatenate[SectionPage, P], None]:
    """Return a callback that is not broken off by a newer run; it names the questions to draw again.

    Where somebody leaves a field by going to another page, Streamlit begins the run of that page while the field
    is being stored: it breaks the callback off at its next look into the session state, and never calls it again.
    What was typed would be lost. Storing the same answer twice changes nothing.
    """

    @wraps(callback)
    def whole(page: SectionPage, /, *args: P.args, **kwargs: P.kwargs) -> None:
        newer: RerunException | None = None
        for _ in range(MOST_ATTEMPTS):
            try:
                changed = callback(page, *args, **kwargs)
                break
            except RerunException as asked:
                newer = asked
        else:
            changed = NOTHING
        if newer is not None:
            raise newer
        if changed:
            redraw(page, changed)

    return whole


@to_its_end
def save(page: SectionPage, question: Question, changed: str) -> Set[str]:
    """Store what stands in the fields of a card after one of them changed."""
    shown = shown_of(question.id)
    if shown is None:
        return NOTHING
    standing = entered(question.id, shown.values)
    if standing == dict(shown.values) and refusal_of(question.id) is None:
        # A page that was left asks for all its fields once more.
        return NOTHING
    values = settled(question, standing, changed)
    put(question.id, values)
    return _write(
        question,
        lambda: answering.save_answer(
            page.workspace, page.caller, page.key, question.id, answer_of(question, values), seen=shown.revision
        ),
    )


@to_its_end
def clear(page: SectionPage, question: Question) -> Set[str]:
    """Take an answer back, its explanation included."""
    shown = shown_of(question.id)
    if shown is None:
        return NOTHING
    return _write(
        question,
        lambda: answering.clear_answer(page.workspace, page.caller, page.key, question.id, seen=shown.revision),
    )


@to_its_end
def confirm(page: SectionPage, question: Question) -> Set[str]:
    """Say that last cycle's answer still holds."""
    shown = shown_of(question.id)
    if shown is None:
        return NOTHING
    return _write(
        question,
        lambda: carrying_over.confirm_previous(
            page.workspace, page.caller, page.key, question.id, seen=shown.revision
        ),
    )


@to_its_end
def choose(page: SectionPage, question: Question, version: int, keep_second: bool) -> Set[str]:
    """Decide between the answer that stands and a second version."""
    shown = shown_of(question.id)
    if shown is None:
        return NOTHING
    return _write(
        question,
        lambda: answering.choose_version(
            page.workspace, page.caller, page.key, version, keep_second=keep_second, seen=shown.revision
        ),
    )


def give_up(page: SectionPage, question: Question) -> None:
    """Show the stored answer again instead of a change that could not be saved."""
    shown = shown_of(question.id)
    note_refusal(question.id, None)
    if shown is not None:
        put(question.id, shown.values)


def _write(question: Question, write: Callable[[], Saved]) -> Set[str]:
    """Store a change and return the questions to draw again beside the card itself, if any."""
    try:
        saved = write()
    except Refusal as refusal:
        note_refusal(question.id, refusal)
        return NOTHING
    except Exception:
        # What was entered must stay on the screen, whatever went wrong.
        LOG.exception("An answer to %s could not be saved", question.id)
        note_refusal(question.id, StorageError("not_stored"))
        return NOTHING
    was_open = _is_open(question)
    refill(question, saved.record)
    st.session_state.setdefault(JUST_SAVED, set()).add(question.id)
    changed = saved.shown_now | saved.hidden_now
    # Without these, the card alone is drawn again, which is what an ordinary change needs.
    return {question.id} | changed if changed or was_open != _is_open(question) else NOTHING


def _is_open(question: Question) -> bool:
    """Tell whether the answer that the card shows as stored says nothing yet."""
    shown = shown_of(question.id)
    return shown is None or answer_of(question, shown.values).status is Status.BLANK
