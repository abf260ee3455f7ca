"""Text that people or questionnaires wrote, shown as it stands: never read as Markdown, HTML or LaTeX."""

import re

import streamlit as st

# No more than what Markdown would act on: a label is also read aloud, with its backslashes.
_MARKS = re.compile(
    r"""[\\`*_\[\]~$<]            # emphasis, code, links, mathematics, HTML
      | :(?=[\w/+-]+[:\[])       # icons and colours
      | &(?=\#?\w+;)             # characters by name
      | ^[\#>+=-]                # headings, quotations, lists, lines
      | (?<=^\d)[.)] | (?<=^\d\d)[.)]""",
    re.VERBOSE,
)
# Markdown makes a link of an address that merely stands there, also after backslashes.
_ADDRESS = re.compile(r"www(?=\.)|:(?=//)|@(?=\S)", re.IGNORECASE)
_JOINER = "\u2060"


def escaped(text: str) -> str:
    r"""Return a text for a place that reads Markdown, such as the label of a choice, on one line.

    >>> escaped("*50* $ [x](y)"), escaped("Treaty (2024): signed"), escaped("1. :red[x]")
    ('\\*50\\* \\$ \\[x\\](y)', 'Treaty (2024): signed', '1\\. \\:red\\[x\\]')
    >>> escaped("https://x.org www.x.org a@x.org").count("\u2060")
    3
    """
    plain = _MARKS.sub(r"\\\g<0>", " ".join(text.split()))
    return _ADDRESS.sub(lambda part: part[0] + _JOINER, plain)


def draw_user_text(text: str) -> None:
    """Draw what a person entered, with its line breaks and its own direction."""
    st.text(text)
