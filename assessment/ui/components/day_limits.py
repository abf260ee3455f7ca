"""Which days a calendar offers: without limits of ours, only the ten years on both sides of today."""

import datetime as dt
from typing import TypedDict

from assessment.core.entered_answer import CONCEIVABLE_DAYS


class DayLimits(TypedDict):
    """Parameters of a field for a date."""

    min_value: dt.date
    max_value: dt.date


def day_limits(entered: dt.date | None, limits: tuple[dt.date, dt.date] | None = None) -> DayLimits:
    """Return the limits given, or else wide ones; the day that stands in the field is always inside."""
    first, last = limits or CONCEIVABLE_DAYS
    return {"min_value": min(first, entered or first), "max_value": max(last, entered or last)}
