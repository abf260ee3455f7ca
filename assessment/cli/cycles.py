"""`cycles`: open a cycle of the assessment, and list them."""

import datetime as dt
from pathlib import Path

import click

from assessment.cli.score import FileArgument, FolderArgument
from assessment.cli.service import opened, runs_service
from assessment.cli.tables import plain_table
from assessment.cli.terminal import CalendarDate, CommandGroup, progress, say, stdout
from assessment.services.cycles import NewCycle, list_cycles, open_cycle


@click.group(cls=CommandGroup)
def cycles() -> None:
    """Open and list cycles of the assessment."""


@cycles.command("open")
@click.argument("cycle")
@click.argument("folder", type=FolderArgument)
@click.option("--states", required=True, type=FileArgument, help="The register of the States that take part.")
@click.option("--title", required=True, help="What people call the cycle.")
@click.option("--opens", required=True, type=CalendarDate(), help="The first day on which answers are taken.")
@click.option("--closes", required=True, type=CalendarDate(), help="The last day on which answers are taken.")
@click.option(
    "--reference-date", type=CalendarDate(), help="The date that the age of dates counts from; else the last day."
)
@runs_service
def open_command(
    cycle: str,
    folder: Path,
    states: Path,
    title: str,
    opens: dt.date,
    closes: dt.date,
    reference_date: dt.date | None,
    database: str | None,
    data: Path | None,
) -> None:
    """Open a cycle with the id CYCLE on the published content in FOLDER.

    The database keeps its own copy of the content: later changes in FOLDER do not touch this cycle.
    """
    new = NewCycle(cycle, title, opens, closes, reference_date)
    with opened(database, data) as workspace, progress() as begin:
        begin("Opening")
        made, count = open_cycle(workspace, folder, states, new)
    say(f"Cycle {made.id} is open from {made.opens_on} to {made.closes_on} for {count} States.")


@cycles.command("list")
@runs_service
def list_command(database: str | None, data: Path | None) -> None:
    """List the cycles and how many assessments stand where."""
    with opened(database, data) as workspace:
        lines = list_cycles(workspace)
    title = f"{len(lines)} cycle{'' if len(lines) == 1 else 's'}"
    table = plain_table(title, "Cycle", "Title", "Content", "Opens", "Closes", "Assessments")
    for line in lines:
        cycle = line.cycle
        counts = ", ".join(f"{count} {status.value}" for status, count in line.assessments.items())
        content = f"{cycle.questionnaire} {cycle.version}"
        table.add_row(cycle.id, cycle.title, content, str(cycle.opens_on), str(cycle.closes_on), counts)
    stdout().print(table, markup=False)
