"""Versions of the content that cycles are pinned to, each kept whole."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from assessment.store.tables import content_versions


@dataclass(frozen=True, slots=True)
class ContentVersion:
    """A stored version: `archive` is the folder of content as a zip file, `digest` its SHA-256."""

    questionnaire: str
    version: str
    digest: str
    archive: bytes
    stored_at: dt.datetime


def add(connection: Connection, content: ContentVersion) -> None:
    """Store a version of the content."""
    connection.execute(
        insert(content_versions).values(
            questionnaire=content.questionnaire,
            version=content.version,
            digest=content.digest,
            archive=content.archive,
            stored_at=content.stored_at,
        )
    )


def get(connection: Connection, questionnaire: str, version: str) -> ContentVersion | None:
    """Return a version with its archive; None where there is none."""
    query = select(content_versions).where(
        content_versions.c.questionnaire == questionnaire, content_versions.c.version == version
    )
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else ContentVersion(**row)


def digest(connection: Connection, questionnaire: str, version: str) -> str | None:
    """Return the digest of a version; None where there is none."""
    query = select(content_versions.c.digest).where(
        content_versions.c.questionnaire == questionnaire, content_versions.c.version == version
    )
    found: str | None = connection.execute(query).scalar_one_or_none()
    return found
