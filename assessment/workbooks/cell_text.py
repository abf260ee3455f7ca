"""Text on its way into a cell: what a cell can hold, and what a spreadsheet might take for a formula."""

import re

LONGEST_TEXT = 32_767
"""Characters, counted as Excel does: in UTF-16."""

ELLIPSIS = " […]"

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def cell_text(text: str) -> str:
    """Return text that a cell can hold: without characters that XML forbids, the longest cut with an ellipsis."""
    clean = _NOT_IN_XML.sub("", text)
    if len(clean.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return clean
    kept = clean.encode("utf-16-le")[: 2 * (LONGEST_TEXT - len(ELLIPSIS))].decode("utf-16-le", errors="ignore")
    return kept + ELLIPSIS


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet might take a text for a formula when it is typed or pasted."""
    return text.startswith(("=", "+", "-", "@", "\t", "\r"))
