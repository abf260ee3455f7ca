"""What commands for running a service share: which database and folder, and the words of a refusal."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from assessment.cli.refusals import sentence_of, status_of
from assessment.cli.terminal import ends_in_one_sentence, fail
from assessment.errors import Refusal
from assessment.services.operations import require_current, require_database
from assessment.services.workspace import Workspace, open_workspace
from assessment.settings import Settings, load_settings

P = ParamSpec("P")
R = TypeVar("R")


def runs_service(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command the options of the database and its folder, and end it in one sentence on an error."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Refusal as refusal:
            fail(sentence_of(refusal), status_of(refusal))

    database = click.option("--database", metavar="URL", help="The database, instead of ASSESSMENT_DATABASE_URL.")
    return database(with_data(ends_in_one_sentence(wrapped)))


def with_data(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command the option of the data folder."""
    folder = click.Path(file_okay=False, path_type=Path)
    return click.option("--data", type=folder, help="The folder of data, instead of ASSESSMENT_DATA_FOLDER.")(
        command
    )


@contextmanager
def opened(database: str | None, data: Path | None, *, current: bool = True) -> Iterator[Workspace]:
    """Open the workspace that the options name, or else the environment.

    Raise SettingsError when it must be current and is not there or has not the tables of this version.
    """
    chosen = settings(database, data)
    if current:
        require_database(chosen)
    workspace = open_workspace(chosen)
    try:
        if current:
            require_current(workspace)
        yield workspace
    finally:
        workspace.database.close()


def settings(database: str | None, data: Path | None) -> Settings:
    """Return the settings of the environment, with the options before them."""
    given: dict[str, object] = {"database_url": database, "data_folder": data}
    return load_settings(**{name: value for name, value in given.items() if value is not None})
