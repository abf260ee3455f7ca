import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.entered_text import clean_line, clean_text, is_visible
from assessment.errors import UnacceptableError


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ("  plain  ", "plain"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\x00b\x07c\x1b[31md\x7f", "abc[31md"),
        ("tab\tstays", "tab\tstays"),
        ("e\u0301te\u0301", "été"),
        ("gpj.\u202eexe", "gpj.exe"),
        ("\ud800lone", "lone"),
        ("نص\u200cعربي", "نص\u200cعربي"),  # a joiner is part of the word
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # shown as text, kept as text
        ("=1+1", "=1+1"),
    ],
)
def test_a_text_is_kept_without_what_nobody_can_read(entered: str, kept: str):
    assert clean_text(entered, 100) == kept


@pytest.mark.parametrize("length", [101, 10_000_000])
def test_a_pasted_megabyte_is_refused_at_once(length: int):
    with pytest.raises(UnacceptableError) as refused:
        clean_text("x" * length, 100)

    assert refused.value.values == {"limit": 100, "length": length}


@given(st.text())
def test_a_cleaned_text_is_composed_and_cleaning_it_again_changes_nothing(text: str):
    kept = clean_text(text, 1000)

    assert unicodedata.is_normalized("NFC", kept)
    assert clean_text(kept, 1000) == kept
    kept.encode()


def test_a_line_has_no_breaks():
    assert clean_line(" National\n strategy\t2024 ", 100) == "National strategy 2024"


@pytest.mark.parametrize("text", ["", " ", "\u200b\u200d", "\u3164", "\u2800\u00a0", "\u0301"])
def test_what_shows_nothing_is_no_text_to_see(text: str):
    assert not is_visible(text)
    assert is_visible(f"{text}A")
