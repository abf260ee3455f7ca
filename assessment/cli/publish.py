"""`publish`: record the meaning of a version, so that it cannot change unnoticed."""

import datetime as dt
from pathlib import Path

import click

from assessment.cli.score import FolderArgument
from assessment.cli.terminal import CalendarDate, ends_in_one_sentence, name_of, say
from assessment.services.publishing import publish_version


@click.command()
@click.argument("folder", type=FolderArgument)
@click.option("--date", type=CalendarDate(), help="The date of publication; today unless given.")
@ends_in_one_sentence
def publish(folder: Path, date: dt.date | None) -> None:
    """Record the version of the questionnaire in FOLDER as published, in its published.yaml.

    From then on `check` reports every change of meaning that is made without a new version.
    """
    version = publish_version(folder, date or dt.datetime.now(dt.UTC).date())
    say(f"Version {version} is recorded in {name_of(folder)}/published.yaml; from now on its meaning stays.")
