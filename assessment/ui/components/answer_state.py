"""What a card holds in the session: its fields, and which revision of the answer they were drawn from.

The database is the truth: fields are filled from it before they are drawn. A field is filled again only when the
stored answer has another value there than this card last showed, so that saving one field never touches what is
being typed into another.
"""

from dataclasses import dataclass

import streamlit as st

from assessment.core.person import Person
from assessment.core.questionnaire import Question
from assessment.core.revision import ResponseRecord
from assessment.errors import Refusal, StorageError
from assessment.ui.components.answer_fields import FieldValue, FieldValues, fields_of


@dataclass(frozen=True, slots=True)
class Shown:
    """What a card was last filled with."""

    revision: int
    values: FieldValues


def field_key(question: str, name: str) -> str:
    """Return the key of a field in the session state."""
    return f"{question}:{name}"


def fill(question: Question, record: ResponseRecord) -> FieldValues:
    """Fill the fields of a card from the stored answer and return them; what could not be saved stays as typed."""
    stored = fields_of(question, record.answer)
    shown = shown_of(question.id)
    if not any(field_key(question.id, name) in st.session_state for name in stored):
        note_refusal(question.id, None)
    if refusal_of(question.id) is None:
        for name, value in stored.items():
            if shown is None or shown.values.get(name) != value:
                _replace(question.id, name, value)
        _note_shown(question.id, record.revision, stored)
    _tell_browser(question.id)
    return entered(question.id, stored)


def entered(question: str, stored: FieldValues) -> dict[str, FieldValue]:
    """Return what stands in the fields of a card; the stored value for a field that is not drawn."""
    return {name: st.session_state.get(field_key(question, name), value) for name, value in stored.items()}


def note_unsaved(question: Question, stored: FieldValues, record: ResponseRecord, person: Person) -> None:
    """Notice what the browser still holds from before a restart of the server: entered then, and never saved."""
    if refusal_of(question.id) is None and entered(question.id, stored) != dict(stored):
        note_refusal(question.id, StorageError("not_saved_yet"))
        _note_shown(question.id, surely_seen(record, person), stored)


def surely_seen(record: ResponseRecord, person: Person) -> int:
    """Return the revision that a page from before a restart has surely shown; 0 where that is not known.

    It showed what the person had written, and what stood when the person signed in. A colleague's later answer it
    may not have shown: over that one, what was entered is kept as a second version.
    """
    before_this_visit = (
        record.changed_at is None or person.signed_in_at is None or record.changed_at < person.signed_in_at
    )
    return record.revision if before_this_visit or record.changed_by == person.name else 0


def refill(question: Question, record: ResponseRecord) -> None:
    """Fill the fields from the answer that has just been stored."""
    stored = fields_of(question, record.answer)
    for name, value in stored.items():
        _replace(question.id, name, value)
    _note_shown(question.id, record.revision, stored)
    note_refusal(question.id, None)


def put(question: str, values: FieldValues) -> None:
    """Put values into the fields of a card that are drawn."""
    for name, value in values.items():
        _replace(question, name, value)


def shown_of(question: str) -> Shown | None:
    """Return what a card was last filled with; None before it was drawn."""
    shown = st.session_state.get(field_key(question, "shown"))
    return shown if isinstance(shown, Shown) else None


def refusal_of(question: str) -> Refusal | None:
    """Return why the last change of a card could not be saved; None when it was."""
    refusal = st.session_state.get(field_key(question, "refusal"))
    return refusal if isinstance(refusal, Refusal) else None


def note_refusal(question: str, refusal: Refusal | None) -> None:
    """Remember why a change could not be saved, or that it was."""
    st.session_state[field_key(question, "refusal")] = refusal


def _note_shown(question: str, revision: int, values: FieldValues) -> None:
    st.session_state[field_key(question, "shown")] = Shown(revision, values)


def _replace(question: str, name: str, value: FieldValue) -> None:
    """Put a value into a field that is drawn; one that is not takes its value when it is."""
    key = field_key(question, name)
    if key in st.session_state and st.session_state[key] != value:
        st.session_state[key] = value
        st.session_state.setdefault(field_key(question, "replaced"), set()).add(key)


def _tell_browser(question: str) -> None:
    """Put what was replaced since the last drawing into the fields once more.

    Streamlit tells the browser of values that were set in the run that draws the field. When the callback of a
    button asks for fragments by name, the drawing is a second run, which has forgotten what the callback set: the
    browser would go on showing the old value.
    """
    for key in st.session_state.pop(field_key(question, "replaced"), set()):
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
