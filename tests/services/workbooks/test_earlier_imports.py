"""The same workbook again: what was decided on with it before is neither asked nor taken a second time."""

import pytest

from assessment.core.revision import Answer
from assessment.core.three_way_merge import Outcome, Side
from tests.services.workbooks.imports import apply, filled, issued, level, outcomes, preview, record, save
from tests.workbooks.filled_workbooks import LAW, SHARE, STRATEGY
from tests.workspaces import Office


@pytest.mark.parametrize("since", [level(1), level(1, "Nobody can find it."), level(0, "Kept.")])
def test_what_was_taken_and_changed_since_stays_as_it_was_changed(office: Office, since: Answer):
    save(office, STRATEGY, level(0, "Kept."))
    data = filled(issued(office), {STRATEGY: "2 – Adopted"})
    apply(office, data)
    assert record(office, STRATEGY).answer == level(2, "Kept.")

    save(office, STRATEGY, since, seen=2)
    again = preview(office, data)

    assert outcomes(again)[STRATEGY] is Outcome.CHANGED_HERE
    assert again.changes_nothing
    apply(office, data)
    assert record(office, STRATEGY).answer == since


def test_what_was_chosen_in_a_conflict_is_not_asked_again(office: Office):
    data = filled(issued(office), {STRATEGY: "2 – Adopted"})
    save(office, STRATEGY, level(1))
    apply(office, data, {STRATEGY: Side.FILE})
    save(office, STRATEGY, level(0), seen=2)

    assert preview(office, data).changes_nothing


def test_what_is_filled_in_later_is_asked_about_all_the_same(office: Office):
    sent = issued(office)
    apply(office, filled(sent, {STRATEGY: "2 – Adopted"}))
    save(office, STRATEGY, level(1), seen=1)

    found = preview(office, filled(sent, {STRATEGY: "0 – None", LAW: "Yes"}))

    assert outcomes(found)[STRATEGY] is Outcome.CONFLICT
    assert outcomes(found)[LAW] is Outcome.FILLED


def test_what_came_with_one_workbook_is_asked_about_when_another_has_it(office: Office):
    one, other = issued(office), issued(office)
    apply(office, filled(one, {STRATEGY: "2 – Adopted"}))
    save(office, STRATEGY, level(1), seen=1)

    assert outcomes(preview(office, filled(other, {STRATEGY: "2 – Adopted"})))[STRATEGY] is Outcome.CONFLICT


def test_an_answer_that_was_declined_is_asked_about_again_when_another_workbook_has_it(office: Office):
    one, other = issued(office), issued(office)
    save(office, STRATEGY, level(1))
    apply(office, filled(one, {STRATEGY: "2 · Adopted"}), {STRATEGY: Side.HERE})

    again = preview(office, filled(one, {STRATEGY: "2 · Adopted", SHARE: 40}))
    assert outcomes(again)[STRATEGY] is Outcome.CHANGED_HERE
    data = filled(other, {STRATEGY: "2 · Adopted"})
    assert [conflict.question for conflict in preview(office, data).conflicts] == [STRATEGY]
    apply(office, data, {STRATEGY: Side.FILE})
    assert record(office, STRATEGY).answer == level(2)
