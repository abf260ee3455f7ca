"""Registers of States: who takes part, in which region and group."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from assessment.core.content_model import ContentModel, FromList, Id, Text

StateId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
M49 = Annotated[str, StringConstraints(pattern=r"^[0-9]{3}$")]


class Region(ContentModel):
    """A region of the initiative; not a statistical (M49) region."""

    id: Id
    title: Text
    note: Text | None = None


class Group(ContentModel):
    """A workshop cohort."""

    id: Id
    title: Text
    date: Text | None = None
    note: Text | None = None


class State(ContentModel):
    """A jurisdiction that takes part."""

    id: StateId
    name: Text
    m49: M49 | None = None
    region: Id
    groups: Annotated[tuple[Id, ...], FromList] = ()
    basis: Text | None = None
    confidence: Literal["confirmed", "attendance"] | None = None
    source: Text | None = None


class MemberState(ContentModel):
    """A Member State of the United Nations, with its short name and codes."""

    id: StateId
    name: Text
    m49: M49


class StateRegister(ContentModel):
    """The States of an initiative and the list that the rest are added from."""

    training: bool = False
    note: Text | None = None
    expected: int = Field(ge=1, le=300)
    regions: Annotated[tuple[Region, ...], FromList] = Field(min_length=1)
    groups: Annotated[tuple[Group, ...], FromList] = ()
    states: Annotated[tuple[State, ...], FromList] = Field(min_length=1)
    member_states: Annotated[tuple[MemberState, ...], FromList] = ()

    @property
    def missing(self) -> int:
        """Count the States still to be added to reach the expected number; never below 0."""
        return max(0, self.expected - len(self.states))
