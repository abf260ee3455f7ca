"""Published versions of a package, and the crosswalk from one version to the next."""

from typing import Annotated, Literal, Self

from pydantic import Field, Strict, StringConstraints, model_validator

from assessment.core.content_model import ContentModel, FromList, Id, Text
from assessment.core.questionnaire import CalendarDate, Ids

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}([0-9a-f]{48})?$"), Strict()]


class PublishedVersion(ContentModel):
    """What was published once, and must not change its meaning any more.

    `questions` and `rubric` hold the first 16 hexadecimal digits of the SHA-256 of their meaning.
    """

    version: Text
    published: CalendarDate
    questions: dict[Id, Digest] = Field(min_length=1)
    rubric: Digest


class PublishedVersions(ContentModel):
    """All published versions of a package, oldest first."""

    versions: Annotated[tuple[PublishedVersion, ...], FromList] = ()


class Mapping(ContentModel):
    """Where the answer to a question of the new version comes from.

    `copy` takes the response to one old question, `mean` the mean score of several, `none` nothing.
    """

    rule: Literal["copy", "mean", "none"]
    from_questions: Ids = Field(default=(), alias="from")

    @model_validator(mode="after")
    def _sources_fit_rule(self) -> Self:
        wanted = {"copy": "exactly one question", "mean": "two or more questions", "none": "no question"}[
            self.rule
        ]
        fits = {"copy": len(self.from_questions) == 1, "mean": len(self.from_questions) > 1}
        if not fits.get(self.rule, not self.from_questions):
            raise ValueError(f"rule {self.rule} needs {wanted} in from")
        return self


class Crosswalk(ContentModel):
    """How questions of an older version map to this one; a question not named maps to its own id."""

    from_version: Text
    to_version: Text
    questions: dict[Id, Mapping] = Field(min_length=1)
