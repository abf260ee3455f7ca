"""`import`: read a filled workbook back into the database."""

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.markup import escape

from assessment.cli.refusals import sentence_of
from assessment.cli.score import FileArgument
from assessment.cli.service import opened, runs_service
from assessment.cli.tables import plain_table
from assessment.cli.terminal import progress, say, stdout
from assessment.content.issues import readable
from assessment.core.answer_codes import format_answer_code
from assessment.core.questionnaire import Question
from assessment.core.revision import Answer
from assessment.core.submission import Response
from assessment.core.three_way_merge import CHANGE_HERE, Outcome, Side
from assessment.core.workbook_changes import CellReading, QuestionChange
from assessment.services.workbooks.importing_at_terminal import TerminalImport, import_at_terminal

WORDS = {
    Outcome.FILLED: "filled in",
    Outcome.CHANGED_IN_FILE: "changed in the workbook",
    Outcome.CHANGED_HERE: "changed here only; stays",
    Outcome.BOTH_ALIKE: "changed on both sides alike",
    Outcome.PUT_TOGETHER: "changed on both sides; put together",
    Outcome.CONFLICT: "CONFLICT",
}
UNKNOWN = "?"
LONGEST = 60
LONGEST_ENTRY = 1_000
"""Characters of what stands in a cell that cannot be read."""


@click.command("import")
@click.argument("file", type=FileArgument)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--state", help="The code of the State that is meant; another State's workbook is refused then.")
@click.option(
    "--as",
    "account",
    metavar="SIGN_IN_NAME",
    help="The official in whose name it is done; the State's focal point unless given.",
)
@click.option(
    "--conflicts",
    type=click.Choice([side.value for side in Side]),
    help="Which answers are to stand where both sides changed.",
)
@click.option(
    "--leave-out",
    is_flag=True,
    help="Store the rest where cells cannot be read or sections are not given to the official's ministry.",
)
@runs_service
def import_(
    file: Path,
    dry_run: bool,
    state: str | None,
    account: str | None,
    conflicts: str | None,
    leave_out: bool,
    database: str | None,
    data: Path | None,
) -> None:
    """Read the filled workbook FILE back: all of it in one step, or nothing.

    Prints what changes, and every cell that cannot be read, with what stands in it. Nothing is written, and the
    command ends with status 1, while an answer was changed on both sides without --conflicts, or, without
    --leave-out, a cell cannot be read or a section is not the official's to answer.
    """
    side = None if conflicts is None else Side(conflicts)
    with opened(database, data) as workspace, progress(2) as begin:
        begin("Reading")
        content = file.read_bytes()
        begin("Comparing")
        done = import_at_terminal(
            workspace,
            file.name,
            content,
            state=state,
            account=account,
            conflicts=side,
            leave_out=leave_out,
            dry_run=dry_run,
        )
    _show_changes(done)
    unsettled = _show_problems(done, side, leave_out=leave_out)
    say(_ending(done))
    sys.exit(1 if unsettled else 0)


def _show_changes(done: TerminalImport) -> None:
    shown = [change for change in done.preview.changes if change.outcome is not Outcome.SAME]
    if not shown:
        return
    questions = done.package.questionnaire.question_by_id
    table = plain_table(
        f"{done.preview.workbook.state_name}: what {'changed' if done.result else 'would change'}",
        "Question", "", "Sent out", "Workbook", "Here", "Changed here by",
    )  # fmt: skip
    for change in shown:
        answers = (_code(questions[change.question], answer) for answer in _sides(change))
        cells = (change.question, WORDS[change.outcome], *answers, change.changed_by)
        table.add_row(*(escape(readable(cell, LONGEST)) for cell in cells))
    stdout().print(table)


def _sides(change: QuestionChange) -> tuple[Answer | None, Answer, Answer]:
    return change.sent_out, change.file, change.here.answer


def _code(question: Question, answer: Answer | None) -> str:
    if answer is None:
        return UNKNOWN
    code = format_answer_code(question, Response(answer.status, answer.value, reason=answer.reason))
    return f"{code} – {answer.explanation}" if answer.explanation else code


def _show_problems(done: TerminalImport, conflicts: Side | None, *, leave_out: bool) -> bool:
    """Write to stderr what is wrong, one a line; tell whether it keeps the workbook from being imported."""
    preview = done.preview
    for problem in preview.problems:
        place = readable(f"{problem.place.sheet}!{problem.place.cell}")
        sentence = readable(sentence_of(problem.refusal), 600)
        entered = readable(problem.text, LONGEST_ENTRY)
        click.echo(f'{place}: {problem.question} {sentence} Entered: "{entered}"', err=True)
    if preview.problems_elsewhere:
        cells = _count(preview.problems_elsewhere, "cell")
        click.echo(
            f"{cells} of sections not given to the ministry of {done.in_the_name_of} cannot be read.", err=True
        )
    _show_readings(preview.readings)
    for missing in preview.not_found:
        rows = "all rows" if missing.whole else f"the rows of {', '.join(missing.fields)}"
        click.echo(f"{missing.question}: the workbook lacks {rows}; what stands here is kept.", err=True)
    for section in preview.not_yours:
        click.echo(f"{section}: the section is not given to the ministry of {done.in_the_name_of}.", err=True)
    open_ones = preview.conflicts if conflicts is None else ()
    for conflict in open_ones:
        click.echo(
            f"{conflict.question}: changed here and in the workbook; give --conflicts file or here.", err=True
        )
    if preview.leaves_out and not leave_out:
        click.echo("Give --leave-out to store the rest without these.", err=True)
    return bool(open_ones) or (preview.leaves_out and not leave_out)


def _show_readings(readings: Sequence[CellReading]) -> None:
    """Write to stderr what is stored otherwise than it was typed, one a line."""
    for reading in readings:
        place = readable(f"{reading.place.sheet}!{reading.place.cell}")
        read = reading.read if isinstance(reading.read, dt.date) else f"{reading.read:.15g}"
        click.echo(f'{place}: {reading.question} "{readable(reading.typed)}" is read as {read}.', err=True)


def _ending(done: TerminalImport) -> str:
    preview, result = done.preview, done.result
    if result is not None:
        if preview.changes_nothing:
            what = "the rest" if preview.leaves_out else "all that is in the workbook"
            return f"Nothing changed: {what} is here already."
        unread = len(preview.problems) + preview.problems_elsewhere
        left_out = f" Left out: {_count(unread, 'cell')}." if unread else ""
        return (
            f"Imported in the name of {done.in_the_name_of}: {_count(len(result.changed), 'answer')}, "
            f"{_count(result.documents, 'document')}, {_count(result.comments, 'comment')}.{left_out}"
        )
    would = sum(1 for change in preview.changes if change.outcome in CHANGE_HERE)
    what = (
        f"{_count(would, 'answer')}, {_count(len(preview.documents), 'document')}, "
        f"{_count(len(preview.comments), 'comment')}, {_count(len(preview.conflicts), 'conflict')}"
    )
    return f"Nothing was written. To be imported: {what}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
