"""Tables and sentences of `robustness`, for people."""

from rich.console import Console
from rich.markup import escape

from assessment.cli.tables import NO_SCORE, figure, plain_table
from assessment.core.factors import Factor
from assessment.core.node_figures import points
from assessment.core.rounding import rounded
from assessment.core.uncertainty import StateUncertainty
from assessment.services.robustness_report import RobustnessReport

FACTOR_WORDS: dict[Factor, str] = {
    "question_weights": "Weights of questions",
    "indicator_weights": "Weights of indicators",
    "domain_weights": "Weights of domains",
    "mapping": "Points of the levels",
    "top_aggregation": "Rule at the top",
    "missing": "Treatment of unanswered questions",
    "gates": "Gates",
    "free_domain_weights": "Weights of domains, without bounds",
}


def print_robustness(console: Console, report: RobustnessReport) -> None:
    """Print how sure scores and ranks are, what they depend on, and what the parts of the tree move."""
    _print_states(console, report)
    _print_factors(console, report)
    _print_parts(console, report)
    _print_sentences(console, report)


def _print_states(console: Console, report: RobustnessReport) -> None:
    together = report.together.states
    table = plain_table(
        f"Overall, {len(together)} States (in the order of the file), {report.draws:,} draws, seed {report.seed}",
        "State", "Score", "90 % of draws", "Any weights", "Rank, 90 %", "Band", "Same band", "Same by weights",
        right=(1, 2, 3, 4, 6, 7),
    )  # fmt: skip
    bands = {band.id: band.label for band in report.scored.instrument.rubric.bands}
    for column, (state, weights) in enumerate(zip(together, report.weights_only.states, strict=True)):
        low, high = (points(bound[0, column]) for bound in (report.bounds.low, report.bounds.high))
        shown = state.score is not None
        table.add_row(
            escape(state.state),
            figure(state.score),
            f"{figure(state.score_low)}–{figure(state.score_high)}" if shown else NO_SCORE,
            f"{figure(low)}–{figure(high)}" if shown else NO_SCORE,
            f"{state.rank_low}–{state.rank_high}" if shown else NO_SCORE,
            escape(bands[state.band]) if state.band is not None else NO_SCORE,
            _share(state),
            _share(weights),
        )
    console.print(table)


def _share(state: StateUncertainty) -> str:
    return NO_SCORE if state.stability is None else f"{figure(state.stability * 100, 0)} %"


def _print_factors(console: Console, report: RobustnessReport) -> None:
    shift = report.sensitivity.mean_rank_shift
    if shift is None:
        console.print("With fewer than two scores there is no order that could depend on anything.")
        return
    table = plain_table(
        f"What the order depends on: with everything varied, a State moves by {figure(shift, 2)} ranks on average",
        "Varied", "Ranks moved alone", "Share of the variance", "90 %", "With interactions", "90 % ",
        right=(1, 2, 3, 4, 5),
    )  # fmt: skip
    for factor in sorted(report.sensitivity.factors, key=lambda own: -(own.total or 0)):
        table.add_row(
            FACTOR_WORDS[factor.factor],
            figure(factor.shift_alone, 2),
            _index(factor.first_order),
            f"{_index(factor.first_order_low)} to {_index(factor.first_order_high)}",
            _index(factor.total),
            f"{_index(factor.total_low)} to {_index(factor.total_high)}",
        )
    table.add_row(FACTOR_WORDS["free_domain_weights"], figure(report.free_domain_weights.mean_rank_shift, 2))
    console.print(table)


def _index(share: float | None) -> str:
    """Return a share with two decimals, and no minus before a zero."""
    return figure(share, 2)


def _print_parts(console: Console, report: RobustnessReport) -> None:
    titles = {node.id: node.title for node in report.scored.instrument.nodes}
    domains = [left for left in report.left_out if left.depth == 1]
    table = plain_table("Each domain left out", "Domain", "Ranks moved", "Largest change of a score", right=(1, 2))
    for left in domains:
        changes = [state.score_change for state in left.states if state.score_change is not None]
        largest = max(changes, key=abs, default=None)
        table.add_row(
            escape(titles[left.node]),
            figure(left.mean_rank_shift, 2),
            NO_SCORE if largest is None else f"{rounded(largest, 1):+.1f}",
        )
    if domains:
        console.print(table)


def _print_sentences(console: Console, report: RobustnessReport) -> None:
    if report.dominance is not None and report.dominance.pairs:
        console.print(
            f"Whatever the levels are worth, {report.dominance.established} of {report.dominance.pairs} pairs of "
            f"States stand in the same order (gates left out)."
        )
    if report.sets:
        shifts = [
            abs(float(score) - state.score / 100)
            for row in report.replayed
            for score, state in zip(row, report.together.states, strict=True)
            if state.score is not None
        ]
        most = f": the scores move by at most {figure(max(shifts) * 100, 1)} points" if shifts else ""
        console.print(f"Replayed {len(report.sets)} sets of weights{most}; --format json has them all.")
