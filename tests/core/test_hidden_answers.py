"""Answers that skip logic hides are blank for others, and nothing else changes."""

import numpy as np

from assessment.core.coding import ANSWERED, BLANK
from assessment.core.hidden_answers import without_hidden_answers
from assessment.core.pack_receipt import WithheldBy, receipt
from assessment.core.scoring import score
from assessment.core.submission import EvidenceGrade, Response, Status
from tests.builders import answered, instrument, leaf, maturity, node, scores_of

FILTER = {"question": "one", "at_least": 2}


def test_without_hidden_answers__hidden__blank_and_the_rest_as_it_was() -> None:
    compiled = instrument(
        [
            maturity("one"),
            maturity("two", show_if=FILTER),
            maturity("three", show_if={"question": "two", "is": 4}),
        ],
        node("overall", node("a", leaf("one"), leaf("two"), leaf("three"))),
    )
    kept = {"two": answered(4, EvidenceGrade.ATTACHED), "three": Response(Status.NOT_APPLICABLE, reason="Why.")}
    before = scores_of(compiled, ASKED=kept | {"one": 3}, HIDDEN=kept | {"one": 1}, UNDECIDED=kept)
    after = without_hidden_answers(before)
    assert after.coded.status.tolist()[1] == [ANSWERED, BLANK, ANSWERED]
    assert after.coded.grade.tolist()[1] == [EvidenceGrade.ATTACHED, EvidenceGrade.NONE, EvidenceGrade.ATTACHED]
    assert np.isnan(after.coded.value[1]).tolist() == [False, True, False]
    assert after.coded.reason.tolist()[2] == [True, False, True]
    assert np.array_equal(after.flow.asked, before.flow.asked)
    assert np.array_equal(after.flow.undecided, before.flow.undecided)
    assert np.array_equal(score(compiled, after.coded).values, before.values, equal_nan=True)
    everything = np.ones_like(before.coded.reason)
    assert receipt(after, everything, WithheldBy.STATE) == receipt(before, everything, WithheldBy.STATE)
    assert [line.hidden for line in receipt(after, everything, WithheldBy.STATE)] == [0, 2, 0]
