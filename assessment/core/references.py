"""The register of references: what questions and actions rest on."""

from typing import Annotated, Literal

from pydantic import Field

from assessment.core.content_model import ContentModel, FromList, Id, Text


class Reference(ContentModel):
    """A resolution, treaty, standard or guide, with how sure we are of what is said of it."""

    id: Id
    symbol: Text
    title: Text
    year: int = Field(ge=1900, le=2100)
    kind: Text
    binding: Literal["binding", "non_binding", "not_in_force"]
    binding_note: Text | None = None
    topic: Text
    confidence: Literal["confirmed", "general_knowledge"]
    unconfirmed: Text | None = None
    source: Text | None = None
    knowledge_product: bool = False


class ReferenceRegister(ContentModel):
    """All references of a package."""

    references: Annotated[tuple[Reference, ...], FromList] = Field(min_length=1)
