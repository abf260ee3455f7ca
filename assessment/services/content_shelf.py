"""The shelf of content: every version that a cycle is pinned to, read from the database once per process."""

import contextlib
from dataclasses import dataclass
from threading import Lock

from assessment.content.archive import archive_digest, load_archive
from assessment.core.instrument import Instrument, compile_instrument
from assessment.core.package import ContentPackage
from assessment.errors import ContentError
from assessment.store import content_versions
from assessment.store.database import Connection, Database


@dataclass(frozen=True, eq=False)
class _Volume:
    package: ContentPackage
    instrument: Instrument


class ContentShelf:
    """Packages and instruments by questionnaire and version; any number of threads may ask at once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._volumes: dict[tuple[str, str], _Volume] = {}
        self._loading = Lock()

    def package(self, questionnaire: str, version: str, connection: Connection | None = None) -> ContentPackage:
        """Return the package of a version, read over a connection where one is open already.

        Raise ContentError when it is not stored or cannot be used.
        """
        return self._volume(questionnaire, version, connection).package

    def instrument(self, questionnaire: str, version: str, connection: Connection | None = None) -> Instrument:
        """Return the compiled instrument of a version; raise ContentError as `package` does."""
        return self._volume(questionnaire, version, connection).instrument

    def _volume(self, questionnaire: str, version: str, connection: Connection | None) -> _Volume:
        found = self._volumes.get((questionnaire, version))
        if found is not None:
            return found
        # Many sessions begin at once: one loads, the others wait. Whoever waits holds a connection already, so
        # the one that loads must not need a second.
        with self._loading:
            if (questionnaire, version) not in self._volumes:
                stored = self._stored(questionnaire, version, connection)
                package = load_archive(stored)
                volume = _Volume(package, compile_instrument(package.questionnaire, package.rubric))
                self._volumes[questionnaire, version] = volume
            return self._volumes[questionnaire, version]

    def _stored(self, questionnaire: str, version: str, connection: Connection | None) -> bytes:
        with contextlib.nullcontext(connection) if connection else self._database.reading() as open_connection:
            stored = content_versions.get(open_connection, questionnaire, version)
        if stored is None:
            raise ContentError(
                f"Version {version} of {questionnaire} is not in the database; open its cycle again."
            )
        if archive_digest(stored.archive) != stored.digest:
            raise ContentError(f"Version {version} of {questionnaire} was changed; restore it from a back-up.")
        return stored.archive
