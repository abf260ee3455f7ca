"""Packs that hold more than any questionnaire gives, and sheets of differences with very long texts."""

import datetime as dt
import io
import time
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from assessment.errors import UnacceptableError
from assessment.locale import phrases
from assessment.workbooks.issued import pack_comparison
from assessment.workbooks.issued.difference_sheet import write_differences
from assessment.workbooks.issued.pack_cells import Cells
from assessment.workbooks.issued.pack_comparison import MOST_NODES, MOST_STATES, compare_cells_of_packs
from assessment.workbooks.issued.score_reader import node_scores
from assessment.workbooks.live.codebook_sheet import COLUMNS
from assessment.workbooks.live.scoring_plan import FIRST_COLUMN, ID
from assessment.workbooks.packs.identity_sheet import FORMAT, SHEET
from assessment.workbooks.text_height import HIGHEST_ROW, lines_of, row_height

NOW = dt.datetime(2026, 7, 1, 12, 0, tzinfo=dt.UTC)
DATA = ("state", "state_name", "question", "question_text", "answer")


def placed(rows: list[list[Any]]) -> dict[str, Any]:
    """Return rows as cells by reference."""
    return {
        f"{get_column_letter(column)}{row}": value
        for row, line in enumerate(rows, start=1)
        for column, value in enumerate(line, start=1)
        if value != ""
    }


def big_pack(answer: str, *, states: int = 2, nodes: int = 1, scored: int = 2, text: str = "Why?") -> Cells:
    """Return the cells of a pack with an answer of each State, and scores of the first node."""
    about = {"format": FORMAT, "cycle": "2026", "questionnaire": "q", "made_at": answer[:9]}
    names = [f"S{number}" for number in range(max(states, scored))]
    gap = [""] * (FIRST_COLUMN - ID - 1)
    return {
        SHEET: placed([[key, value] for key, value in about.items()]),
        "Data": placed([list(DATA), *([name, name, "q1", text, answer] for name in names[:states])]),
        "Codebook": placed([list(COLUMNS[:4]), *(["node", f"n{place}", "", "A node"] for place in range(nodes))]),
        "Scoring": placed([["", *gap, *names[:scored]], ["n0", *gap, *([50.0] * scored)]]),
    }


@pytest.mark.parametrize(
    "more",
    [{"states": MOST_STATES + 1}, {"scored": MOST_STATES + 1}, {"nodes": MOST_NODES + 1}],
    ids=["answers of too many States", "scores of too many States", "too many nodes"],
)
def test_more_states_and_nodes_than_there_are_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(UnacceptableError, match="workbook_too_full"):
        compare_cells_of_packs(big_pack("1", **more), big_pack("2"))


@pytest.mark.parametrize(("limit", "most"), [("MOST_ANSWERS", 3), ("MOST_SCORES", 3), ("MOST_LETTERS", 40)])
def test_as_many_answers_scores_and_letters_as_are_taken_and_one_more(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setattr(pack_comparison, limit, most)
    text = "x" * 10  # with a name of 2 letters and an answer of 1, three rows have 39 letters
    shorter = big_pack("1", states=3, scored=3, text=text)
    assert len(compare_cells_of_packs(shorter, shorter).scores) == 3
    with pytest.raises(UnacceptableError, match="workbook_too_full"):
        compare_cells_of_packs(shorter, big_pack("1", states=4, scored=4, text=text))


def test_scores_are_found_by_those_that_are_there() -> None:
    """Each of many names was looked for among all before it, and each State and node in turn."""
    cells = big_pack("1", states=2, scored=12_000)
    begun = time.process_time()
    assert len(node_scores(cells)) == 12_000
    assert time.process_time() - begun < 1.5


def test_very_long_texts_are_measured_as_far_as_a_row_is_high() -> None:
    text = "x y " * 8_000
    begun = time.process_time()
    difference = compare_cells_of_packs(big_pack("1", states=200, text=text), big_pack("2", states=200, text=text))
    data = write_differences(difference, phrases("en"), NOW)
    assert time.process_time() - begun < 2.0  # measured in full, 4 s
    [sheet] = load_workbook(io.BytesIO(data)).worksheets
    assert max(one.height or 0 for one in sheet.row_dimensions.values()) == pytest.approx(HIGHEST_ROW, abs=0.5)


@pytest.mark.parametrize("text", ["", "a b c " * 40, "x" * 700, "one\ntwo\n" * 9, "é" * 99, "字 " * 400])
def test_what_stops_measuring_counts_the_same_up_to_there(text: str) -> None:
    for width in (6, 44):
        full = lines_of(text, width)
        assert [lines_of(text, width, most=most) for most in (1, 3, 500)] == [
            min(full, 1),
            min(full, 3),
            min(full, 500),
        ]
        assert row_height(text, width) == min(full * 10 * 1.34 + 4, HIGHEST_ROW)
