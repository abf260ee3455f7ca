"""`check`: validate content."""

import sys
from pathlib import Path

import click

from assessment.cli.terminal import ends_in_one_sentence, name_of, progress, say
from assessment.content.issues import ERROR
from assessment.services.content_checking import check_content

SHIPPED = Path(__file__).parents[2] / "questionnaires"


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@ends_in_one_sentence
def check(folders: tuple[Path, ...]) -> None:
    """Check questionnaires, rubrics, translations, worked examples and registers of States.

    FOLDERS hold packages (a questionnaire.yaml with its rubric.yaml) at any depth; without one, the shipped
    questionnaires are checked. Prints one line per problem, `file:line: CODE what is wrong. What to do.`, and ends
    with status 1 when there is an error. Warnings do not fail.
    """
    chosen = folders or (SHIPPED,)
    with progress(len(chosen)) as begin:
        issues = check_content(chosen, begin)
    for issue in issues:
        click.echo(str(issue))
    errors = sum(issue.severity == ERROR for issue in issues)
    warnings = len(issues) - errors
    where = ", ".join(map(name_of, chosen))
    say(f"{where}: {_count(errors, 'error')}, {_count(warnings, 'warning')}.")
    sys.exit(1 if errors else 0)


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
