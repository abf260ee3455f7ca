"""Writes published.yaml: what each published version meant."""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path

from assessment.content.issues import IssueList
from assessment.content.model_issues import validated
from assessment.content.package_files import PUBLISHED
from assessment.content.positions import Positions
from assessment.content.templates import quoted
from assessment.content.whole_file import write_whole
from assessment.content.yaml_reader import read_yaml
from assessment.core.versions import PublishedVersion, PublishedVersions
from assessment.errors import ContentError

_HEAD = """\
# The meaning of every published version, as digests. Written by `python -m assessment publish`; do not edit.
"""


def write_published(folder: Path, published: PublishedVersions) -> None:
    """Write published.yaml anew, with the comment at its head kept; it is replaced in one step.

    Raise ContentError, and leave the file as it was, when what would be written does not read back.
    """
    path = folder / PUBLISHED
    text = "\n".join([*_head(path), "versions:", *_lines(published.versions)]) + "\n"
    if _read_back(text) != published:
        raise ContentError(f"{path} is left as it was, as the versions cannot be written down; report this fault.")
    write_whole(path, text)


def _head(path: Path) -> list[str]:
    """Return the comment that a file begins with, or the usual one where there is none."""
    lines = path.read_text(encoding="utf-8-sig").splitlines() if path.exists() else []
    head = [line for line in takewhile(lambda line: not line or line.startswith("#"), lines) if line]
    return head or _HEAD.splitlines()


def _lines(versions: Iterable[PublishedVersion]) -> Iterator[str]:
    for version in versions:
        yield f"  - version: {quoted(version.version)}"
        yield f"    published: {version.published.isoformat()}"
        yield f"    rubric: {quoted(version.rubric)}"
        yield "    questions:"
        for question, digest in version.questions.items():
            yield f"      {question}: {quoted(digest)}"


def _read_back(text: str) -> PublishedVersions | None:
    issues = IssueList()
    document = read_yaml(text.encode(), PUBLISHED, issues)
    if document is None:
        return None
    return validated(PublishedVersions, document.value, Positions(PUBLISHED, document.lines), issues)
