"""Entered text: what people type or paste, made safe to keep, and how long it may be."""

import unicodedata

from assessment.errors import UnacceptableError

LONGEST_EXPLANATION = 4000
LONGEST_REASON = 1000
LONGEST_COMMENT = 4000
LONGEST_TITLE = 500
LONGEST_BODY = 200
LONGEST_PLACE = 500
LONGEST_LINK = 2000

_KEPT = frozenset("\n\t")
_LINE_ENDS = str.maketrans({"\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
# An override shows the letters of a text in another order than the one they are stored in.
_OVERRIDES = frozenset("\u202d\u202e")
# Letters by their category that show nothing: the fillers of Hangul, and the empty pattern of Braille.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_GONE = frozenset({"Cc", "Cs"})
# Composing shortens a text, to a third of its length at most.
_SHORTENED_BY = 3


def clean_text(text: str, limit: int) -> str:
    """Return a text composed (NFC) and without control characters, lines ended by a newline.

    Raise UnacceptableError (too_long) when it has more than `limit` characters.
    """
    if len(text) > _SHORTENED_BY * limit + 1000:
        raise UnacceptableError("too_long", limit=limit, length=len(text))
    lines = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    kept = "".join(sign for sign in lines if _is_kept(sign))
    composed = unicodedata.normalize("NFC", kept).strip()
    if len(composed) > limit:
        raise UnacceptableError("too_long", limit=limit, length=len(composed))
    return composed


def clean_line(text: str, limit: int) -> str:
    """Return a text of one line, its white space single; raise UnacceptableError as `clean_text` does."""
    return " ".join(clean_text(text, limit).split())


def is_visible(text: str) -> bool:
    """Tell whether a text has anything to see: a letter, a digit or a sign, and not only spaces and joiners."""
    return any(unicodedata.category(sign)[0] in "LNPS" and sign not in _BLANK_LETTERS for sign in text)


def _is_kept(sign: str) -> bool:
    return sign in _KEPT or (sign not in _OVERRIDES and unicodedata.category(sign) not in _GONE)
