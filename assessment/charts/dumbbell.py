"""Dumbbells: two scores of each row joined by a line, as of two cycles, or self-reported and reviewed."""

from collections.abc import Sequence
from dataclasses import dataclass

from plotly.graph_objects import Figure, Scatter

from assessment.charts.axes import points_axis
from assessment.charts.data_table import DataTable
from assessment.charts.frame import draw_rows, plain, row_title
from assessment.charts.signs import signed
from assessment.locale import Phrases
from assessment.palette import OWN_STATE, Palette


@dataclass(frozen=True, slots=True)
class Pair:
    """A row's score before and after, in points; None where there is none.

    `is_clear` tells whether the difference is clear; None where that is not asked.
    """

    title: str
    before: float | None
    after: float | None
    is_clear: bool | None = None
    is_own: bool = False

    @property
    def difference(self) -> float | None:
        """Return how far the score moved, in points; None unless both are there."""
        return None if self.before is None or self.after is None else self.after - self.before


def dumbbells(pairs: Sequence[Pair], title: str, names: tuple[str, str], say: Phrases, colours: Palette) -> Figure:
    """Draw the earlier score hollow, the later one filled; `names` say what they are.

    Where it was asked whether a difference is clear, the figures stand under the title and a clear one is dark.
    """
    figure = Figure()
    clear = [(place, pair) for place, pair in enumerate(pairs) if pair.is_clear and pair.difference is not None]
    others = [
        (place, pair) for place, pair in enumerate(pairs) if not pair.is_clear and pair.difference is not None
    ]
    if clear:
        figure.add_trace(_joined(clear, colours.muted, say("charts.legend_clear")))
    figure.add_trace(_joined(others, colours.range, ""))
    for name, symbol, values in (
        (names[0], "circle-open", [pair.before for pair in pairs]),
        (names[1], "circle", [pair.after for pair in pairs]),
    ):
        figure.add_trace(
            Scatter(
                x=values,
                y=list(range(len(pairs))),
                mode="markers",
                marker={
                    "size": 13,
                    "symbol": symbol,
                    "color": [OWN_STATE if pair.is_own else colours.own for pair in pairs],
                    "line": {"width": 2},
                },
                customdata=[plain(pair.title) for pair in pairs],
                hovertemplate="%{customdata}: %{x:.1f}<extra></extra>",
                cliponaxis=False,
                name=plain(name),
            )
        )
    figure.update_xaxes(overwrite=True, **points_axis(colours, say.direction, -2, 102))
    labels = [row_title(pair.title, say, is_own=pair.is_own, below=_in_figures(pair, say)) for pair in pairs]
    draw_rows(figure, labels, title, say, colours)
    return figure


def dumbbell_table(pairs: Sequence[Pair], names: tuple[str, str], say: Phrases, first: str) -> DataTable:
    """Return both scores of every row and the difference, unrounded, and whether it is clear if that was asked."""
    asked = any(pair.is_clear is not None for pair in pairs)
    header = (first, *names, say("charts.column_difference"), *((say("charts.column_clear"),) if asked else ()))
    return DataTable(
        header,
        tuple(
            (
                pair.title,
                pair.before,
                pair.after,
                pair.difference,
                *((_clear_in_words(pair, say),) if asked else ()),
            )
            for pair in pairs
        ),
    )


def dumbbell_alternative(pairs: Sequence[Pair], say: Phrases) -> str:
    """Return how many rows rose, fell and stayed, which moved clearly, and which moved most."""
    moved = [(pair.difference, pair) for pair in pairs if pair.difference is not None]
    if not moved:
        return say("charts.no_pairs")
    rose, fell = sum(1 for by, _ in moved if by > 0), sum(1 for by, _ in moved if by < 0)
    counts = {"rose": rose, "fell": fell, "same": len(moved) - rose - fell, "missing": len(pairs) - len(moved)}
    sentences = [say("charts.moved", **counts)]
    for key, sign in (("charts.clearly_higher", 1), ("charts.clearly_lower", -1)):
        titles = [pair.title for by, pair in moved if pair.is_clear and by * sign > 0]
        if titles:
            sentences.append(say(key, titles=titles))
    most, pair = max(moved, key=lambda found: abs(found[0]))
    if most:
        sentences.append(say("charts.moved_most", title=pair.title, by=signed(most, say)))
    return " ".join(sentences)


def _in_figures(pair: Pair, say: Phrases) -> str:
    if pair.is_clear is None or pair.difference is None:
        return ""
    moved = signed(pair.difference, say)
    return say("charts.clear_change", by=moved) if pair.is_clear else moved


def _clear_in_words(pair: Pair, say: Phrases) -> str | None:
    if pair.is_clear is None or pair.difference is None:
        return None
    return say("charts.clear" if pair.is_clear else "charts.not_clear")


def _joined(pairs: Sequence[tuple[int, Pair]], colour: str, name: str) -> Scatter:
    return Scatter(
        x=[x for _, pair in pairs for x in (pair.before, pair.after, None)],
        y=[y for place, _ in pairs for y in (place, place, None)],
        mode="lines",
        line={"color": colour, "width": 5},
        hoverinfo="skip",
        showlegend=bool(name),
        name=name,
    )
