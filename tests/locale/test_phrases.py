import datetime as dt
import re
import string
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.text import Words
from assessment.errors import DeniedError, StorageError
from assessment.locale import PSEUDO, languages, phrases
from assessment.locale.catalogue import catalogue, keys
from assessment.locale.phrases import Phrases
from assessment.locale.pseudo import pseudo, pseudo_words

SAY = phrases("en")
PLACE = re.compile(r"\{(\w+)\}")
NOON = dt.datetime(2023, 9, 27, 12, 2, tzinfo=dt.UTC)


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError):
        SAY("page.nowhere")


def test_a_missing_value_is_an_error():
    with pytest.raises(KeyError):
        SAY("question.saved")


def test_the_number_chooses_the_plural_form():
    assert SAY("section.undecided", n=1).startswith("1 further question may")
    assert SAY("section.undecided", n=1204).startswith("1,204 further questions may")


def test_dates_times_numbers_and_lists_are_written_as_the_united_nations_do():
    assert SAY.date(NOON.date()) == "27 September 2023"
    assert SAY.moment(NOON) == "27 September 2023, 12:02 UTC"
    assert SAY.in_zone(ZoneInfo("Europe/Vienna")).moment(NOON) == "27 September 2023, 14:02 UTC+2"
    assert SAY.in_zone(ZoneInfo("Asia/Kolkata")).moment(NOON) == "27 September 2023, 17:32 UTC+5:30"
    assert SAY.in_zone(ZoneInfo("America/New_York")).moment(NOON) == "27 September 2023, 08:02 UTC−4"
    assert SAY.in_zone(ZoneInfo("Europe/Vienna")).time(NOON) == "14:02"
    assert SAY.number(1204.56) == "1,205"
    assert [SAY.plain_number(one) for one in (1234.0, 31.5, -0.125)] == ["1234", "31.5", "-0.125"]
    assert SAY.number(61.25, 1) == "61.3"
    assert SAY.percent(0.476) == "48%"
    assert SAY.listing(["law", "policy", "practice"]) == "law, policy and practice"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1e13, "10000000000000"),
        (1e20, "100000000000000000000"),
        (-1.7e308, f"-17{'0' * 307}"),
        (0.1, "0.1"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333333333333"),
        (2e-20, f"0.{'0' * 19}2"),
        (123456789012.125, "123456789012.125"),
        (0.0, "0"),
    ],
)
def test_a_plain_number_has_all_its_digits_however_large_or_small(number: float, written: str):
    assert SAY.plain_number(number) == written


def test_a_plain_number_is_written_as_its_language_does():
    assert Phrases("de", "ltr").plain_number(12345678901234.5) == "12345678901234,5"


def test_what_stands_in_a_value_is_never_read_as_a_place_for_another():
    assert SAY("question.last_change", author="{when}", when=NOON) == (
        "Last changed by {when}, 27 September 2023, 12:02 UTC"
    )


def test_a_refusal_is_said_in_its_sentence_and_one_without_words_in_a_general_one():
    assert SAY.error(DeniedError("not_found")) == SAY("errors.not_found")
    assert SAY.error(StorageError("of_a_kind_without_words")) == SAY("errors.not_done")


def test_an_unknown_language_falls_back_to_english():
    assert phrases("tlh").language == "en"


def test_the_pseudo_language_is_offered_only_when_it_is_asked_for():
    assert [language.code for language in languages()] == ["en"]
    assert [language.code for language in languages(with_pseudo=True)] == ["en", PSEUDO]


def test_no_word_of_the_pseudo_language_has_a_plain_letter():
    plain = set(string.ascii_letters)
    for key in keys():
        values = dict.fromkeys(PLACE.findall(catalogue("en").gettext(key)), 7)
        assert not set(phrases(PSEUDO)(key, **values)) & plain, key


@given(st.text(alphabet=string.ascii_letters + " .,{}", min_size=1))
def test_the_pseudo_language_keeps_placeholders_and_makes_the_rest_longer(text):
    made = pseudo(f"{text}{{name}}")
    letters = sum(letter in string.ascii_letters for letter in pseudo_free(text))
    assert made.endswith("{name}")
    assert sum(letter.isalpha() for letter in pseudo(pseudo_free(text))) == letters + letters * 2 // 5


def pseudo_free(text: str) -> str:
    return text.replace("{", "").replace("}", "")


def test_words_of_a_questionnaire_become_pseudo_words():
    words = pseudo_words(Words("en", {"sections.law.title": "Law"}))
    assert words.language == PSEUDO
    assert words["sections.law.title"] == "Ļàŵŵ"
