import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.merging import adopt, merge, same_choice
from assessment.core.revision import NO_ANSWER, Answer
from assessment.core.submission import Status

LOW, HIGH = Answer(Status.ANSWERED, 0, explanation="a"), Answer(Status.ANSWERED, 2, explanation="a")

answers = st.builds(
    Answer, st.just(Status.ANSWERED), st.integers(0, 2), explanation=st.sampled_from(["", "a", "b"])
)


@pytest.mark.parametrize(
    ("base", "current", "wanted", "merged"),
    [
        (LOW, LOW, HIGH, HIGH),  # nobody else was there
        (LOW, HIGH, HIGH, HIGH),  # both said the same
        (LOW, HIGH, Answer(Status.ANSWERED, 0, explanation="b"), Answer(Status.ANSWERED, 2, explanation="b")),
        (LOW, Answer(Status.ANSWERED, 0, explanation="b"), HIGH, Answer(Status.ANSWERED, 2, explanation="b")),
        (LOW, HIGH, Answer(Status.ANSWERED, 1, explanation="a"), None),  # both changed the level
        (LOW, HIGH, Answer(Status.NOT_APPLICABLE, reason="r", explanation="a"), None),
        (LOW, Answer(Status.ANSWERED, 0, explanation="b"), Answer(Status.ANSWERED, 0, explanation="c"), None),
        (None, LOW, HIGH, None),  # a revision that never was
        (None, LOW, LOW, LOW),
    ],
)
def test_a_stale_write_is_applied_where_nobody_changed_the_same(
    base: Answer | None, current: Answer, wanted: Answer, merged: Answer | None
):
    assert merge(base, current, wanted) == merged


@given(base=answers, current=answers, wanted=answers)
def test_a_merge_holds_what_each_side_changed_and_nothing_else(base: Answer, current: Answer, wanted: Answer):
    merged = merge(base, current, wanted)
    if merged is None:
        both_chose = not same_choice(current, base) and not same_choice(wanted, base)
        both_explained = base.explanation not in {current.explanation, wanted.explanation}
        assert both_chose or both_explained
        return
    assert merged.value in {wanted.value, current.value}
    for group in ("value", "explanation"):
        mine, theirs, before = (getattr(one, group) for one in (wanted, current, base))
        assert getattr(merged, group) == (mine if mine != before else theirs)


@given(base=answers, current=answers, chosen=answers)
def test_adopting_a_second_version_takes_what_it_changed(base: Answer, current: Answer, chosen: Answer):
    adopted = adopt(base, current, chosen)

    assert adopted.value == (chosen.value if chosen.value != base.value else current.value)
    assert adopted.explanation == (
        chosen.explanation if chosen.explanation != base.explanation else current.explanation
    )
    assert adopt(None, NO_ANSWER, chosen) == chosen
