"""What all models of content share: frozen, strict, unknown keys refused."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

ID_PATTERN = r"^[a-z0-9][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)*$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=120)]
"""A permanent identifier: lower-case words, joined by dots."""

Citation = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]*(#[^\s#][^#]*)?$", max_length=160)]
"""A register id, optionally with a paragraph: `scr-2396#15`."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)]
"""Words that people read; never empty."""

Points = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
"""A score as files and screens show it, 0 to 100."""

Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
"""A share in per cent, 0 to 100."""

Weight = Annotated[float, Field(gt=0, allow_inf_nan=False)]
"""An importance relative to siblings; above zero."""

Number = Annotated[float, Field(allow_inf_nan=False)]


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


FromList = BeforeValidator(_as_tuple)
"""Lets a YAML list stand where a model holds a tuple; strict mode would refuse it."""


class ContentModel(BaseModel):
    """A piece of content as policy people write it in YAML."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        validate_by_alias=True,
        validate_by_name=True,
        serialize_by_alias=True,
    )


def citation_id(citation: str) -> str:
    """Return the register id of a citation.

    >>> citation_id("scr-2396#15")
    'scr-2396'
    """
    return citation.partition("#")[0]
