"""A file that a command writes: one that is there already is replaced only where the call says so."""

import os
from pathlib import Path

import click

from assessment.content.whole_file import write_whole
from assessment.errors import RequestError

may_replace = click.option("--replace", is_flag=True, help="Replace the file where it is there already.")


def check_is_new(path: Path, *, replace: bool) -> None:
    """Raise RequestError for a file that is there and is not to be replaced, before any work is done for it."""
    if os.path.lexists(path) and not replace:
        raise RequestError(f"{path} is there already; name another file, or give --replace.")


def write_new(path: Path, data: bytes, *, replace: bool) -> None:
    """Write a file for its owner alone, in one step; raise RequestError as `check_is_new` does."""
    check_is_new(path, replace=replace)
    write_whole(path.absolute(), data, private=True, replace=replace)
