"""Why this number: contributions and losses of the answers, and a line for every gate.

Scoring method, section 4. With E the product of a question's shares on the path from the node down to it:
contribution c = E x and loss l = E (1 - x). In a tree of means, sum(c) is the raw score and sum(l) its
complement, exactly.
"""

from dataclasses import dataclass

import numpy as np

from assessment.core.aggregation import combine, effective_shares
from assessment.core.arrays import TOLERANCE, Bools, Floats
from assessment.core.instrument import Instrument
from assessment.core.scoring import UNANSWERED, Scores, roll_up_gated


@dataclass(frozen=True, eq=False)
class Breakdown:
    """The parts of one node's score, in [0, 1]; arrays are leaves x States unless said otherwise.

    raw = sum(contribution) + floor_lift and score = raw - sum(gate_loss). `floor_lift` (per State) is 0 unless a
    power mean below the node stands at its floor. `gate_loss` is gates x States.
    """

    node: str
    effective_weight: Floats
    score_of_question: Floats
    raw: Floats
    score: Floats
    floor_lift: Floats
    gate_loss: Floats

    @property
    def contribution(self) -> Floats:
        """Return what each answer brings to the raw score."""
        return self.effective_weight * np.nan_to_num(self.score_of_question)

    @property
    def loss(self) -> Floats:
        """Return what each answer leaves out of the full score."""
        return self.effective_weight * (1 - np.nan_to_num(self.score_of_question))


def effective_weights(instrument: Instrument, values: Floats, node: int = 0) -> Floats:
    """Return E of every question in a node (leaves x columns), from scores without gates.

    Each column sums to 1 where the node has a score; questions outside the node or without an answer have 0.
    """
    size = len(instrument.leaves)
    weights = np.zeros(values.shape)
    weights[size + node] = ~np.isnan(values[size + node])
    for family in reversed(instrument.families):
        if not weights[family.nodes].any():
            continue
        shares = effective_shares(family, values[family.children], values[family.nodes])
        weights[family.children] += shares * weights[family.nodes][family.owner]
    return weights[:size]


def break_down(scores: Scores, node_id: str = "overall") -> Breakdown:
    """Return the parts of a node's score; KeyError when there is no such node."""
    instrument = scores.instrument
    node = instrument.node_index[node_id]
    raw_values = scores.values[0]
    weights = effective_weights(instrument, raw_values, node)
    x = scores.leaves("raw")
    raw = scores.nodes("raw")[node]
    return Breakdown(
        node=node_id,
        effective_weight=weights,
        score_of_question=x,
        raw=raw,
        score=scores.nodes("point")[node],
        floor_lift=raw - (weights * np.nan_to_num(x)).sum(axis=0),
        gate_loss=gate_losses(instrument, x, scores.gates("point"), node),
    )


@dataclass(frozen=True)
class ChildPart:
    """What one child brings to its node, in [0, 1]: score = sum(share x score of the child), before gates here.

    `row` is the child's row in the instrument; `share` is 0 and `score` NaN for a child without any answer.
    """

    row: int
    share: float
    score: float


def child_parts(scores: Scores, state: int, node_id: str) -> tuple[ChildPart, ...]:
    """Return the children of a node with their shares of its score; KeyError when there is no such node."""
    instrument = scores.instrument
    values = scores.values[1][:, state : state + 1]
    row = len(instrument.leaves) + instrument.node_index[node_id]
    family = next(family for family in instrument.families if row in family.nodes)
    # Shares follow from what the children alone would give: a gate on the node comes after.
    children = values[family.children]
    shares = effective_shares(family, children, combine(family, children))
    members = np.flatnonzero(family.owner == list(family.nodes).index(row))
    return tuple(
        ChildPart(int(family.children[member]), float(shares[member, 0]), float(children[member, 0]))
        for member in members
    )


def gate_losses(instrument: Instrument, leaf_scores: Floats, triggered: Bools, node: int) -> Floats:
    """Return the points in [0, 1] that each gate takes from a node (gates x columns).

    Gates are switched on one after the other in the order of the rubric, so the lines add up exactly. Where two
    gates cap the same node, the later line holds only what it takes beyond the earlier.
    """
    gates, columns = triggered.shape
    losses = np.zeros((gates, columns))
    row = len(instrument.leaves) + node
    before = roll_up_gated(instrument, leaf_scores, np.zeros_like(triggered))[row] if gates else np.zeros(columns)
    switched_on = np.zeros_like(triggered)
    for gate in np.flatnonzero(triggered.any(axis=1)):
        switched_on[gate] = triggered[gate]
        after = roll_up_gated(instrument, leaf_scores, switched_on)[row]
        losses[gate] = np.nan_to_num(before - after)
        before = after
    return losses


@dataclass(frozen=True)
class Lift:
    """The smallest answer that meets one requirement of a triggered gate.

    `answer` is the level, choice, or number of points to reach; `unanswered` tells that the safeguard has no
    answer yet.
    """

    gate: str
    question: str
    answer: str
    unanswered: bool


def lifts(scores: Scores, state: int) -> tuple[Lift, ...]:
    """Return, for every gate that caps a State, the smallest answers that lift it."""
    instrument = scores.instrument
    found = []
    for number, gate in enumerate(instrument.gates):
        if not scores.gates("point")[number, state]:
            continue
        for row, threshold in zip(gate.leaves, gate.thresholds, strict=True):
            x = scores.leaves("point")[row, state]
            unanswered = bool(scores.standings.standing[row, state] == UNANSWERED)
            if unanswered or x < threshold - TOLERANCE:
                question = instrument.question_of(int(row))
                answer = smallest_answer(instrument, int(row), float(threshold))
                found.append(Lift(gate.gate.id, question.id, answer, unanswered))
    return tuple(found)


def smallest_answer(instrument: Instrument, row: int, threshold: float) -> str:
    """Return the lowest level or choice that scores at least the threshold, or the points to reach."""
    table = instrument.scorer.table_of(row)
    if table is not None:
        reaching = np.flatnonzero(table >= threshold - TOLERANCE)
        if reaching.size:
            place = int(reaching[np.argmin(table[reaching])])
            question = instrument.question_of(row)
            return str(place) if question.type == "maturity" else getattr(question, "choices")[place].id  # noqa: B009
    return f"{threshold * 100:g} points"
