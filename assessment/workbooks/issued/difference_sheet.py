"""What changed between two packs, as a workbook of one sheet: both packs, the scores, the answers."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache

from assessment.core.pack import Classification
from assessment.core.rounding import rounded
from assessment.locale import Phrases, language_name
from assessment.workbooks.book import Book, BookFrame, Look
from assessment.workbooks.issued.answer_text import answer_text
from assessment.workbooks.issued.pack_comparison import DECIMALS, AnswerChange, PackDifference, ScoreChange
from assessment.workbooks.looks import BODY, HEADING, MUTED, TABLE_CELL, TABLE_HEAD, TABLE_NUMBER, TITLE
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.signed_numbers import signed, unsigned
from assessment.workbooks.text_height import row_height

WIDTHS = (20, 32, 44, 14, 36, 36, 14)
COLUMNS = ("state", "id", "what", "change", "before", "after", "difference")
CHANGE, BEFORE, AFTER, DIFFERENCE = 3, 4, 5, 6
FACTS = (
    "subject_name",
    "cycle",
    "made_at",
    "is_draft",
    "version",
    "rubric_version",
    "classification",
    "language",
    "snapshot",
    "pack_id",
)
"""What the top of the sheet says of both packs, as their identity names it."""


def write_differences(difference: PackDifference, say: Phrases, made_at: dt.datetime) -> bytes:
    """Return the workbook; it is classified as the higher of the two packs."""
    packs = (difference.first, difference.second)
    highest = max((_classification(pack) for pack in packs), key=list(Classification).index)
    trained = any(pack.get("is_training") == "true" for pack in packs)
    book = Book(
        BookFrame(
            say=say,
            title=say("packs.difference_title"),
            subject=difference.second.get("subject_name", ""),
            footer=" · ".join(
                (
                    say(f"pack.classification_{highest}"),
                    *dict.fromkeys(one.get("subject_name", "") for one in packs),
                )
            ),
            watermark=say("app.training_strip") if trained else None,
            made_at=made_at,
        )
    )
    sheet = book.sheet("differences", say("packs.difference_sheet"))
    for column, width in enumerate(WIDTHS):
        sheet.raw.set_column(column, column, width)
    row = _write_top(sheet, difference, say)
    heads = _heads(difference, say)
    row = _write_scores(sheet, row, difference.scores, say, heads)
    _write_answers(sheet, row, difference.answers, say, heads)
    return book.finish()


def _classification(pack: Mapping[str, str]) -> Classification:
    """Return the label of a pack; the highest for one that says nothing known."""
    known = {one.value: one for one in Classification}
    return known.get(pack.get("classification", ""), Classification.STRICTLY_CONFIDENTIAL)


def _write_top(sheet: Sheet, difference: PackDifference, say: Phrases) -> int:
    sheet.raw.set_row(0, 30)
    sheet.text(0, 0, say("packs.difference_title"), TITLE)
    head = 2
    sheet.join(head, 0, 2, "", TABLE_HEAD)
    sheet.join(head, CHANGE, BEFORE, say("packs.first"), TABLE_HEAD)
    sheet.join(head, AFTER, DIFFERENCE, say("packs.second"), TABLE_HEAD)
    for row, name in enumerate(FACTS, start=head + 1):
        sheet.join(row, 0, 2, say(f"packs.fact_{name}"), {**TABLE_CELL, "font_color": MUTED["font_color"]})
        values = [fact_in_words(name, pack.get(name, ""), say) for pack in (difference.first, difference.second)]
        sheet.join(row, CHANGE, BEFORE, values[0], TABLE_CELL)
        sheet.join(row, AFTER, DIFFERENCE, values[1], TABLE_CELL)
        sheet.raw.set_row(row, max(row_height(value, WIDTHS[AFTER] + WIDTHS[DIFFERENCE]) for value in values))
    return head + len(FACTS) + 2


def fact_in_words(name: str, value: str, say: Phrases) -> str:
    """Return a fact of a pack as people read it; as it stands where it is none that we write."""
    if name == "classification" and value in list(Classification):
        return say(f"pack.classification_{value}")
    if name == "is_draft" and value in {"true", "false"}:
        return say(f"packs.is_draft_{value}")
    if name == "language":
        return language_name(value)
    if name == "made_at":
        try:
            return say.moment(dt.datetime.fromisoformat(value).astimezone(dt.UTC))
        except (ValueError, OverflowError):
            return value
    return value


def _heads(difference: PackDifference, say: Phrases) -> list[str]:
    """Return the heads of the tables, with the cycles where they are two."""
    heads = [say(f"packs.column_{name}") for name in COLUMNS]
    cycles = difference.first.get("cycle", ""), difference.second.get("cycle", "")
    if cycles[0] != cycles[1]:
        for column, cycle in zip((BEFORE, AFTER), cycles, strict=True):
            heads[column] = f"{heads[column]} · {cycle}"
    return heads


def _write_head(sheet: Sheet, row: int, title: str, heads: Sequence[str]) -> int:
    sheet.text(row, 0, title, HEADING)
    sheet.raw.set_row(row, 22)
    for column, head in enumerate(heads):
        sheet.text(row + 1, column, head, TABLE_HEAD)
    # Bold letters are wider than others.
    heights = (row_height(head, width - 2) for head, width in zip(heads, WIDTHS, strict=True))
    sheet.raw.set_row(row + 1, max(heights))
    return row + 2


def _write_scores(
    sheet: Sheet, row: int, scores: Sequence[ScoreChange], say: Phrases, heads: Sequence[str]
) -> int:
    moved = [one for one in scores if one.is_one]
    title = say("packs.scores_changed", n=len(moved), of=len(scores))
    if not moved:
        sheet.text(row, 0, title, HEADING)
        return row + 2
    row = _write_head(sheet, row, title, heads)
    height, looks = cache(row_height), cache(_number_looks)  # the same names and decimals stand in many rows
    for one in moved:
        for column, text in enumerate((one.state_name, one.node, one.node_title, say("packs.change_score"))):
            sheet.text(row, column, text, TABLE_CELL)
        names = ((one.state_name, 0), (one.node, 1), (one.node_title, 2))
        sheet.raw.set_row(row, max(height(text, WIDTHS[column]) for text, column in names))
        plain, of_difference = looks(one.decimals, rounded(one.difference or 0.0, one.decimals) == 0)
        sheet.number(row, BEFORE, one.before, plain)
        sheet.number(row, AFTER, one.after, plain)
        sheet.number(row, DIFFERENCE, one.difference, of_difference)
        row += 1
    if any(one.decimals > DECIMALS for one in moved):
        sheet.text(row, 0, say("packs.decimals_note"), {**BODY, "text_wrap": False})
        row += 1
    return row + 1


def _number_looks(decimals: int, is_zero: bool) -> tuple[Look, Look]:
    """Return the looks of scores and of their difference; one that rounds to zero has no sign."""
    plain = unsigned(decimals)
    return (
        {**TABLE_NUMBER, "num_format": plain},
        {**TABLE_NUMBER, "num_format": f"{plain};{plain}" if is_zero else signed(decimals)},
    )


def _write_answers(
    sheet: Sheet, row: int, answers: Sequence[AnswerChange], say: Phrases, heads: Sequence[str]
) -> None:
    title = say("packs.answers_changed", n=len(answers))
    if not answers:
        sheet.text(row, 0, title, HEADING)
        sheet.text(row + 1, 0, say("packs.no_answers_changed"), BODY)
        return
    sheet.raw.set_h_pagebreaks([row])
    row = _write_head(sheet, row, title, heads)
    for one in answers:
        texts = (one.state_name, one.question, one.question_text, say(f"packs.change_{one.change}"))
        shown = (answer_text(one.before, say), answer_text(one.after, say))
        for column, text in enumerate((*texts, *shown, "")):
            sheet.text(row, column, text, TABLE_CELL)
        cells = ((one.question, 1), (one.question_text, 2), (shown[0], BEFORE), (shown[1], AFTER))
        sheet.raw.set_row(row, max(row_height(text, WIDTHS[column]) for text, column in cells))
        row += 1
