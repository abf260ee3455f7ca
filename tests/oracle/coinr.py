"""Reads the results of the R package COINr 1.1.14 on its ASEM data, with their inputs and weights."""

import csv
from pathlib import Path

from assessment.core.rubric import ROOT_ID
from tests.oracle.published_index import Figures, PublishedIndex, read_figures

LEVELS = ("Index", "Sub-index", "Pillar")


def read_tree(folder: Path) -> list[dict[str, str]]:
    """Return the rows of the tree: code, name and parent, indicators with the nodes above them."""
    with (folder / "asem_iMeta.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["Type"] in {"Indicator", "Aggregate"}]


def read_ids(folder: Path) -> dict[str, str]:
    """Return our id of each code in the tree."""
    rows = read_tree(folder)
    codes = {row["iCode"] for row in rows}
    return {row["iCode"]: row["iCode"].lower() if row["Parent"] in codes else ROOT_ID for row in rows}


def read_coinr(folder: Path, inputs: str) -> PublishedIndex:
    """Return the index with the points of one file of normalised indicators."""
    rows, ids = read_tree(folder), read_ids(folder)
    below = {ids[row["iCode"]]: ids[row["Parent"]] for row in rows if row["Parent"] in ids}
    depths = {int(row["Level"]) for row in rows}
    return PublishedIndex(
        id="coinr-asem",
        title="Sustainable connectivity (ASEM)",
        levels=LEVELS[len(LEVELS) + 1 - len(depths) :],
        parents=below,
        titles={ids[row["iCode"]]: row["iName"] for row in rows},
        answers=read_figures(folder / inputs, ids),
    )


def read_results(folder: Path, name: str) -> Figures:
    """Return the scores that COINr computed."""
    return read_figures(folder / name, read_ids(folder))


def read_weights(folder: Path, name: str) -> dict[str, float]:
    """Return the weights of indicators and nodes."""
    ids = read_ids(folder)
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return {ids[row["iCode"]]: float(row["Weight"]) for row in csv.DictReader(file) if row["iCode"] in ids}
