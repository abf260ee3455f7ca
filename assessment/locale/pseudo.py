"""The pseudo-language: English made accented, 40 per cent longer and right-to-left.

A developer switches it on to see which words are hard-coded (they stay plain) and whether the layout holds.
"""

import re
from functools import lru_cache

from assessment.core.text import Words

PSEUDO = "qps"
"""Its language code, from the range that is reserved for private use."""

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "àƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÀƁÇĐÉƑĜĤÎĴĶĻḾÑÖÞǪŔŠŢÛṼŴẊÝŽ"
_LOOK_ALIKE = str.maketrans(_PLAIN, _ACCENTED)
_PLACEHOLDER = re.compile(r"(\{\w+\})")


@lru_cache(maxsize=8192)
def pseudo(text: str) -> str:
    """Return a text in the pseudo-language; placeholders such as {name} stay as they are.

    >>> pseudo("Saved {time}")
    'Šàṽṽéđđ {time}'
    """
    return "".join(part if place % 2 else _stretched(part) for place, part in enumerate(_PLACEHOLDER.split(text)))


def _stretched(text: str) -> str:
    """Return a text with look-alike letters, two letters of five doubled."""
    out: list[str] = []
    owed = 0
    for letter in text:
        alike = letter.translate(_LOOK_ALIKE)
        out.append(alike)
        if alike == letter:
            continue
        owed += 2
        if owed >= 5:
            out.append(alike.lower())
            owed -= 5
    return "".join(out)


def pseudo_words(words: Words) -> Words:
    """Return the words of a questionnaire in the pseudo-language."""
    return Words(PSEUDO, {key: pseudo(text) for key, text in words.texts.items()})
