"""Live workbooks for tests: written from scores, changed as a person would, and held against the engine."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from openpyxl import load_workbook

from assessment.core.companions import companion_scores
from assessment.core.comparison import ComparedScores, regional_statistics
from assessment.core.ranks import rank_draws
from assessment.core.scoring import READINGS, Reading, Scores
from assessment.core.state_sets import StateSet
from assessment.core.submission import Response
from assessment.core.text import Words, translatable_texts
from assessment.locale import phrases
from assessment.workbooks.book import Book, BookFrame
from assessment.workbooks.live.cells import LiveCells
from assessment.workbooks.live.content import LiveContent
from assessment.workbooks.live.data_plan import DataPlan
from assessment.workbooks.live.data_values import DataValues
from assessment.workbooks.live.sheets import write_live_sheets
from tests.workbooks.recalculating import CellValues

MADE_AT = dt.datetime(2026, 7, 1, 9, 30, tzinfo=dt.UTC)
FOR_MANY: tuple[Reading, ...] = ("point", "worst", "best")
SHEET_COLUMNS = {"asked": 0, "standing": 1}


def words_of(scores: Scores) -> Words:
    """Return the English words of some content."""
    instrument = scores.instrument
    return Words("en", dict(translatable_texts(instrument.questionnaire, instrument.rubric)))


def content_of(scores: Scores, **more: Any) -> LiveContent:
    """Return everything about some States, with two sets of them if they are several."""
    states = scores.states
    sets = (
        StateSet("all", "All States", states, "all"),
        StateSet("region.odd", "Every second State", states[::2], "region"),
        StateSet("region.none", "Nobody", (), "region"),
    )
    return dataclasses.replace(
        LiveContent(
            scores=scores,
            state_names={state: f"Land of {state}" for state in states},
            exportable=np.ones(scores.coded.value.shape, dtype=np.bool_),
            shown=np.ones(scores.coverage.shape, dtype=np.bool_),
            readings=READINGS_FIRST if len(states) == 1 else FOR_MANY,
            sets=sets if len(states) > 1 else (),
            explanations={},
        ),
        **more,
    )


READINGS_FIRST: tuple[Reading, ...] = ("point", *(reading for reading in READINGS if reading != "point"))


def write_live(content: LiveContent, file: Path, language: str = "en", words: Words | None = None) -> LiveCells:
    """Write the live sheets alone to a file."""
    frame = BookFrame(phrases(language), "Trial", "Trial", "Trial", None, MADE_AT)
    book = Book(frame)
    cells = write_live_sheets(book, content, words or words_of(content.scores))
    file.write_bytes(book.finish())
    return cells


def place_of(reference: str) -> tuple[str, str]:
    """Return sheet and cell of an absolute reference."""
    sheet, cell = reference.rsplit("!", 1)
    return sheet.strip("'"), cell.replace("$", "")


def expected(content: LiveContent, cells: LiveCells) -> dict[tuple[str, str], object]:
    """Return what the engine has for every cell that `cells` names; None where it has nothing."""
    found: dict[str, float] = {}
    scores, nodes = content.scores, [node.id for node in content.instrument.nodes]
    points = np.where(content.shown, 100 * scores.shown_nodes("point"), np.nan)
    companions = companion_scores(scores)
    for place, node in enumerate(nodes):
        for column, state in enumerate(content.states):
            for reading in content.readings:
                always = reading in {"worst", "best"}
                values = scores.nodes(reading) if always else scores.shown_nodes(reading)
                if cell := cells.node(node, state, reading):
                    found[cell] = 100 * values[place, column]
            if cell := cells.coverage(node, state):
                found[cell] = scores.coverage[place, column]
            for name in ("geometric", "blend"):
                if cell := cells.companion(node, state, name):
                    there = scores.shown[place, column]
                    found[cell] = 100 * getattr(companions, name)[place, column] if there else np.nan
            if cell := cells.rank(node, state):
                decimals = content.instrument.rubric.robustness.rank_decimals
                found[cell] = rank_draws(points / 100, decimals)[place, column]
    for number, gate in enumerate(content.instrument.rubric.gates):
        for column, state in enumerate(content.states):
            if cell := cells.gate(gate.id, state):
                found[cell] = float(scores.gates("point")[number, column])
    named: dict[tuple[str, str], object] = {
        place_of(cell): None if np.isnan(value) else float(value) for cell, value in found.items()
    }
    return named | _statistics(content, cells, nodes, points)


def _statistics(
    content: LiveContent, cells: LiveCells, nodes: list[str], points: np.ndarray
) -> dict[tuple[str, str], object]:
    compared = ComparedScores(tuple(nodes), content.states, points)
    table = regional_statistics(compared, content.sets, content.instrument.rubric.bands)
    found: dict[tuple[str, str], object] = {}
    for (node, set_id), figures in table.items():
        if figures.of:
            found |= {
                place_of(cells.set_statistic(node, set_id, "n")): float(figures.n),
                place_of(cells.set_statistic(node, set_id, "mean")): figures.mean,
                place_of(cells.set_statistic(node, set_id, "median")): figures.median,
                place_of(cells.set_statistic(node, set_id, "q1")): figures.lower_quartile,
                place_of(cells.set_statistic(node, set_id, "q3")): figures.upper_quartile,
            }
    return found


def wrong(values: CellValues, wanted: Mapping[tuple[str, str], object]) -> dict[tuple[str, str], object]:
    """Return the cells that are not what the engine has, within 1e-9, with both values."""
    return {
        cell: (values.get(cell), value) for cell, value in wanted.items() if not _same(values.get(cell), value)
    }


def _same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-9
    return one is None and other is None


def change_answers(
    file: Path, content: LiveContent, changes: Mapping[tuple[str, str], Response], to: Path, after: Scores
) -> None:
    """Enter other responses (by State and question) in the Data sheet, as a person does in four columns.

    `after` are the scores of the changed answers; only the answers are taken from it.
    """
    book = load_workbook(file)
    sheet = book["Data"]
    columns = {str(cell.value): place for place, cell in enumerate(sheet[1], start=1)}
    rows = {
        (row[columns["state"] - 1].value, row[columns["question"] - 1].value): row for row in sheet.iter_rows()
    }
    values = DataValues(dataclasses.replace(content, scores=after), words_of(after))
    for state, question in changes:
        row = rows[state, question]
        at = content.instrument.question_index[question], content.states.index(state)
        row[columns["status"] - 1].value = values.status(*at)
        row[columns["answer"] - 1].value = _typed(values.answer(*at, "words"))
        row[columns["evidence"] - 1].value = values.grade(*at)
        row[columns["reason"] - 1].value = _typed(values.reason(*at, "a reason")) or None
    book.save(to)


def _typed(value: object) -> Any:
    return "words" if isinstance(value, str) and value.startswith("=") else value


def data_columns(values: CellValues) -> dict[str, str]:
    """Return the letters of the columns of the Data sheet by name."""
    return {str(value): cell[:-1] for (sheet, cell), value in values.items() if sheet == "Data" and _in_head(cell)}


def _in_head(cell: str) -> bool:
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "1"


def column_of(values: CellValues, name: str) -> dict[tuple[str, str], object]:
    """Return a column of the Data sheet by State and question."""
    letters = data_columns(values)
    rows = {
        int(cell[1:]): None for (sheet, cell) in values if sheet == "Data" and cell[0] == "A" and cell[1:] != "1"
    }
    return {
        (str(values["Data", f"{letters['state']}{row}"]), str(values["Data", f"{letters['question']}{row}"])): (
            values.get(("Data", f"{letters[name]}{row}"))
        )
        for row in rows
    }


def engine_columns(content: LiveContent, name: str) -> Iterable[tuple[tuple[str, str], object]]:
    """Yield what the engine says of every question and State in a column of Data."""
    values = DataValues(content, words_of(content.scores))
    for state, question in DataPlan(None, content).rows:  # type: ignore[arg-type]  # nothing is written
        column, row = content.states.index(state), content.instrument.question_index[question]
        leaf = content.instrument.leaf_row.get(question)
        if name == "asked":
            yield (state, question), values.asked(row, column)
        elif leaf is not None:
            yield (state, question), values.standing(leaf, column)
