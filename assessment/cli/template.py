"""`template`: print an empty file of answers, or of a translation."""

import sys
from pathlib import Path
from typing import Literal

import click

from assessment.cli.new_file import check_new_file, may_replace
from assessment.cli.score import FolderArgument
from assessment.cli.terminal import ends_in_one_sentence, say
from assessment.services.templates import answers_template, translation_file, write_file

CSV, YAML = (".csv",), (".yaml", ".yml")


@click.command()
@click.argument("folder", type=FolderArgument)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "yaml"]),
    default="csv",
    show_default=True,
    help="csv: one State a row. yaml: one State, every question explained.",
)
@click.option(
    "--translation", metavar="LANGUAGE", help="A translation file instead, such as fr; keeps what is there."
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of printing; needed to bring a translation file up to date.",
)
@may_replace
@ends_in_one_sentence
def template(
    folder: Path, form: Literal["csv", "yaml"], translation: str | None, output: Path | None, replace: bool
) -> None:
    """Print an empty file of answers for the questionnaire in FOLDER, to fill in and score."""
    if output is not None:
        # A translation that is there already is brought up to date, with what is translated kept.
        kept = translation is not None and _is_translation(output, folder, translation)
        endings = CSV if form == "csv" and translation is None else YAML
        check_new_file(output, endings, replace=replace or kept)
    text = answers_template(folder, form) if translation is None else translation_file(folder, translation)
    if output is None:
        sys.stdout.write(text)
    else:
        write_file(output, text)
        say(f"{output.name} is written.")


def _is_translation(path: Path, folder: Path, language: str) -> bool:
    return path.resolve() == (folder / "text" / f"{language}.yaml").resolve()
