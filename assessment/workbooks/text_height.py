"""How high a row must be for a text: joined cells do not grow with what stands in them."""

import math
import unicodedata
from functools import lru_cache

LINE = 1.34
"""Height of a line as a multiple of the size of its letters."""

PADDING = 4.0
"""Points above and below the text."""

WIDTH_AT_10 = 1.19
"""Letters of 10 points that a column surely takes for each unit of its width (a digit of 11 points)."""

HIGHEST_ROW = 409.0
"""Points; Excel takes no higher row."""

LETTER = 43
"""Hundredths of their size that letters are wide on average; lengths of texts are counted in these."""

_WIDTHS = {
    letter: width / LETTER
    for width, letters in {
        24: " 'ijl",
        27: ",.:;I",
        30: "`",
        33: "!()-J[]f{}",
        36: "rt",
        39: "/\\",
        42: '"sz',
        45: "Lcx",
        48: "?FSZagkvy|",
        51: "#$*+0123456789<=>ETY^_e~",
        54: "CKPXbdhnopqu",
        57: "BRV",
        60: "A",
        63: "DH",
        66: "GNU",
        69: "&OQ",
        72: "%w",
        81: "m",
        87: "M",
        90: "@W",
    }.items()
    for letter in letters
}
"""How wide letters of Calibri are, rounded up: a line of capitals needs more room than one of i and l."""

SPACE = _WIDTHS[" "]
_OTHER, _WIDE = 54 / LETTER, 100 / LETTER
"""Letters of other scripts, and those of East Asia."""

_LONGEST_KEPT = 30


def row_height(text: str, width: float, size: float = 10) -> float:
    """Return the height in points of a row that shows a text in columns of this width, wrapped."""
    most = math.ceil(HIGHEST_ROW / (size * LINE))
    return min(lines_of(text, width, size, most) * size * LINE + PADDING, HIGHEST_ROW)


def lines_of(text: str, width: float, size: float = 10, most: int | None = None) -> int:
    """Return how many lines a text takes in columns of this width; at `most` lines, measuring ends.

    >>> lines_of("one line", 20), lines_of("two words", 6), lines_of("", 6), lines_of("two words " * 9, 6, most=3)
    (1, 2, 1, 3)
    """
    room = max(width * WIDTH_AT_10 * 10 / size, 1.0)
    lines = 0
    for line in text.split("\n"):
        lines += _wrapped(line, room, None if most is None else most - lines)
        if most is not None and lines >= most:
            return most
    return lines


def lines_across(text: str, width: float, size: float = 10) -> list[str]:
    r"""Return a text as lines that each fit into columns of this width, for cells that run over empty ones beside.

    >>> lines_across("two words\nand more", 6)
    ['two', 'words', 'and', 'more']
    """
    room = max(width * WIDTH_AT_10 * 10 / size, 1.0)
    return [part for line in text.split("\n") for part in _divided(line, room)]


def wrapped(text: str, letters: int) -> str:
    r"""Return a text divided between words into lines of about so many letters, for labels of charts.

    >>> wrapped("Human rights, oversight and gender", 14)
    'Human rights,\noversight and\ngender'
    """
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


def _wrapped(line: str, room: float, most: int | None = None) -> int:
    """Return how many lines a line of a text takes; no fewer than `most` where that is reached."""
    lines, used = 1, 0.0
    for word in line.split(" "):
        length = _length(word)
        if used and used + SPACE + length > room:
            lines, used = lines + 1, 0.0
        if length > room:
            lines += math.ceil(length / room) - 1
            length %= room
        used += length + (SPACE if used else 0)
        if most is not None and lines >= most:
            break
    return lines


def _divided(line: str, room: float) -> list[str]:
    """Return a line in pieces; a word that is longer than the room, or words without spaces, are cut anywhere."""
    lines, used = [""], 0.0
    for word in line.split():
        length = _length(word)
        if lines[-1] and used + SPACE + length > room:
            lines, used = [*lines, ""], 0.0
        lines[-1], used = (f"{lines[-1]} {word}", used + SPACE + length) if lines[-1] else (word, length)
        while used > room:
            kept = _fitting(lines[-1], room)
            lines[-1:] = [lines[-1][:kept], lines[-1][kept:]]
            used = _length(lines[-1])
    return lines


def _fitting(word: str, room: float) -> int:
    """Return how many letters of a word fit, one at least."""
    used = 0.0
    for place, letter in enumerate(word):
        used += _length(letter)
        if used > room:
            return max(place, 1)
    return len(word)


def _length(word: str) -> float:
    """Return the width of a word in letters of average width."""
    return _known_length(word) if len(word) <= _LONGEST_KEPT else sum(map(_width, word))


@lru_cache(maxsize=8192)
def _known_length(word: str) -> float:
    """Return the same for a word that may come again."""
    return sum(map(_width, word))


def _width(letter: str) -> float:
    """Return the width of a letter, with its mark as without; a mark above a letter takes none of its own."""
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    return _WIDTHS.get(unicodedata.normalize("NFD", letter)[0], _OTHER)
