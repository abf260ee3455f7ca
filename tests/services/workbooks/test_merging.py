"""Workbooks that come back, merged with what was sent out and with what stands here."""

import datetime as dt

import pytest

from assessment.core.revision import NO_ANSWER, Answer, ChangeKind
from assessment.core.submission import Status
from assessment.core.three_way_merge import Outcome, Side
from assessment.errors import UnacceptableError
from assessment.services.answering import open_question
from assessment.services.operations import verify_store
from tests.services.workbooks.imports import (
    NAME,
    apply,
    filled,
    head,
    history,
    issued,
    level,
    outcomes,
    preview,
    record,
    save,
)
from tests.workbooks.filled_workbooks import (
    ANSWERS,
    BODIES,
    LAW,
    REVIEW,
    SHARE,
    STRATEGY,
    WORDS,
    Filling,
    small_package,
    written,
)
from tests.workspaces import INTERIOR, Office


def test_what_was_filled_in_is_shown_first_and_written_once_it_is_confirmed(office_on_both: Office):
    office = office_on_both
    data = filled(issued(office), {STRATEGY: "2 · Adopted", SHARE: 40})
    before = head(office)

    found = preview(office, data)

    assert outcomes(found) == dict.fromkeys(ANSWERS, Outcome.SAME) | {
        STRATEGY: Outcome.FILLED,
        SHARE: Outcome.FILLED,
    }
    assert (found.file_name, found.workbook.state, found.problems, found.not_found) == (NAME, "XAA", (), ())
    assert head(office) == before
    result = apply(office, data)
    assert (result.changed, result.kept_here) == ((STRATEGY, SHARE), ())
    [version] = history(office, STRATEGY)
    assert (version.kind, version.answer, version.changed_by) == (ChangeKind.IMPORTED, level(2), "Amara")
    assert record(office, SHARE).answer == Answer(Status.ANSWERED, 40.0)
    assert verify_store(office.workspace).findings == ()


def test_the_same_workbook_twice_changes_nothing_and_says_so(office: Office):
    data = filled(issued(office), {STRATEGY: "2 · Adopted"}, comment="See the law.")
    apply(office, data)
    before = head(office)

    found = preview(office, data)

    assert found.changes_nothing
    assert found.imported_at == office.clock.now
    assert outcomes(found)[STRATEGY] is Outcome.BOTH_ALIKE
    assert apply(office, data).changed == ()
    assert head(office) == before
    view = open_question(office.workspace, office.caller("Amara"), office.key, STRATEGY)
    assert [comment.text for comment in view.comments] == ["See the law."]


def test_comments_of_two_workbooks_are_both_kept_though_they_are_alike(office: Office):
    for _ in range(2):
        apply(office, filled(issued(office), {}, comment="Nothing to add."))
    view = open_question(office.workspace, office.caller("Amara"), office.key, STRATEGY)
    assert [comment.text for comment in view.comments] == ["Nothing to add."] * 2


def test_changes_on_either_side_are_told_apart_with_who_and_when(office: Office):
    save(office, STRATEGY, level(0))
    save(office, LAW, Answer(Status.ANSWERED, "no"))
    save(office, BODIES, Answer(Status.DONT_KNOW))
    data = issued(office)
    office.clock.move(minutes=30)
    save(office, STRATEGY, level(1), by="Bilal", seen=1)
    save(office, LAW, Answer(Status.ANSWERED, "yes"), by="Bilal", seen=1)
    save(office, SHARE, Answer(Status.ANSWERED, 10.0))
    data = filled(data, {STRATEGY: "2 · Adopted", LAW: "Yes", REVIEW: "2026-03-31"})

    found = preview(office, data)

    assert outcomes(found) == {
        STRATEGY: Outcome.CONFLICT,
        LAW: Outcome.BOTH_ALIKE,
        BODIES: Outcome.SAME,
        SHARE: Outcome.CHANGED_HERE,
        REVIEW: Outcome.FILLED,
        WORDS: Outcome.SAME,
    }
    [conflict] = found.conflicts
    assert (conflict.sent_out, conflict.file, conflict.here.answer) == (level(0), level(2), level(1))
    assert (conflict.changed_by, conflict.changed_at) == ("Bilal", office.clock.now)
    assert {one.changed_by for one in found.changes if one.question in {BODIES, REVIEW}} == {""}


def test_a_conflict_without_a_choice_writes_nothing(office: Office):
    data = filled(issued(office), {STRATEGY: "2 · Adopted", SHARE: 40})
    save(office, STRATEGY, level(1))
    before = head(office)

    with pytest.raises(UnacceptableError, match="import_choices_missing"):
        apply(office, data)

    assert head(office) == before
    assert record(office, SHARE).revision == 0


@pytest.mark.parametrize("side", Side)
def test_a_choice_is_kept_with_the_answer_that_was_not_taken(office_on_both: Office, side: Side):
    office = office_on_both
    data = filled(issued(office), {STRATEGY: "2 · Adopted"})
    save(office, STRATEGY, level(1), by="Bilal")

    result = apply(office, data, {STRATEGY: side})

    answers = [(version.kind, version.answer) for version in history(office, STRATEGY)]
    if side is Side.FILE:
        assert record(office, STRATEGY).answer == level(2)
        assert answers == [(ChangeKind.IMPORTED, level(2)), (ChangeKind.SAVED, level(1))]
    else:
        assert record(office, STRATEGY).answer == level(1)
        assert answers == [(ChangeKind.SECOND_VERSION, level(2)), (ChangeKind.SAVED, level(1))]
        assert not history(office, STRATEGY)[0].is_open
        assert result.kept_here == (STRATEGY,)
    assert verify_store(office.workspace).findings == ()


def test_answer_and_explanation_that_changed_on_different_sides_are_put_together(office: Office):
    save(office, STRATEGY, level(0, "At first."))
    filling = Filling.of(issued(office))
    filling.set(STRATEGY, "As decided in May.", "explanation")
    save(office, STRATEGY, level(1, "At first."), seen=1)

    data = filling.bytes()

    assert outcomes(preview(office, data))[STRATEGY] is Outcome.PUT_TOGETHER
    apply(office, data)
    assert record(office, STRATEGY).answer == level(1, "As decided in May.")


def test_an_older_workbook_after_a_newer_one_takes_nothing_back(office: Office):
    older = issued(office)
    newer = filled(issued(office), {STRATEGY: "2 · Adopted", SHARE: 40})
    apply(office, newer)

    found = preview(office, filled(older, {REVIEW: "2026-03-31"}))

    assert (outcomes(found)[STRATEGY], outcomes(found)[SHARE]) == (Outcome.CHANGED_HERE, Outcome.CHANGED_HERE)
    apply(office, filled(older, {REVIEW: "2026-03-31"}))
    assert record(office, STRATEGY).answer == level(2)
    assert record(office, REVIEW).answer.value == dt.date(2026, 3, 31)


def test_an_answer_that_was_deleted_in_the_workbook_is_cleared(office: Office):
    save(office, STRATEGY, level(1, "Begun."))
    filling = Filling.of(issued(office))
    filling.set(STRATEGY, None)
    filling.set(STRATEGY, None, "explanation")

    apply(office, filling.bytes())

    assert record(office, STRATEGY).answer == NO_ANSWER
    assert [version.answer for version in history(office, STRATEGY)] == [NO_ANSWER, level(1, "Begun.")]


def test_whatever_was_sent_out_comes_back_as_no_change(office: Office):
    for question, answer in ANSWERS.items():
        save(office, question, answer)
    save(office, SHARE, Answer(Status.IN_PROGRESS, 12.5), seen=1)
    assert set(outcomes(preview(office, issued(office))).values()) == {Outcome.SAME}


@pytest.mark.parametrize("sent_out", [level(0), level(1)])
def test_what_the_history_does_not_know_makes_every_difference_a_conflict(office: Office, sent_out: Answer):
    # As after a back-up was restored: there is no such revision, or another answer under its number.
    if sent_out == level(0):
        save(office, STRATEGY, level(1))
    data = filled(written(small_package(), {STRATEGY: sent_out}), {STRATEGY: "2 · Adopted"})

    [conflict] = preview(office, data).conflicts

    assert (conflict.question, conflict.sent_out, conflict.file) == (STRATEGY, None, level(2))
    apply(office, data, {STRATEGY: Side.FILE})
    assert record(office, STRATEGY).answer == level(2)


def test_three_ministries_are_merged_one_after_another(office_on_both: Office):
    office = office_on_both
    save(office, STRATEGY, level(0, "To be drafted."))
    # Made from one state, for three ministries.
    office.give("practice", INTERIOR)
    justice, interior, third = (issued(office, by) for by in ("Bilal", "Bruna", "Amara"))
    justice = filled(justice, {STRATEGY: "1 · Draft", LAW: "Partly"})
    interior = filled(interior, {SHARE: 40, REVIEW: "2026-03-31"})
    third = filled(third, {STRATEGY: "2 · Adopted", SHARE: 55, WORDS: "A new unit is planned."})

    for data in (justice, interior):
        assert preview(office, data).conflicts == ()
        apply(office, data)
    office.clock.move(minutes=5)
    found = preview(office, third)
    assert [conflict.question for conflict in found.conflicts] == [STRATEGY, SHARE]
    assert outcomes(found)[LAW] is Outcome.CHANGED_HERE
    assert outcomes(found)[WORDS] is Outcome.FILLED
    result = apply(office, third, {STRATEGY: Side.FILE, SHARE: Side.HERE})

    assert (result.changed, result.kept_here) == ((STRATEGY, WORDS), (SHARE,))
    merged = {question: record(office, question).answer for question in ANSWERS}
    assert merged == {
        STRATEGY: level(2, "To be drafted."),
        LAW: Answer(Status.ANSWERED, "partly"),
        BODIES: NO_ANSWER,
        SHARE: Answer(Status.ANSWERED, 40.0),
        REVIEW: Answer(Status.ANSWERED, dt.date(2026, 3, 31)),
        WORDS: Answer(Status.ANSWERED, "A new unit is planned."),
    }
    assert [version.answer.value for version in history(office, STRATEGY)] == [2, 1, 0]
    assert [(one.kind, one.answer.value) for one in history(office, SHARE)] == [
        (ChangeKind.SECOND_VERSION, 55.0),
        (ChangeKind.IMPORTED, 40.0),
    ]
    assert preview(office, third).changes_nothing
    assert verify_store(office.workspace).findings == ()
