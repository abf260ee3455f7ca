"""Writes what commands print now into the documents that show it: `python -m tests.docs.refresh`.

Only the output of commands is rewritten, and a "…" stays where it stands. Files to type, worked figures and the
words around them are for people to mend; the tests say where.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from tests.docs.console import FOLLOWED, WILDCARD, Call, filled, follow, same

_UNLIKE = 2.5
"""What it costs to put a printed line in the place of one that has nothing in common with it."""

_ADDED, _DROPPED, _NEW_WILDCARD = 0.7, 2.0, 1.5


def refresh(document: Path) -> bool:
    """Rewrite the expected output of a document, and tell whether anything was to be rewritten."""
    calls: list[Call] = []
    with tempfile.TemporaryDirectory() as folder:
        follow(document, Path(folder), calls.append)
    for call in calls:
        assert call.status == call.status_expected, (
            f"{call.where}: ended with status {call.status}\n{call.printed}"
        )
    lines = document.read_text("utf-8").splitlines()
    for call in reversed(calls):
        if not same(call.printed, call.expected):
            start = call.first_line - 1
            lines[start : start + call.expected.count("\n")] = renewed(call.printed, call.expected)
    text = "".join(f"{line}\n" for line in lines)
    changed = text != document.read_text("utf-8")
    if changed:
        document.write_text(text, encoding="utf-8", newline="\n")
    return changed


def renewed(printed: str, expected: str) -> list[str]:
    """Return the lines of a block that shows what is printed now, with "…" where it stood.

    Where a line has moved into what "…" stood for, another "…" takes the place of the lines around it.

    >>> renewed("Score 5\\n\\nParts\\na\\nb\\n", "Score: 5\\n…\\n")
    ['Score 5', '…']
    """
    now, old = filled(printed), filled(expected)
    if WILDCARD not in old:
        shown: list[int | None] = list(range(len(now)))
    else:
        shown = _aligned(now, old)
    gap_before = _after_empty(printed)
    block: list[str] = []
    for position, row in enumerate(shown):
        if row is None:
            if block[-1:] != [WILDCARD]:
                block.append(WILDCARD)
            continue
        if gap_before[row] and position and shown[position - 1] is not None:
            block.append("")
        block.append(now[row])
    return block


def _aligned(now: list[str], old: list[str]) -> list[int | None]:
    """Return the printed lines to show, None for "…": the cheapest way from the old lines to those printed now."""
    ways: dict[tuple[int, int, bool], _Way] = {}
    for row in range(len(now), -1, -1):
        for line in range(len(old), -1, -1):
            # What is hidden first: a "…" leads there without another step.
            for hidden in (True, False):
                ahead = list(_steps(now, old, row, line, hidden=hidden, ways=ways)) or [_Way(0.0)]
                ways[row, line, hidden] = min(ahead, key=lambda way: way.cost)
    shown: list[int | None] = []
    way: _Way | None = ways[0, 0, False]
    while way:
        shown += way.shown
        way = way.rest
    return shown


@dataclass(frozen=True)
class _Way:
    """What the rest of a block costs, what it shows first, and how it goes on."""

    cost: float
    shown: tuple[int | None, ...] = ()
    rest: "_Way | None" = None


def _steps(
    now: list[str], old: list[str], row: int, line: int, *, hidden: bool, ways: dict[tuple[int, int, bool], _Way]
) -> Iterator[_Way]:
    """Yield the ways on from a printed and an old line; `hidden` says that "…" stands for what comes next."""

    def by(cost: float, shown: tuple[int | None, ...], rest: _Way) -> _Way:
        return _Way(cost + rest.cost, shown, rest)

    if line < len(old) and old[line] == WILDCARD:
        yield by(0, (None,), ways[row, line + 1, True])
        return
    if row < len(now) and hidden:
        yield by(0, (), ways[row + 1, line, True])
    elif row < len(now):
        yield by(_ADDED, (row,), ways[row + 1, line, False])
        yield by(_NEW_WILDCARD, (None,), ways[row + 1, line, True])
    if line < len(old):
        yield by(_DROPPED, (), ways[row, line + 1, hidden])
    if row < len(now) and line < len(old):
        unlike = _UNLIKE * (1 - _likeness(now[row], old[line]))
        yield by(unlike, (row,), ways[row + 1, line + 1, False])


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _after_empty(printed: str) -> list[bool]:
    """Tell for each line that is not empty whether an empty one stands before it."""
    lines = ["", *printed.splitlines()]
    return [not before.strip() for before, line in pairwise(lines) if line.strip()]


if __name__ == "__main__":
    for document in FOLLOWED:
        refresh(document)
