"""Packs over States on random rubrics, releases and skip logic: they account for all, and tell what they may."""

from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assessment.core.coding import DONT_KNOW, NOT_APPLICABLE
from assessment.core.pack import Audience
from assessment.core.pack_receipt import WithheldBy
from assessment.core.release import Release
from assessment.services.packs.frame import BuiltPack
from tests.services.packs.random_looks import Drawn, build, draw, withheld_words
from tests.services.packs.reading_packs import all_text, by_name, opened, table
from tests.workspaces import THIS_CYCLE, Office

BY_NAME = (Audience.REGIONAL, Audience.GLOBAL, Audience.ASSISTANCE)
SEEDS = st.integers(0, 10_000)
RANDOM_PACKS = settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("audience", BY_NAME)
@RANDOM_PACKS
@given(seed=SEEDS)
def test_the_receipt__any_content_and_releases__accounts_for_every_question_once(
    audience: Audience, seed: int, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = draw(seed)
    pack = build(drawn, audience, office, monkeypatch)
    found = drawn.found(THIS_CYCLE)
    may = found.usable_questions(Release.SECRETARIAT)
    coded, flow = found.scores.coded, found.scores.flow
    hidden = ~flow.asked & ~flow.undecided
    said = coded.has_answer | np.isin(coded.status, [DONT_KNOW, NOT_APPLICABLE])
    assert [line.state for line in pack.receipt] == list(found.scores.states)
    for column, line in enumerate(pack.receipt):
        assert line.questions == len(found.instrument.questions)
        assert line.questions == line.exported + line.withheld + line.unanswered + line.hidden
        assert line.withheld == (~may[:, column]).sum()
        assert line.withheld_by is (WithheldBy.STATE if line.withheld else None)
        assert line.hidden == (may & hidden)[:, column].sum()
        assert line.exported == (may & said & ~hidden)[:, column].sum()
    assert_sheet_agrees(pack, drawn)


def assert_sheet_agrees(pack: BuiltPack, drawn: Drawn) -> None:
    """Hold the sheet of the receipt, and the rows of Data, against the account."""
    book, names = opened(pack), drawn.found(THIS_CYCLE).names
    rows = by_name(table(book, "Receipt", "State"), "State")
    data = [row for row in book["Data"].iter_rows(min_row=2, values_only=True) if row[0]]
    for line in pack.receipt:
        row = list(rows[names[line.state]].values())
        assert row[1:4] == [line.questions, line.exported, line.withheld]
        assert row[5:8] == [line.unanswered, line.hidden, "yes"]
        told = {row[3] for row in data if row[0] == line.state}
        assert len(told) == line.questions - line.withheld


@pytest.mark.parametrize("audience", BY_NAME)
@RANDOM_PACKS
@given(seed=SEEDS)
def test_what_is_withheld__any_content_and_releases__is_nowhere_in_the_file(
    audience: Audience, seed: int, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = draw(seed)
    inside = all_text(build(drawn, audience, office, monkeypatch))
    assert "Land A" in inside
    assert [words for words in withheld_words(drawn) if words in inside] == []


@pytest.mark.parametrize("audience", BY_NAME)
@RANDOM_PACKS
@given(seed=SEEDS)
@example(seed=15)  # where "not applicable" would be too often only with the answers that are withheld
def test_other_answers__where_they_are_withheld__change_no_byte_of_the_file(
    audience: Audience, seed: int, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = draw(seed)
    other = drawn.with_other_withheld_answers(Random(seed))  # noqa: S311 - invented data
    one = build(drawn, audience, office, monkeypatch)
    another = build(other, audience, office, monkeypatch)
    assert another.receipt == one.receipt
    assert all_text(another) == all_text(one)
    assert another.data == one.data
