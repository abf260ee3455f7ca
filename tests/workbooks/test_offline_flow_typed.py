"""What is typed into the cells that the flow of the file follows: LibreOffice takes it as the reader does."""

from pathlib import Path

import pytest

from tests.workbooks.offline_files import entries, flow_rows, opened, package, written
from tests.workbooks.recalculating import recalculate


@pytest.mark.parametrize(
    ("name", "typed", "given", "then"),
    [
        ("wild", {("level", "answer"): "*"}, {"level": 0}, {"is": 0}),
        ("letter", {("level", "answer"): "?"}, {"level": 0}, {"is": 0}),
        ("choices", {("choice", "answer"): "*"}, {"choice": 0}, {"is_not": 0}),
        ("words", {("words", "answer"): "*"}, {"words": 1}, {"answered": 1, "not_answered": 0}),
        ("date", {("day", "answer"): "2024-03-01"}, {"day": 1}, {"since": 1}),
        ("before", {("day", "answer"): "2024-02-28"}, {"day": 1}, {"since": 0}),
        ("number", {("count", "answer"): "40"}, {"count": 1}, {"at_least": 1}),
        ("tick", {("ticked", "option.two"): "x"}, {"ticked": 1}, {"none_of": 0, "any_of": 0}),
        ("untick", {("ticked", "option.one"): "no"}, {"ticked": 0}, {"any_of": 0}),
        ("nothing", {("ticked", "option.one"): False}, {"ticked": 0}, {"any_of": 0}),
    ],
)
def test_the_flow_follows_what_is_typed(
    name: str, typed: dict[tuple[str, str], object], given: dict[str, int], then: dict[str, int], tmp_path: Path
):
    book = opened(written(package()))
    cells = entries(book)
    for at, value in typed.items():
        cells[at].value = value
    file = tmp_path / f"{name}.xlsx"
    book.save(file)

    [calculated] = recalculate([file], tmp_path)

    rows = flow_rows(opened(calculated.read_bytes(), values=True))
    assert {question: rows[question]["given"] for question in given} == given
    assert {question: rows[question]["asked"] for question in then} == then
