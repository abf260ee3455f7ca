"""A worked example: a few answers and the scores that somebody computed by hand."""

from typing import Annotated, Literal

from pydantic import Field

from assessment.core.content_model import ContentModel, FromList, Id, Number, Percent, Points, Text
from assessment.core.questionnaire import CalendarDate

AnswerInFile = bool | int | float | str | Annotated[tuple[Id, ...], FromList]


class ResponseInFile(ContentModel):
    """A response in a YAML file, where a bare answer does not say enough."""

    answer: AnswerInFile | None = None
    status: Literal["answered", "in_progress", "dont_know", "not_applicable", "blank"] | None = None
    evidence: Literal["none", "cited", "attached", "verified"] = "none"
    reason: Text | None = None
    comment: Text | None = None


class ExpectedNode(ContentModel):
    """The scores of a node (points) that the example expects; what is not named is not compared."""

    score: Points | None = None
    low: Points | None = None
    high: Points | None = None
    raw: Points | None = None
    evidenced: Points | None = None
    pipeline: Points | None = None
    coverage: Percent | None = None
    no_score: bool = False
    gates: Annotated[tuple[Id, ...], FromList] | None = None


class WorkedExample(ContentModel):
    """Answers and the scores they must give, with the working that a reader can follow."""

    title: Text
    working: Text
    reference_date: CalendarDate | None = None
    responses: dict[Id, ResponseInFile | AnswerInFile] = Field(min_length=1)
    expect: dict[Id, ExpectedNode] = Field(min_length=1)
    lenses: dict[Id, Points] = Field(default_factory=dict)
    tolerance: Annotated[Number, Field(gt=0, le=1)] = 0.05


class ResponseFile(ContentModel):
    """One State's responses in a YAML file."""

    state: Text
    questionnaire: Id | None = None
    version: Text | None = None
    reference_date: CalendarDate | None = None
    responses: dict[Id, ResponseInFile | AnswerInFile | None] = Field(default_factory=dict)
