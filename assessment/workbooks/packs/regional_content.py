"""What a pack holds that compares States: all of it from one look at the data, under what States released."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessment.core.answer_distribution import AnswerDistribution
from assessment.core.arrays import Bools
from assessment.core.common_gaps import CommonGap
from assessment.core.comparison import ComparedScores, RegionalFigures, RegionalTable
from assessment.core.cycle import Cycle, SubmissionStatus
from assessment.core.instrument import Instrument
from assessment.core.leave_one_out import LeftOut
from assessment.core.mean_steps import MeanSteps
from assessment.core.pack_receipt import ReceiptLine
from assessment.core.release import Release
from assessment.core.rights_monitoring import GateCount, MonitoringCount
from assessment.core.sensitivity import Sensitivity
from assessment.core.state_sets import StateSet
from assessment.core.states import State
from assessment.core.trend import Movement, SetMovement
from assessment.core.uncertainty import NodeUncertainty
from assessment.workbooks.live.content import LiveContent


class Missing(StrEnum):
    """Why a State has no score in a pack.

    It has not handed in; it did not release the domain (for the overall score: every domain); it released it, and
    whether a question below is asked (a filter), or a gate on the score, rests on an answer that it did not
    release; or it answered too little.
    """

    NOT_HANDED_IN = "not_handed_in"
    WITHHELD = "withheld"
    FILTER = "filter"
    SAFEGUARD = "safeguard"
    NO_SCORE = "no_score"


@dataclass(frozen=True, slots=True)
class ComparedState:
    """Where a State stands in the cycle; `region` is the title of its region.

    `releases` go by domain, all private where nothing was decided. `coverage` is that of the overall score, None
    where that is withheld. `snapshot` names what was handed in; both are None before that.
    """

    state: State
    region: str
    status: SubmissionStatus
    handed_in_on: dt.date | None
    snapshot: str | None
    coverage: float | None
    releases: Mapping[str, Release]


@dataclass(frozen=True, eq=False)
class ChangeContent:
    """What moved since the cycle before in the overall score, over States that released it in both.

    `sets` are the chosen set and its regions, `steps` the decomposition of those for which it may be told.
    `absent`, `withheld` and `without_score` count the States that cannot be compared. `comparable` is the share of
    the weight that was asked in both cycles. `data_id` covers both cycles.
    """

    before: Cycle
    after: Cycle
    sets: tuple[tuple[StateSet, SetMovement], ...]
    states: tuple[tuple[State, Movement], ...]
    steps: tuple[tuple[StateSet, MeanSteps], ...]
    absent: int
    withheld: int
    without_score: int
    comparable: float
    draws: int
    enough: float
    data_id: str


@dataclass(frozen=True, eq=False)
class RightsContent:
    """Lenses, gates and lines of the monitoring plan, by their id and that of a set."""

    sets: tuple[StateSet, ...]
    lenses: RegionalTable
    gates: Mapping[tuple[str, str], GateCount]
    lines: Mapping[tuple[str, str], MonitoringCount]


@dataclass(frozen=True, eq=False)
class RobustnessContent:
    """How robust the overall scores are; `bounds` stand in the order of `together.states`.

    `pairs` of States have a score, `established` of them stand in the same order whatever the levels are worth;
    None where that cannot be told.
    """

    draws: int
    seed: int
    together: NodeUncertainty
    weights_only: NodeUncertainty
    free_domain_weights: NodeUncertainty
    bounds: tuple[tuple[float, float], ...]
    sensitivity: Sensitivity
    left_out: tuple[LeftOut, ...]
    pairs: int | None
    established: int | None


@dataclass(frozen=True, eq=False)
class ComparedContent:
    """A set of States in a cycle, for those who compare under what States released to the Secretariat.

    `sets` begin with the chosen one, then its regions, then workshop groups where the set is all States. `nodes`
    are the overall score and the domains. `compared` has a column for each of `states`, by name. `named` tells
    which node scores everybody may see by name (nodes x States). `counting` tells of how many States the score
    counts in the figures for outsiders, by node. `change` is None without a cycle before that can be compared.
    """

    cycle: Cycle
    instrument: Instrument
    sets: tuple[StateSet, ...]
    nodes: tuple[str, ...]
    states: tuple[ComparedState, ...]
    compared: ComparedScores
    table: RegionalTable
    missing: Mapping[tuple[str, str], Missing]
    named: Bools
    counting: Mapping[str, int]
    gaps: tuple[CommonGap, ...]
    answers: tuple[AnswerDistribution, ...]
    change: ChangeContent | None
    rights: RightsContent
    robustness: RobustnessContent | None
    receipt: tuple[ReceiptLine, ...]
    live: LiveContent

    @property
    def chosen(self) -> StateSet:
        """Return the set that the pack tells of."""
        return self.sets[0]

    @property
    def domains(self) -> tuple[str, ...]:
        """Return the nodes below the overall score."""
        return self.nodes[1:]

    @property
    def names(self) -> Mapping[str, str]:
        """Return the names of the States by id."""
        return {one.state.id: one.state.name for one in self.states}

    def figures(self, node: str) -> RegionalFigures:
        """Return the figures of a node over the chosen set."""
        return self.table[node, self.chosen.id]
