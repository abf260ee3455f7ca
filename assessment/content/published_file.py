"""Writes published.yaml: what each published version meant."""

from pathlib import Path

from assessment.content.templates import quoted
from assessment.content.whole_file import write_whole
from assessment.core.versions import PublishedVersion

_HEAD = """\
# The meaning of every published version, as digests. Written by `python -m assessment publish`; do not edit.
versions:
"""


def append_version(folder: Path, version: PublishedVersion) -> None:
    """Add a version to the end of published.yaml; the file is replaced in one step, never half written."""
    path = folder / "published.yaml"
    before = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    lines = [
        f"  - version: {quoted(version.version)}",
        f"    published: {version.published.isoformat()}",
        f"    rubric: {quoted(version.rubric)}",
        "    questions:",
        *(f"      {question}: {quoted(digest)}" for question, digest in version.questions.items()),
    ]
    write_whole(path, before.rstrip("\n") + "\n" + "\n".join(lines) + "\n")
