"""Working together: sections given to ministries, and comments on questions."""

import datetime as dt
from dataclasses import dataclass

from assessment.core.person import Ministry


@dataclass(frozen=True, slots=True)
class Assignment:
    """A section given to a ministry, with the day by which it is due."""

    section: str
    ministry: Ministry
    due_on: dt.date | None
    assigned_by: str
    assigned_at: dt.datetime


COMMENTS_AT_A_TIME = 20
"""So many comments on a question are read at first; older ones when somebody asks for them."""


@dataclass(frozen=True, slots=True)
class Comment:
    """Something said inside the national team about a question."""

    id: int
    question: str
    author: str
    written_at: dt.datetime
    text: str
