"""The command line: `python -m assessment`.

Results go to stdout, everything else to stderr. Exit status 0 is success, 1 content or answers with errors,
findings, or something that cannot be done, 2 a bad call.
"""

import importlib
import keyword

import click

from assessment import __version__

COMMANDS = {
    "check": "Check questionnaires, rubrics, translations, examples and registers of States.",
    "score": "Score a file of answers.",
    "explain": "Explain the score of one State.",
    "robustness": "Show what scores and ranks depend on.",
    "pack": "Build briefing packs, check and compare them.",
    "workbook": "Write the questionnaire as a workbook, to be answered without a network.",
    "import": "Read a filled workbook back into the database.",
    "template": "Print an empty file of answers, or of a translation.",
    "publish": "Record the version of a questionnaire as published.",
    "schema": "Write JSON Schemas for text editors.",
    "db": "Upgrade, check, back up and restore the database with its evidence.",
    "users": "Add, list and close accounts, and give a new first password.",
    "cycles": "Open a cycle of the assessment, and list them.",
    "training": "Fill a fresh database with invented States and answers.",
}
"""The commands, in the order in which one meets them, with what each does: help need not import them all."""


class Commands(click.Group):
    """Imports a command when it is called: `check` and `score` need not wait for the solver of `explain`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, or None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(importlib.import_module(f"assessment.cli.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, without importing it."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="assessment")
def main() -> None:
    """National self-assessment of counter-terrorism policy for new technologies."""
