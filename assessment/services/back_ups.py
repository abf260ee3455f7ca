"""Back-ups, for the operator at the terminal: the database, the evidence and a list of digests in one file."""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from assessment.content.whole_file import check_folder
from assessment.core.log_entry import moment
from assessment.errors import RequestError
from assessment.services.operations import Verdict, upgrade_database, verify_store
from assessment.services.workspace import Workspace
from assessment.store import log
from assessment.store.backup import copy_database
from assessment.store.database import open_database
from assessment.store.dump import read_dump, write_dump

FORMAT = "national-self-assessment/back-up/1"
MANIFEST, DATABASE, DUMP, EVIDENCE = "manifest.json", "database.sqlite3", "database.jsonl", "evidence/"
LARGEST_MANIFEST = 50_000_000
PIECE = 1 << 20
SQLITE_FILES = ("", "-wal", "-shm", "-journal")
"""The ends of the names of the files of one database."""

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class BackUp:
    """A back-up that was written: how many files of evidence it holds and where the log ends in it."""

    files: int
    entries: int
    digest: str


def back_up(workspace: Workspace, target: Path, report: Report = lambda step: None) -> BackUp:
    """Write a back-up to a new file, while the service goes on.

    It holds a copy of an SQLite database, and a dump of PostgreSQL, which goes into either. Raise RequestError
    when the file is there already or cannot be written.
    """
    if target.exists():
        raise RequestError(f"{target} is there already; choose another name, as a back-up is never overwritten.")
    check_folder(target.parent)
    with tempfile.TemporaryDirectory(prefix=".back-up-", dir=target.parent) as folder:
        whole = Path(folder) / "whole.zip"
        report("Copying the database")
        copy, number, digest = _copy_rows(workspace, Path(folder))
        # Evidence is only ever added, and before the database names it: copied afterwards, none can be missing.
        report("Copying the evidence")
        files = _write(workspace, copy, whole, {"entries": number, "digest": digest})
        whole.chmod(0o600)
        try:
            os.link(whole, target)
        except FileExistsError:
            raise RequestError(f"{target} is there already; choose another name.") from None
    return BackUp(files, number, digest)


def check_back_up(source: Path) -> None:
    """Raise RequestError for a file that is no back-up, before a place is made for it."""
    with _opened(source) as file:
        _manifest(file)


def restore(workspace: Workspace, source: Path, report: Report = lambda step: None) -> Verdict:
    """Unpack a back-up into an empty place, upgrade it where it is of an older version, and check all of it.

    Raise RequestError when the place is not empty or the file is no whole back-up; nothing is left behind then.
    """
    path, evidence = workspace.database.path, workspace.files.folder
    if path is not None and path.exists() and path.stat().st_size:
        raise RequestError(f"{path} is not empty; restore into a new place and move the service there.")
    if evidence.exists() and any(evidence.iterdir()):
        raise RequestError(f"{evidence} is not empty; restore into a new place and move the service there.")
    evidence.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        _unpack_into(workspace, source, evidence, report)
    except (RequestError, KeyboardInterrupt):
        _leave_no_file(workspace)
        raise
    report("Checking")
    return verify_store(workspace)


def _unpack_into(workspace: Workspace, source: Path, evidence: Path, report: Report) -> None:
    with _opened(source) as file, tempfile.TemporaryDirectory(prefix=".restore-", dir=evidence.parent) as folder:
        unpacked = Path(folder)
        report("Unpacking")
        for name, entry in _manifest(file).items():
            _unpack(file, name, entry, unpacked / name)
        (unpacked / EVIDENCE).mkdir(mode=0o700, exist_ok=True)
        report("Filling the database")
        _fill(workspace, unpacked)
        if evidence.exists():
            evidence.rmdir()
        shutil.move(unpacked / EVIDENCE, evidence)


def _copy_rows(workspace: Workspace, folder: Path) -> tuple[Path, int, str]:
    """Write the rows to a file of the folder; return it, and the number and digest of the log's last entry."""
    if workspace.database.path is None:
        dump = folder / DUMP
        with dump.open("w", encoding="utf-8") as file:
            return dump, *write_dump(workspace.database, file)
    copy = folder / DATABASE
    copy_database(workspace.database, copy)
    return copy, *_log_head(copy)


def _fill(workspace: Workspace, unpacked: Path) -> None:
    """Put the rows of a back-up into the database; raise RequestError where they do not go into it."""
    path, dump = workspace.database.path, unpacked / DUMP
    if dump.exists():
        upgrade_database(workspace)
        with dump.open(encoding="utf-8") as file:
            read_dump(workspace.database, file)
        return
    if path is None:
        raise RequestError("This back-up is of an SQLite database; restore it into an SQLite database.")
    workspace.database.close()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.move(unpacked / DATABASE, path)
    upgrade_database(workspace)


def _leave_no_file(workspace: Workspace) -> None:
    """Remove an SQLite file that could not be filled, so that the next try finds the place empty."""
    if (path := workspace.database.path) is not None:
        workspace.database.close()
        for end in SQLITE_FILES:
            path.with_name(path.name + end).unlink(missing_ok=True)


def _log_head(copy: Path) -> tuple[int, str]:
    database = open_database(f"sqlite:///{copy}")
    try:
        with database.reading() as connection:
            return log.head(connection)
    finally:
        database.close()
        for rest in copy.parent.glob(f"{copy.name}-*"):
            rest.unlink()


def _write(workspace: Workspace, copy: Path, whole: Path, head: dict[str, object]) -> int:
    """Write the back-up and return the number of files of evidence in it."""
    digests = workspace.files.digests()
    members: dict[str, dict[str, object]] = {}
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as file:
        members[copy.name] = _pack(file, copy.name, copy)
        for digest in digests:
            name = f"{EVIDENCE}{digest[:2]}/{digest[2:]}"
            members[name] = _pack(file, name, workspace.files.path(digest))
        manifest = {"format": FORMAT, "made_at": moment(workspace.clock()), "log": head, "files": members}
        file.writestr(MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))
    return len(digests)


def _pack(file: zipfile.ZipFile, name: str, path: Path) -> dict[str, object]:
    with path.open("rb") as source, file.open(name, "w", force_zip64=True) as member:
        digest, size = _copy(source, member)
    return {"sha256": digest, "size": size}


def _copy(source: IO[bytes], target: IO[bytes], most: int | None = None) -> tuple[str, int]:
    """Copy bytes, stopping once there are more than `most`; return their SHA-256 and number."""
    digest, size = hashlib.sha256(), 0
    while piece := source.read(PIECE):
        size += len(piece)
        if most is not None and size > most:
            break
        digest.update(piece)
        target.write(piece)
    return digest.hexdigest(), size


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as file:
            yield file
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError) as error:
        raise RequestError(f"{source} is no whole back-up ({error}); take another one.") from None


def _manifest(file: zipfile.ZipFile) -> dict[str, dict[str, Any]]:
    """Return the list of files; raise RequestError when it is none of ours or names what no back-up holds."""
    files: dict[str, dict[str, Any]] = {}
    with contextlib.suppress(KeyError, ValueError, TypeError, AttributeError):
        if file.getinfo(MANIFEST).file_size <= LARGEST_MANIFEST:
            manifest = json.loads(file.read(MANIFEST))
            files = dict(manifest["files"]) if manifest["format"] == FORMAT else {}
    held = {member.filename for member in file.infolist()} - {MANIFEST}
    if len({DATABASE, DUMP} & set(files)) != 1 or held != set(files) or not all(map(_is_ours, files)):
        raise RequestError("The file is no back-up of this application, or of a newer version; take another one.")
    return files


def _is_ours(name: str) -> bool:
    parts = name.removeprefix(EVIDENCE).split("/")
    hexadecimal = (
        len(parts) == 2
        and [len(part) for part in parts] == [2, 62]
        and not set(name[9:]) - set("0123456789abcdef/")
    )
    return name in {DATABASE, DUMP} or (name.startswith(EVIDENCE) and hexadecimal)


def _unpack(file: zipfile.ZipFile, name: str, entry: dict[str, Any], target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (
        file.open(name) as member,
        os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as copy,
    ):
        digest, size = _copy(member, copy, int(entry["size"]))
        copy.flush()
        os.fsync(copy.fileno())
    if (digest, size) != (entry["sha256"], entry["size"]):
        raise RequestError(f"{name} in the back-up was changed or damaged; take another back-up.")
