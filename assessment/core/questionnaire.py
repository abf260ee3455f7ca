"""The questionnaire: sections, questions, what each answer means, and the step up from it."""

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, Strict

from assessment.core.conditions import MOST_OPERANDS, Condition
from assessment.core.content_model import Citation, ContentModel, FromList, Id, Number, Text

CalendarDate = Annotated[dt.date, Strict(False)]
Citations = Annotated[tuple[Citation, ...], FromList]
Ids = Annotated[tuple[Id, ...], FromList]

MOST_CHOICES = MOST_OPERANDS
"""Of a question; a condition may name each of them."""


class ScaleLevel(ContentModel):
    """One level of a maturity scale, as it reads in every question that uses the scale."""

    label: Text
    text: Text


class Scale(ContentModel):
    """A maturity scale: ordered levels, the lowest first, each implying the ones below."""

    id: Id
    title: Text
    levels: Annotated[tuple[ScaleLevel, ...], FromList] = Field(min_length=2, max_length=10)


class Tag(ContentModel):
    """A theme that runs through the questionnaire, such as human rights."""

    id: Id
    title: Text
    text: Text | None = None


class PlannedResult(ContentModel):
    """A result that the initiative set out to reach and that questions serve."""

    id: Id
    title: Text
    text: Text


class NextStep(ContentModel):
    """The action that takes a State from one level to the next, and what it rests on."""

    action: Text
    source: Citation


class Level(ContentModel):
    """What one level means for one question: observable, and implying every lower level."""

    descriptor: Text
    next_step: NextStep | None = None


class Choice(ContentModel):
    """One possible answer. An exclusive one stands alone, as in "none of these"."""

    id: Id
    label: Text
    descriptor: Text | None = None
    exclusive: bool = False


class ChoiceAction(ContentModel):
    """The action that takes a State up from one choice."""

    from_choice: Id = Field(alias="from")
    action: Text
    source: Citation


class QuestionText(ContentModel):
    """What every type of question has."""

    id: Id
    text: Text
    help: Text | None = None
    why: Text | None = None
    evidence: Annotated[tuple[Text, ...], FromList] = ()
    references: Citations = ()
    knowledge_product: Id | None = None
    tags: Ids = ()
    planned_results: Ids = ()
    not_applicable: bool = False
    not_applicable_help: Text | None = None
    sensitivity: Literal["standard", "restricted"] = "standard"
    effort: int = Field(
        default=2, ge=1, le=3, description="1 low, 2 medium, 3 high: typical effort of one level up"
    )
    feasibility: int = Field(default=2, ge=1, le=3, description="1 hard, 2 medium, 3 easy")
    show_if: Condition | None = None


class MaturityQuestion(QuestionText):
    """An ordinal question with a descriptor for each level of its scale."""

    type: Literal["maturity"]
    scale: Id
    levels: Annotated[tuple[Level, ...], FromList] = Field(min_length=2, max_length=10)


class SingleChoiceQuestion(QuestionText):
    """A question with exactly one answer out of a list."""

    type: Literal["single"]
    choices: Annotated[tuple[Choice, ...], FromList] = Field(min_length=2, max_length=MOST_CHOICES)
    actions: Annotated[tuple[ChoiceAction, ...], FromList] = ()


class MultipleChoiceQuestion(QuestionText):
    """A question with any number of answers out of a list."""

    type: Literal["multiple"]
    # Answers are coded as bits of a float64, which is exact up to 2**53.
    choices: Annotated[tuple[Choice, ...], FromList] = Field(min_length=2, max_length=MOST_CHOICES)


class NumberQuestion(QuestionText):
    """A question answered by a number."""

    type: Literal["number"]
    unit: Text
    range: Annotated[tuple[Number, Number], FromList] | None = None
    decimals: int = Field(default=0, ge=0, le=12)


class DateQuestion(QuestionText):
    """A question answered by a calendar date."""

    type: Literal["date"]
    range: Annotated[tuple[CalendarDate, CalendarDate], FromList] | None = None


class TextQuestion(QuestionText):
    """A question answered in words; never scored."""

    type: Literal["text"]
    max_length: int = Field(default=2000, ge=1, le=20000)


Question = (
    MaturityQuestion | SingleChoiceQuestion | MultipleChoiceQuestion | NumberQuestion | DateQuestion | TextQuestion
)
ChoiceQuestion = SingleChoiceQuestion | MultipleChoiceQuestion


class Section(ContentModel):
    """A page of the questionnaire: questions on one subject."""

    id: Id
    title: Text
    scope: Text | None = None
    why: Text | None = None
    references: Citations = ()
    questions: Annotated[tuple[Annotated[Question, Field(discriminator="type")], ...], FromList] = Field(
        min_length=1
    )


class RetiredId(ContentModel):
    """An id that was used once and never will be again."""

    id: Id
    since: Text
    reason: Text


class Questionnaire(ContentModel):
    """All that is asked, in the order asked."""

    id: Id
    version: Text
    title: Text
    language: str = Field(default="en", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")
    status: Text | None = None
    notice: Text | None = None
    planned_results: Annotated[tuple[PlannedResult, ...], FromList] = ()
    tags: Annotated[tuple[Tag, ...], FromList] = ()
    scales: Annotated[tuple[Scale, ...], FromList] = ()
    retired: Annotated[tuple[RetiredId, ...], FromList] = ()
    sections: Annotated[tuple[Section, ...], FromList] = Field(min_length=1)

    def questions(self) -> Iterator[Question]:
        """Yield every question in the order asked."""
        for section in self.sections:
            yield from section.questions

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        """Find a question by its id."""
        return {question.id: question for question in self.questions()}

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """Find the section of a question by the question's id."""
        return {question.id: section for section in self.sections for question in section.questions}

    @cached_property
    def scale_by_id(self) -> dict[str, Scale]:
        """Find a scale by its id."""
        return {scale.id: scale for scale in self.scales}
