"""Text on its way into a cell: what a cell can hold, and what a spreadsheet might take for a formula."""

import re

LONGEST_TEXT = 32_767
"""Characters, counted as Excel does: in UTF-16."""

ELLIPSIS = " […]"

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HALF = re.compile(r"[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?")


def cell_text(text: str) -> str:
    """Return text that a cell can hold: without characters that XML forbids, the longest cut with an ellipsis."""
    clean = _NOT_IN_XML.sub("", text)
    if len(clean.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return clean
    kept = clean.encode("utf-16-le")[: 2 * (LONGEST_TEXT - len(ELLIPSIS))].decode("utf-16-le", errors="ignore")
    return kept + ELLIPSIS


def plain_characters(text: str) -> str:
    r"""Return a text of a file with its escaped characters as themselves and its lines ended in one way.

    >>> plain_characters("one_x000D_\ntwo"), plain_characters("_x005F_x0041_")
    ('one\ntwo', '_x0041_')
    """
    found = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text) if "_x" in text else text
    if _HALF.search(found):  # letters beyond the first 65,536 are written as two halves
        found = found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _LINE_END.sub("\n", found)


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet might take a text for a formula when it is typed or pasted."""
    return text.startswith(("=", "+", "-", "@", "\t", "\r"))
