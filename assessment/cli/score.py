"""`score`: score a file of answers."""

import csv
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Literal

import click

from assessment.cli.tables import overview_table, print_all_flags, print_lenses, tree_table
from assessment.cli.terminal import CalendarDate, ends_in_one_sentence, progress, say, show_issues, stdout
from assessment.services.answer_scoring import ScoredAnswers, score_answers
from assessment.services.score_report import score_columns, score_document, score_rows

FolderArgument = click.Path(exists=True, file_okay=False, path_type=Path)
FileArgument = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=FolderArgument)
@click.argument("answers", type=FileArgument)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="table for people, json or csv for machines.",
)
@click.option("--states", type=FileArgument, help="A register of States that the answers may come from.")
@click.option("--reference-date", type=CalendarDate(), help="The date that the age of dates counts from.")
@ends_in_one_sentence
def score(
    folder: Path,
    answers: Path,
    form: Literal["table", "json", "csv"],
    states: Path | None,
    reference_date: dt.date | None,
) -> None:
    """Score ANSWERS (CSV, YAML or a filled workbook) against the questionnaire and rubric in FOLDER.

    \b
    A CSV file has the column `state` first and one column per question id. An answer is written as:
      3            level 3 of a maturity question
      3+           level 3, and work under way on level 4
      partly       a choice;  police; parliament  several choices
      12.5         a number, with a decimal point
      2025-03-01   a date
      DK           don't know
      NA: reason   not applicable, and why
      (empty)      no answer
    Any answer may end with the grade of its evidence: 3 [cited], 3 [attached], 3 [verified].
    `template` prints an empty file for any questionnaire.
    """  # noqa: D301 - click reads the backspace as "do not wrap"
    with progress(4) as begin:
        scored = score_answers(folder, answers, register=states, reference_date=reference_date, report=begin)
        begin("Writing")
    show_issues(scored.warnings)
    if form == "json":
        json.dump(score_document(scored), sys.stdout, ensure_ascii=False, allow_nan=False)
        sys.stdout.write("\n")
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, score_columns(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(score_rows(scored))
    else:
        _print_tables(scored)


def _print_tables(scored: ScoredAnswers) -> None:
    console = stdout()
    if len(scored.scores.states) == 1:
        console.print(tree_table(scored, 0))
        print_lenses(console, scored, 0)
    else:
        console.print(overview_table(scored))
        print_all_flags(console, scored)
    say("Open a figure with: explain FOLDER ANSWERS --state STATE [--node NODE]")
