"""Formulas in one normal form, whoever saved them, and however long and odd they are."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from assessment.workbooks.issued.plain_formulas import plain_formula

QUOTED = re.compile(r"'(?:[^']|'')*'(?=!)")
"""A name of a sheet as a pattern that tries everything: right, and slow."""
LITERAL = re.compile(r'"(?:[^"]|"")*"')


def sheets_unquoted(formula: str) -> str:
    """Return a formula with its sheets in capitals and without quotes; what stands in texts stays."""
    done, at = "", 0
    while at < len(formula):
        if (text := LITERAL.match(formula, at)) is not None:
            done, at = done + text[0], text.end()
        elif (sheet := QUOTED.match(formula, at)) is not None:
            done, at = done + sheet[0][1:-1].replace("''", "'").upper(), sheet.end()
        else:
            done, at = done + formula[at].upper(), at + 1
    return done


@given(some.text(alphabet="''''!!\"ab;(", max_size=14))
@example("'a''b'!a")
@example("'''!a'!b")
@example("'a'b'!c")
@example("\"'a'!\"'b'!")
def test_names_of_sheets_are_those_that_a_pattern_finds(formula: str) -> None:
    assert plain_formula(f"={formula}") == sheets_unquoted(formula)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("'Data'!A1", "data!a1"),
        ("SUM('It''s'!A1)", "sum( 'IT''S'!a1 )"),
        ("_xlfn.XLOOKUP(1.50,A1,B1)", "XLOOKUP(1.5, A1, B1)"),
    ],
)
def test_what_programs_write_differently_is_the_same(one: str, other: str) -> None:
    assert plain_formula(one) == plain_formula(other)


def test_texts_and_other_sheets_are_not() -> None:
    assert plain_formula("\"'a'!\"") != plain_formula("\"'A'!\"")
    assert plain_formula("'a b'!A1") != plain_formula("'a c'!A1")


@pytest.mark.parametrize("piece", ["'", "'a'", "'a''", "a''", "''!", "'\"", '"', "1e", "$", " "])
def test_the_longest_formula_of_anything_takes_no_time(piece: str) -> None:
    formula = (piece * 8_190)[:8_190]
    begun = time.process_time()
    for _ in range(4):
        plain_formula(formula)
    assert time.process_time() - begun < 0.4  # all the quotes took 0.9 s each
