"""Worked blocks with the scores of States at one node, and the regional figures that follow from them."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from assessment.core.comparison import ComparedScores, regional_statistics
from assessment.core.state_sets import StateSet


def regional_faults(data: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for every regional figure that the engine does not find."""
    if unknown := set(data) - {"states", "regional"}:
        yield f"the block has the unknown keys {', '.join(sorted(unknown))}"
        return
    states = tuple(data["states"])
    points = [np.nan if score == "none" else float(score) for score in data["states"].values()]
    compared = ComparedScores(("node",), states, np.array([points]))
    table = regional_statistics(compared, [StateSet("set", "Set", states, "free")], ())
    found = table["node", "set"]
    for name, wanted in data["regional"].items():
        figure = getattr(found, name)
        if figure is None or abs(figure - wanted) > 0.006:
            yield f"{name} is {figure} and not {wanted}"
