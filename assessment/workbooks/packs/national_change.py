"""The change since the last cycle: domain by domain, and what moved the overall score, answer by answer."""

from collections.abc import Sequence

from assessment.core.change import EARLIER, Change
from assessment.core.node_figures import NodeFigures
from assessment.palette import LIGHT
from assessment.workbooks.book import Look
from assessment.workbooks.looks import BODY, MUTED, STRONG
from assessment.workbooks.packs.national_content import ChangeContent
from assessment.workbooks.packs.national_parts import NationalPack, cell
from assessment.workbooks.packs.national_tables import (
    TABLE_CELL,
    TABLE_NUMBER,
    begin_sheet,
    set_height,
    write_head,
    write_heading,
    write_line,
)
from assessment.workbooks.packs.pack_charts import ChartFrame, Series, Whiskers, dumbbell_chart, joins
from assessment.workbooks.page_breaks import keep_together
from assessment.workbooks.signed_numbers import no_signed_zeros, signed
from assessment.workbooks.text_height import row_height, wrapped

KEY = "change"
WIDTHS = (70, 16, 16, 16, 44)
LAST = len(WIDTHS) - 1
NUMBERS = range(1, 4)
"""The columns of numbers, in both tables."""
HELP = LAST + 2
"""The first of the hidden columns that the chart stands on: joins, names in short lines, and the later scores."""
LETTERS = 15
SMALL = 5e-5
"""Shares below this are rounding: half of a hundredth of a point."""
SIGNED: Look = {**TABLE_NUMBER, "num_format": signed()}
SIGNED_FINE: Look = {**TABLE_NUMBER, "num_format": signed(2)}
CHART_ROWS = 17


def write_change(national: NationalPack) -> None:
    """Write both cycles side by side and the decomposition; or that there is nothing to compare with."""
    say, sheet, change = national.say, national.sheet(KEY), national.content.change
    if change is None:
        row = begin_sheet(sheet, WIDTHS, [])
        for text, look in ((say("results.no_change_title"), STRONG), (say("results.no_change_text"), BODY)):
            write_line(sheet, row, text, look, WIDTHS)
            row += 1
        return
    row = begin_sheet(sheet, WIDTHS, [say("pack.change_note", cycle=change.cycle.title), national.values_note()])
    if change.change is not None and change.change.series_break:
        write_line(sheet, row, say("results.series_break"), STRONG, WIDTHS)
        row += 1
    row = _write_scores(national, row, change)
    if change.change is None:
        write_line(sheet, row + 1, say("results.change_not_shown"), BODY, WIDTHS)
    else:
        end = _write_lines(national, row + 1, change, change.change)
        keep_together(sheet, WIDTHS, (0, row + 1), end, upright=False)


def _write_scores(national: NationalPack, row: int, change: ChangeContent) -> int:
    """Write a dumbbell of the domains, and below it overall score and domains of both cycles."""
    sheet, content, say = national.sheet(KEY), national.content, national.say
    top, head = row, row + CHART_ROWS if content.domains else row
    for line in range(top, head):
        sheet.set_height(line, 20)
    titles = [say("pack.column_part"), change.cycle.title, national.pack.frame.cycle.title]
    row = write_head(sheet, head, [*titles, say("results.difference")], WIDTHS, NUMBERS)
    _write_pair(national, row, content.overall, change)
    first = row + 1
    for place, figures in enumerate(content.domains):
        _write_pair(national, first + place, figures, change)
    last = first + len(content.domains) - 1
    no_signed_zeros(sheet, (first - 1, last), (3, 3), indented=True)
    sheet.raw.set_column(HELP, HELP + 3, None, None, {"hidden": True})
    if content.domains:
        _draw(national, top, (first, last), change)
    return last + 1


def _draw(national: NationalPack, top: int, rows: tuple[int, int], change: ChangeContent) -> None:
    sheet, say = national.sheet(KEY), national.say

    def column(place: int) -> str:
        return sheet.range(rows[0], place, rows[1], place)

    height = CHART_ROWS * 20 * 96 // 72 - 24
    frame = ChartFrame(sheet, top, 0, 1130, height, change.title, change.words, say("pack.points"))
    before = Series(change.cycle.title, column(1), LIGHT.range)
    now = [figures.score for figures in national.content.domains]
    after = Series(national.pack.frame.cycle.title, column(HELP + 3), now=now)
    dumbbell_chart(frame, column(HELP + 2), before, after, Whiskers(column(HELP), column(HELP + 1)))


def _write_pair(national: NationalPack, row: int, figures: NodeFigures, change: ChangeContent) -> None:
    sheet, title = national.sheet(KEY), national.node(figures.node)
    strong = {"bold": figures.depth == 0}
    earlier = change.before[figures.node].score if figures.node in change.before else None
    sheet.text(row, 0, title, {**TABLE_CELL, **strong})
    sheet.number(row, 1, earlier, {**TABLE_NUMBER, **strong})
    national.score((sheet, row, 2), figures, "point", {**TABLE_NUMBER, **strong})
    old, new = cell(row, 1), cell(row, 2)
    both = earlier is not None and figures.score is not None
    moved = (figures.score or 0) - (earlier or 0) if both else 0.0
    formula = f'=IF(COUNT({old},{new})=2,{new}-{old},"")'
    sheet.formula(row, 3, formula, moved if both else None, {**SIGNED, **strong})
    above, below = joins(old, new)
    sheet.formula(row, HELP, above, max(-moved, 0.0))
    sheet.formula(row, HELP + 1, below, max(moved, 0.0))
    sheet.text(row, HELP + 2, wrapped(title, LETTERS))
    national.plotted_score(sheet, row, HELP + 3, new, figures)
    sheet.set_height(row, max(17, row_height(title, WIDTHS[0] - 1)))


def _write_lines(national: NationalPack, row: int, content: ChangeContent, change: Change) -> int:
    """Write what each answer, the gates and the floor did to the overall score, and their sum."""
    say, sheet = national.say, national.sheet(KEY)
    row = write_heading(sheet, row, say("results.change_lines"))
    write_line(sheet, row, say("results.change_lines_note"), MUTED, WIDTHS)
    names = ("by_answer", "by_weight", "together", "cause")
    head = [say("results.question"), *(say(f"pack.column_{name}") for name in names)]
    row = first = write_head(sheet, row + 1, head, WIDTHS, NUMBERS)
    moved = sorted(
        (line for line in change.lines if abs(line.answer) + abs(line.weight) > SMALL),
        key=lambda line: -abs(line.answer + line.weight),
    )
    for line in moved:
        parts = (line.answer * 100, line.weight * 100)
        _write_part(
            national, row, _title(national, content, line.question), parts, say(f"results.cause_{line.cause}")
        )
        row += 1
    rest = change.after - change.before - change.gates - change.floor
    rest -= sum(line.answer + line.weight for line in moved)
    for title, share in ((say("results.gates"), change.gates), (say("results.floor"), change.floor)):
        if abs(share) > SMALL:
            _write_part(national, row, title, (share * 100, None), "")
            row += 1
    if abs(rest) > 1e-12:
        _write_part(national, row, say("pack.rounding"), (rest * 100, None), "")
        row += 1
    total = f"=SUM({cell(first, 3)}:{cell(row - 1, 3)})"
    sheet.text(row, 0, say("results.difference"), {**TABLE_CELL, "bold": True})
    sheet.formula(row, 3, total, (change.after - change.before) * 100, {**SIGNED_FINE, "bold": True})
    no_signed_zeros(sheet, (first, row), (1, 3), decimals=2, indented=True)
    return row + 1


def _write_part(national: NationalPack, row: int, title: str, parts: Sequence[float | None], cause: str) -> None:
    sheet = national.sheet(KEY)
    sheet.text(row, 0, title, TABLE_CELL)
    for column, part in enumerate(parts, start=1):
        sheet.number(row, column, part, SIGNED_FINE)
    together = sum(part for part in parts if part is not None)
    sheet.formula(row, 3, f"=SUM({cell(row, 1)}:{cell(row, 2)})", together, SIGNED_FINE)
    sheet.text(row, LAST, cause, TABLE_CELL)
    set_height(sheet, row, (title, None, None, None, cause), WIDTHS)


def _title(national: NationalPack, content: ChangeContent, question: str) -> str:
    """Return the text of a question of either version."""
    if question in national.content.package.questionnaire.question_by_id:
        return national.question(question)
    return content.questions.get(question.removesuffix(EARLIER), question)
