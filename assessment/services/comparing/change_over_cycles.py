"""Change over cycles: which scores rose or fell between two cycles, which of them clearly, and what moved them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from assessment.core.access import Permission
from assessment.core.arrays import Bools
from assessment.core.carried_cycle import carried_usable
from assessment.core.chosen_states import only_states
from assessment.core.crosswalk import sources_of
from assessment.core.crosswalk_chain import crosswalk_between
from assessment.core.cycle import Cycle
from assessment.core.cycle_comparability import Comparability, PairedCycles, pair_cycles, years_between
from assessment.core.mean_steps import MeanSteps, gates_explained, mean_steps
from assessment.core.package import ContentPackage
from assessment.core.regions_within import set_and_regions
from assessment.core.release import Release
from assessment.core.rubric import ROOT_ID
from assessment.core.state_sets import StateSet
from assessment.core.states import State
from assessment.core.trend import Movement, SetMovement, Usable, trend
from assessment.core.versions import Crosswalk
from assessment.errors import DeniedError, UnacceptableError
from assessment.services.comparing.cycle_scores import CycleScores, cycle_scores
from assessment.services.comparing.still_released import data_id_of
from assessment.services.comparing.values import Values
from assessment.services.workspace import Caller, Workspace, desk
from assessment.store.states import all_regions

AUDIENCE = Release.SECRETARIAT


@dataclass(frozen=True, slots=True)
class NotCompared:
    """How many States of a set cannot be compared, each for the first reason that holds.

    `absent` have no values of this kind in one of the cycles, `withheld` did not release the score in both, and
    `without_score` answered too little in one of them.
    """

    absent: int
    withheld: int
    without_score: int


@dataclass(frozen=True, eq=False)
class ChangeOverCycles:
    """Two cycles side by side at one node, on the rubric of the later one.

    `sets` are the chosen set and its parts by region, each with its movement; `states` those of the set with a
    score in both cycles, by name. `steps` are those of the State that was asked for, or else of the mean; None
    where there is no State whose steps may be told; `steps_of_sets` are those of the means of the sets. `years`
    lie between the cycles; a change is clear when it holds in the share `enough` of the `draws`. `package_before`
    is the content of the earlier cycle.
    """

    before: Cycle
    after: Cycle
    node: str
    sets: tuple[tuple[StateSet, SetMovement], ...]
    states: tuple[tuple[State, Movement], ...]
    left_out: NotCompared
    steps: MeanSteps | None
    steps_of_sets: tuple[MeanSteps | None, ...]
    comparability: Comparability
    package_before: ContentPackage
    years: float | None
    draws: int
    enough: float
    data_id: str

    @property
    def chosen(self) -> tuple[StateSet, SetMovement]:
        """Return the set that was asked for, with its movement."""
        return self.sets[0]

    def moved_clearly(self, direction: str) -> tuple[State, ...]:
        """Return the States that moved clearly "up" or "down", by name."""
        return tuple(state for state, movement in self.states if movement.clear == direction)


def change_over_cycles(
    workspace: Workspace,
    caller: Caller,
    cycle: str,
    before: str,
    of_set: StateSet,
    node: str = ROOT_ID,
    values: Values = Values.SELF_REPORTED,
    state: str | None = None,
) -> ChangeOverCycles:
    """Return what moved from one cycle to a later one, under what States released in both.

    Raise DeniedError for a cycle or node that is not there, UnacceptableError when the two cycles have different
    questionnaires or stand in the wrong order.
    """
    with desk(workspace, caller, Permission.COMPARE) as at:
        new = cycle_scores(workspace, at, cycle, values)
        old = cycle_scores(workspace, at, before, values)
        regions = all_regions(at.connection)
    _check(old, new, node)
    found = _Pair.of(old, new, node)
    sets = set_and_regions(of_set, new.states, regions)
    row, years = new.instrument.node_index[node], years_between(old.cycle, new.cycle)
    pair = found.only({*sets[0].states, *([state] if state else [])})
    moved = trend(pair, sets, years=years, usable=_only_row(found.usable, pair, old, new, row))
    compared = {one for of, one in moved.movements if moved.movements[of, one].difference is not None}
    inside = compared.intersection(sets[0].states)
    told = compared & found.explained

    def steps_of(chosen: Iterable[str]) -> MeanSteps | None:
        among = told.intersection(chosen)
        return mean_steps(pair, [one.id for one in new.states if one.id in among], node)

    return ChangeOverCycles(
        before=old.cycle,
        after=new.cycle,
        node=node,
        sets=tuple((one, moved.sets[node, one.id]) for one in sets),
        states=tuple((one, moved.movements[node, one.id]) for one in new.states if one.id in inside),
        left_out=found.left_out(sets[0], row, len(inside)),
        steps=steps_of([state] if state else inside),
        steps_of_sets=tuple(steps_of(one.states) for one in sets),
        comparability=moved.comparability,
        package_before=old.package,
        years=years,
        draws=moved.draws,
        enough=new.package.rubric.robustness.clear_change / 100,
        data_id=data_id_of(old, new),
    )


def _check(old: CycleScores, new: CycleScores, node: str) -> None:
    if node not in new.instrument.node_index:
        raise DeniedError("not_found")
    titles = {"before": old.cycle.title, "after": new.cycle.title}
    if old.cycle.questionnaire != new.cycle.questionnaire:
        raise UnacceptableError("other_questionnaire", **titles)
    if old.cycle.reference_date >= new.cycle.reference_date:
        raise UnacceptableError("not_an_earlier_cycle", **titles)


@dataclass(frozen=True, eq=False)
class _Pair:
    """Both cycles on the later version, with what may be used of each (nodes x its States).

    `explained` are the States of which every gate behind the node rests on released answers, in both cycles.
    """

    pair: PairedCycles
    usable: Usable
    explained: frozenset[str]

    @classmethod
    def of(cls, old: CycleScores, new: CycleScores, node: str) -> "_Pair":
        versions = (old.package.questionnaire.version, new.package.questionnaire.version)
        crosswalk = crosswalk_between(new.package.crosswalks, *versions)
        pair = pair_cycles(old.scores, new.scores, crosswalk)
        questions = old.usable_questions(AUDIENCE)
        broken = pair.comparability.series_break
        usable = Usable(
            carried_usable(old.instrument, new.instrument, crosswalk, questions)
            if broken
            else old.usable(AUDIENCE),
            new.usable(AUDIENCE),
        )
        return cls(pair, usable, _explained(old, new, crosswalk, node))

    def only(self, states: set[str]) -> PairedCycles:
        """Return both cycles with the columns of some States that are in both."""
        both = states & set(self.pair.before.states) & set(self.pair.after.states)
        return PairedCycles(
            only_states(self.pair.before, both), only_states(self.pair.after, both), self.pair.comparability
        )

    def left_out(self, of_set: StateSet, row: int, compared: int) -> NotCompared:
        """Count the States of a set that cannot be compared at a node."""
        usable = [
            {state for state, is_usable in zip(side.states, used[row], strict=True) if is_usable}
            for side, used in ((self.pair.before, self.usable.before), (self.pair.after, self.usable.after))
        ]
        inside = set(of_set.states)
        present = inside & set(self.pair.before.states) & set(self.pair.after.states)
        released = present & usable[0] & usable[1]
        return NotCompared(
            absent=len(inside) - len(present),
            withheld=len(present) - len(released),
            without_score=len(released) - compared,
        )


def _explained(old: CycleScores, new: CycleScores, crosswalk: Crosswalk | None, node: str) -> frozenset[str]:
    """Name the States whose steps at a node tell nothing of an answer that was not released."""
    used_before, used_after = old.usable_questions(AUDIENCE), new.usable_questions(AUDIENCE)
    before = np.array(
        [
            used_before[[old.instrument.columns[old.instrument.leaf_row[source]] for source in sources]].all(
                axis=0
            )
            for sources in sources_of(crosswalk, old.instrument, new.instrument).values()
        ],
        dtype=np.bool_,
    ).reshape(len(new.instrument.leaves), len(old.scores.states))
    sides = ((old, before), (new, used_after[new.instrument.columns]))
    named = [
        {
            state
            for state, told in zip(side.scores.states, gates_explained(new.instrument, node, usable), strict=True)
            if told
        }
        for side, usable in sides
    ]
    return frozenset(named[0] & named[1])


def _only_row(usable: Usable, pair: PairedCycles, old: CycleScores, new: CycleScores, row: int) -> Usable:
    """Return what may be used of one node alone, for the States of a pair: draws are made for no other."""

    def of_side(used: Bools, all_states: tuple[str, ...], states: tuple[str, ...]) -> Bools:
        one = np.zeros((len(used), len(states)), dtype=np.bool_)
        one[row] = used[row, [all_states.index(state) for state in states]]
        return one

    return Usable(
        of_side(usable.before, old.scores.states, pair.before.states),
        of_side(usable.after, new.scores.states, pair.after.states),
    )
