"""Markdown as the tests of the documentation read it: fenced blocks, each with the words that lead to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>.*)$")
_HEADING = re.compile(r"^#{1,6} +(?P<title>.+?) *$")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, where it stands, and the paragraph just above it."""

    info: str
    text: str
    line: int
    lead: str
    heading: str


def blocks(document: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a document in order."""
    lines = document.read_text("utf-8").splitlines()
    lead: list[str] = []
    heading, number = "", 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if found := _FENCE.match(line):
            start = number
            while lines[number] != found["fence"]:
                number += 1
            text = "".join(f"{inner}\n" for inner in lines[start:number])
            yield Block(found["info"].strip(), text, start, " ".join(lead), heading)
            number += 1
            lead = []
        elif title := _HEADING.match(line):
            heading, lead = title["title"], []
        elif line.strip():
            # A blank line ends a paragraph; the one before a block leads to it.
            lead = [*lead, line.strip()] if number > 1 and lines[number - 2].strip() else [line.strip()]


def table_below(document: Path, heading: str) -> list[list[str]]:
    """Return the rows of the first table under a heading, without its header, cells stripped of spaces."""
    lines = iter(document.read_text("utf-8").splitlines())
    for line in lines:
        if (title := _HEADING.match(line)) and title["title"] == heading:
            break
    else:
        raise AssertionError(f'{document.name} has no heading "{heading}"')
    rows = []
    for line in lines:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
        elif rows or _HEADING.match(line):
            break
    return rows[2:]
