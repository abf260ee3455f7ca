"""Reads single files safely: ordinary files inside the folder, not too large, parsed and validated."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from assessment.content.codes.files import FileCode
from assessment.content.issues import IssueList, Place
from assessment.content.model_issues import validated
from assessment.content.positions import Positions
from assessment.content.sources import Folder, Parsed
from assessment.content.yaml_reader import MOST_BYTES, Document, read_yaml

M = TypeVar("M", bound=BaseModel)


def read_bytes(path: Path, shown: str, most: int, issues: IssueList) -> bytes | None:
    """Return the bytes of an ordinary file of at most so many bytes; None, with the reason, of any other."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            issues.add(FileCode.UNREADABLE, Place(shown), problem="it is not an ordinary file")
        elif status.st_size > most:
            size = f"{status.st_size / 1e6:.1f}"
            issues.add(FileCode.TOO_LARGE, Place(shown), size=size, most=most // 1_000_000)
        else:
            return path.read_bytes()
    except OSError as error:
        issues.add(FileCode.UNREADABLE, Place(shown), problem=error.strerror or "it cannot be opened")
    return None


def read_document(folder: Folder, path: Path) -> Document | None:
    """Return the data of a YAML file of the folder; None, with the reasons among the issues."""
    shown = folder.shown(path)
    try:
        is_inside = path.resolve().is_relative_to(folder.path.resolve())
    except (OSError, RuntimeError):
        folder.issues.add(FileCode.UNREADABLE, Place(shown), problem="its link leads back to itself")
        return None
    if not is_inside:
        folder.issues.add(FileCode.OUTSIDE, Place(shown))
        return None
    data = read_bytes(path, shown, MOST_BYTES, folder.issues)
    return None if data is None else read_yaml(data, shown, folder.issues)


def read_model(folder: Folder, path: Path, model: type[M]) -> Parsed[M] | None:
    """Return the model of a YAML file of the folder; None, with the reasons among the issues."""
    document = read_document(folder, path)
    return None if document is None else model_of(folder, path, document, model)


def model_of(folder: Folder, path: Path, document: Document, model: type[M]) -> Parsed[M] | None:
    """Return the model of the data of a file; None, with the reasons among the issues."""
    at = Positions(folder.shown(path), document.lines)
    found = validated(model, document.value, at, folder.issues)
    return None if found is None else Parsed(found, at)


def yaml_files(folder: Path) -> Iterator[Path]:
    """Yield every YAML file below a folder in order, without following links to folders."""
    for entry in entries(folder):
        if entry.suffix.lower() in {".yaml", ".yml"}:
            yield entry
        elif is_open_folder(entry):
            yield from yaml_files(entry)


def entries(folder: Path) -> list[Path]:
    """List what a folder holds, in order; nothing if it may not be read."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def is_open_folder(path: Path) -> bool:
    """Tell whether a path is a folder to look into: neither hidden nor a link."""
    return path.is_dir() and not path.is_symlink() and not path.name.startswith(".")
