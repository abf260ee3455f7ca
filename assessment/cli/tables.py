"""Tables and sentences of the command line, for people."""

from collections.abc import Iterable

import numpy as np
from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assessment.core.companions import companion_scores
from assessment.core.lenses import lens_scores, monitoring_view, planned_result_scores
from assessment.core.node_figures import points
from assessment.core.rounding import rounded
from assessment.services.answer_scoring import ScoredAnswers
from assessment.services.score_report import flags

NO_SCORE = "–"
MOST_FLAGS = 20
MIN_WIDTHS = {"Question": 24, "Answer": 8, "Node": 14}
FLAG_WORDS = {
    "not_applicable_not_allowed": "says not applicable, which this question does not allow; counted as unanswered",
    "not_applicable_without_reason": "says not applicable without a reason; counted as unanswered",
    "not_applicable_too_often": "says not applicable, as too many others do; counted as unanswered",
    "answered_but_not_asked": "is answered and, by the skip logic, not asked; not counted",
    "after_the_reference_date": "is dated after the reference date; counted as most recent",
}


def figure(value: float | None, decimals: int = 1) -> str:
    """Return a figure with fixed decimals, or a dash where there is none."""
    return NO_SCORE if value is None or np.isnan(value) else f"{rounded(value, decimals):.{decimals}f}"


def interval(low: float | None, high: float | None) -> str:
    """Return the range that unanswered questions leave open, or nothing where they leave none."""
    if low is None or high is None or np.isnan(low) or np.isnan(high):
        return NO_SCORE
    return f"{figure(low)}–{figure(high)}" if high - low > 0.05 else ""


class TitledTable(Table):
    """A table under a line of words that is as wide as it needs to be."""

    heading = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Render the heading, then the table."""
        yield Text(self.heading, style="bold")
        yield from super().__rich_console__(console, options)


def plain_table(heading: str, *columns: str, right: Iterable[int] = ()) -> Table:
    """Return an empty table in the house style; the columns at `right` hold figures."""
    table = TitledTable(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.heading = heading
    figures = set(right)
    for place, column in enumerate(columns):
        table.add_column(
            column,
            justify="right" if place in figures else "left",
            # Figures and short words lose their meaning when cut; ids and titles may wrap.
            no_wrap=place in figures or column in {"State", "Band"},
            min_width=MIN_WIDTHS.get(column),
            overflow="fold",
        )
    return table


def overview_table(scored: ScoredAnswers) -> Table:
    """Return a table of the overall scores of many States, in the order of the file."""
    scores = scored.scores
    table = plain_table(
        f"Overall, {len(scores.states)} States (in the order of the file; this is no ranking)",
        "State", "Score", "Range", "Coverage", "Band", "Evidenced", "Pipeline", "Gates",
        right=(1, 2, 3, 5, 6, 7),
    )  # fmt: skip
    evidenced, pipeline = scores.shown_nodes("evidenced")[0], scores.shown_nodes("pipeline")[0]
    for column, state in enumerate(scores.states):
        shown = points(scores.shown_nodes("point")[0, column])
        triggered = int(scores.gates("point")[:, column].sum())
        table.add_row(
            escape(state),
            figure(shown),
            interval(points(scores.nodes("worst")[0, column]), points(scores.nodes("best")[0, column])),
            f"{figure(scores.coverage[0, column] * 100, 0)} %"
            if not np.isnan(scores.coverage[0, column])
            else NO_SCORE,
            escape(scored.instrument.rubric.band_of(shown).label) if shown is not None else NO_SCORE,
            figure(points(evidenced[column])),
            figure(points(pipeline[column])),
            str(triggered) if triggered else "",
        )
    return table


def tree_table(scored: ScoredAnswers, column: int) -> Table:
    """Return a table of all nodes of one State, indented by depth."""
    scores, instrument = scored.scores, scored.instrument
    table = plain_table(
        f"{scores.states[column]}: {scored.package.questionnaire.title}",
        "Node", "Score", "Range", "Coverage", "Band", "Evidenced", "Pipeline", "Gates",
        right=(1, 2, 3, 5, 6),
    )  # fmt: skip
    for place, node in enumerate(instrument.nodes):
        shown = points(scores.shown_nodes("point")[place, column])
        coverage = scores.coverage[place, column]
        name = Text(node.title, style="bold" if instrument.depths[place] < 2 else "")
        table.add_row(
            Padding(name, (0, 0, 0, 2 * instrument.depths[place])),
            figure(shown),
            interval(points(scores.nodes("worst")[place, column]), points(scores.nodes("best")[place, column])),
            NO_SCORE if np.isnan(coverage) else f"{figure(coverage * 100, 0)} %",
            escape(instrument.rubric.band_of(shown).label) if shown is not None else NO_SCORE,
            figure(points(scores.shown_nodes("evidenced")[place, column])),
            figure(points(scores.shown_nodes("pipeline")[place, column])),
            escape(", ".join(scores.gates_on(place, column))),
        )
    return table


def print_lenses(console: Console, scored: ScoredAnswers, column: int) -> None:
    """Print the lenses, planned results, companions, monitoring lines and flags of one State."""
    scores = scored.scores
    other = plain_table(
        "Other readings of the same answers", "Reading", "Score", "Range", "Coverage", right=(1, 2, 3)
    )
    for reading in (*lens_scores(scores), *planned_result_scores(scores)):
        coverage = reading.coverage[column]
        other.add_row(
            escape(reading.title),
            figure(points(reading.score[column])),
            interval(points(reading.low[column]), points(reading.high[column])),
            NO_SCORE if np.isnan(coverage) else f"{figure(coverage * 100, 0)} %",
        )
    companions = companion_scores(scores)
    if scores.shown[0, column]:
        other.add_row(
            "Overall as geometric mean (uneven domains count against)",
            figure(points(companions.geometric[0, column])),
        )
        other.add_row("Overall blended with the lowest domain", figure(points(companions.blend[0, column])))
    if other.row_count:
        console.print(other)
    lines = monitoring_view(scores)
    if lines:
        table = plain_table(
            "Human rights and gender monitoring: safeguards in place", "Line", "Met", "Of", right=(1, 2)
        )
        for line in lines:
            table.add_row(escape(line.title), figure(line.met[column], 0), figure(line.applicable[column], 0))
        console.print(table)
    print_flags(console, scored, column)


def print_flags(console: Console, scored: ScoredAnswers, column: int) -> None:
    """Print the answers of a State that do not count as they stand."""
    for sentence in _flag_sentences(scored, [column]):
        console.print(sentence, markup=False)


def print_all_flags(console: Console, scored: ScoredAnswers) -> None:
    """Print the answers of all States that do not count as they stand, the first of them if there are many."""
    sentences = _flag_sentences(scored, range(len(scored.scores.states)))
    for sentence in sentences[:MOST_FLAGS]:
        console.print(sentence, markup=False)
    if len(sentences) > MOST_FLAGS:
        console.print(f"… and {len(sentences) - MOST_FLAGS} more; --format csv and json list them all.")


def _flag_sentences(scored: ScoredAnswers, columns: Iterable[int]) -> list[str]:
    return [
        f"{scored.scores.states[column]}: {flag.question} {FLAG_WORDS[flag.flag]}."
        for column in columns
        for flag in flags(scored.scores, column)
    ]
