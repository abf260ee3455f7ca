"""The command line: `python -m assessment`.

Results go to stdout, everything else to stderr. Exit status 0 is success, 1 content or answers with errors,
2 a bad call.
"""

import importlib

import click

from assessment import __version__

COMMANDS = ("check", "score", "explain", "template", "publish", "schema")


class Commands(click.Group):
    """Imports a command when it is called: `check` and `score` need not wait for the solver of `explain`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, or None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"assessment.cli.{cmd_name}"), cmd_name)
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="assessment")
def main() -> None:
    """National self-assessment of counter-terrorism policy for new technologies."""
