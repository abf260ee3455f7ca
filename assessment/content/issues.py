"""Issues: what is wrong in a file, where, and what to do about it."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]
ERROR: Severity = "error"
WARNING: Severity = "warning"

_MOST_LETTERS = {"known": 600, "problem": 400, "sentence": 400, "expected": 300}
"""How much of a detail a message shows; 100 letters of all others."""
_MOST_HINTS = 100
_MOST_LEFT_OUT = 10_000
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class Place(NamedTuple):
    """A line of a file, as messages name it."""

    path: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault of a file."""

    path: str
    line: int
    code: str
    severity: Severity
    message: str
    remedy: str

    def __str__(self) -> str:
        note = "Warning: " if self.severity == WARNING else ""
        return f"{self.path}:{self.line}: {self.code} {note}{self.message} {self.remedy}"


class Kind(NamedTuple):
    """What all issues of one code share: number, severity, and templates of what is wrong and what to do."""

    code: str
    severity: Severity
    message: str
    remedy: str


class IssueCode(Enum):
    """The base of the catalogue in `assessment.content.codes`; every member's value is a Kind."""

    @property
    def kind(self) -> Kind:
        """Return what all issues of this code share."""
        kind: Kind = self.value
        return kind

    def at(self, place: Place, hint: str | None = None, /, **details: object) -> Issue:
        """Return an issue of this code; a hint, where there is one, replaces the general remedy."""
        kind = self.kind
        words = {name: readable(detail, _MOST_LETTERS.get(name, 100)) for name, detail in details.items()}
        remedy = kind.remedy.format(**words) if hint is None else hint
        path = readable(place.path, 1000)
        return Issue(path, place.line, kind.code, kind.severity, kind.message.format(**words), remedy)


class IssueList:
    """Collects issues; beyond the limit they are only counted."""

    def __init__(self, limit: int | None = None) -> None:
        self._issues: list[Issue] = []
        self._limit = limit
        self.left_out = 0

    def add(self, code: IssueCode, place: Place, hint: str | None = None, /, **details: object) -> None:
        """Note an issue."""
        if self._has_room():
            self._issues.append(code.at(place, hint, **details))

    def extend(self, issues: Iterable[Issue]) -> None:
        """Note issues that were found elsewhere."""
        for issue in issues:
            if self._has_room():
                self._issues.append(issue)

    @property
    def overflows(self) -> bool:
        """Tell whether so much was left out that reading on serves nobody."""
        return self.left_out >= _MOST_LEFT_OUT

    def _has_room(self) -> bool:
        if self._limit is None or len(self._issues) < self._limit:
            return True
        self.left_out += 1
        return False

    def near(self, word: object, candidates: Iterable[str]) -> str | None:
        """Ask whether the nearest known name was meant, unless so much is wrong that asking would take long."""
        return did_you_mean(word, candidates) if len(self._issues) < _MOST_HINTS else None

    def __len__(self) -> int:
        return len(self._issues)

    def __iter__(self) -> Iterator[Issue]:
        return iter(self._issues)

    def sorted(self) -> list[Issue]:
        """List the issues by file and line, each once."""
        return sorted(set(self._issues), key=lambda issue: (issue.path, issue.line, issue.code, issue.message))


def has_errors(issues: Iterable[Issue]) -> bool:
    """Tell whether any issue is more than a warning."""
    return any(issue.severity == ERROR for issue in issues)


def did_you_mean(word: object, candidates: Iterable[str]) -> str | None:
    """Ask whether the nearest known name was meant; None when nothing is near.

    >>> did_you_mean("governance.stratgy", ["governance.strategy", "legal.offences"])
    'Did you mean "governance.strategy"?'
    """
    names = {name.lower(): name for name in candidates}
    close = difflib.get_close_matches(str(word)[:200].lower(), names, n=1)
    return f'Did you mean "{names[close[0]]}"?' if close else None


def readable(detail: object, most: int = 100) -> str:
    """Return a detail of a message on one line and not too long."""
    text = _UNPRINTABLE.sub(" ", f"{detail:g}" if isinstance(detail, float) else str(detail)[: most + 1])
    return text if len(text) <= most else f"{text[: most - 1]}…"


def control_character(text: str) -> str | None:
    r"""Return the code point of the first character of a text that cannot be shown; None when all can.

    >>> control_character("A\tB")
    'U+0009'
    """
    found = _UNPRINTABLE.search(text)
    return f"U+{ord(found[0][0]):04X}" if found else None


def listed(names: Iterable[object]) -> str:
    """Join names with commas, as messages list them."""
    return ", ".join(str(name) for name in names)
