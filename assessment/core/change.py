"""Change between two cycles, decomposed exactly.

Scoring method, section 4: dS = sum(mean(E) dx) [answers] + sum((mean(x) - mean(S)) dE) [not applicable, missing,
rubric] + change of the gates' penalty. What is left is rounding error.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assessment.core.arrays import TOLERANCE
from assessment.core.crosswalk import sources_of
from assessment.core.digest import question_digest, rubric_digest
from assessment.core.explain import Breakdown, break_down
from assessment.core.instrument import Instrument
from assessment.core.scoring import COUNTED, OUT, Scores
from assessment.core.versions import Crosswalk
from assessment.errors import RequestError

Cause = Literal["answer", "not_applicable", "missing", "others", "rubric"]

EARLIER = " (earlier version)"
"""What follows the id of an old question that is not the new question with the same id."""


@dataclass(frozen=True)
class ChangeLine:
    """What one question did to the score between two cycles, in [-1, 1].

    `answer` comes from the answer itself, `weight` from a changed weight; `cause` says why the weight changed:
    `others` means that other questions became open or answered, applicable or not.
    """

    question: str
    answer: float
    weight: float
    cause: Cause


@dataclass(frozen=True)
class Change:
    """A node's score before and after, in [0, 1], and what moved it.

    after - before = sum of the lines + gates + floor + residual; `gates` is what gates take less than before.
    """

    node: str
    before: float
    after: float
    lines: tuple[ChangeLine, ...]
    gates: float
    floor: float
    residual: float
    series_break: bool


@dataclass(frozen=True)
class _Part:
    """A question's effective weight and score on one side of the comparison."""

    weight: float
    score: float
    standing: int


def decompose_change(
    before: Scores,
    after: Scores,
    state: str,
    node_id: str = "overall",
    crosswalk: Crosswalk | None = None,
) -> Change:
    """Return what moved a State's score at a node between two sets of scores.

    The two may use different versions of a rubric; questions are matched through the crosswalk, or by id. Raise
    RequestError when the State or node is not on both sides or has no score there.
    """
    old = _breakdown_of(before, state, node_id)
    new = _breakdown_of(after, state, node_id)
    old_column, new_column = before.states.index(state), after.states.index(state)
    old_parts = _matched_parts(before, old, old_column, sources_of(crosswalk, before.instrument, after.instrument))
    new_parts = _parts(after, new, new_column)
    start, end = float(old.raw[old_column]), float(new.raw[new_column])
    broken = meaning_changed(before.instrument, after.instrument)
    lines = _lines(old_parts, new_parts, (start + end) / 2, broken)
    gates = float(old.gate_loss[:, old_column].sum() - new.gate_loss[:, new_column].sum())
    floor = float(new.floor_lift[new_column] - old.floor_lift[old_column])
    total = float(new.score[new_column] - old.score[old_column])
    explained = sum(line.answer + line.weight for line in lines) + gates + floor
    return Change(
        node=node_id,
        before=float(old.score[old_column]),
        after=float(new.score[new_column]),
        lines=lines,
        gates=gates,
        floor=floor,
        residual=total - explained,
        series_break=broken,
    )


def meaning_changed(old: Instrument, new: Instrument) -> bool:
    """Tell whether two versions score differently or ask something else, so that a series breaks."""
    if rubric_digest(old.rubric) != rubric_digest(new.rubric):
        return True
    digests = [{q.id: question_digest(q) for q in version.questions} for version in (old, new)]
    return any(digests[0].get(leaf.question) != digests[1].get(leaf.question) for leaf in new.leaves)


def _breakdown_of(scores: Scores, state: str, node_id: str) -> Breakdown:
    if state not in scores.states:
        raise RequestError(f'"{state}" has no answers in one of the cycles; choose a State that answered in both.')
    if node_id not in scores.instrument.node_index:
        raise RequestError(f'"{node_id}" is no node of one of the rubrics; choose a node that stands in both.')
    found = break_down(scores, node_id)
    if np.isnan(found.score[scores.states.index(state)]):
        raise RequestError(
            f"{state} has no score at {node_id} in one of the cycles, so no change can be computed."
        )
    return found


def _parts(scores: Scores, found: Breakdown, column: int) -> dict[str, _Part]:
    rows = scores.instrument.leaf_rows_below(scores.instrument.node_index[found.node])
    return {
        scores.instrument.leaves[row].question: _Part(
            weight=float(found.effective_weight[row, column]),
            score=float(found.score_of_question[row, column]),
            standing=int(scores.standings.standing[row, column]),
        )
        for row in rows
    }


def _matched_parts(
    scores: Scores, found: Breakdown, column: int, sources: Mapping[str, tuple[str, ...]]
) -> dict[str, _Part]:
    """Return the old parts under new ids; several old questions become one, weighted as they were."""
    parts = _parts(scores, found, column)
    matched: dict[str, _Part] = {}
    for question, old_ids in sources.items():
        own = [parts.pop(old) for old in old_ids if old in parts]
        if own:
            matched[question] = _joined(own)
    # What is left came into no new question, not even into one with its own id.
    return matched | {f"{old}{EARLIER}" if old in sources else old: part for old, part in parts.items()}


def _joined(parts: list[_Part]) -> _Part:
    weight = sum(part.weight for part in parts)
    if weight == 0:
        return _Part(0.0, float("nan"), max(part.standing for part in parts))
    score = sum(part.weight * part.score for part in parts if part.weight > 0) / weight
    return _Part(weight, score, COUNTED)


def _lines(
    old: Mapping[str, _Part], new: Mapping[str, _Part], middle: float, broken: bool
) -> tuple[ChangeLine, ...]:
    nothing = _Part(0.0, float("nan"), OUT)
    lines = []
    for question in [*new, *(question for question in old if question not in new)]:
        a, b = old.get(question, nothing), new.get(question, nothing)
        if a.weight == 0 and b.weight == 0:
            continue
        # A question that counts on one side only has not moved: its score there stands for both.
        x_before = a.score if a.weight > 0 else b.score
        x_after = b.score if b.weight > 0 else a.score
        lines.append(
            ChangeLine(
                question=question,
                answer=(a.weight + b.weight) / 2 * (x_after - x_before),
                weight=((x_before + x_after) / 2 - middle) * (b.weight - a.weight),
                cause="rubric" if question not in old or question not in new else _cause(a, b, broken),
            )
        )
    return tuple(lines)


def _cause(a: _Part, b: _Part, broken: bool) -> Cause:
    if a.standing != b.standing:
        return "not_applicable" if OUT in (a.standing, b.standing) else "missing"
    if abs(a.weight - b.weight) < TOLERANCE:
        return "answer"
    return "rubric" if broken else "others"
