"""Measures the running application: `python -m benchmarks.live [--people N] [--seconds S] [--json FILE]`.

Starts the application in training mode in a folder of its own. The exit code is 1 when an answer was lost or a
session met an error; times are reported against their budgets.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.live.application import running_application
from benchmarks.live.browser import Felt, measure_browser
from benchmarks.live.comparing import measure_pages
from benchmarks.live.load import Outcome, measure_load, open_states, summary
from benchmarks.live.slow_line import SlowLine, measure_slow_line

SECTIONS = ("governance", "threat", "legal", "enforcement")


@dataclass(frozen=True)
class Line:
    """One figure: what it is, its value and budget in a unit."""

    what: str
    value: float
    budget: float
    unit: str

    @property
    def within(self) -> bool:
        """Tell whether the value keeps to its budget."""
        return self.value <= self.budget


def main() -> int:
    """Measure, print, and write JSON where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.live", description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=50, help="how many sessions answer at once (50)")
    parser.add_argument("--seconds", type=float, default=60, help="for how long (60)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results to FILE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running_application(Path(folder)) as application:
        felt = measure_browser(application, open_states(application)[0], SECTIONS)
        slow = measure_slow_line(application, open_states(application)[0])
        pages = measure_pages(application)
        outcome = measure_load(application, options.people, options.seconds, SECTIONS)
    lines = (*figures(outcome, felt, slow), *page_lines(pages))
    print(report(outcome, options.seconds, lines))
    for error in outcome.errors[:10]:
        print(error, file=sys.stderr)
    if options.json is not None:
        document = {
            **summary(outcome),
            "first_page": felt.first_page,
            "click_to_saved": felt.click_median,
            "slow_line_first_words": slow.first_words,
            "slow_line_first_page": slow.first_page,
            **pages,
        }
        options.json.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return 1 if outcome.lost or outcome.errors else 0


def figures(outcome: Outcome, felt: Felt, slow: SlowLine) -> tuple[Line, ...]:
    """Return the figures with their budgets."""
    return (
        Line("rerun, half of them within", outcome.rerun_at(0.50) * 1000, 100, "ms"),
        Line("rerun, 95 per cent within", outcome.rerun_at(0.95) * 1000, 100, "ms"),
        Line("errors", len(outcome.errors), 0, ""),
        Line("answers lost", outcome.lost, 0, ""),
        Line("memory a session", outcome.bytes_a_session / 1e6, 1, "MB"),
        Line("click to “saved” in a browser, median", felt.click_median * 1000, 300, "ms"),
        Line("first page in a browser", felt.first_page, 3, "s"),
        Line("first page on a slow line, 400 kbit/s", slow.first_page, 20, "s"),
    )


def page_lines(pages: Mapping[str, float]) -> tuple[Line, ...]:
    """Return how long the pages that compare take, with their budget."""
    return tuple(
        Line(f"{page.replace('_', ' ')}, 35 States", took * 1000, 500, "ms") for page, took in pages.items()
    )


def report(outcome: Outcome, seconds: float, lines: tuple[Line, ...]) -> str:
    """Return the results as a table of text."""
    head = (
        f"{outcome.people} people answered for {seconds:g} s, one answer each per 5 s: "
        f"{len(outcome.answers)} answers."
    )
    rows = [
        f"{line.what:<40}{line.value:>10,.3g} {line.unit:<3}{line.budget:>8g} {line.unit:<3}"
        f"{'yes' if line.within else 'NO':>5}"
        for line in lines
    ]
    return "\n".join([head, "", f"{'':<40}{'measured':>13}{'budget':>10}{'within':>8}", *rows])


if __name__ == "__main__":
    sys.exit(main())
