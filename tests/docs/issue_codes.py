"""Writes docs/issue-codes.md from the catalogue of issues: `python -m tests.docs.issue_codes`."""

import re
from pathlib import Path

from assessment.content.codes import CATALOGUE
from assessment.content.issues import ERROR, IssueCode

DOCUMENT = Path(__file__).parents[2] / "docs" / "issue-codes.md"

LETTERS = {
    "Y": "Files and YAML",
    "M": "Keys and values",
    "Q": "Questionnaires, skip logic, references",
    "R": "Rubrics",
    "T": "Translations",
    "V": "Published versions and crosswalks",
    "E": "Worked examples",
    "G": "Registers of States",
    "A": "Files of answers",
}

HEAD = """\
# Issue codes

<!-- Written by `make docs` from assessment/content/codes; do not edit. -->

Everything that `check`, and the commands that read answers, can find fault with. A line of theirs reads
`file:line: CODE what is wrong. What to do.` An error must be mended; a warning may wait, and its line has the
word "Warning:" after the code. Words in brackets stand for what the line names. Where it can, the line asks
"Did you mean …?" or says what is likely, in place of the general advice. A code never changes its meaning, and a
number is never used again.
"""

TABLE = """\
| code | severity | what is wrong | what to do |
| --- | --- | --- | --- |
"""


def document() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for letter, title in LETTERS.items():
        parts.append(f"\n## {letter}: {title}\n\n{TABLE}")
        parts += [_row(code) for code in CATALOGUE if code.kind.code.startswith(letter)]
    return "".join(parts)


def _row(code: IssueCode) -> str:
    kind = code.kind
    severity = "error" if kind.severity == ERROR else "warning"
    return f"| {kind.code} | {severity} | {_words(kind.message)} | {_words(kind.remedy)} |\n"


def _words(template: str) -> str:
    """Return a template as people read it: its places in brackets, nothing that Markdown would take for a sign."""
    text = re.sub(r"\{(\w+)\}", lambda place: f"[{place[1].replace('_', ' ')}]", template)
    return re.sub(r"([|<>*_])", r"\\\1", text.replace("{{", "{").replace("}}", "}"))


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8", newline="\n")
