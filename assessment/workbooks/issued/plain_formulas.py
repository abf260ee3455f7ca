"""Formulas as text that is the same whoever saved them: Excel, LibreOffice or we."""

import re

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
      | (?P<sheet>'(?:[^']|'')*')(?=!)
      | (?P<space>\s+)
      | (?P<name>[^\W\d][\w.$\\]*|\$[\w.$]*)
      | (?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_NEW_FUNCTION = "_XLFN."


def plain_formula(formula: str) -> str:
    """Return a formula without what programs write differently: spaces, quotes of sheets, capitals, numbers.

    >>> plain_formula("= If( 'Data'!$B$3 < 1E-3, TRUE(), 2.0 )") == plain_formula("IF(Data!$B$3<0.001,TRUE,2)")
    True
    """
    parts = (_plain(token) for token in _TOKEN.finditer(formula.lstrip().removeprefix("=")))
    return "".join(parts).replace("TRUE()", "TRUE").replace("FALSE()", "FALSE")


def _plain(token: re.Match[str]) -> str:
    text = token[0]
    match token.lastgroup:
        case "space":
            return ""
        case "sheet":
            return text[1:-1].replace("''", "'").upper()
        case "name":
            return text.upper().removeprefix(_NEW_FUNCTION)
        case "number":
            return f"{float(text):.12g}"  # programs keep 15 digits or 17
        case _:
            return text
