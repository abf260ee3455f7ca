"""What changed between two packs: answers, scores, and the sheet that says so."""

import datetime as dt
import io
import re
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from assessment.core.pack import Classification
from assessment.errors import UnacceptableError
from assessment.locale import phrases
from assessment.locale.pseudo import PSEUDO
from assessment.workbooks.issued.difference_sheet import fact_in_words, write_differences
from assessment.workbooks.issued.pack_cells import read_cells
from assessment.workbooks.issued.pack_comparison import Change, PackDifference, ScoreChange, compare_cells_of_packs
from assessment.workbooks.issued.pack_reader import data_lines, identity_of, pack_id, table_rows
from assessment.workbooks.issued.score_reader import node_scores
from tests.workbooks.small_packs import ANSWERS, CYCLE, FRAME, pack, points

FULL = {**ANSWERS, "policy.bodies": frozenset({"police"}), "practice.review": dt.date(2026, 1, 31)}
LATER = FRAME.made_at + dt.timedelta(days=30)
NOW = dt.datetime(2026, 7, 1, 12, 0, tzinfo=dt.UTC)


def compared(one: bytes, other: bytes) -> PackDifference:
    return compare_cells_of_packs(read_cells(one), read_cells(other))


def later(answers: dict[str, Any], **more: Any) -> bytes:
    return pack({"XAA": answers}, made_at=LATER, id="b" * 32, snapshot="6" * 64, **more)


def test_what_a_pack_says_of_itself_is_read_back() -> None:
    cells = read_cells(pack())
    assert pack_id(cells) == FRAME.id
    assert identity_of(cells)["snapshot"] == FRAME.snapshot
    assert pack_id({"_pack": {"A1": "format", "B1": "something else"}}) is None
    assert pack_id({"_pack": {**cells["_pack"], "B2": "../../etc"}}) is None
    assert pack_id({}) is None


def test_scores_are_those_of_the_engine_for_one_state_and_for_two() -> None:
    for states in ({"XAA": FULL}, {"XAA": FULL, "XBB": {**FULL, "policy.strategy": 2}}):
        assert node_scores(read_cells(pack(states))) == pytest.approx(points(states))
        assert points(states)


def test_the_pack_of_the_earlier_cycle_comes_first_whenever_it_was_made() -> None:
    last_cycle = replace(CYCLE, id="2025")
    difference = compared(pack(), later({**ANSWERS, "policy.strategy": 2}, cycle=last_cycle))
    assert (difference.first["cycle"], difference.second["cycle"]) == ("2025", CYCLE.id)
    sheet = load_workbook(io.BytesIO(write_differences(difference, phrases("en"), NOW))).worksheets[0]
    heads = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"Before · 2025", f"After · {CYCLE.id}"} <= heads


def test_columns_may_be_moved_and_rows_sorted() -> None:
    sheet = {"B3": "x", "C5": "question", "A5": "state", "C6": "q1", "A6": "XAA", "C7": "q2", "Z7": "beyond"}
    rows = list(table_rows(sheet))
    assert rows == [{"state": "XAA", "question": "q1"}, {"question": "q2"}]
    assert list(table_rows({"A1": "nothing"})) == []


def test_answers_and_scores_that_changed_came_and_went() -> None:
    before = {**FULL, "policy.law": "yes"}
    after = {**FULL, "policy.strategy": 2}
    del after["policy.law"]

    found = compared(pack({"XAA": before}), later(after))

    by_question = {one.question: one for one in found.answers}
    assert set(by_question) == {"policy.strategy", "policy.law"}
    strategy = by_question["policy.strategy"]
    assert strategy.change is Change.CHANGED
    assert strategy.before is not None
    assert strategy.after is not None
    assert (strategy.before.entered["answer"], strategy.after.entered["answer"]) == ("1", "2")
    assert strategy.after.in_words == "The text is adopted."
    scores = {(one.state, one.node): (one.before, one.after) for one in found.scores}
    expected = points({"XAA": before}), points({"XAA": after})
    assert scores == {
        key: pytest.approx((expected[0].get(key), expected[1].get(key))) for key in expected[0] | expected[1]
    }
    assert any(one.is_one for one in found.scores)


def test_states_of_one_pack_alone_are_added_or_gone() -> None:
    both = pack({"XAA": FULL, "XBB": FULL}, made_at=LATER)
    one = pack({"XAA": FULL})
    added = compared(one, both)
    assert {(each.state, each.change) for each in added.answers} == {("XBB", Change.ADDED)}
    assert all(each.before is None for each in added.scores if each.state == "XBB")
    gone = compared(pack({"XAA": FULL, "XBB": FULL}), later(FULL))
    assert {(each.state, each.change) for each in gone.answers} == {("XBB", Change.GONE)}
    assert not any(each.is_one for each in gone.scores if each.state == "XAA")


def test_a_question_without_a_row_is_withheld_where_both_packs_are_of_one_version() -> None:
    cells, without = read_cells(pack({"XAA": FULL})), read_cells(later(FULL))
    question = next(cell for cell in without["Data"] if without["Data"][cell] == "policy.law")
    row = re.sub(r"\D", "", question)
    without["Data"] = {cell: kept for cell, kept in without["Data"].items() if re.sub(r"\D", "", cell) != row}

    assert [(one.question, one.change) for one in compare_cells_of_packs(cells, without).answers] == [
        ("policy.law", Change.WITHHELD)
    ]
    backwards = compare_cells_of_packs({**without, "_pack": cells["_pack"]}, {**cells, "_pack": without["_pack"]})
    assert [one.change for one in backwards.answers] == [Change.RELEASED]
    other = read_cells(later(FULL, content_digest="0" * 64))
    without["_pack"] = other["_pack"]
    assert [one.change for one in compare_cells_of_packs(cells, without).answers] == [Change.GONE]


def test_the_earlier_pack_comes_first_whichever_is_handed_in_first() -> None:
    one, other = pack({"XAA": FULL}), later({**FULL, "policy.strategy": 2})
    assert compared(one, other).first == compared(other, one).first
    assert compared(other, one).first["pack_id"] == FRAME.id


def test_the_same_pack_twice_has_no_difference() -> None:
    found = compared(pack(), pack())
    assert found.answers == ()
    assert not any(one.is_one for one in found.scores)


def test_packs_that_cannot_be_compared_are_refused() -> None:
    other_questionnaire = pack(
        cycle=type(CYCLE)("1", "C", "other", "1", CYCLE.opens_on, CYCLE.closes_on, CYCLE.reference_date)
    )
    with pytest.raises(UnacceptableError, match="packs_of_two_questionnaires"):
        compared(pack(), other_questionnaire)
    with pytest.raises(UnacceptableError, match="packs_of_other_states"):
        compared(pack(), pack({"XBB": FULL}))
    with pytest.raises(UnacceptableError, match="pack_without_answers"):
        compare_cells_of_packs(read_cells(pack()), {"_pack": read_cells(pack())["_pack"]})
    with pytest.raises(UnacceptableError, match="pack_not_one"):
        compare_cells_of_packs(read_cells(pack()), {"Data": {}})


@pytest.mark.parametrize("language", ["en", PSEUDO])
def test_the_sheet_says_what_changed_and_nothing_becomes_a_formula(language: str) -> None:
    difference = compared(pack({"XAA": FULL}), later({**FULL, "policy.strategy": 2}, subject_name="=1+1"))
    book = load_workbook(io.BytesIO(write_differences(difference, phrases(language), NOW)))
    [sheet] = book.worksheets
    assert bool(sheet.sheet_view.rightToLeft) is (language == PSEUDO)
    values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert {"=1+1", "policy.strategy", FRAME.snapshot, "6" * 64, FRAME.id, "b" * 32} <= set(values)
    strategy = next(row for row in sheet.iter_rows() if row[1].value == "policy.strategy")
    assert str(strategy[4].value).startswith("1 – There is a draft.")
    assert str(strategy[5].value).startswith("2 – The text is adopted.")
    policy = next(row for row in sheet.iter_rows() if row[1].value == "policy")
    before, after = (points({"XAA": {**FULL, "policy.strategy": level}})["XAA", "policy"] for level in (1, 2))
    assert policy[4].value == pytest.approx(before)
    assert policy[5].value == pytest.approx(after)
    assert policy[6].value == pytest.approx(after - before)


def test_the_sheet_bears_the_higher_label_and_the_mark_of_training() -> None:
    strict = later(
        {**FULL, "policy.strategy": 2}, classification=Classification.STRICTLY_CONFIDENTIAL, is_training=False
    )
    difference = compared(pack({"XAA": FULL}), strict)
    [sheet] = load_workbook(io.BytesIO(write_differences(difference, phrases("en"), NOW))).worksheets
    footer, header = sheet.oddFooter, sheet.oddHeader
    assert footer is not None
    assert header is not None
    assert "Strictly" in str(footer.left.text)
    assert header.center.text


def test_a_difference_in_the_sheet_agrees_with_the_scores_beside_it() -> None:
    pairs = ((60.74, 60.39), (41.2, 45.0), (60.0, 60.00001), (None, 45.0))
    moved = tuple(ScoreChange("XAA", "Alba", f"n{at}", f"Node {at}", *pair) for at, pair in enumerate(pairs))
    found = replace(compared(pack(), later(FULL)), scores=moved)
    sheet = load_workbook(io.BytesIO(write_differences(found, phrases("en"), NOW))).worksheets[0]
    rows = {row[1].value: [(cell.value, cell.number_format) for cell in row[4:7]] for row in sheet.iter_rows()}
    assert rows["n0"] == [(60.74, "0.00"), (60.39, "0.00"), (pytest.approx(-0.35), "+0.00;−0.00;0.00")]
    assert [form for _, form in rows["n1"]] == ["0.0", "0.0", "+0.0;−0.0;0.0"]
    assert rows["n2"][2][1] == "0.000;0.000"  # what rounds to zero has no sign
    assert [value for value, _ in rows["n3"]] == [None, 45.0, None]
    assert phrases("en")("packs.decimals_note") in {cell.value for [cell] in sheet.iter_rows(max_col=1)}


def test_packs_with_the_same_answers_say_so() -> None:
    difference = compared(pack(), pack())
    [sheet] = load_workbook(io.BytesIO(write_differences(difference, phrases("en"), NOW))).worksheets
    words = {cell.value for row in sheet.iter_rows() for cell in row}
    assert phrases("en")("packs.no_answers_changed") in words


def test_data_lines_are_by_state_and_question() -> None:
    lines = data_lines(read_cells(pack(explanation="Because.")))
    assert lines["XAA", "policy.strategy"].state_name == "Xenia"
    assert lines["XAA", "policy.law"].in_words == "Yes"


@pytest.mark.parametrize("written", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "last spring"])
def test_a_time_that_nobody_can_show_stands_as_it_is_written(written: str) -> None:
    assert fact_in_words("made_at", written, phrases("en")) == written
