"""The three-way merge of one answer: by hand, and what always holds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.merging import merge, same_choice
from assessment.core.revision import NO_ANSWER, Answer
from assessment.core.submission import Status
from assessment.core.three_way_merge import CHANGE_HERE, Outcome, Side, merge_three, settle

ONE, TWO, THREE = (Answer(Status.ANSWERED, level) for level in (1, 2, 3))
EXPLAINED = replace(ONE, explanation="As decided in March.")

CHOICES = st.sampled_from(
    [
        NO_ANSWER,
        ONE,
        TWO,
        Answer(Status.IN_PROGRESS, 1),
        Answer(Status.DONT_KNOW),
        Answer(Status.NOT_APPLICABLE, reason="No such service."),
    ]
)
ANSWERS = st.builds(
    lambda choice, words: replace(choice, explanation=words), CHOICES, st.sampled_from(["", "a", "b"])
)
BASES = st.none() | ANSWERS
UNFILLED = {Outcome.FILLED: Outcome.CHANGED_IN_FILE}
MIRRORED = {outcome: outcome for outcome in Outcome} | {
    Outcome.FILLED: Outcome.CHANGED_HERE,
    Outcome.CHANGED_IN_FILE: Outcome.CHANGED_HERE,
    Outcome.CHANGED_HERE: Outcome.CHANGED_IN_FILE,
}


@pytest.mark.parametrize(
    ("base", "file", "here", "outcome", "merged"),
    [
        (ONE, ONE, ONE, Outcome.SAME, ONE),
        (NO_ANSWER, NO_ANSWER, NO_ANSWER, Outcome.SAME, NO_ANSWER),
        (NO_ANSWER, ONE, NO_ANSWER, Outcome.FILLED, ONE),
        (ONE, TWO, ONE, Outcome.CHANGED_IN_FILE, TWO),
        (ONE, NO_ANSWER, ONE, Outcome.CHANGED_IN_FILE, NO_ANSWER),
        (ONE, ONE, TWO, Outcome.CHANGED_HERE, TWO),
        (NO_ANSWER, NO_ANSWER, ONE, Outcome.CHANGED_HERE, ONE),
        (ONE, TWO, TWO, Outcome.BOTH_ALIKE, TWO),
        (NO_ANSWER, TWO, TWO, Outcome.BOTH_ALIKE, TWO),
        (ONE, EXPLAINED, TWO, Outcome.PUT_TOGETHER, replace(TWO, explanation=EXPLAINED.explanation)),
        (ONE, TWO, THREE, Outcome.CONFLICT, None),
        (NO_ANSWER, TWO, THREE, Outcome.CONFLICT, None),
        (ONE, EXPLAINED, replace(ONE, explanation="Otherwise."), Outcome.CONFLICT, None),
        (None, ONE, NO_ANSWER, Outcome.CONFLICT, None),
        (None, ONE, TWO, Outcome.CONFLICT, None),
        (None, ONE, ONE, Outcome.BOTH_ALIKE, ONE),
    ],
)
def test_what_becomes_of_an_answer(
    base: Answer | None, file: Answer, here: Answer, outcome: Outcome, merged: Answer | None
):
    found = merge_three(base, file, here)
    assert (found.outcome, found.answer) == (outcome, merged)


def test_a_choice_keeps_what_only_the_other_side_changed():
    file = replace(TWO, explanation="Words of the file.")
    assert settle(ONE, file, THREE, Side.HERE) == replace(THREE, explanation="Words of the file.")
    assert settle(ONE, TWO, replace(THREE, explanation="Words from here."), Side.FILE) == replace(
        TWO, explanation="Words from here."
    )


def test_where_nobody_knows_what_was_sent_out_a_choice_takes_a_side_whole():
    assert settle(None, EXPLAINED, TWO, Side.FILE) == EXPLAINED
    assert settle(None, EXPLAINED, TWO, Side.HERE) == TWO


@given(BASES, ANSWERS, ANSWERS)
def test_the_other_way_round_it_is_the_same(base: Answer | None, file: Answer, here: Answer):
    one, other = merge_three(base, file, here), merge_three(base, here, file)
    assert MIRRORED[one.outcome] is UNFILLED.get(other.outcome, other.outcome)
    assert one.answer == other.answer


@given(BASES, ANSWERS, ANSWERS)
def test_nothing_is_lost_on_either_side(base: Answer | None, file: Answer, here: Answer):
    merged = merge_three(base, file, here).answer
    if merged is None:
        return
    for side in (file, here):
        if base is None or not same_choice(side, base):
            assert same_choice(merged, side)
        if base is None or side.explanation != base.explanation:
            assert merged.explanation == side.explanation


@given(BASES, ANSWERS, ANSWERS)
def test_without_a_conflict_it_is_what_saving_on_a_page_gives(base: Answer | None, file: Answer, here: Answer):
    assert merge_three(base, file, here).answer == merge(base, here, file)


@given(BASES, ANSWERS, ANSWERS)
def test_a_file_that_comes_twice_changes_nothing_the_second_time(base: Answer | None, file: Answer, here: Answer):
    merged = merge_three(base, file, here).answer
    if merged is not None:
        again = merge_three(base, file, merged)
        assert again.answer == merged
        assert again.outcome not in CHANGE_HERE


@given(BASES, ANSWERS, ANSWERS, st.sampled_from(Side))
def test_a_conflict_that_was_settled_holds_what_the_side_changed(
    base: Answer | None, file: Answer, here: Answer, side: Side
):
    settled = settle(base, file, here, side)
    chosen, other = (file, here) if side is Side.FILE else (here, file)
    if base is None or not same_choice(chosen, base):
        assert same_choice(settled, chosen)
    elif not same_choice(other, base):
        assert same_choice(settled, other)
    assert settled.explanation in {file.explanation, here.explanation}


@given(ANSWERS, ANSWERS, ANSWERS)
def test_only_a_difference_from_what_was_sent_out_counts(base: Answer, file: Answer, here: Answer):
    outcome = merge_three(base, file, here).outcome
    assert (outcome is Outcome.SAME) == (base == file == here)
    if file == base != here:
        assert outcome is Outcome.CHANGED_HERE
    if here == base != file:
        assert outcome in {Outcome.FILLED, Outcome.CHANGED_IN_FILE}
