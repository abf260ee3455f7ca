"""Formats of numbers, put together from those of XlsxWriter."""

QUOTE_AND_PARTS = '";'

ROOM = "_w"
"""A blank as wide as this letter: about an indent."""


def in_words(words: str) -> str:
    """Return a format that shows these words in place of any number.

    >>> in_words("1 of 1")
    '"1 of 1"'
    """
    # Letters that end a constant or a part of a format have no place in one.
    return f'"{words.translate(dict.fromkeys(map(ord, QUOTE_AND_PARTS), " "))}"'


def inset(form: str) -> str:
    """Return a format of numbers that leaves room behind each of them.

    >>> inset("0.0"), inset("+0;-0;0")
    ('0.0_w', '+0_w;-0_w;0_w')
    """
    return ";".join(f"{part}{ROOM}" for part in form.split(";"))
