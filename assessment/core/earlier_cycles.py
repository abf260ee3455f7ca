"""The cycles that another one can be compared with."""

from collections.abc import Sequence

from assessment.core.cycle import Cycle


def earlier_cycles(cycles: Sequence[Cycle], cycle: Cycle) -> tuple[Cycle, ...]:
    """Return the cycles with an earlier reference date, the one that the cycle names as the one before first."""
    earlier = [one for one in cycles if one.reference_date < cycle.reference_date]
    return tuple(sorted(earlier, key=lambda one: (one.id != cycle.previous, -one.reference_date.toordinal())))
