"""Who works with the application: a person with a role, perhaps of a State and a ministry."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is there for. One account has one role."""

    CONTRIBUTOR = "contributor"
    FOCAL_POINT = "focal_point"
    REVIEWER = "reviewer"
    ANALYST = "analyst"
    OBSERVER = "observer"
    ADMINISTRATOR = "administrator"


OPERATOR = 0
"""In the place of an account: an operator at the terminal, who has none."""

NATIONAL_ROLES = frozenset({Role.CONTRIBUTOR, Role.FOCAL_POINT})
"""The roles of officials, who belong to a State."""


@dataclass(frozen=True, slots=True)
class Ministry:
    """A body of a State that sections are given to."""

    id: int
    state: str
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    """The holder of an account, as a service sees the one who calls.

    `state` and `ministry` are there for officials. `signed_in_at` is when this visit began, `previous_visit` when
    the one before it ended.
    """

    account: int
    name: str
    role: Role
    state: str | None = None
    ministry: Ministry | None = None
    language: str = "en"
    must_change_password: bool = False
    signed_in_at: dt.datetime | None = None
    previous_visit: dt.datetime | None = None
