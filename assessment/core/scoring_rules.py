"""The kinds of scoring: how the answer to one question becomes points.

Points are 0 to 100; the engine (`core/normalization`) divides by 100.
"""

from typing import Annotated, Literal

from pydantic import Field

from assessment.core.content_model import ContentModel, FromList, Id, Number, Points, Weight


class LevelTable(ContentModel):
    """Points for each level of a maturity question, the lowest first."""

    kind: Literal["levels"]
    values: Annotated[tuple[Points, ...], FromList] = Field(min_length=2, max_length=10)


class ChoiceTable(ContentModel):
    """Points for each choice of a single-choice question."""

    kind: Literal["choices"]
    values: dict[Id, Points] = Field(min_length=2)


class OptionPoints(ContentModel):
    """Points for ticked options: min(cap, sum of points) / max.

    Without `points` every option that is not exclusive counts 1, so the score is the share ticked.
    `max` is the sum of all points unless given; `cap` is `max` unless given.
    """

    kind: Literal["options"]
    points: dict[Id, Annotated[float, Field(ge=0, allow_inf_nan=False)]] | None = None
    max: Weight | None = None
    cap: Weight | None = None


class Step(ContentModel):
    """The points from a threshold on."""

    at_least: Number
    score: Points


class Steps(ContentModel):
    """Points by thresholds of a number; `below` counts under the first threshold."""

    kind: Literal["steps"]
    steps: Annotated[tuple[Step, ...], FromList] = Field(min_length=1)
    below: Points = 0


class Goalposts(ContentModel):
    """Points between two fixed values of a number, clipped: (v - low) / (high - low).

    With `transform: log` the three values are replaced by their logarithms, as UNDP does for income.
    """

    kind: Literal["goalposts"]
    goalposts: Annotated[tuple[Number, Number], FromList]
    transform: Literal["none", "log"] = "none"
    direction: Literal["higher_is_better", "lower_is_better"] = "higher_is_better"


class RecencyStep(ContentModel):
    """The points of a date not older than so many months."""

    within_months: int = Field(ge=0, le=1200)
    score: Points


class Recency(ContentModel):
    """Points by the age of a date on the reference date of the cycle; `older` counts beyond the last step."""

    kind: Literal["recency"]
    steps: Annotated[tuple[RecencyStep, ...], FromList] = Field(min_length=1)
    older: Points = 0


ScoringRule = Annotated[
    LevelTable | ChoiceTable | OptionPoints | Steps | Goalposts | Recency, Field(discriminator="kind")
]
