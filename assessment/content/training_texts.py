"""Reads the words of invented answers."""

from pathlib import Path

from assessment.content.files import read_model
from assessment.content.issues import IssueList
from assessment.content.sources import Folder
from assessment.core.training_texts import TrainingTexts
from assessment.errors import ContentError

SHIPPED = Path(__file__).with_suffix(".yaml")


def load_training_texts(path: Path = SHIPPED) -> TrainingTexts:
    """Return the words of invented answers; raise ContentError when the file has any fault."""
    folder = Folder(path.parent, path.parent, IssueList())
    parsed = read_model(folder, path, TrainingTexts)
    issues = folder.issues.sorted()
    if parsed is None or issues:
        raise ContentError(f"The words of invented answers cannot be used: {issues[0]}")
    return parsed.model
