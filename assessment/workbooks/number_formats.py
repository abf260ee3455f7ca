"""Formats of numbers, put together from those of XlsxWriter."""

ROOM = "_w"
"""A blank as wide as this letter: about an indent."""


def inset(form: str) -> str:
    """Return a format of numbers that leaves room behind each of them.

    >>> inset("0.0"), inset("+0;-0;0")
    ('0.0_w', '+0_w;-0_w;0_w')
    """
    return ";".join(f"{part}{ROOM}" for part in form.split(";"))
