"""What all commands share: the two consoles, progress, and how errors end a command."""

import datetime as dt
import functools
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn

from assessment.content.issues import Issue
from assessment.errors import AssessmentError, RequestError
from assessment.services.answer_scoring import UnusableAnswersError

P = ParamSpec("P")
R = TypeVar("R")


def stdout() -> Console:
    """Return the console for results; as wide as the terminal, or 120 columns in a pipe or file."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else 120)


def stderr() -> Console:
    """Return the console for progress and errors."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def say(message: str) -> None:
    """Write a line of words to stderr, with no markup read into it."""
    stderr().print(message, markup=False)


def fail(message: str, status: int) -> NoReturn:
    """End the command with one sentence on stderr."""
    say(message)
    sys.exit(status)


def name_of(folder: Path) -> str:
    """Return the name of a folder, also of one that is called "." or "/"."""
    return folder.resolve().name or str(folder)


def show_issues(issues: tuple[Issue, ...] | list[Issue]) -> None:
    """Write issues to stderr, one a line."""
    for issue in issues:
        click.echo(str(issue), err=True)


def ends_in_one_sentence(command: Callable[P, R]) -> Callable[P, R]:
    """Turn the project's errors into a sentence on stderr and an exit status."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except UnusableAnswersError as error:
            show_issues(error.issues)
            fail(str(error), 1)
        except RequestError as error:
            fail(str(error), 2)
        except AssessmentError as error:
            fail(str(error), 1)

    return wrapped


class CommandGroup(click.Group):
    """A command of several, whose help says what each does in a whole sentence, where click would cut it short."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the first paragraph of what each command does."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, (one.help or "").partition("\n\n")[0]) for name, one in sorted(self.commands.items())]
            )


class Stages:
    """Moves a progress bar: called with the name of each stage as it begins, and told how much of it is done."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar, self._task, self._begun = bar, task, 0

    def __call__(self, stage: str) -> None:
        """Begin a stage; the one before is done."""
        self._bar.update(self._task, description=stage, completed=self._begun)
        self._begun += 1

    def share(self, done: float) -> None:
        """Note the share of the stage, from 0 to 1, that is done."""
        self._bar.update(self._task, completed=self._begun - 1 + done)


@contextmanager
def progress(stages: int | None = None) -> Iterator[Stages]:
    """Show a progress bar on a terminal; yield what moves it."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn())
    with Progress(*columns, console=stderr(), transient=True, disable=not sys.stderr.isatty()) as bar:
        yield Stages(bar, bar.add_task("Starting", total=stages))


class CalendarDate(click.ParamType[dt.date]):
    """A date of the form 2026-09-30."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the date; end with a usage error when it is none."""
        if isinstance(value, dt.date):
            return value
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)):
                raise ValueError(value)
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f'"{value}" is no date; write year-month-day, such as 2026-09-30.', param, ctx)
