"""Check content: every package and register below a folder, worked examples included."""

from collections.abc import Callable, Sequence
from pathlib import Path

from assessment.content.issues import Issue
from assessment.content.library import check_folder
from assessment.services.worked_examples import run_example


def check_content(folders: Sequence[Path], report: Callable[[str], None] = lambda _: None) -> list[Issue]:
    """Return all issues of the content below the folders, in the order given; `report` is told each folder."""
    issues: list[Issue] = []
    for folder in folders:
        report(str(folder))
        issues.extend(check_folder(folder, run_example))
    return issues
