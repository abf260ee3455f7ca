"""What a pack of one State holds: its figures, and all that stands behind them, from one snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.answer_sheet import AnswerSheet
from assessment.core.change import Change
from assessment.core.companions import CompanionScores
from assessment.core.cycle import Cycle
from assessment.core.explain import Lift
from assessment.core.gaps import QuestionGap
from assessment.core.ladders import Rung
from assessment.core.node_figures import MonitoringFigures, NodeFigures, ReadingFigures
from assessment.core.pack_receipt import ReceiptLine
from assessment.core.package import ContentPackage
from assessment.core.paths import Path
from assessment.workbooks.live.content import LiveContent


@dataclass(frozen=True, slots=True)
class Step:
    """One step up from an answer. `action` is the stable key of its words and `source` what it rests on."""

    question: str
    rung: Rung
    effort: int
    action: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class GapContent:
    """A question below its target. `step` leads up from its answer, None where there is none.

    `open_choices` are the ids of those not ticked yet, the one that brings most first. `bonus` is the factor by
    which the priority is raised. `step_gain` is what the overall score would move by with this step alone, in
    [0, 1], and `step_lifts` are the gates that it lifts; where there is no step, with the question at its target.
    """

    gap: QuestionGap
    effort: int
    feasibility: int
    step: Step | None
    open_choices: tuple[str, ...]
    bonus: float
    step_gain: float
    step_lifts: tuple[str, ...]

    @property
    def step_priority(self) -> float:
        """Return the priority of the step: that of the gap, with what the step gains."""
        return self.step_gain * self.bonus * self.feasibility / self.effort


@dataclass(frozen=True, slots=True)
class TriggeredGate:
    """A gate that is triggered: what it takes from the overall score in points, and what lifts it."""

    gate: str
    points_lost: float
    lifts: tuple[Lift, ...]


@dataclass(frozen=True, eq=False)
class ChangeContent:
    """The change since the cycle before. `change` is None where one of the two has no overall score.

    `before` are the figures of the earlier cycle by node, `questions` the texts of questions that only its version
    has; `title` and `words` are those of the chart.
    """

    cycle: Cycle
    before: Mapping[str, NodeFigures]
    change: Change | None
    questions: Mapping[str, str]
    title: str
    words: str


@dataclass(frozen=True, eq=False)
class NationalContent:
    """One State in a cycle, complete. `live` holds it for the live sheets.

    `triggered` are the gates at work, by id. `gaps` stand highest priority first. `path` leads to the next band:
    None in the highest one and without an overall score; `steps` are its steps, the easiest first. `flags` name
    the questions that count differently from what they say. With `with_explanations` the State's own words stand
    in the pack. `profile_words` tell the profile to those who cannot see it.
    """

    package: ContentPackage
    sheet: AnswerSheet
    live: LiveContent
    nodes: Mapping[str, NodeFigures]
    domains: tuple[NodeFigures, ...]
    companions: CompanionScores
    triggered: Mapping[str, TriggeredGate]
    gaps: tuple[GapContent, ...]
    path: Path | None
    steps: tuple[Step, ...]
    lenses: tuple[ReadingFigures, ...]
    planned_results: tuple[ReadingFigures, ...]
    monitoring: tuple[MonitoringFigures, ...]
    flags: Mapping[str, str]
    change: ChangeContent | None
    profile_words: str
    with_explanations: bool
    receipt: tuple[ReceiptLine, ...]

    @property
    def state(self) -> str:
        """Return the id of the State."""
        return self.live.states[0]

    @property
    def overall(self) -> NodeFigures:
        """Return the figures of the root."""
        return next(iter(self.nodes.values()))
