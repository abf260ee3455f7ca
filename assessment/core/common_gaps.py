"""Common gaps: the questions at which most States of a set stand below their target."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import TOLERANCE, Bools, Floats
from assessment.core.gaps import question_gains
from assessment.core.rubric import ROOT_ID
from assessment.core.scoring import COUNTED, OUT, UNANSWERED, Scores
from assessment.core.state_sets import StateSet, members


@dataclass(frozen=True, slots=True)
class CommonGap:
    """How the States of a set stand at one question against its target, in points.

    Of the `applicable` States so many stand `below`, and so many left it `unanswered`; `share` is below /
    applicable in [0, 1]. `mean_gap` is the mean distance of those below, None where there are none. `mean_gain` is
    what the mean score of the node over the `gaining` States would rise by if each of them stood at the target in
    this question alone, gates included; None where there are none.
    """

    question: str
    set: str
    target: float
    applicable: int
    below: int
    unanswered: int
    share: float
    mean_gap: float | None
    mean_gain: float | None
    gaining: int


def common_gaps(
    scores: Scores, sets: Sequence[StateSet], usable: Bools | None = None, node_id: str = ROOT_ID
) -> dict[str, tuple[CommonGap, ...]]:
    """Return, by set, the questions of a node that apply to some State, the most common gap first.

    Equal shares follow by mean gain, then in tree order. `usable` tells which answers may be used (questions x
    States), all if None. The gain at the node rests on all its questions, so only States of which all may be used
    count in it, and of those only the ones with a score shown there. KeyError for an unknown node.
    """
    instrument = scores.instrument
    rows = instrument.leaf_rows_below(instrument.node_index[node_id])
    used = np.ones((len(instrument.leaves), len(scores.states)), dtype=np.bool_)
    if usable is not None:
        used = usable[instrument.columns]
    gaining = used[rows].all(axis=0) & scores.shown[instrument.node_index[node_id]]
    gains = np.zeros(used.shape)
    for column in np.flatnonzero(gaining & members(sets, scores.states).any(axis=0)):
        gains[:, column] = question_gains(scores, int(column), node_id)
    found = {}
    for one, inside in zip(sets, members(sets, scores.states), strict=True):
        gaps = [_gap(scores, one, int(row), used[row] & inside, gains[row, gaining & inside]) for row in rows]
        there = [gap for gap in gaps if gap.applicable]
        found[one.id] = tuple(sorted(there, key=lambda gap: (-gap.share, -(gap.mean_gain or 0.0))))
    return found


def _gap(scores: Scores, of_set: StateSet, row: int, used: Bools, gains: Floats) -> CommonGap:
    standing, x = scores.standings.standing[row], scores.leaves("point")[row]
    target = float(scores.instrument.targets[row])
    applicable = int((used & (standing != OUT)).sum())
    below = used & (standing == COUNTED) & (x < target - TOLERANCE)
    return CommonGap(
        question=scores.instrument.leaves[row].question,
        set=of_set.id,
        target=target * 100,
        applicable=applicable,
        below=int(below.sum()),
        unanswered=int((used & (standing == UNANSWERED)).sum()),
        share=below.sum() / applicable if applicable else 0.0,
        mean_gap=float((target - x[below]).mean()) * 100 if below.any() else None,
        mean_gain=float(gains.mean()) * 100 if len(gains) else None,
        gaining=len(gains),
    )
