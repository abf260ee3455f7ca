"""Human rights and gender over many States: lenses, gates, and the safeguards of the monitoring plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.access import Permission
from assessment.core.arrays import Bools
from assessment.core.comparison import RegionalTable, regional_statistics
from assessment.core.cycle import Cycle
from assessment.core.lenses import monitoring_view
from assessment.core.package import ContentPackage
from assessment.core.regions_within import set_and_regions
from assessment.core.release import Release
from assessment.core.rights_monitoring import (
    GateCount,
    MonitoringCount,
    OutcomeCount,
    compared_lenses,
    gate_counts,
    monitoring_counts,
    outcome_counts,
)
from assessment.core.scoring import OUT
from assessment.core.state_sets import StateSet
from assessment.core.states import State
from assessment.services.comparing.cycle_scores import CycleScores, cycle_scores
from assessment.services.comparing.still_released import data_id_of
from assessment.services.comparing.values import Values
from assessment.services.workspace import Caller, Workspace, desk
from assessment.store.states import all_regions

AUDIENCE = Release.SECRETARIAT


@dataclass(frozen=True, slots=True)
class LineOfState:
    """A line of the monitoring plan in one State: `met` of the `applicable` safeguards that it released.

    `whole` tells whether it released the answers to all safeguards of the line.
    """

    met: int
    applicable: int
    whole: bool

    @property
    def share(self) -> float | None:
        """Return met / applicable in [0, 1], None where nothing applies or is released."""
        return self.met / self.applicable if self.applicable else None


@dataclass(frozen=True, eq=False)
class RightsAndGender:
    """The compliance monitoring view of a cycle, under what States released to the Secretariat.

    `sets` are the chosen set and its parts by region. The tables are by id (of lens, gate, line or outcome) and
    set. `states` has a line of figures for every State of the set that released an answer, by name. Of the `of`
    States, `handed_in` have values of this kind and `shown` released at least one domain.
    """

    cycle: Cycle
    package: ContentPackage
    sets: tuple[StateSet, ...]
    lenses: RegionalTable
    gates: Mapping[tuple[str, str], GateCount]
    lines: Mapping[tuple[str, str], MonitoringCount]
    outcomes: Mapping[tuple[str, str], OutcomeCount]
    states: tuple[tuple[State, tuple[LineOfState, ...]], ...]
    handed_in: int
    shown: int
    data_id: str

    @property
    def chosen(self) -> StateSet:
        """Return the set that was asked for."""
        return self.sets[0]

    @property
    def of(self) -> int:
        """Return the number of States in the set."""
        return len(self.chosen.states)


def rights_and_gender(
    workspace: Workspace,
    caller: Caller,
    cycle: str,
    of_set: StateSet,
    values: Values = Values.SELF_REPORTED,
) -> RightsAndGender:
    """Return lenses, gates and safeguards over a set and its regions; DeniedError where there is no such cycle."""
    with desk(workspace, caller, Permission.COMPARE) as at:
        found = cycle_scores(workspace, at, cycle, values)
        regions = all_regions(at.connection)
    sets = set_and_regions(of_set, found.states, regions)
    scores, usable = found.scores, found.usable_questions(AUDIENCE)
    lines = monitoring_counts(scores, sets, usable)
    inside = [name in frozenset(sets[0].states) for name in scores.states]
    released = np.asarray(usable[found.instrument.columns].any(axis=0), dtype=np.bool_)
    told = released & np.array(inside, dtype=np.bool_)
    return RightsAndGender(
        cycle=found.cycle,
        package=found.package,
        sets=sets,
        lenses=regional_statistics(compared_lenses(scores, usable), sets, found.package.rubric.bands),
        gates={(one.gate, one.set): one for one in _gates(found, sets, usable)},
        lines={(one.line, one.set): one for one in lines},
        outcomes={(one.outcome, one.set): one for one in outcome_counts(lines)},
        states=_states(found, usable, told),
        handed_in=sum(inside),
        shown=int(told.sum()),
        data_id=data_id_of(found),
    )


def _gates(found: CycleScores, sets: Sequence[StateSet], usable: Bools) -> list[GateCount]:
    """Return every gate over every set, from the States that released its safeguards and the node that it caps."""
    nodes = found.usable(AUDIENCE)
    counts = []
    for gate in found.instrument.gates:
        touched = gate_counts(found.scores, sets, usable & nodes[gate.node])
        counts += [one for one in touched if one.gate == gate.gate.id]
    return counts


def _states(found: CycleScores, usable: Bools, told: Bools) -> tuple[tuple[State, tuple[LineOfState, ...]], ...]:
    """Return the lines of the States that `told` names (one entry a column), by name."""
    instrument, scores = found.instrument, found.scores
    by_line = []
    for line in monitoring_view(scores):
        rows = [instrument.leaf_row[question] for question in line.questions]
        used = usable[instrument.columns[rows]]
        applies = (scores.standings.standing[rows] != OUT) & used
        met = applies & ~line.missing
        whole = np.asarray(used.all(axis=0), dtype=np.bool_)
        by_line.append((met.sum(axis=0), applies.sum(axis=0), whole))
    columns = {name: column for column, name in enumerate(scores.states) if told[column]}
    return tuple(
        (
            state,
            tuple(
                LineOfState(int(met[column]), int(applies[column]), whole=bool(whole[column]))
                for met, applies, whole in by_line
            ),
        )
        for state in found.states
        if (column := columns.get(state.id)) is not None
    )
