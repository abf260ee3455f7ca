"""What the parts of the filling share: the content, the words, the source of chance, and who works when."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from assessment.core.instrument import Instrument
from assessment.core.log_entry import Happening
from assessment.core.package import ContentPackage
from assessment.core.person import Ministry
from assessment.core.questionnaire import Questionnaire
from assessment.core.states import State
from assessment.core.training_texts import TrainingTexts
from assessment.store import log
from assessment.store.database import Connection

OFFICE_OPENS, OFFICE_HOURS = 7, 10


@dataclass(frozen=True, eq=False)
class Stage:
    """One filling: its transaction, content, words, source of chance, and what is to be logged."""

    connection: Connection
    package: ContentPackage
    instrument: Instrument
    content_digest: str
    texts: TrainingTexts
    generator: np.random.Generator
    happenings: list[Happening] = field(default_factory=list)

    def note(self, happening: Happening) -> None:
        """Put something down for the log; `keep_log` stores it."""
        self.happenings.append(happening)

    def keep_log(self) -> None:
        """Store what was noted, all at once: thousands of entries one by one would take seconds."""
        log.append_all(self.connection, sorted(self.happenings, key=lambda happening: happening.at))
        self.happenings.clear()

    @property
    def questionnaire(self) -> Questionnaire:
        """Return what is asked."""
        return self.package.questionnaire


@dataclass(frozen=True, slots=True)
class Authors:
    """The accounts of a national team: the focal point and, by section, those who answer it."""

    focal_point: int
    of_section: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Team:
    """A State with its accounts, its ministries by section, and the ids of its documents."""

    state: State
    authors: Authors
    ministries: Mapping[str, Ministry]
    documents: tuple[int, ...] = ()

    def author(self, section: str) -> int:
        """Return the account that answers a section."""
        return self.authors.of_section.get(section, self.authors.focal_point)


@dataclass(frozen=True, slots=True)
class Period:
    """The time in which something happened."""

    begin: dt.datetime
    end: dt.datetime

    def moment(self, share: float, hour: float) -> dt.datetime:
        """Return a moment in office hours about this share of the way through; both shares from 0 to 1."""
        day = self.begin + share * (self.end - self.begin)
        opening = day.replace(hour=OFFICE_OPENS, minute=0, second=0, microsecond=0)
        return max(self.begin, min(self.end, opening + dt.timedelta(seconds=int(hour * OFFICE_HOURS * 3600))))
