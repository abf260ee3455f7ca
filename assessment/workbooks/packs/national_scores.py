"""All nodes of a State: score, interval, coverage, band, target and the readings beside them, live."""

from collections.abc import Mapping

from assessment.core.node_figures import NodeFigures
from assessment.core.scoring import Reading
from assessment.workbooks.looks import GATE_MARK, SHARE
from assessment.workbooks.packs.bands import add_bands
from assessment.workbooks.packs.national_parts import NationalPack, cell, follow
from assessment.workbooks.packs.national_tables import (
    TABLE_CELL,
    TABLE_NUMBER,
    begin_sheet,
    set_height,
    write_head,
)

KEY = "scores"
COLUMNS = (
    ("part", 46),
    ("level", 13),
    ("score", 10),
    ("low", 10),
    ("high", 10),
    ("coverage", 11),
    ("band", 17),
    ("target", 10),
    ("below_target", 12),
    ("evidenced", 13),
    ("pipeline", 11),
    ("raw", 11),
    ("geometric", 13),
    ("blend", 10),
    ("gates", 34),
)
WIDTHS = tuple(width for _, width in COLUMNS)
PLACE = {name: column for column, (name, _) in enumerate(COLUMNS)}
NUMBERS = frozenset(PLACE.values()) - {PLACE[name] for name in ("part", "level", "band", "gates")}
READINGS: Mapping[str, Reading] = {
    "score": "point",
    "low": "worst",
    "high": "best",
    "evidenced": "evidenced",
    "pipeline": "pipeline",
}


def write_scores(national: NationalPack) -> None:
    """Write a row for every node, parents first."""
    say, sheet = national.say, national.sheet(KEY)
    head = begin_sheet(sheet, WIDTHS, [say("pack.scores_note"), say("pack.scores_columns")])
    first = write_head(sheet, head, [say(f"pack.column_{name}") for name, _ in COLUMNS], WIDTHS, NUMBERS)
    sheet.raw.freeze_panes(first, 1)
    sheet.raw.repeat_rows(head)
    row = first
    for figures in national.content.nodes.values():
        _write_node(national, row, figures)
        row += 1
    sheet.raw.autofilter(head, 0, row - 1, len(COLUMNS) - 1)
    add_bands(sheet, first, PLACE["score"], row - 1, PLACE["score"], national.pack.bands)


def _write_node(national: NationalPack, row: int, figures: NodeFigures) -> None:
    sheet = national.sheet(KEY)
    strong = {"bold": figures.depth < 2}
    title = national.node(figures.node)
    sheet.text(row, 0, title, {**TABLE_CELL, **strong, "indent": figures.depth + 1})
    level = national.level_names[min(figures.depth, len(national.level_names) - 1)]
    sheet.text(row, PLACE["level"], level, TABLE_CELL)
    for name, reading in READINGS.items():
        national.score((sheet, row, PLACE[name]), figures, reading, {**TABLE_NUMBER, **strong})
    national.score((sheet, row, PLACE["raw"]), figures, "raw")
    national.coverage((sheet, row, PLACE["coverage"]), figures, {**TABLE_NUMBER, "num_format": SHARE})
    score, target = cell(row, PLACE["score"]), cell(row, PLACE["target"])
    national.band((sheet, row, PLACE["band"]), score, figures, TABLE_CELL)
    sheet.number(row, PLACE["target"], figures.target, TABLE_NUMBER)
    below = None
    if figures.score is not None and figures.target is not None:
        below = max(0.0, figures.target - figures.score)
    formula = f'=IF(COUNT({score},{target})=2,MAX(0,{target}-{score}),"")'
    sheet.formula(row, PLACE["below_target"], formula, below, TABLE_NUMBER)
    _write_companions(national, row, figures)
    gates = "; ".join(national.words[f"gates.{gate}.title"] for gate in figures.gates)
    sheet.text(row, PLACE["gates"], gates, {**TABLE_CELL, **GATE_MARK})
    set_height(sheet, row, (title, level, *[None] * (len(COLUMNS) - 3), gates), WIDTHS)


def _write_companions(national: NationalPack, row: int, figures: NodeFigures) -> None:
    """Write what the same parts give where weak ones weigh more."""
    content = national.content
    place = content.sheet.instrument.node_index[figures.node]
    for name in ("geometric", "blend"):
        share = float(getattr(content.companions, name)[place, 0])
        value = None if figures.score is None else share * 100
        reference = national.live.companions.get((figures.node, content.state, name))
        follow((national.sheet(KEY), row, PLACE[name]), reference, value, TABLE_NUMBER)
