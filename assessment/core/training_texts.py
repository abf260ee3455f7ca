"""The words of invented answers in training mode."""

from typing import Annotated

from pydantic import Field

from assessment.core.content_model import ContentModel, FromList, Id, Text
from assessment.core.evidence import EvidenceKind

Texts = Annotated[tuple[Text, ...], FromList, Field(min_length=1)]


class TrainingMinistry(ContentModel):
    """A body of every invented State, with the sections it is usually given."""

    name: Text
    sections: Annotated[tuple[Id, ...], FromList] = ()


class TrainingDocument(ContentModel):
    """A document that invented States cite; `{year}` stands for its year. With `file`, some attach it."""

    title: Text
    kind: Annotated[EvidenceKind, Field(strict=False)]
    body: Text
    file: bool = False


class Explanations(ContentModel):
    """Explanations of answers, by how far the State has come."""

    low: Texts
    middle: Texts
    high: Texts


class Conversation(ContentModel):
    """Comments that ask, and comments that answer."""

    questions: Texts
    answers: Texts


class TrainingTexts(ContentModel):
    """All words that invented answers are made of; `{body}` and `{year}` are filled in."""

    ministries: Annotated[tuple[TrainingMinistry, ...], FromList] = Field(min_length=2)
    documents: Annotated[tuple[TrainingDocument, ...], FromList] = Field(min_length=1)
    places: Annotated[tuple[str, ...], FromList] = Field(min_length=1)
    explanations: Explanations
    not_applicable: Texts
    in_progress: Texts
    dont_know: Texts
    comments: Conversation
    reviews: Texts
    plans: Texts
