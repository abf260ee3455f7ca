"""Sets of weights in CSV: one row a set, one column for each question or node whose weight is given.

UTF-8, separated by commas, or by semicolons if the header is. An optional column `set` names the sets. A column
that is not there, or an empty cell, leaves the weight of the rubric.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from assessment.content.files import read_bytes
from assessment.content.issues import IssueList, did_you_mean, readable
from assessment.core.rubric import ROOT_ID
from assessment.core.weight_sets import WeightSet
from assessment.errors import ContentError

NAME_COLUMN = "set"
MOST_BYTES = 50_000_000
_NUMBER = re.compile(r"\d{1,18}(\.\d+)?([eE][-+]?\d{1,3})?")


def read_weight_sets(path: Path, known: Collection[str]) -> tuple[WeightSet, ...]:
    """Return the sets of a file; `known` are the ids that have a weight. Raise ContentError naming the line."""
    rows = _rows(path, _text(path))
    line, header = next(rows, (1, []))
    columns = _columns(path, line, header, known)
    sets = tuple(_set(path, line, columns, row, number) for number, (line, row) in enumerate(rows, start=1))
    if not sets:
        raise _fault(path, line, "The file holds no set of weights. Write one set a row below the header.")
    return sets


def _fault(path: Path, line: int, message: str) -> ContentError:
    return ContentError(f"{path}:{line}: {message}")


def _text(path: Path) -> str:
    issues = IssueList()
    data = read_bytes(path, str(path), MOST_BYTES, issues)
    if data is None:
        raise ContentError(str(issues.sorted()[0]))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _fault(path, line, "The file is not encoded in UTF-8. Save it as CSV UTF-8.") from None


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every row that is not empty, with the line that it begins in."""
    header = next(filter(str.strip, io.StringIO(text, newline=None)), "")
    separator = ";" if ";" in header and "," not in header else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, [cell.strip() for cell in row]
            line = reader.line_num + 1
    except csv.Error as error:
        raise _fault(path, line, f"The line is no CSV: {error}. Mend its quotes.") from None


def _columns(path: Path, line: int, header: list[str], known: Collection[str]) -> list[str]:
    if not header:
        raise _fault(path, line, "The file is empty. Name a question or node in each column.")
    for place, name in enumerate(header):
        if name in header[:place]:
            raise _fault(path, line, f'The column "{readable(name)}" stands there twice. Leave out one.')
        if name not in known and name not in {NAME_COLUMN, ROOT_ID}:
            remedy = did_you_mean(name, known) or "Name the columns by their ids."
            message = f'The column "{readable(name)}" is no question or node of the rubric. {remedy}'
            raise _fault(path, line, message)
    return header


def _set(path: Path, line: int, columns: list[str], row: list[str], number: int) -> WeightSet:
    if len(row) != len(columns):
        message = f"The row has {len(row)} cells and the header {len(columns)}. Make them the same."
        raise _fault(path, line, message)
    cells = dict(zip(columns, row, strict=True))
    name = cells.pop(NAME_COLUMN, "") or str(number)
    weights = {}
    for column, cell in cells.items():
        if not cell:
            continue
        weight = float(cell) if _NUMBER.fullmatch(cell) else 0.0
        if not 0 < weight < 1e18:
            message = f'The weight of {column} is "{readable(cell)}". Write a number above 0 with a decimal point.'
            raise _fault(path, line, message)
        weights[column] = weight
    # Nothing stands beside the root: its weight, where a file has one, means nothing.
    weights.pop(ROOT_ID, None)
    return WeightSet(name, weights)
