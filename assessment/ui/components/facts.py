"""Facts: a few short ones in one line."""

from collections.abc import Iterable

from assessment.locale import Phrases

_ISOLATE, _POP = "\u2068", "\u2069"


def in_one_line(say: Phrases, facts: Iterable[str]) -> str:
    """Return facts with dots between; none of them turns the order of another around in right-to-left writing."""
    if say.direction == "rtl":
        facts = [f"{_ISOLATE}{fact}{_POP}" for fact in facts]
    return " · ".join(facts)
