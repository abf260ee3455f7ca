"""`robustness`: what scores and ranks depend on."""

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Literal

import click

from assessment.cli.robustness_tables import print_robustness
from assessment.cli.score import FileArgument, FolderArgument
from assessment.cli.terminal import CalendarDate, ends_in_one_sentence, progress, show_issues, stdout
from assessment.services.answer_scoring import score_answers
from assessment.services.robustness_report import robustness_document, robustness_of

STAGES = 9


@click.command()
@click.argument("folder", type=FolderArgument)
@click.argument("answers", type=FileArgument)
@click.option(
    "--draws", type=int, help="How often everything is varied, 100 to 1,000,000; the rubric's unless given."
)
@click.option("--seed", type=click.IntRange(min=0), help="Any whole number from 0; the rubric's unless given.")
@click.option("--weights", type=FileArgument, help="A CSV file of weight sets to replay.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--reference-date", type=CalendarDate(), help="The date that the age of dates counts from.")
@ends_in_one_sentence
def robustness(
    folder: Path,
    answers: Path,
    draws: int | None,
    seed: int | None,
    weights: Path | None,
    form: Literal["table", "json"],
    reference_date: dt.date | None,
) -> None:
    """Show what the overall scores and ranks of ANSWERS depend on.

    Varies the weights, the value of the levels, the rule at the top, the treatment of unanswered questions and the
    gates, and says how far scores, ranks and bands move. The same seed gives the same result.

    A file of weight sets has one set a row, and one column for each question or node whose weight it gives, named
    by its id. A column `set` may name the sets.
    """
    with progress(STAGES) as stages:
        scored = score_answers(folder, answers, reference_date=reference_date, report=stages)
        report = robustness_of(scored, draws=draws, seed=seed, weights=weights, report=stages, share=stages.share)
    show_issues(scored.warnings)
    if form == "json":
        json.dump(robustness_document(report), sys.stdout, ensure_ascii=False, allow_nan=False)
        sys.stdout.write("\n")
    else:
        print_robustness(stdout(), report)
