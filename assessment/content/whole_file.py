"""Writes files so that they are never half written."""

import contextlib
import tempfile
from pathlib import Path

from assessment.errors import RequestError


def write_whole(path: Path, content: str | bytes, *, private: bool = False, replace: bool = True) -> None:
    """Write a file in one step, making its folder where only that is missing; text is written as UTF-8.

    A new file that is `private` is for its owner alone. Without `replace`, one that is there stays.

    Raise RequestError when the file cannot be written there.
    """
    written: Path | None = None
    try:
        if path.exists() and not path.is_file():
            raise RequestError(f"{path} is no ordinary file; choose another name.")
        path.parent.mkdir(exist_ok=True)
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


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are missing; raise RequestError when that is refused."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RequestError(_refused(folder, error)) from None


def _refused(path: Path, error: OSError) -> str:
    if isinstance(error, FileExistsError):
        return f"{path} is there already; name another file."
    reason = (error.strerror or "unknown reason").lower()
    return f"{path} cannot be written ({reason}); choose a folder that you may write to."
