"""`training`: fill a fresh database with invented States and answers."""

from pathlib import Path

import click

from assessment.cli.service import opened, runs_service, settings
from assessment.cli.terminal import progress, say
from assessment.errors import RequestError
from assessment.services.operations import upgrade_database
from assessment.services.training import SEED, fill

REGISTER, PACKAGE = "training_states.yaml", "ct-tech"


@click.command()
@click.option(
    "--seed", type=click.IntRange(min=0), default=SEED, show_default=True, help="Same seed, same answers."
)
@runs_service
def training(seed: int, database: str | None, data: Path | None) -> None:
    """Fill a fresh database with invented States, two cycles of answers, and accounts to sign in by a click.

    Without --database, and with none in the environment, it is the database of the training mode.
    """
    chosen = settings(database, data)
    if chosen.database_url is not None and database is None:
        raise RequestError(
            "ASSESSMENT_DATABASE_URL names a real service; give --database if it is meant for training."
        )
    with opened(database, data, current=False) as workspace, progress(2) as begin:
        begin("Making tables")
        upgrade_database(workspace)
        begin("Inventing answers")
        fill(workspace, chosen.content_folder / REGISTER, chosen.content_folder / PACKAGE, seed)
    say("The database is filled with invented States and answers.")
