"""Waterfalls: what moved a score from one cycle to the next, step by step; the steps add up to the difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from plotly.graph_objects import Bar, Figure, Scatter

from assessment.charts.axes import value_axis
from assessment.charts.frame import draw_rows, plain, row_title
from assessment.charts.signs import signed
from assessment.locale import Phrases
from assessment.palette import Palette

ROUNDING = 5e-4
"""A smaller remainder is rounding error."""
ROOM = 0.12
"""The axis reaches beyond the steps by this share of their span."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one part brought to the score, in points."""

    title: str
    points: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """A score before and after, in points with their titles, and the steps between them."""

    before: Step
    steps: tuple[Step, ...]
    after: Step

    @property
    def rest(self) -> float:
        """Return what the steps leave unexplained, in points."""
        return self.after.points - self.before.points - sum(step.points for step in self.steps)


def waterfall(change: Waterfall, title: str, say: Phrases, colours: Palette) -> Figure:
    """Draw a bar for each step from where the one before ended; what falls is hatched.

    A remainder is a step of its own. The axis shows the part that matters, so the two scores are no bars.
    """
    figure = Figure()
    steps = _steps(change, say)
    levels = list(accumulate((step.points for step in steps), initial=change.before.points))
    _add_joints(figure, [*levels, change.after.points], colours)
    for is_rise in (True, False):
        _add_steps(figure, steps, levels, say, colours, is_rise=is_rise)
    ends = (change.before, change.after)
    figure.add_trace(
        Scatter(
            x=[end.points for end in ends],
            y=[0, len(steps) + 1],
            mode="markers",
            marker={"symbol": "diamond", "size": 14, "color": colours.own, "line": {"width": 1.5}},
            customdata=[plain(end.title) for end in ends],
            hovertemplate="%{customdata}: %{x:.1f}<extra></extra>",
            name=say("charts.legend_score"),
        )
    )
    room = max(1.0, ROOM * (max(levels) - min(levels)))
    figure.update_xaxes(
        overwrite=True, **value_axis(colours, say.direction, min(levels) - room, max(levels) + room)
    )
    before, after = (f"{say.number(end.points, 1)}" for end in ends)
    moved = [(step.title, signed(step.points, say, 1)) for step in steps]
    rows = [(change.before.title, before), *moved, (change.after.title, after)]
    draw_rows(figure, [row_title(name, say, below=below) for name, below in rows], title, say, colours)
    figure.update_layout(barmode="overlay")
    return figure


def waterfall_alternative(change: Waterfall, say: Phrases) -> str:
    """Return the score before and after, and every step from the largest to the smallest."""
    difference = change.after.points - change.before.points
    sentences = [
        say(
            "charts.from_to",
            before=say.number(change.before.points, 1),
            after=say.number(change.after.points, 1),
            by=signed(difference, say, 1),
        )
    ]
    ranked = sorted(_steps(change, say), key=lambda step: -abs(step.points))
    moved = [step for step in ranked if abs(step.points) >= ROUNDING]
    sentences.extend(
        say("charts.row_figures", title=step.title, figures=signed(step.points, say, 1)) for step in moved
    )
    return " ".join(sentences)


def _steps(change: Waterfall, say: Phrases) -> list[Step]:
    rest = change.rest
    return [*change.steps, Step(say("charts.rest"), rest)] if abs(rest) >= ROUNDING else list(change.steps)


def _add_joints(figure: Figure, levels: Sequence[float], colours: Palette) -> None:
    """Join the end of each step with the beginning of the next."""
    figure.add_trace(
        Scatter(
            x=[x for level in levels[:-1] for x in (level, level, None)],
            y=[y for place in range(len(levels) - 1) for y in (place, place + 1, None)],
            mode="lines",
            line={"color": colours.missing, "width": 1, "dash": "dot"},
            hoverinfo="skip",
            showlegend=False,
        )
    )


def _add_steps(
    figure: Figure,
    steps: Sequence[Step],
    levels: Sequence[float],
    say: Phrases,
    colours: Palette,
    *,
    is_rise: bool,
) -> None:
    spans = list(pairwise(levels))
    members = [(place, step) for place, step in enumerate(steps) if step.points and (step.points > 0) is is_rise]
    if not members:
        return
    colour = colours.own if is_rise else colours.target
    pattern = {"shape": "/", "fgcolor": colour, "bgcolor": "rgba(0,0,0,0)", "size": 6, "solidity": 0.4}
    figure.add_trace(
        Bar(
            base=[min(spans[place]) for place, _ in members],
            x=[abs(step.points) for _, step in members],
            y=[place + 1 for place, _ in members],
            orientation="h",
            width=0.5,
            marker={
                "color": colour,
                "line": {"color": colour, "width": 1.5},
                **({} if is_rise else {"pattern": pattern}),
            },
            customdata=[f"{plain(step.title)}: {signed(step.points, say, 2)}" for _, step in members],
            hovertemplate="%{customdata}<extra></extra>",
            name=say("charts.legend_rise" if is_rise else "charts.legend_fall"),
        )
    )
