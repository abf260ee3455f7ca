"""The cover of a pack: what it is, of whom it tells, on what it rests, and who may read it."""

from collections.abc import Iterator, Sequence

from assessment.core.pack import OF_ONE_STATE, Edition, PackFrame
from assessment.core.rubric import Band
from assessment.core.text import Words
from assessment.locale import Phrases, languages
from assessment.palette import ACCENT, GATE, LIGHT
from assessment.workbooks.book import Look
from assessment.workbooks.looks import BODY, HEADING, MUTED, NO_SCORE, STRONG, band_look
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.text_height import row_height

LABEL_WIDTH, VALUE_WIDTH = 26, 62
LABEL, VALUE = 1, 2


def write_cover(sheet: Sheet, frame: PackFrame, say: Phrases, words: Words, bands: Sequence[Band]) -> None:
    """Write the cover: one upright page."""
    raw = sheet.raw
    raw.fit_to_pages(1, 1)
    raw.set_column(0, 0, 2)
    raw.set_column(LABEL, LABEL, LABEL_WIDTH)
    raw.set_column(VALUE, VALUE, VALUE_WIDTH)
    row = _write_title(sheet, frame, say, words)
    row = _write_facts(sheet, row + 1, frame, say, words)
    row = _write_bands(sheet, row + 1, say, words, bands)
    _write_notes(sheet, row + 1, frame, say)


def classification_text(frame: PackFrame, say: Phrases) -> str:
    """Return the label of a file, with the State's own label where there is one."""
    label = say(f"pack.classification_{frame.classification}")
    return f"{label} / {frame.national_label}" if frame.national_label else label


def marks(frame: PackFrame, say: Phrases) -> list[str]:
    """Return what every page is marked with: invented answers, a draft."""
    found = [say("app.training_strip")] if frame.is_training else []
    return [*found, say("pack.draft_mark")] if frame.is_draft else found


def _write_title(sheet: Sheet, frame: PackFrame, say: Phrases, words: Words) -> int:
    for column in range(VALUE + 1):
        sheet.text(0, column, "", {"bg_color": ACCENT})
    sheet.raw.set_row(0, 8)
    sheet.raw.set_row(1, 26)
    lines: list[tuple[str, int, Look]] = [
        (say(f"pack.kind_{frame.audience}"), 13, {"font_color": ACCENT, "bold": True}),
        (frame.subject_name, 28, {"font_color": LIGHT.ink, "bold": True}),
        (words["questionnaire.title"], 14, {"font_color": LIGHT.ink}),
        (frame.cycle.title, 14, {"font_color": LIGHT.muted}),
    ]
    row = 2
    for text, size, look in lines:
        _joined(sheet, row, text, {**look, "font_size": size, "text_wrap": True})
        row += 1
    row += 1
    box = {"font_size": 12, "bold": True, "font_color": GATE, "border": 1, "border_color": GATE, "text_wrap": True}
    _joined(sheet, row, classification_text(frame, say), {**box, "valign": "vcenter", "indent": 1}, least=26)
    row += 1
    for mark in marks(frame, say):
        look = {**STRONG, "bg_color": "#fff1e6", "valign": "vcenter", "indent": 1}
        _joined(sheet, row, mark, look, least=22)
        row += 1
    return row


def _write_facts(sheet: Sheet, row: int, frame: PackFrame, say: Phrases, words: Words) -> int:
    for label, value in _facts(frame, say, words):
        line = {"bottom": 1, "bottom_color": LIGHT.grid, "valign": "vcenter"}
        sheet.text(row, LABEL, label, {**MUTED, **line})
        sheet.text(row, VALUE, value, {**BODY, **line})
        sheet.raw.set_row(row, max(20, row_height(label, LABEL_WIDTH), row_height(value, VALUE_WIDTH)))
        row += 1
    return row


def _facts(frame: PackFrame, say: Phrases, words: Words) -> Iterator[tuple[str, str]]:
    cycle = frame.cycle
    yield say("pack.for_whom"), say(f"pack.audience_{frame.audience}")
    yield say("pack.what_of_states"), say(f"pack.edition_{frame.edition}")
    if frame.audience in OF_ONE_STATE:
        yield say("pack.explanations"), say(f"pack.explanations_{'in' if frame.with_explanations else 'out'}")
    yield say("pack.made_at"), say.moment(frame.made_at)
    yield say("pack.made_by"), say(f"role.{frame.made_by_role}")
    yield say("pack.values"), say(f"pack.values_{frame.values}")
    ahead = cycle.reference_date > frame.made_at.date()
    day = say("pack.reference_date_ahead", date=cycle.reference_date) if ahead else say.date(cycle.reference_date)
    yield say("pack.reference_date"), day
    yield (
        say("pack.questionnaire"),
        say("pack.version_of", title=words["questionnaire.title"], version=cycle.version),
    )
    yield say("pack.rubric"), say("pack.version_of", title=words["rubric.title"], version=frame.rubric_version)
    yield say("pack.language"), _language(frame.language)
    yield say("pack.snapshot"), frame.snapshot
    yield say("pack.content_digest"), frame.content_digest
    yield say("pack.pack_id"), frame.id


def _language(code: str) -> str:
    """Return what the speakers of a language call it."""
    return next((one.name for one in languages(with_pseudo=True) if one.code == code), code)


def _write_bands(sheet: Sheet, row: int, say: Phrases, words: Words, bands: Sequence[Band]) -> int:
    sheet.raw.set_row(row, 26)
    sheet.text(row, LABEL, say("pack.bands"), HEADING)
    for place, band in enumerate(bands):
        row += 1
        look = {**band_look(place, len(bands)), "indent": 1, "valign": "vcenter", "text_wrap": True}
        label = words[f"bands.{band.id}.label"]
        sheet.text(row, LABEL, label, look)
        text = say("pack.band_from", points=band.at_least)
        sheet.text(row, VALUE, text, {**BODY, "indent": 1, "valign": "vcenter"})
        sheet.raw.set_row(row, max(18, row_height(label, LABEL_WIDTH - 2)))
    row += 1
    sheet.text(row, LABEL, "", NO_SCORE)
    sheet.text(row, VALUE, say("pack.no_score"), {**BODY, "indent": 1, "valign": "vcenter"})
    sheet.raw.set_row(row, max(18, row_height(say("pack.no_score"), VALUE_WIDTH - 2)))
    return row + 1


def _write_notes(sheet: Sheet, row: int, frame: PackFrame, say: Phrases) -> None:
    # Figures for everybody rest on no answers that could stand beside them.
    live = [] if frame.edition is Edition.PUBLIC else [say("pack.note_live")]
    notes = [say(f"pack.note_{frame.edition}"), *live, say("app.not_un")]
    for note in notes:
        _joined(sheet, row, note, MUTED)
        row += 1
    sheet.raw.print_area(0, 0, row, VALUE)


def _joined(sheet: Sheet, row: int, text: str, look: Look, *, least: float = 0) -> None:
    size = look.get("font_size", 10)
    sheet.join(row, LABEL, VALUE, text, look)
    sheet.raw.set_row(row, max(least, row_height(text, LABEL_WIDTH + VALUE_WIDTH - 2, size) + 2))
