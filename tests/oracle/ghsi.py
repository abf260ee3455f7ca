"""Reads the Global Health Security Index 2019 from a folder with its framework, answers and published scores."""

import csv
from pathlib import Path

from assessment.core.rubric import ROOT_ID
from tests.oracle.published_index import Figures, PublishedIndex, read_figures

LEVELS = ("Overall", "Category", "Indicator", "Sub-indicator")


def read_ghsi(folder: Path) -> tuple[PublishedIndex, Figures]:
    """Return the index and its published scores. A framework may begin at a category: that is overall then."""
    with (folder / "framework.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    top = next(row["code"] for row in rows if row["parent"] not in {other["code"] for other in rows})
    ids = {row["code"]: ROOT_ID if row["code"] == top else row["code"].lower() for row in rows}
    index = PublishedIndex(
        id="ghsi-2019",
        title="Global Health Security Index 2019",
        levels=LEVELS[: len({row["level"] for row in rows}) - 1],
        parents={ids[row["code"]]: ids[row["parent"]] for row in rows if row["code"] != top},
        titles={ids[row["code"]]: row["name"] for row in rows},
        answers=read_figures(folder / "answers_2019.csv", ids),
    )
    return index, read_figures(folder / "published_2019.csv", ids)
