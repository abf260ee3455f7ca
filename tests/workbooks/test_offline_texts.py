"""Whatever people type comes back exactly: through our own writer, and through LibreOffice."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.workbooks.cell_text import cell_text
from tests.workbooks.filled_workbooks import (
    BODIES,
    WORDS,
    Filling,
    problems,
    read_back,
    repacked,
    saved_by_libreoffice,
    sent_out,
)

TYPED = [
    "x005F_", "_x005F_", "_x0041_", "_x005F_x0041_", "_x000D_", "_x0041_x0042_", "_xD83D__xDE00_", "_X0041_",
    "<r><t>no run</t></r>", "<r>&</r>", "]]>", "a; a", "*", "?", "~*", "=1+1", "'quoted", "\U0001f600 ﷽",
    "tab\there", "two\nlines", "a\u00a0b", "&amp;",
]  # fmt: skip
"""What spreadsheets, XML or formulas might take for something else."""

SHARED = {"_x005F_x0041_", "_x0041_x0042_"}


def as_sent(text: str) -> bytes:
    return sent_out({WORDS: Answer(Status.ANSWERED, text, explanation=text)})


def texts_in(data: bytes) -> tuple[object, str]:
    answer = read_back(data).answers[WORDS].answer
    return answer.value, answer.explanation


@pytest.mark.parametrize("text", TYPED)
def test_what_looks_like_something_else_comes_back(text: str):
    assert texts_in(as_sent(text)) == (text, text)


@given(
    st.text(st.sampled_from("_x005FD41aA \n<r>/&") | st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
)
def test_any_text_comes_back(text: str):
    # Texts are stored without space around them, and without what XML forbids.
    stored = cell_text(text).strip()
    assert texts_in(as_sent(stored)) == (stored or None, stored)


def test_texts_come_back_through_libreoffice(tmp_path: Path):
    # LibreOffice itself loses an escape whose underscore is shared by two; Excel would not find it again either.
    together = " | ".join(text for text in TYPED if text not in SHARED)
    assert texts_in(saved_by_libreoffice(as_sent(together), tmp_path)) == (together, together)


def test_a_truth_value_that_libreoffice_writes_as_a_formula_is_a_tick(tmp_path: Path):
    filling = Filling.of(sent_out())
    filling.set(BODIES, True, "option.police")
    read = read_back(saved_by_libreoffice(filling.bytes(), tmp_path))
    assert problems(read) == []
    assert read.answers[BODIES].answer == Answer(Status.ANSWERED, frozenset({"police"}))


def test_dates_of_other_calendars_and_formats_are_dates():
    filling = Filling.of(sent_out())
    filling.set("practice.review", dt.date(2024, 2, 29))
    data = filling.bytes()

    def counted_from_1904(parts: dict[str, bytes]) -> None:
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<workbookPr", b'<workbookPr date1904="1"')

    assert read_back(data).answers["practice.review"].answer.value == dt.date(2024, 2, 29)
    later = read_back(repacked(data, counted_from_1904)).answers["practice.review"].answer.value
    assert later == dt.date(2028, 3, 1)

    def eastern(parts: dict[str, bytes]) -> None:
        before = parts["xl/styles.xml"]
        parts["xl/styles.xml"] = before.replace(b'numFmtId="164"', b'numFmtId="31"')
        assert parts["xl/styles.xml"] != before

    assert read_back(repacked(data, eastern)).answers["practice.review"].answer.value == dt.date(2024, 2, 29)
