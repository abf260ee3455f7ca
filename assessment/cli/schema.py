"""`schema`: write the JSON Schemas that editors check content with."""

from pathlib import Path

import click

from assessment.cli.check import SHIPPED
from assessment.cli.terminal import ends_in_one_sentence, name_of, say
from assessment.services.schemas import write_editor_schemas


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=SHIPPED / "schema")
@ends_in_one_sentence
def schema(folder: Path) -> None:
    """Write the JSON Schemas of all content files into FOLDER (questionnaires/schema unless given).

    FOLDER is made where only that is missing, and what is in it under the same names is replaced.
    """
    written = write_editor_schemas(folder)
    say(f"{name_of(folder)}: {written} schemas written.")
