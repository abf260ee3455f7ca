"""Skip logic: the closed set of conditions under which a question is asked."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from assessment.core.content_model import ContentModel, FromList, Id

Operand = bool | int | float | str
Operator = Literal["is", "is_not", "any_of", "at_least", "answered"]
OPERATORS: tuple[Operator, ...] = ("is", "is_not", "any_of", "at_least", "answered")

MOST_OPERANDS = 50
"""Of one comparison."""
MOST_COMPARISONS = 30
"""With more, the formula of a condition might be longer than spreadsheets take."""


class Comparison(ContentModel):
    """One question compared with a value, by exactly one operator.

    A comparison with a question that has no answer, or is itself hidden, is false; only
    `answered: false` is true then.
    """

    question: Id
    is_: Operand | None = Field(default=None, alias="is")
    is_not: Operand | None = None
    any_of: Annotated[tuple[Operand, ...], Field(min_length=1, max_length=MOST_OPERANDS), FromList] | None = None
    at_least: int | float | str | None = None
    answered: bool | None = None

    @model_validator(mode="after")
    def _exactly_one_operator(self) -> "Comparison":
        given = [name for name in OPERATORS if self._operand(name) is not None]
        if len(given) != 1:
            raise ValueError(f"needs exactly one of {', '.join(OPERATORS)}, found {', '.join(given) or 'none'}")
        return self

    def _operand(self, operator: Operator) -> object:
        return self.is_ if operator == "is" else getattr(self, operator)

    @property
    def operator(self) -> Operator:
        """Name the operator of this comparison."""
        return next(name for name in OPERATORS if self._operand(name) is not None)

    @property
    def operands(self) -> tuple[Operand, ...]:
        """List the values that the answer is compared with."""
        if self.any_of is not None:
            return self.any_of
        value = self._operand(self.operator)
        return (value,) if isinstance(value, bool | int | float | str) else ()


class AllOf(ContentModel):
    """True when every comparison is."""

    all: Annotated[tuple[Comparison, ...], FromList] = Field(min_length=1, max_length=MOST_COMPARISONS)


class AnyOf(ContentModel):
    """True when at least one comparison is."""

    any: Annotated[tuple[Comparison, ...], FromList] = Field(min_length=1, max_length=MOST_COMPARISONS)


def _form(value: Any) -> str:
    keys = value if isinstance(value, dict) else getattr(type(value), "model_fields", ())
    return next((name for name in ("all", "any") if name in keys), "comparison")


Condition = Annotated[
    Annotated[Comparison, Tag("comparison")] | Annotated[AllOf, Tag("all")] | Annotated[AnyOf, Tag("any")],
    Discriminator(_form),
]


def comparisons(condition: Comparison | AllOf | AnyOf) -> Iterator[Comparison]:
    """Yield every comparison of a condition, in the order written."""
    if isinstance(condition, Comparison):
        yield condition
    elif isinstance(condition, AllOf):
        yield from condition.all
    else:
        yield from condition.any
