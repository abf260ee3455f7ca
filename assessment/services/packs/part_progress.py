"""How far a pack is while its parts are put together: shares of the whole that never go back."""

from assessment.services.background import Report


def unheard(_done: float) -> None:
    """Take a report that nobody reads."""


def within(report: Report, begin: float, end: float) -> Report:
    """Return a report for a part of the work that runs from one share of the whole to another.

    What is begun anew, because the data moved meanwhile, is told no second time.
    """
    furthest = 0.0

    def told(done: float) -> None:
        nonlocal furthest
        furthest = max(furthest, min(done, 1.0))
        report(begin + (end - begin) * furthest)

    return told
