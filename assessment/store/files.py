"""Files of evidence: kept outside the database under the SHA-256 of their content."""

import contextlib
import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import IO, BinaryIO

from assessment.core.evidence import AttachedFile
from assessment.errors import UnacceptableError
from assessment.store.driver_errors import file_error
from assessment.store.file_names import cleaned_name
from assessment.store.file_types import media_type

DEFAULT_LIMIT_MB = 20
_PIECE = 1 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")


class EvidenceFiles:
    """A folder of files, each stored once under its digest."""

    def __init__(self, folder: Path, limit_mb: int = DEFAULT_LIMIT_MB) -> None:
        self.folder = folder
        self.limit_mb = limit_mb

    def put(self, stream: BinaryIO, name: str) -> AttachedFile:
        """Store a file that a person sent under a name.

        Raise StorageError when it cannot be stored, and UnacceptableError when it is none that is taken:
        evidence_too_large, evidence_empty, evidence_type, evidence_encrypted, evidence_macros, evidence_external.
        """
        incoming: Path | None = None
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix="incoming-", delete=False) as file:
                incoming = Path(file.name)
                digest, size = self._copy(stream, file)
            clean = cleaned_name(name)
            kind = media_type(incoming, clean)
            self._move_in_place(incoming, digest)
        except OSError as error:
            raise file_error(error) from error
        finally:
            if incoming is not None:
                with contextlib.suppress(OSError):
                    incoming.unlink(missing_ok=True)
        return AttachedFile(digest, clean, kind, size)

    def path(self, digest: str) -> Path:
        """Return where the file with a digest is; raise ValueError for what is no digest."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"{digest!r} is no digest")
        return self.folder / digest[:2] / digest[2:]

    def digests(self) -> list[str]:
        """Return the digests under which files are kept, in order."""
        found = (path.parent.name + path.name for path in self.folder.glob("[0-9a-f][0-9a-f]/*"))
        return sorted(digest for digest in found if _DIGEST.fullmatch(digest))

    def _copy(self, stream: BinaryIO, file: IO[bytes]) -> tuple[str, int]:
        digest = hashlib.sha256()
        size = 0
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > self.limit_mb << 20:
                raise UnacceptableError("evidence_too_large", limit_mb=self.limit_mb)
            digest.update(piece)
            file.write(piece)
        if size == 0:
            raise UnacceptableError("evidence_empty")
        file.flush()
        os.fsync(file.fileno())
        return digest.hexdigest(), size

    def _move_in_place(self, incoming: Path, digest: str) -> None:
        target = self.path(digest)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        incoming.replace(target)
        for folder in (target.parent, self.folder):
            _sync(folder)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(folder: Path) -> None:
    """Make a move in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
