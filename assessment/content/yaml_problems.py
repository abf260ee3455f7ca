"""What the YAML parser complains about, in plain words and at the line that a person should look at."""

import re

from assessment.content.codes.files import FileCode
from assessment.content.issues import IssueList, Place

_PLAIN_WORDS = (
    ("mapping values are not allowed", 'it has a second ": ", or its indentation differs from the line above'),
    ("could not find expected ':'", 'there is no ": " after the key'),
    ("did not find expected key", "its indentation fits no line above, or a quote ends too early"),
    ("did not find expected '-'", 'its indentation fits no line above, or a "-" is missing'),
    ("did not find expected ','", "a bracket is not closed, or a comma is missing"),
    ("unexpected end of stream", "a quote that opens here is not closed"),
    ("cannot start any token", "a text that begins with this character must be in quotes"),
    ("alphabetic or numeric character", 'a text that begins with "*" or "&" must be in quotes'),
    ("unknown escape character", "a backslash in double quotes must be doubled"),
    ("document start", "something stands beside the content"),
)
_OPENED_EARLIER = ("unexpected end of stream", "could not find expected ':'")
_TAB_INDENT = re.compile(r"^[ \-?:]*\t")


def add_syntax_issue(error: Exception, text: str, path: str, issues: IssueList) -> None:
    """Note why the parser stopped."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read")
    mark = getattr(error, "problem_mark", None)
    if any(words in problem for words in _OPENED_EARLIER):
        mark = getattr(error, "context_mark", None) or mark
    line = mark.line + 1 if mark else 1
    lines = text.split("\n")
    if mark and line > len(lines):
        line = len(lines)
    if mark and _TAB_INDENT.match(lines[line - 1]):
        issues.add(FileCode.TAB, Place(path, line))
        return
    plain = next((words for sign, words in _PLAIN_WORDS if sign in problem), problem)
    issues.add(FileCode.SYNTAX, Place(path, line), problem=plain)
