"""`explain`: open one State's score down to answers and arithmetic."""

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Literal

import click

from assessment.cli.explanation import print_change, print_explanation
from assessment.cli.score import FileArgument, FolderArgument
from assessment.cli.terminal import CalendarDate, ends_in_one_sentence, progress, show_issues, stdout
from assessment.errors import RequestError
from assessment.services.answer_scoring import score_answers
from assessment.services.explaining import change_since
from assessment.services.explaining import explain as explain_score
from assessment.services.explaining import what_if as score_what_if
from assessment.services.explanation_report import change_document, explanation_document


@click.command()
@click.argument("folder", type=FolderArgument)
@click.argument("answers", type=FileArgument)
@click.option("--state", required=True, help="The State, as the answers name it.")
@click.option("--node", default="overall", show_default=True, help="The node of the rubric to open.")
@click.option(
    "--what-if", "changes", multiple=True, metavar="QUESTION=ANSWER", help="Try an answer; may be repeated."
)
@click.option("--since", type=FileArgument, help="An earlier file of answers; shows what moved the score.")
@click.option("--since-folder", type=FolderArgument, help="The earlier version of the content, where it differs.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--reference-date", type=CalendarDate(), help="The date that the age of dates counts from.")
@ends_in_one_sentence
def explain(
    folder: Path,
    answers: Path,
    state: str,
    node: str,
    changes: tuple[str, ...],
    since: Path | None,
    since_folder: Path | None,
    form: Literal["table", "json"],
    reference_date: dt.date | None,
) -> None:
    """Explain the score of one State at a node.

    Shows what each answer brings and leaves out, the gates and what lifts them, the gaps by priority, and the
    cheapest path to the next band.
    """
    if since_folder and not since:
        raise RequestError("--since-folder has no earlier answers; give them with --since, or leave it out.")
    with progress(6 if since else 4) as begin:
        scored = score_answers(folder, answers, reference_date=reference_date, report=begin)
        begin("Explaining")
        explanation = explain_score(scored, state, node)
        tried = score_what_if(scored, state, _pairs(changes)) if changes else None
        other = explain_score(tried, state, node) if tried else None
        moved = None
        if since:
            earlier = score_answers(since_folder or folder, since, reference_date=reference_date, report=begin)
            moved = change_since(earlier, scored, state, node)
    show_issues(scored.warnings)
    if form == "json":
        document = explanation_document(scored, explanation)
        document["what_if"] = explanation_document(scored, other) if other else None
        document["change"] = change_document(moved) if moved else None
        json.dump(document, sys.stdout, ensure_ascii=False, allow_nan=False)
        sys.stdout.write("\n")
        return
    console = stdout()
    print_explanation(console, scored, explanation, other, changes)
    if moved is not None:
        print_change(console, moved)


def _pairs(changes: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for change in changes:
        question, equals, answer = change.partition("=")
        if not equals:
            raise RequestError(f'"{change}" names no answer; write --what-if question.id=answer.')
        if question.strip() in pairs:
            raise RequestError(f"{question.strip()} is given two answers; leave out one --what-if.")
        pairs[question.strip()] = answer
    return pairs
