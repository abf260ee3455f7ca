"""The page of issue codes says what the catalogue says."""

from assessment.content.codes import CATALOGUE
from tests.docs.issue_codes import DOCUMENT, LETTERS, document


def test_the_page_is_up_to_date() -> None:
    assert DOCUMENT.read_text("utf-8") == document(), "run: make docs"


def test_every_code_is_on_the_page_once() -> None:
    text = document()
    assert {code.kind.code[0] for code in CATALOGUE} <= set(LETTERS)
    for code in CATALOGUE:
        assert text.count(f"| {code.kind.code} |") == 1
