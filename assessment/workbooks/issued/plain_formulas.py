"""Formulas as text that is the same whoever saved them: Excel, LibreOffice or we."""

import re
from collections.abc import Iterator, Mapping

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
      | (?P<space>\s+)
      | (?P<name>[^\W\d][\w.$\\]*|\$[\w.$]*)
      | (?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_QUOTE = "'"
_NEW_FUNCTION = "_XLFN."


def plain_formula(formula: str) -> str:
    """Return a formula without what programs write differently: spaces, quotes of sheets, capitals, numbers.

    >>> plain_formula("= If( 'Data'!$B$3 < 1E-3, TRUE(), 2.0 )") == plain_formula("IF(Data!$B$3<0.001,TRUE,2)")
    True
    """
    plain = "".join(_parts(formula.lstrip().removeprefix("=")))
    return plain.replace("TRUE()", "TRUE").replace("FALSE()", "FALSE")


def _parts(formula: str) -> Iterator[str]:
    sheets = _quoted_sheets(formula)
    at = 0
    while at < len(formula):
        if at in sheets:
            start, at = at, sheets[at]
            yield formula[start + 1 : at - 1].replace("''", _QUOTE).upper()
        elif (token := _TOKEN.match(formula, at)) is not None:
            at = token.end()
            yield _plain(token)


def _quoted_sheets(formula: str) -> Mapping[int, int]:
    """Return where names of sheets in quotes may begin and end: before "!", with quotes inside written twice.

    Going through the quotes once, from the last: a pattern would try all that follows at each of them, and a
    formula of nothing but quotes would take a second.
    """
    quotes = [at for at, letter in enumerate(formula) if letter == _QUOTE]
    ends: dict[int, int] = {}  # by the place of a quote in the list: where a name ends that goes on before it
    for place in reversed(range(len(quotes))):
        is_twice = place + 1 < len(quotes) and quotes[place + 1] == quotes[place] + 1
        if not is_twice:
            ends[place] = quotes[place] + 1
        elif place + 2 in ends:
            ends[place] = ends[place + 2]
    return {
        start: ends[place]
        for place, start in enumerate(quotes, start=1)
        if place in ends and formula.startswith("!", ends[place])
    }


def _plain(token: re.Match[str]) -> str:
    text = token[0]
    match token.lastgroup:
        case "space":
            return ""
        case "name":
            return text.upper().removeprefix(_NEW_FUNCTION)
        case "number":
            return f"{float(text):.12g}"  # programs keep 15 digits or 17
        case _:
            return text
