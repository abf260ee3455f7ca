"""The fields of an answer, by type of question. Nothing is preselected; every change is saved at once."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from assessment.core.questionnaire import (
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    SingleChoiceQuestion,
    TextQuestion,
)
from assessment.ui.components.answer_fields import (
    DONT_KNOW,
    NOT_APPLICABLE,
    FieldValues,
    is_not_applicable,
    ladder_codes,
    leads_on,
)
from assessment.ui.components.answer_saving import save
from assessment.ui.components.answer_state import field_key, refusal_of
from assessment.ui.components.day_limits import day_limits
from assessment.ui.components.plain_text import escaped
from assessment.ui.section_page import SectionPage


def draw_answer(page: SectionPage, question: Question, values: FieldValues) -> None:
    """Draw the fields of an answer with what stands in them."""
    match question:
        case MaturityQuestion() | SingleChoiceQuestion():
            _draw_ladder(page, question, values)
        case MultipleChoiceQuestion():
            _draw_choices(page, question, values)
        case _:
            _draw_entry(page, question, values)
    if not isinstance(question, MaturityQuestion | SingleChoiceQuestion):
        _draw_marks(page, question, values)
    if is_not_applicable(values):
        _draw_reason(page, question, values)


def draw_explanation(page: SectionPage, question: Question, values: FieldValues) -> None:
    """Draw the field for the explanation of an answer."""
    st.text_area(
        page.say("question.explanation"),
        height=68,
        placeholder=page.say("question.explanation_hint"),
        **_field(page, question, "explanation", value=values["explanation"]),
    )


def _draw_ladder(
    page: SectionPage, question: MaturityQuestion | SingleChoiceQuestion, values: FieldValues
) -> None:
    codes = ladder_codes(question)
    apart = 2 if question.not_applicable else 1
    index = codes.index(str(values["answer"])) if values["answer"] in codes else None
    with st.container(key=f"ladder-{apart}-{question.id}"):
        st.radio(
            page.words[f"questions.{question.id}.text"],
            codes,
            format_func=_labels(page, question).__getitem__,
            captions=[_caption(page, question, code) for code in codes],
            label_visibility="collapsed",
            **_field(page, question, "answer", index=index),
        )
    if leads_on(question, values["answer"]):
        st.checkbox(
            page.say("question.under_way"), **_field(page, question, "under_way", value=values["under_way"])
        )


def _labels(page: SectionPage, question: MaturityQuestion | SingleChoiceQuestion) -> dict[str, str]:
    """Return what each option is called."""
    words, say = page.words, page.say
    marks = {DONT_KNOW: say("status.dont_know"), NOT_APPLICABLE: say("status.not_applicable")}
    if isinstance(question, MaturityQuestion):
        names = {
            str(level): words[f"scales.{question.scale}.{level}.label"] for level in range(len(question.levels))
        }
        return {code: f"**{code}** · {escaped(name)}" for code, name in names.items()} | marks
    labels = {
        choice.id: words[f"questions.{question.id}.choices.{choice.id}.label"] for choice in question.choices
    }
    return {code: escaped(label) for code, label in labels.items()} | marks


def _caption(page: SectionPage, question: MaturityQuestion | SingleChoiceQuestion, code: str) -> str:
    """Return what an option means, in one language or in two."""
    if code in {DONT_KNOW, NOT_APPLICABLE}:
        key = f"questions.{question.id}.not_applicable_help"
        return escaped(page.words.texts.get(key, "")) if code == NOT_APPLICABLE else ""
    if isinstance(question, MaturityQuestion):
        key = f"questions.{question.id}.levels.{code}.descriptor"
    else:
        key = f"questions.{question.id}.choices.{code}.descriptor"
    text = escaped(page.words.texts.get(key, ""))
    if page.beside is not None and (second := page.beside.texts.get(key)):
        return f"{text}  \n*{escaped(second)}*"
    return text


def _draw_choices(page: SectionPage, question: MultipleChoiceQuestion, values: FieldValues) -> None:
    st.markdown(escaped(page.say("question.tick_all")))
    for choice in question.choices:
        key = f"questions.{question.id}.choices.{choice.id}"
        label = escaped(page.words[f"{key}.label"])
        if descriptor := page.words.texts.get(f"{key}.descriptor"):
            label = f"{label}: {escaped(descriptor)}"
        name = f"choice.{choice.id}"
        st.checkbox(label, **_field(page, question, name, value=values[name]))


def _draw_entry(page: SectionPage, question: Question, values: FieldValues) -> None:
    value = values["answer"]
    match question:
        case NumberQuestion():
            # Without limits here: the browser would refuse in silence, the service says why.
            st.number_input(
                escaped(page.words[f"questions.{question.id}.unit"]),
                step=10.0**-question.decimals,
                format=f"%.{question.decimals}f",
                width=320,
                **_field(page, question, "answer", value=value),
            )
        case DateQuestion():
            st.date_input(
                page.say("question.date"),
                format="YYYY-MM-DD",
                width=320,
                **day_limits(None, question.range),
                **_field(page, question, "answer", value=value),
            )
        case TextQuestion():
            st.text_area(
                page.say("question.answer"),
                max_chars=question.max_length,
                **_field(page, question, "answer", value=value),
            )
        case _:
            pass


def _draw_marks(page: SectionPage, question: Question, values: FieldValues) -> None:
    with st.container(horizontal=True, key=f"marks-{question.id}"):
        st.checkbox(page.say("status.dont_know"), **_field(page, question, "dont_know", value=values["dont_know"]))
        if question.not_applicable or values["not_applicable"]:
            st.checkbox(
                page.say("status.not_applicable"),
                **_field(page, question, "not_applicable", value=values["not_applicable"]),
            )
    help_key = f"questions.{question.id}.not_applicable_help"
    if question.not_applicable and help_key in page.words.texts:
        st.caption(escaped(page.words[help_key]))


def _draw_reason(page: SectionPage, question: Question, values: FieldValues) -> None:
    st.text_input(
        page.say("question.reason"),
        placeholder=page.say("question.reason_hint"),
        **_field(page, question, "reason", value=values["reason"]),
    )


def _field(page: SectionPage, question: Question, name: str, **initial: Any) -> dict[str, Any]:
    """Return what all fields share. The initial value serves for the first drawing; later the session has it."""
    key = field_key(question.id, name)
    on_change: Callable[..., None] = save
    shared = {
        "key": key,
        "on_change": on_change,
        "args": (page, question, name),
        # A field that is switched off forgets what was entered: one that could not be saved stays as it is.
        "disabled": not page.takes_changes and refusal_of(question.id) is None,
    }
    empty = {
        "value": False if isinstance(initial.get("value"), bool) else ("" if initial.get("value") == "" else None)
    }
    nothing = {"index": None} if "index" in initial else empty
    if key not in st.session_state:
        return shared | initial
    return shared | nothing
