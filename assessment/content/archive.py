"""Archives: a folder of content as the bytes of one zip file, and back.

The same content gives the same bytes on every machine: files in order of their names, one time for all of them,
nothing compressed.
"""

import hashlib
import io
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from assessment.content.files import yaml_files
from assessment.content.package import load_package
from assessment.content.package_files import is_package_file
from assessment.content.yaml_reader import MOST_BYTES
from assessment.core.package import ContentPackage
from assessment.errors import ContentError

MOST_FILES = 1000
MOST_BYTES_IN_ALL = 50_000_000
_SAME_TIME = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16


def pack(folder: Path | str) -> bytes:
    """Return the files of a package of content as the bytes of a zip file; raise ContentError for too many."""
    folder = Path(folder)
    found = sorted(
        (path.relative_to(folder).as_posix(), path)
        for path in yaml_files(folder)
        if is_package_file(path.relative_to(folder)) and path.is_file()
    )
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as file:
        for name, path in found:
            member = zipfile.ZipInfo(name, _SAME_TIME)
            member.external_attr = _PLAIN_FILE
            file.writestr(member, path.read_bytes())
    packed = archive.getvalue()
    _members(packed)
    return packed


def archive_digest(archive: bytes) -> str:
    """Return the SHA-256 of an archive in hexadecimal digits."""
    return hashlib.sha256(archive).hexdigest()


def load_archive(archive: bytes) -> ContentPackage:
    """Return the package of content that an archive holds; raise ContentError when it cannot be used."""
    members = _members(archive)
    with tempfile.TemporaryDirectory(prefix="content-") as unpacked:
        folder = Path(unpacked) / "content"
        folder.mkdir()
        for name, content in members.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        return load_package(folder)


def _members(archive: bytes) -> dict[str, bytes]:
    """Return the files of an archive by name; raise ContentError for what no folder of content holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as file:
            members = file.infolist()
            names = {member.filename for member in members}
            if len(members) > MOST_FILES or len(names) < len(members):
                raise ContentError("The stored content holds too many files or one twice; store it again.")
            if any(member.file_size > MOST_BYTES for member in members):
                raise ContentError("The stored content holds a file that is too large; store it again.")
            if sum(member.file_size for member in members) > MOST_BYTES_IN_ALL:
                raise ContentError("The stored content is too large; store it again.")
            for name in names:
                _check_name(name)
            return {member.filename: file.read(member) for member in members}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise ContentError(
            f"The stored content cannot be unpacked ({error}); restore it from a back-up."
        ) from None


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    plain = name == path.as_posix() and "\\" not in name and ":" not in name and ".." not in path.parts
    if not plain or path.is_absolute() or not is_package_file(path):
        raise ContentError("The stored content holds a file that belongs to no questionnaire; store it again.")
