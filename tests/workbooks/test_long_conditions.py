"""Skip logic as long as content may have it: formulas that spreadsheets take, and that ask what the core asks."""

import re
from pathlib import Path
from random import Random

import pytest

from assessment.core.instrument import Instrument
from assessment.core.rubric import MOST_BANDS, MOST_GATES
from assessment.core.scoring import Scores
from assessment.core.submission import Response, Status
from assessment.workbooks.issued.pack_cells import cells_in
from assessment.workbooks.offline.reader import open_offline
from tests.builders import gate_on, instrument, leaf, node, scores_of
from tests.workbooks.live_books import column_of, content_of, engine_columns, expected, write_live, wrong
from tests.workbooks.long_conditions import ASKED_AFTER, FILTERS, random_answers
from tests.workbooks.offline_files import compiled, flow_rows, opened, package, written
from tests.workbooks.recalculating import formulas_of, recalculate, soffice, values_of

LONGEST_FORMULA = 8192
MOST_ARGUMENTS = 255
STATES, FILES = 80, 24
LONGEST_REFERENCE = "$XFD$1048576"
REFERENCE = re.compile(r"\$?\b[A-Z]{1,3}\$?[0-9]+\b")


def at_its_longest(formula: str) -> int:
    """Return how long a formula would be at the end of the largest sheet."""
    return len(REFERENCE.sub(LONGEST_REFERENCE, re.sub(r'"[^"]*"', lambda text: text[0].lower(), formula)))


def most_arguments(formula: str) -> int:
    """Return how many arguments the function with the most of them has."""
    most, open_commas = 0, [0]
    for letter in re.sub(r'"[^"]*"|\{[^}]*\}', "", formula):
        if letter == "(":
            open_commas.append(0)
        elif letter == ")":
            most = max(most, open_commas.pop() + 1)
        elif letter == ",":
            open_commas[-1] += 1
    return most


@pytest.fixture(scope="module")
def longest() -> Instrument:
    gates = [gate_on("overall", "level", cap=50 + place / 10, id=f"gate-{place}") for place in range(MOST_GATES)]
    bands = [{"id": f"band-{place}", "label": "B", "at_least": 10 * place} for place in range(MOST_BANDS)]
    leaves = [leaf(question["id"]) for question in ASKED_AFTER]
    return instrument(
        [*FILTERS, *ASKED_AFTER],
        node("overall", leaf("list", scoring={"kind": "options"}), leaf("level"), *leaves),
        gates=gates,
        bands=bands,
    )


@pytest.fixture(scope="module")
def scores(longest: Instrument) -> Scores:
    questions = list(longest.questions)
    return scores_of(
        longest,
        **{f"S{number:02}": dict(random_answers(questions, Random(number))) for number in range(STATES)},  # noqa: S311
    )


def test_live_sheets__as_long_as_may_be__are_read_and_ask_what_the_core_asks(tmp_path: Path, scores: Scores):
    soffice()
    content, file = content_of(scores), tmp_path / "longest.xlsx"
    cells = write_live(content, file)
    formulas = formulas_of(file).values()
    assert max(map(at_its_longest, formulas)) <= LONGEST_FORMULA
    assert max(map(most_arguments, formulas)) <= MOST_ARGUMENTS
    cells_in(file.read_bytes())

    (again,) = recalculate([file], tmp_path / "again")
    values = values_of(again)
    for name in ("asked", "standing"):
        found, wanted = column_of(values, name), dict(engine_columns(content, name))
        assert {key: found[key] for key in wanted} == wanted
    assert wrong(values, expected(content, cells)) == {}
    flow, rows = scores.flow, [scores.instrument.question_index[one["id"]] for one in ASKED_AFTER]
    hidden = ~flow.asked & ~flow.undecided
    for row, question in zip(rows, ASKED_AFTER, strict=True):
        outcomes = [flow.asked[row].any(), flow.undecided[row].any() or "words.none" in question["id"]]
        assert all([*outcomes, hidden[row].any()]), (question["id"], "tells little with these answers")


def test_offline_questionnaire__as_long_as_may_be__asks_what_the_core_asks(tmp_path: Path):
    soffice()
    content = package(("first", FILTERS), ("second", ASKED_AFTER))
    questions = list(compiled(content).questions)
    files, sheets = [], []
    for seed in range(FILES):
        answers: dict[str, Response] = {
            question: response
            for question, response in random_answers(questions, Random(1000 + seed)).items()  # noqa: S311
            if response.status is not Status.BLANK
        }
        files.append(tmp_path / f"{seed}.xlsx")
        files[-1].write_bytes(written(content, answers))
        sheets.append(scores_of(compiled(content), XAA=dict(answers)).flow)
    formulas = formulas_of(files[0]).values()
    assert max(map(at_its_longest, formulas)) <= LONGEST_FORMULA
    assert max(map(most_arguments, formulas)) <= MOST_ARGUMENTS

    assert open_offline(files[0].read_bytes()).identity.state == "XAA"
    for file, flow in zip(recalculate(files, tmp_path / "again"), sheets, strict=True):
        rows = flow_rows(opened(file.read_bytes(), values=True))
        for place, question in enumerate(questions):
            found = (bool(rows[question.id]["asked"]), bool(rows[question.id]["perhaps"]))
            asked, undecided = bool(flow.asked[place, 0]), bool(flow.undecided[place, 0])
            assert found == (asked, asked or undecided), (file.name, question.id)
