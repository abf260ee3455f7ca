"""A file that a command writes: where it may be, how its name ends, and that none is replaced unasked."""

import os
from pathlib import Path

import click

from assessment.content.whole_file import check_folder, write_whole
from assessment.errors import RequestError

WORKBOOK = (".xlsx",)
"""How the name of a workbook ends."""

may_replace = click.option("--replace", is_flag=True, help="Replace the file where it is there already.")


def check_new_file(path: Path, endings: tuple[str, ...], *, replace: bool) -> None:
    """Raise RequestError for a file that could not be written or opened, before any work is done for it.

    Its name must have one of the endings, its folder must be there, and the file must not, unless it is replaced.
    """
    if path.exists() and not path.is_file():
        raise RequestError(f"{path} is no ordinary file; choose another name.")
    if path.suffix.lower() not in endings:
        better = path.with_suffix(endings[0]) if path.suffix else Path(f"{path}{endings[0]}")
        raise RequestError(
            f"Nothing was written, as the name {path} does not end in {' or '.join(endings)}; name it {better}."
        )
    check_folder(path.parent)
    if os.path.lexists(path) and not replace:
        raise RequestError(f"{path} is there already; name another file, or give --replace.")


def write_workbook(path: Path, data: bytes, *, replace: bool) -> None:
    """Write a workbook for its owner alone, in one step; raise RequestError as `check_new_file` does."""
    check_new_file(path, WORKBOOK, replace=replace)
    write_whole(path.absolute(), data, private=True, replace=replace)
