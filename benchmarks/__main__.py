"""Measures the engine against plain pandas: `python -m benchmarks [--json FILE]`.

Results must be equal to 1e-9 before anything is timed; if they are not, the exit code is 1. Budgets are reported.
"""

import argparse
import json
import os
import platform
import sys
import textwrap
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.cases import all_rows
from benchmarks.measured import TOLERANCE, Row, UnequalError

COLUMNS = ("work", "plain pandas", "runs", "engine", "pandas", "ratio", "budget", "within")
WIDTHS = (58, 24, 5, 10, 10, 8, 9, 6)


def main() -> int:
    """Measure, print, and write JSON where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the engine.")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results to FILE")
    options = parser.parse_args()
    rows: list[Row] = []
    try:
        for row in all_rows(_note):
            rows.append(row)
    except UnequalError as error:
        _note("")
        print(error, file=sys.stderr)
        return 1
    _note("")
    print(report(rows))
    if options.json is not None:
        options.json.write_text(json.dumps(document(rows), indent=2) + "\n", encoding="utf-8")
    return 0


def _note(what: str) -> None:
    """Say on a terminal what is being measured."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{what}", end="", file=sys.stderr, flush=True)


def machine() -> dict[str, str | int]:
    """Return what the times depend on."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "pandas": pd.__version__,
        "cores": os.cpu_count() or 1,
    }


def document(rows: list[Row]) -> dict[str, object]:
    """Return the results for a file; times are in seconds."""
    return {
        **machine(),
        "equal_within": TOLERANCE,
        "rows": [
            {
                "work": row.work,
                "pandas_way": row.against or None,
                "runs": row.timing.runs,
                **{f"{name}_seconds": value for name, value in _times(row).items()},
                "ratio": row.timing.ratio,
                "budget_seconds": row.budget,
                "memory_megabytes": None if row.memory is None else asdict(row.memory),
                "within_budget": row.within_budget,
            }
            for row in rows
        ],
    }


def _times(row: Row) -> dict[str, float | None]:
    times = asdict(row.timing)
    return {"engine": times["engine"], "pandas": times["other"]}


def report(rows: list[Row]) -> str:
    """Return the results as a table of text."""
    given = machine()
    lines = [
        "Python {python}, numpy {numpy}, pandas {pandas}, {cores} cores".format(**given),
        f"Both ways gave the same results, within {TOLERANCE:g}.",
        "Times are medians over the runs, turn by turn; a ratio is the median over the pairs.",
        "",
        _line(COLUMNS),
        _line(tuple("-" * width for width in WIDTHS)),
    ]
    for row in rows:
        cells = (
            row.work + _memory(row),
            row.against or "–",
            str(row.timing.runs),
            _duration(row.timing.engine),
            _duration(row.timing.other),
            "–" if row.timing.ratio is None else f"{row.timing.ratio:,.1f}×",
            _duration(row.budget),
            "yes" if row.within_budget else "NO",
        )
        lines += [_line(cells), ""]
    return "\n".join(lines).rstrip()


def _memory(row: Row) -> str:
    return "" if row.memory is None else f", {row.memory.highest} of {row.memory.budget} MB"


def _line(cells: tuple[str, ...]) -> str:
    """Set cells side by side, words wrapped in the first two columns."""
    wrapped = [textwrap.wrap(cell, width) for cell, width in zip(cells, WIDTHS, strict=True)]
    height = max(len(lines) for lines in wrapped)
    return "\n".join(
        "  ".join(
            (lines[number] if number < len(lines) else "").ljust(width)
            if place < 2
            else (lines[number] if number < len(lines) else "").rjust(width)
            for place, (lines, width) in enumerate(zip(wrapped, WIDTHS, strict=True))
        ).rstrip()
        for number in range(height)
    )


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return f"{seconds:,.2f} s" if seconds >= 1 else f"{seconds * 1000:,.{2 if seconds < 0.1 else 0}f} ms"


if __name__ == "__main__":
    sys.exit(main())
