"""The second language that a questionnaire is shown in, side by side with the first."""

import streamlit as st

from assessment.core.package import ContentPackage
from assessment.core.text import Words
from assessment.locale import PSEUDO, Phrases, languages
from assessment.ui.content_words import content_words
from assessment.ui.context import offers_pseudo

CHOICE = "questionnaire:second_language"


def choose_second_language(say: Phrases, package: ContentPackage) -> Words | None:
    """Draw the choice where the package has another language; return the words of the one chosen."""
    codes = [package.questionnaire.language, *package.translations, *([PSEUDO] if offers_pseudo() else [])]
    others = [code for code in dict.fromkeys(codes) if code != say.language]
    if not others:
        return None
    names = {language.code: language.name for language in languages(with_pseudo=True)}
    with st.sidebar:
        chosen = st.selectbox(
            say("questionnaire.second_language"),
            others,
            index=None,
            format_func=lambda code: names.get(code, code),
            placeholder=say("questionnaire.no_second_language"),
            key=CHOICE,
            persist_state="session",
        )
    return None if chosen is None else content_words(package, chosen)
