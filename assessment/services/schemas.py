"""JSON Schemas for editors."""

from pathlib import Path

from assessment.content.schema import write_schemas


def write_editor_schemas(folder: Path) -> int:
    """Write the schema of every kind of content file and return how many there are."""
    return len(write_schemas(folder))
