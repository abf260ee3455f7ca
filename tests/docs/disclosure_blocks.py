"""Worked blocks with the figures that could be published at one node, and which of them are."""

from collections.abc import Iterator
from typing import Any

from assessment.core.disclosure import plan_disclosure
from assessment.core.disclosure_cells import Cell, CellName, Contribution, PublishedCell, Statistics
from assessment.core.disclosure_shown import ShownValue, shown_figures
from assessment.core.rubric import DisclosureSettings

SETTINGS = DisclosureSettings()


def disclosure_faults(data: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for every difference between what is published and what the block says."""
    if "regions" in data:
        sizes = [int(size) for size in data["regions"]]
        regions = [_cell("region", place, size) for place, size in enumerate(sizes)]
        everybody = Cell(
            CellName("now", "node", "all"), "all", frozenset().union(*(one.contributions for one in regions))
        )
        found = {one.cell.name.state_set for one in plan_disclosure([everybody, *regions], {}, SETTINGS).published}
        published = [size for place, size in enumerate(sizes) if str(place) in found]
        result: list[object] = [*(["all"] if "all" in found else []), *published]
    elif "earlier" in data:
        before, now = _of(data["earlier"]), _of(data["now"])
        plan = plan_disclosure([now], {}, SETTINGS, [PublishedCell(before, Statistics.MEAN)])
        result = [
            *(one.cell.name.state_set for one in plan.published),
            *(why.value for why in plan.suppressed.values()),
        ]
    else:
        shown = shown_figures(
            [float(one) for one in data["scores"]], len(data["scores"]), Statistics.QUARTILES, SETTINGS
        )
        quartiles = (shown.lower_quartile, shown.median, shown.upper_quartile)
        result = [_words(one) for one in (shown.mean, *quartiles) if one is not None]
    if result != data["published"]:
        yield f"{result} is published and not {data['published']}"


def _cell(kind: Any, place: int, size: int) -> Cell:
    inside = frozenset(Contribution(f"{place} {number}", "1") for number in range(size))
    return Cell(CellName("now", "node", str(place)), kind, inside)


def _of(states: str) -> Cell:
    return Cell(
        CellName("now", "node", "all"), "all", frozenset(Contribution(state, "1") for state in states.split())
    )


def _words(value: ShownValue) -> object:
    return value.points if value.limit is None else f"{value.limit.replace('_', ' ')} {value.points}"
