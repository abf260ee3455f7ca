"""What outsiders see of a cycle: figures over sets of States, or why there are none. No State's name or number."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from assessment.core.canonical_json import sha256
from assessment.core.cycle import Cycle
from assessment.core.disclosure_shown import ShownFigures, ShownValue
from assessment.core.rubric import DisclosureSettings
from assessment.core.state_sets import StateSet


class Why(StrEnum):
    """Why a figure is not shown."""

    TOO_FEW = "too_few"
    COMPLEMENTARY = "complementary"
    EARLIER = "earlier"
    NOT_STORED = "not_stored"


class Statistic(StrEnum):
    """What is shown of the States of a set: the mean, the median, or the two quartiles."""

    MEAN = "mean"
    MEDIAN = "median"
    QUARTILES = "quartiles"


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """What outsiders see of a node over a set, in whole points.

    `why` is None where the mean is shown. `as_of` is the day on which an earlier edition was first published,
    where that is shown because today's would tell too much.
    """

    node: str
    set: str
    figures: ShownFigures
    why: Why | None = None
    as_of: dt.date | None = None

    def value(self, statistic: Statistic) -> ShownValue | None:
        """Return the mean or median (for quartiles the lower one); None where it is not shown."""
        shown = self.figures
        return {
            Statistic.MEAN: shown.mean,
            Statistic.MEDIAN: shown.median,
            Statistic.QUARTILES: shown.lower_quartile,
        }[statistic]

    def why_not(self, statistic: Statistic, thresholds: DisclosureSettings) -> Why | None:
        """Return why a statistic is not shown; None where it is."""
        if self.why is not None or self.value(statistic) is not None:
            return self.why
        return Why.TOO_FEW if self.figures.n < least_states(statistic, thresholds) else Why.COMPLEMENTARY


@dataclass(frozen=True, eq=False)
class PublishedFigures:
    """All that outsiders see of a cycle: overall and the domains over all States, regions and workshop groups.

    `figures` go by node and set id. `is_stored` is False where new figures could not be stored, and are therefore
    not shown.
    """

    cycle: Cycle
    nodes: tuple[str, ...]
    sets: tuple[StateSet, ...]
    figures: Mapping[tuple[str, str], PublishedFigure]
    thresholds: DisclosureSettings
    is_stored: bool

    @property
    def data_id(self) -> str:
        """Return the SHA-256 of what is shown, and of nothing else."""
        return sha256([self.cycle.id, *(_plain(one) for one in self.figures.values())])

    @property
    def as_of(self) -> Collection[dt.date]:
        """Return the days of the earlier editions that are shown, in order."""
        return sorted({one.as_of for one in self.figures.values() if one.as_of is not None})


def least_states(statistic: Statistic, thresholds: DisclosureSettings) -> int:
    """Return how many States must stand behind a statistic."""
    return {
        Statistic.MEAN: thresholds.mean,
        Statistic.MEDIAN: thresholds.median,
        Statistic.QUARTILES: thresholds.quartiles,
    }[statistic]


def _plain(figure: PublishedFigure) -> dict[str, object]:
    return asdict(figure) | {"as_of": None if figure.as_of is None else figure.as_of.isoformat()}
