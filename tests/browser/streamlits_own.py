"""Words that Streamlit draws itself and offers no way to replace; docs/accessibility.md lists them for readers."""

import re

DATE_PARTS = r"(day|month|year)(, .*)?"
MONTH = "(January|February|March|April|May|June|July|August|September|October|November|December)"
DAY = "(Today, )?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, .*"

WORDS = (
    # around every page
    "Sidebar",
    "Skip to main content",
    # lists to choose from
    "Open",
    "Choose an option",
    r"Remove .*",
    "Clear all",
    r"\d+ options? available\.",
    # dates; month and weekday follow the language of the browser
    "Choose date",
    DATE_PARTS,
    "Empty",
    "yyyy",
    rf"\d+ – {MONTH}",
    "Use arrow keys to navigate dates. .*",
    rf"Choose date, {MONTH} .*",
    rf"{MONTH}( \d+)?",
    DAY,
    "(Previous|Next) month",
    "Next",
    # progress, dialogs, help
    "progress",
    "Close",
    "Dismiss",
    "Help for .*",
)
_ANY = re.compile("|".join(f"(?:{pattern})" for pattern in WORDS))


def is_streamlits_own(text: str) -> bool:
    """Tell whether a text is one of those."""
    return _ANY.fullmatch(text) is not None
