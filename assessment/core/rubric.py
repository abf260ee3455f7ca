"""The rubric: how answers become scores.

Scores, caps, targets and bands are points from 0 to 100 and shares are per cent, as people read
them; the engine divides by 100 once, when the rubric is compiled.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Strict, Tag, model_validator

from assessment.core.content_model import (
    Citation,
    ContentModel,
    FromList,
    Id,
    Percent,
    Points,
    Text,
    Weight,
)
from assessment.core.scoring_rules import ScoringRule

ROOT_ID = "overall"
FEWEST_DRAWS, MOST_DRAWS = 100, 1_000_000

MOST_BANDS, MOST_GATES = 10, 200
"""With more, formulas over all bands, or over all gates of a node, would be longer than spreadsheets take."""


def _name_or_rule(value: Any) -> str:
    return "name" if isinstance(value, str) else "rule"


NamedOrInline = Annotated[
    Annotated[Id, Tag("name")] | Annotated[ScoringRule, Tag("rule")], Discriminator(_name_or_rule)
]

QuestionType = Literal["maturity", "single", "multiple", "number", "date"]


def _spelled_out(value: object) -> object:
    return {"rule": value} if isinstance(value, str) else value


class Aggregation(ContentModel):
    """How a node combines its children: `mean`, `geometric`, `harmonic`, `power` with p, or `blend` with lambda.

    `floor` (points) replaces lower values in power means; 1 where p is 0 or below, otherwise 0.
    """

    rule: Literal["mean", "geometric", "harmonic", "power", "blend"] = "mean"
    p: Annotated[float, Field(ge=-20, le=20)] | None = None
    floor: Points | None = None
    share_of_minimum: Annotated[float, Field(ge=0, le=1)] | None = Field(default=None, alias="lambda")

    @model_validator(mode="after")
    def _parameters_fit_rule(self) -> Self:
        wanted = {"power": ("p",), "blend": ("share_of_minimum",)}.get(self.rule, ())
        for name, key in (("p", "p"), ("share_of_minimum", "lambda")):
            if (getattr(self, name) is not None) != (name in wanted):
                raise ValueError(f"rule {self.rule} {'needs' if name in wanted else 'takes no'} {key}")
        if self.p is not None and 0 < abs(self.p) < 0.01:
            raise ValueError("p this close to 0 cannot be computed exactly; write the rule geometric")
        if self.floor is not None and self.rule in {"mean", "blend"}:
            raise ValueError(f"rule {self.rule} takes no floor")
        if self.exponent is not None and self.exponent <= 0 and self.floor == 0:
            raise ValueError("a power mean with p of 0 or below needs a floor above 0")
        return self

    @property
    def exponent(self) -> float | None:
        """Return p of the power mean, or None for rules that are no power mean."""
        return {"geometric": 0.0, "harmonic": -1.0, "power": self.p}.get(self.rule)

    @property
    def floor_share(self) -> float:
        """Return the floor in [0, 1]."""
        if self.floor is not None:
            return self.floor / 100
        return 0.01 if self.exponent is not None and self.exponent <= 0 else 0.0


AggregationRule = Annotated[
    Aggregation,
    BeforeValidator(_spelled_out, json_schema_input_type=Aggregation | Literal["mean", "geometric", "harmonic"]),
]


class Leaf(ContentModel):
    """A question's place in the tree."""

    question: Id
    weight: Weight = 1
    scoring: NamedOrInline | None = None
    target: Points | None = None


class Node(ContentModel):
    """A group of questions or of other nodes that gets a score."""

    id: Id
    title: Text
    text: Text | None = None
    weight: Weight = 1
    aggregation: AggregationRule | None = None
    coverage: Percent | None = None
    target: Points | None = None
    children: Annotated[tuple["Child", ...], FromList] = Field(min_length=1)

    def leaves(self) -> Iterator[Leaf]:
        """Yield every question below this node, in tree order."""
        for child in self.children:
            if isinstance(child, Leaf):
                yield child
            else:
                yield from child.leaves()

    def nodes(self) -> Iterator["Node"]:
        """Yield this node and every node below it, parents first."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.nodes()


def _branch(value: Any) -> str:
    keys = value if isinstance(value, dict) else getattr(type(value), "model_fields", ())
    return "question" if "question" in keys else "node"


Child = Annotated[Annotated[Leaf, Tag("question")] | Annotated[Node, Tag("node")], Discriminator(_branch)]


class TreeLevel(ContentModel):
    """What holds for all nodes at one depth: its name, the coverage asked for, the aggregation."""

    name: Text
    coverage: Percent = 0
    aggregation: AggregationRule = Aggregation()


class Requirement(ContentModel):
    """The points that a question must reach."""

    question: Id
    at_least: Annotated[float, Field(gt=0, le=100)]


class Gate(ContentModel):
    """A cap on a node while a safeguard is missing.

    The score of `node` is at most `cap` unless every requirement is met. With `when_unanswered: trigger` a
    safeguard without an answer counts as missing.
    """

    id: Id
    title: Text
    node: Id
    cap: Points
    requires: Annotated[tuple[Requirement, ...], FromList] = Field(min_length=1)
    when_unanswered: Literal["trigger", "ignore"] = "ignore"
    lens: Id | None = None
    reason: Text
    source: Citation | None = None


class Lens(ContentModel):
    """A second reading of the same answers: the questions with a tag, by their effective weights."""

    id: Id
    title: Text
    tag: Id
    text: Text | None = None
    weights: dict[Id, Weight] = Field(
        default_factory=dict, description="Questions that count more or less than 1."
    )


class Band(ContentModel):
    """A named range of scores, from `at_least` up to the next band."""

    id: Id
    label: Text
    at_least: Points
    text: Text | None = None


class EvidenceCaps(ContentModel):
    """The most points that an answer can claim by the grade of its evidence."""

    none: Points = 50
    cited: Points = 75
    attached: Points = 100
    verified: Points = 100


class NotApplicableRule(ContentModel):
    """How far "not applicable" is accepted."""

    max_share: Percent = 20
    reason_required: bool = True


class PriorityRule(ContentModel):
    """What raises the priority of a gap."""

    lens: Id | None = None
    lens_bonus: Annotated[float, Field(ge=0)] = 0.5
    gate_bonus: Annotated[float, Field(ge=0)] = 0.5


class Companions(ContentModel):
    """The two other aggregates shown beside the headline, and their settings."""

    floor: Annotated[float, Field(gt=0, le=100)] = 1
    share_of_minimum: Annotated[float, Field(ge=0, le=1)] = Field(default=0.3, alias="lambda")


class RobustnessSettings(ContentModel):
    """What is varied to see what a result depends on."""

    draws: int = Field(default=10_000, ge=FEWEST_DRAWS, le=MOST_DRAWS)
    seed: int = Field(default=2026, ge=0)
    weight_box: Percent = 25
    mapping_concentration: Weight = 4
    sobol_points: int = Field(default=2048, ge=64, le=65_536)
    rank_decimals: int = Field(default=3, ge=0, le=9)
    clear_change: Percent = 90


class DisclosureSettings(ContentModel):
    """How many States must stand behind a figure before peers may see it."""

    mean: int = Field(default=5, ge=3)
    median: int = Field(default=7, ge=3)
    quartiles: int = Field(default=10, ge=3)
    extreme_low: Points = 2
    extreme_high: Points = 98


class MonitoringIndicator(ContentModel):
    """A line of the human rights and gender compliance monitoring plan.

    It is the share of the named safeguards that stand at `at_least` points or more.
    """

    id: Id
    title: Text
    outcome: Id
    lens: Id
    questions: Annotated[tuple[Id, ...], FromList] = Field(min_length=1)
    at_least: Annotated[float, Field(gt=0, le=100)] = 50


class Rubric(ContentModel):
    """Everything that turns answers to one questionnaire into scores."""

    questionnaire: Id
    version: Text
    title: Text
    text: Text | None = None
    reference_date: Annotated[dt.date, Strict(False)] | None = None
    scoring: dict[Id, ScoringRule] = Field(
        default_factory=dict, description="Named rules that questions refer to."
    )
    defaults: dict[QuestionType, Id] = Field(
        default_factory=dict, description="The named rule of each question type."
    )
    levels: Annotated[tuple[TreeLevel, ...], FromList] = Field(min_length=1, description="From overall downwards.")
    target: Points = 75
    evidence: EvidenceCaps = EvidenceCaps()
    not_applicable: NotApplicableRule = NotApplicableRule()
    priority: PriorityRule = PriorityRule()
    companions: Companions = Companions()
    robustness: RobustnessSettings = RobustnessSettings()
    disclosure: DisclosureSettings = DisclosureSettings()
    bands: Annotated[tuple[Band, ...], FromList] = Field(min_length=1, max_length=MOST_BANDS)
    lenses: Annotated[tuple[Lens, ...], FromList] = ()
    gates: Annotated[tuple[Gate, ...], FromList] = Field(default=(), max_length=MOST_GATES)
    monitoring: Annotated[tuple[MonitoringIndicator, ...], FromList] = ()
    context: Annotated[tuple[Id, ...], FromList] = Field(
        default=(), description="Questions that are never scored."
    )
    tree: Node = Field(description="The node `overall`, with everything below it.")

    def scoring_rule(self, leaf: Leaf, question_type: str) -> ScoringRule | None:
        """Return the rule that scores a question of the given type, or None when none is named."""
        if leaf.scoring is not None and not isinstance(leaf.scoring, str):
            return leaf.scoring
        name = leaf.scoring or {str(kind): rule for kind, rule in self.defaults.items()}.get(question_type)
        return self.scoring.get(name) if name else None

    def band_of(self, points: float) -> Band:
        """Return the band that a score of 0 to 100 points falls into."""
        # A mean of equal answers may fall a rounding error below the level that they all stand at.
        reached = [band for band in self.bands if points >= band.at_least - 1e-9]
        return reached[-1] if reached else self.bands[0]
