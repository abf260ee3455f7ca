"""The steps between one State's scores in two cycles, put together line by line from its own decomposition."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from assessment.core.change import EARLIER, Change, decompose_change
from assessment.core.change_steps import ChangeStep, GateStep
from assessment.core.explain import break_down
from assessment.core.instrument import Instrument
from assessment.core.scoring import Scores
from assessment.core.versions import Crosswalk


@dataclass(frozen=True, slots=True)
class ChangeSteps:
    """A State's score at a node before and after, in points, and the steps between.

    after - before = sum of `steps` + sum of `gates` + `floor` + `residual`; the residual is rounding error, and
    `floor` is 0 unless a power mean stands at its floor.
    """

    node: str
    state: str
    before: float
    after: float
    steps: tuple[ChangeStep, ...]
    gates: tuple[GateStep, ...]
    floor: float
    residual: float
    series_break: bool


def change_steps(
    before: Scores,
    after: Scores,
    state: str,
    node_id: str = "overall",
    crosswalk: Crosswalk | None = None,
    *,
    levels: int = 1,
) -> ChangeSteps:
    """Return the steps from one cycle's score to the next, by the nodes so many levels below the given one.

    In tree order of the later version; what stood in the earlier one alone follows. Raise RequestError as
    `decompose_change` does.
    """
    change = decompose_change(before, after, state, node_id, crosswalk)
    placement = _Placement(before.instrument, after.instrument, node_id, levels)
    return ChangeSteps(
        node=node_id,
        state=state,
        before=change.before * 100,
        after=change.after * 100,
        steps=placement.steps(change),
        gates=tuple(_gate_steps(before, after, state, node_id)),
        floor=change.floor * 100,
        residual=change.residual * 100,
        series_break=change.series_break,
    )


@dataclass(frozen=True, eq=False)
class _Placement:
    """Where questions stand below a node, in the later version or else in the earlier one."""

    old: Instrument
    new: Instrument
    node: str
    levels: int

    def steps(self, change: Change) -> tuple[ChangeStep, ...]:
        """Return the lines of a change, added up by group."""
        groups = _groups(self.new, self.node, self.levels)
        earlier = _groups(self.old, self.node, self.levels)
        titles = dict(earlier.values()) | dict(groups.values())
        sums = {group: np.zeros(3) for group, _ in (*groups.values(), *earlier.values())}
        touched = set()
        for line in change.lines:
            only_old = line.question.endswith(EARLIER) or line.question not in groups
            group, _ = earlier[line.question.removesuffix(EARLIER)] if only_old else groups[line.question]
            by_rubric = line.cause == "rubric"
            sums[group] += (line.answer, 0 if by_rubric else line.weight, line.weight if by_rubric else 0)
            touched.add(group)
        return tuple(
            ChangeStep(group, titles[group], *(float(part) * 100 for part in parts))
            for group, parts in sums.items()
            if group in touched
        )


def _groups(instrument: Instrument, node_id: str, levels: int) -> dict[str, tuple[str, str]]:
    """Return id and title of the group of every question below a node, in tree order."""
    top = instrument.node_index[node_id]
    found = {}
    for row in instrument.leaf_rows_below(top):
        question = instrument.question_of(int(row))
        place = instrument.node_index[instrument.node_holding(question.id)]
        path = []
        while place != top:
            path.append((instrument.nodes[place].id, instrument.nodes[place].title))
            place = int(instrument.parents[place])
        down = [*reversed(path), (question.id, question.text)]
        found[question.id] = down[min(levels, len(down)) - 1]
    return found


def _gate_steps(before: Scores, after: Scores, state: str, node_id: str) -> Iterator[GateStep]:
    losses = [
        {
            compiled.gate.id: (compiled.gate.title, float(loss))
            for compiled, loss in zip(
                side.instrument.gates,
                break_down(side, node_id).gate_loss[:, side.states.index(state)],
                strict=True,
            )
        }
        for side in (before, after)
    ]
    for gate in dict.fromkeys((*losses[1], *losses[0])):
        title = losses[1].get(gate, losses[0].get(gate, ("", 0.0)))[0]
        less = losses[0].get(gate, ("", 0.0))[1] - losses[1].get(gate, ("", 0.0))[1]
        if less:
            yield GateStep(gate, title, less * 100)
