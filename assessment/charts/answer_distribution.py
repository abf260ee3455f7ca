"""Distributions of answers: at each question how many States gave which answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plotly.graph_objects import Bar, Figure

from assessment.charts.axes import share_axis
from assessment.charts.captions import BAR_PIXELS, bar_places, draw_captioned
from assessment.charts.data_table import DataTable
from assessment.charts.frame import plain
from assessment.charts.score_lines import BandMark
from assessment.locale import Phrases
from assessment.palette import Palette, band_colour, ink_on

PATTERNS = ("/", "\\", ".", "x", "-")
"""What tells answers without a value apart, one after the other."""
WIDE_ENOUGH = 0.045
"""A narrower part has no room for its number."""
FEW_QUESTIONS = 12


@dataclass(frozen=True, slots=True)
class AnswerKind:
    """A kind of answer: one of the levels; None for a kind without a value, such as no answer."""

    label: str
    level: BandMark | None = None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question with the number of States for every kind of answer."""

    title: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """Return how many States are counted."""
        return sum(self.counts)


def answer_distribution(
    kinds: Sequence[AnswerKind], rows: Sequence[AnswerRow], title: str, say: Phrases, colours: Palette
) -> Figure:
    """Draw each question as a bar divided by kinds of answer; what has no value is a pattern, not a colour."""
    figure = Figure()
    patterns = iter(PATTERNS * (1 + len(kinds) // len(PATTERNS)))
    for place, kind in enumerate(kinds):
        pattern = "" if kind.level else next(patterns)
        if any(row.counts[place] for row in rows):
            _add_kind(figure, rows, place, kind, pattern, say=say, colours=colours)
    for row, y in zip(rows, _places(rows), strict=True):
        if not row.total:
            _add_remark(figure, y, say, colours)
    figure.update_xaxes(overwrite=True, **share_axis(colours, say))
    draw_captioned(figure, [row.title for row in rows], title, say, colours, below=90)
    figure.update_layout(barmode="stack", legend={"traceorder": "normal"})
    return figure


def answer_distribution_table(kinds: Sequence[AnswerKind], rows: Sequence[AnswerRow], say: Phrases) -> DataTable:
    """Return for every question how many States gave each kind of answer, and how many are counted."""
    header = (say("charts.column_question"), *(kind.label for kind in kinds), say("charts.column_of"))
    return DataTable(header, tuple((row.title, *row.counts, row.total) for row in rows))


def answer_distribution_alternative(kinds: Sequence[AnswerKind], rows: Sequence[AnswerRow], say: Phrases) -> str:
    """Return the most frequent answer of each question; of many questions, how often each kind is that."""
    counted = [row for row in rows if row.total]
    if not counted:
        return say("charts.nothing")
    if len(counted) <= FEW_QUESTIONS:
        return " ".join(_row_in_words(kinds, row, say) for row in counted)
    most = [_most_frequent(row) for row in counted]
    parts = [
        say("charts.kind_leads", label=kind.label, n=most.count(place))
        for place, kind in enumerate(kinds)
        if place in most
    ]
    return say("charts.kinds_lead", n=len(counted), kinds=say.listing(parts))


def _most_frequent(row: AnswerRow) -> int:
    return row.counts.index(max(row.counts))


def _row_in_words(kinds: Sequence[AnswerKind], row: AnswerRow, say: Phrases) -> str:
    place = _most_frequent(row)
    values = {"label": kinds[place].label, "n": row.counts[place], "of": row.total}
    return say("charts.answer_row", title=row.title, **values)


def _places(rows: Sequence[AnswerRow]) -> list[float]:
    return bar_places([row.title for row in rows])


def _add_kind(
    figure: Figure,
    rows: Sequence[AnswerRow],
    place: int,
    kind: AnswerKind,
    pattern: str,
    *,
    say: Phrases,
    colours: Palette,
) -> None:
    marker, ink = _marker(kind, pattern, colours)
    given = [(row, y) for row, y in zip(rows, _places(rows), strict=True) if row.counts[place]]
    shares = [row.counts[place] / row.total for row, _ in given]
    numbers = [say.number(row.counts[place]) for row, _ in given]
    figure.add_trace(
        Bar(
            x=shares,
            y=[y for _, y in given],
            orientation="h",
            width=BAR_PIXELS,
            marker=marker,
            text=[n if share >= WIDE_ENOUGH else "" for n, share in zip(numbers, shares, strict=True)],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            insidetextfont={"size": 12, "color": ink},
            customdata=[say("charts.count_of", n=row.counts[place], of=row.total) for row, _ in given],
            hovertemplate=f"{plain(kind.label)}: %{{customdata}}<extra></extra>",
            name=plain(kind.label),
        )
    )


def _add_remark(figure: Figure, y: float, say: Phrases, colours: Palette) -> None:
    figure.add_annotation(
        x=0,
        y=y,
        xanchor="left" if say.direction == "ltr" else "right",
        text=plain(say("charts.applies_to_none")),
        showarrow=False,
        font={"size": 12, "color": colours.muted},
    )


def _marker(kind: AnswerKind, pattern: str, colours: Palette) -> tuple[dict[str, Any], str]:
    """Return how a part is filled and the ink of the number on it."""
    if kind.level is not None:
        fill = band_colour(kind.level.place, kind.level.bands)
        return {"color": fill, "line": {"color": colours.line, "width": 0.5}}, ink_on(fill)
    hatch = {"shape": pattern, "fgcolor": colours.missing, "size": 7, "solidity": 0.18}
    edge = {"color": colours.missing, "width": 1}
    return {"color": "rgba(0,0,0,0)", "line": edge, "pattern": hatch}, colours.ink
