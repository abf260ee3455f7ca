"""The identity of a pack: key and value on a sheet that nobody sees, for programs that read the file back."""

from collections.abc import Iterator

from assessment.core.pack import PackFrame
from assessment.workbooks.book import Book

SHEET = "_pack"
NAMED = ("pack_id", "snapshot")
"""What formulas can refer to by name: pack_id and snapshot_id."""

FORMAT = "national-self-assessment/pack/1"


def write_identity(book: Book, frame: PackFrame) -> None:
    """Write the very hidden sheet that says which pack this is."""
    sheet = book.sheet(SHEET, SHEET)
    sheet.raw.very_hidden()
    for row, (key, value) in enumerate(identity(frame)):
        sheet.text(row, 0, key)
        sheet.text(row, 1, value)
        if key in NAMED:
            book.define_name(key if key.endswith("_id") else f"{key}_id", sheet.cell(row, 1))


def identity(frame: PackFrame) -> Iterator[tuple[str, str]]:
    """Yield what a pack says about itself, as keys and texts; moments in ISO 8601, truth as "true" and "false"."""
    yield "format", FORMAT
    yield "pack_id", frame.id
    yield "snapshot", frame.snapshot
    yield "audience", frame.audience.value
    yield "edition", frame.edition.value
    yield "subject", frame.subject
    yield "subject_name", frame.subject_name
    yield "cycle", frame.cycle.id
    yield "questionnaire", frame.cycle.questionnaire
    yield "version", frame.cycle.version
    yield "rubric_version", frame.rubric_version
    yield "content_digest", frame.content_digest
    yield "language", frame.language
    yield "made_at", frame.made_at.isoformat(timespec="seconds")
    yield "classification", frame.classification.value
    yield "national_label", frame.national_label
    yield "values", frame.values
    yield "is_draft", str(frame.is_draft).lower()
    yield "is_training", str(frame.is_training).lower()
    yield "with_explanations", str(frame.with_explanations).lower()
