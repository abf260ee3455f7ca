"""What may not stand in a file is nowhere in it: no cell, no formula, no hidden word."""

import dataclasses
import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from assessment.core.arrays import Bools
from assessment.core.domains import domains_of
from assessment.core.release import Release
from assessment.core.released import released_nodes, released_questions
from assessment.core.scoring import Scores, score
from assessment.core.submission import EvidenceGrade, Response, Status
from assessment.locale import phrases
from assessment.workbooks.live.content import LiveContent
from tests.builders import answered, gate_on, instrument, leaf, maturity, node, scores_of
from tests.strategies import question_data
from tests.workbooks.live_books import change_answers, content_of, expected, place_of, write_live, wrong
from tests.workbooks.recalculating import differences, formulas_of, recalculate, soffice, values_of

WITHHELD_NUMBER = 87.654321
WITHHELD_WORDS = "Nobody else may read this"


def number_question(question_id: str, kind: str = "number") -> dict[str, object]:
    """Return a question answered by a number, or in words."""
    found = question_data("number", question_id, not_applicable=True, tagged=False)
    if kind == "text":
        found = {key: found[key] for key in ("id", "text")} | {"type": "text"}
    return found


@pytest.fixture
def scores() -> Scores:
    """Return three States with three domains, a gate and skip logic across them, and things to tell apart."""
    compiled = instrument(
        [
            maturity("open.policy"),
            number_question("open.share"),
            number_question("closed.share"),
            maturity("closed.follows", show_if={"question": "closed.share", "at_least": 50}),
            maturity("open.follows", show_if={"question": "closed.share", "at_least": 50}),
            number_question("closed.words", kind="text"),
        ],
        node(
            "overall",
            node("open", leaf("open.policy"), leaf("open.share", "number")),
            node("closed", leaf("closed.share", "number"), leaf("closed.follows")),
            node("across", leaf("open.follows")),
        ),
        context=["closed.words"],
        gates=[gate_on("closed", "open.policy")],
    )
    full = {
        "open.policy": answered(3, EvidenceGrade.ATTACHED),
        "open.share": answered(40.0),
        "closed.share": answered(WITHHELD_NUMBER),
        "closed.follows": 2,
        "open.follows": 1,
        "closed.words": answered("words"),
    }
    return scores_of(compiled, AAA=full, BBB=full | {"open.policy": 1}, CCC=full | {"open.share": 3.0})


def partly(scores: Scores) -> LiveContent:
    """Return what stands where AAA releases everything, BBB all domains but one, CCC nothing."""
    compiled, states = scores.instrument, scores.states
    everything = dict.fromkeys(domains_of(compiled), Release.SECRETARIAT)
    releases = {"AAA": everything, "BBB": everything | {"closed": Release.PRIVATE}}
    words = {(state, "closed.words"): WITHHELD_WORDS for state in states}
    return content_of(
        scores,
        exportable=released_questions(compiled, states, releases, Release.SECRETARIAT),
        shown=released_nodes(compiled, states, releases, Release.SECRETARIAT),
        texts={key: value for key, value in words.items() if key[0] != "AAA"},
        reasons=words,
        explanations={("BBB", "closed.share"): WITHHELD_WORDS},
    )


def _with(scores: Scores, state: str, question: str, answer: Response) -> Scores:
    """Return the scores with one answer replaced."""
    coded, compiled = scores.coded, scores.instrument
    one = scores_of(compiled, **{state: {question: answer}}).coded
    at = compiled.question_index[question], scores.states.index(state)
    changed = {}
    for name in ("value", "status", "grade", "reason"):
        changed[name] = getattr(coded, name).copy()
        changed[name][at] = getattr(one, name)[at[0], 0]
    return score(compiled, dataclasses.replace(coded, **changed))


def everything_in(file: Path) -> str:
    """Return all text of all parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_withheld__answers_states_and_words__are_nowhere_in_the_file(tmp_path: Path, scores: Scores):
    file = tmp_path / "partly.xlsx"
    write_live(partly(scores), file)
    inside = everything_in(file)
    assert WITHHELD_WORDS not in inside
    assert "CCC" not in inside
    assert "Land of CCC" not in inside
    assert inside.count(str(WITHHELD_NUMBER)) == 1, "the answer of AAA, and no other State's"
    data = load_workbook(file)["Data"]
    told = {(row[0], row[3]) for row in data.iter_rows(min_row=2, values_only=True)}
    assert {question for state, question in told if state == "BBB"} == {
        "open.policy",
        "open.share",
    }


def test_withheld__nodes__have_no_cell_and_no_working(tmp_path: Path, scores: Scores):
    file, content = tmp_path / "partly.xlsx", partly(scores)
    cells = write_live(content, file)
    assert cells.node("closed", "BBB") is None
    assert cells.node("across", "BBB") is None
    assert cells.node("overall", "BBB", "worst") is None
    assert cells.node("open", "CCC") is None
    assert cells.question("closed.share", "BBB") is None
    assert cells.gate("gate", "BBB") is None
    assert cells.coverage("closed", "BBB") is None
    assert cells.gate("gate", "AAA") is not None
    assert cells.node("open", "BBB") is not None
    scoring = load_workbook(file, data_only=True)["Scoring"]
    column = place_of(str(cells.node("open", "BBB")))[1].rstrip("0123456789")
    working = [cell.value for cell in scoring[column] if cell.value not in (None, "")]
    engine = float(scores.nodes("point")[scores.instrument.node_index["closed"], 1])
    assert not [value for value in working if isinstance(value, float) and abs(value - engine) < 1e-6]


def test_withheld__what_is_left__is_the_engine_and_moves(tmp_path: Path, scores: Scores):
    soffice()
    file, content = tmp_path / "partly.xlsx", partly(scores)
    cells = write_live(content, file)
    better = answered(4, EvidenceGrade.VERIFIED)
    after = partly(_with(scores, "BBB", "open.policy", better))
    change_answers(file, content, {("BBB", "open.policy"): better}, tmp_path / "better.xlsx", after.scores)
    again, moved = recalculate([file, tmp_path / "better.xlsx"], tmp_path / "again")
    assert differences(values_of(file), values_of(again)) == {}
    told = content.of_those_told_of()
    assert told.states == ("AAA", "BBB")
    assert wrong(values_of(again), expected(told, cells)) == {}
    assert wrong(values_of(moved), expected(after.of_those_told_of(), cells)) == {}
    assert wrong(values_of(again), expected(after.of_those_told_of(), cells)) != {}


def test_withheld__some_answers_of_a_node_that_is_shown__a_value_stands_for_it(tmp_path: Path, scores: Scores):
    soffice()
    may: Bools = np.ones(scores.coded.value.shape, dtype=np.bool_)
    may[scores.instrument.question_index["closed.share"], 1] = False
    content, file = content_of(scores, exportable=may, sets=()), tmp_path / "values.xlsx"
    cells = write_live(content, file)
    formulas, values = formulas_of(file), values_of(file)
    for shown in ("overall", "closed"):
        assert place_of(str(cells.node(shown, "BBB"))) not in formulas
        assert place_of(str(cells.node(shown, "AAA"))) in formulas
        assert cells.node(shown, "BBB", "raw") is None
    assert place_of(str(cells.node("open", "BBB"))) in formulas
    assert wrong(values, expected(content, cells)) == {}
    (again,) = recalculate([file], tmp_path / "again")
    assert wrong(values_of(again), expected(content, cells)) == {}
    assert everything_in(file).count(str(WITHHELD_NUMBER)) == 2


@pytest.mark.parametrize(
    "other", [answered(10.0), Response(Status.NOT_APPLICABLE, reason="Why."), Response(Status.BLANK)]
)
def test_withheld__another_answer__changes_no_cell(tmp_path: Path, scores: Scores, other: Response):
    write_live(partly(scores), tmp_path / "one.xlsx")
    write_live(partly(_with(scores, "BBB", "closed.share", other)), tmp_path / "other.xlsx")
    one, another = values_of(tmp_path / "one.xlsx"), values_of(tmp_path / "other.xlsx")
    assert differences(one, another) == {}
    assert formulas_of(tmp_path / "one.xlsx") == formulas_of(tmp_path / "other.xlsx")


def test_withheld__not_applicable_that_is_exported__says_if_it_is_accepted(tmp_path: Path, scores: Scores):
    said = _with(scores, "BBB", "open.share", Response(Status.NOT_APPLICABLE, reason="Why."))
    cells = []
    for number, one in enumerate((scores, said)):
        file = tmp_path / f"{number}.xlsx"
        node_cell = write_live(partly(one), file).node("open", "BBB")
        column = place_of(str(node_cell))[1].rstrip("0123456789")
        rows = load_workbook(file, data_only=True)["Scoring"]
        place = next(cell.row for cell in rows["A"] if cell.value == phrases("en")("live.accepted"))
        cells.append(rows[f"{column}{place}"].value)
    assert cells == [None, float(not said.standings.too_many[1])]


def test_texts__of_people__never_become_formulas(tmp_path: Path, scores: Scores):
    hostile = '=HYPERLINK("http://x","y")'
    state, question = "AAA", "closed.words"
    content = content_of(
        scores,
        state_names={"AAA": "=1+1", "BBB": "@B", "CCC": "+C"},
        explanations={(state, "open.policy"): "-2+3" + "x" * 40_000},
        texts={(state, question): hostile},
    )
    file = tmp_path / "hostile.xlsx"
    write_live(content, file)
    book = load_workbook(file)
    texts = {cell.value: cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {texts[text] for text in (hostile, "=1+1", "@B", "+C")} == {"s"}
    assert not [formula for formula in formulas_of(file).values() if "HYPERLINK" in formula]
    assert [len(text) for text in texts if isinstance(text, str) and text.startswith("-2+3")] == [32_767]


def test_one_state__reasons_and_words_kept__stand_in_the_data(tmp_path: Path, scores: Scores):
    compiled = scores.instrument
    one = scores_of(
        compiled,
        AAA={
            "open.share": Response(Status.NOT_APPLICABLE, reason="No such share."),
            "closed.words": answered("Our words."),
        },
    )
    content = dataclasses.replace(
        content_of(one),
        reasons={("AAA", "open.share"): "No such share."},
        texts={("AAA", "closed.words"): "Our words."},
        explanations={("AAA", "open.share"): "Because."},
    )
    file = tmp_path / "own.xlsx"
    write_live(content, file)
    said = set(values_of(file).values())
    assert {"No such share.", "Our words.", "Because."} <= said
    without = tmp_path / "without.xlsx"
    write_live(content_of(one), without)
    assert not {"No such share.", "Our words.", "Because."} & set(values_of(without).values())
