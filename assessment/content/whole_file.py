"""Writes files so that they are never half written."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from assessment.errors import RequestError


def write_whole(path: Path, content: str | bytes, *, private: bool = False, replace: bool = True) -> None:
    """Write a file in one step into a folder that is there; text is written as UTF-8.

    A new file that is `private` is for its owner alone. Without `replace`, one that is there stays.

    Raise RequestError when the file cannot be written there.
    """
    written: Path | None = None
    check_folder(path.parent)
    try:
        if path.exists() and not path.is_file():
            raise RequestError(f"{path} is no ordinary file; choose another name.")
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False, suffix=".tmp") as file:
            written = Path(file.name)
            file.write(content.encode() if isinstance(content, str) else content)
        # A temporary file is for its owner alone; what it replaces is shared as other files are.
        written.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o600 if private else 0o644)
        if replace:
            written.replace(path)
        else:
            path.hardlink_to(written)  # fails where there is a file by now, which `replace` would not
            written.unlink()
    except OSError as error:
        if written is not None:
            with contextlib.suppress(OSError):
                written.unlink()
        raise RequestError(_refused(path, error)) from None


def check_folder(folder: Path) -> None:
    """Raise RequestError for a folder that is not there, or in which nothing may be written."""
    if not folder.exists():
        # It is not made: its name may be misspelled.
        raise RequestError(f"There is no folder {folder}; make it first, or correct its name.")
    if not folder.is_dir():
        raise RequestError(_refused(folder, NotADirectoryError(errno.ENOTDIR, "Not a directory")))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise RequestError(_refused(folder, PermissionError(errno.EACCES, "Permission denied")))


def make_folder(folder: Path) -> None:
    """Make a folder where only that is missing; raise RequestError when that is refused."""
    try:
        if not folder.exists():
            check_folder(folder.parent)
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise RequestError(_refused(folder, error)) from None


def _refused(path: Path, error: OSError) -> str:
    if isinstance(error, FileExistsError):
        return f"{path} is there already; name another file."
    reason = (error.strerror or "unknown reason").lower()
    return f"{path} cannot be written ({reason}); choose a folder that you may write to."
