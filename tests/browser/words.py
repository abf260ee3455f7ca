"""Words that a page shows and names: what is left in plain letters once the data is taken out."""

import re
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page
from sqlalchemy import select
from sqlalchemy.sql.schema import Column

from assessment.services import documenting
from assessment.services.workspace import Workspace
from assessment.store import tables

PLAIN = re.compile(r"[A-Za-z]{3,}")

COLLECT = (Path(__file__).parent / "collect_words.js").read_text("utf-8")

OWN_NAMES = ("CT TECH", "https://")
"""What is the same in every language."""
DIGEST = re.compile(r"\b[0-9a-f]{12,64}\b|sha256sum \S+")
"""Digests, and the command that checks one."""

_RESPONSES, _VERSIONS = tables.responses.c, tables.response_versions.c
NAMED: tuple[Column[str], ...] = (
    tables.states.c.name,
    tables.states.c.id,
    tables.cycles.c.title,
    tables.ministries.c.name,
    tables.accounts.c.name,
    tables.accounts.c.sign_in_name,
    tables.evidence.c.title,
    tables.evidence.c.issuing_body,
    tables.evidence.c.file_name,
    tables.evidence.c.link,
    tables.evidence_uses.c.place,
    tables.comments.c.text,
    *(column for table in (_RESPONSES, _VERSIONS) for column in (table.explanation, table.reason, table.value)),
)
"""What people entered: names and texts that no language changes."""


def data_of(workspace: Workspace) -> frozenset[str]:
    """Return the texts of the database and of the register of references, as they may stand on a page."""
    with workspace.database.reading() as connection:
        rows = [value for column in NAMED for value in connection.scalars(select(column).distinct())]
        contents = connection.execute(
            select(tables.content_versions.c.questionnaire, tables.content_versions.c.version)
        ).all()
    packages = [workspace.content.package(questionnaire, version) for questionnaire, version in contents]
    cited = [
        text
        for package in packages
        for reference in package.reference_by_id.values()
        for text in (reference.symbol, reference.title, reference.source or "")
    ]
    with workspace.database.reading() as connection:
        sets = [
            *connection.scalars(select(tables.regions.c.title)),
            *connection.scalars(select(tables.groups.c.title)),
        ]
    rows += [part for title in sets for part in parts_of(title)]
    return frozenset(
        text for value in (*rows, *cited, documenting.TAKEN_FILES) if value and PLAIN.search(text := flat(value))
    )


def parts_of(title: str) -> list[str]:
    """Return a title and its parts of one word or more: charts break long titles into lines."""
    words = title.split()
    return [" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)]


def flat(text: str) -> str:
    """Return a text on one line, without the marks that hold its direction."""
    return re.sub(r"\s+", " ", re.sub("[\u2066-\u2069\u200e\u200f]", "", text)).strip()


def shown_words(page: Page) -> list[str]:
    """Return every text that a page shows, and every name that it gives to something."""
    found: list[str] = page.evaluate(COLLECT)
    return [flat(text) for text in found]


def plain_words(texts: Iterable[str], data: Iterable[str]) -> set[str]:
    """Return the texts that hold plain letters once the data is taken out of them."""
    known = sorted({*data, *OWN_NAMES}, key=len, reverse=True)
    return {text for text in texts if PLAIN.search(_without(text, known))}


def _without(text: str, known: Iterable[str]) -> str:
    text = DIGEST.sub(" ", text)
    if not PLAIN.search(text):
        return text
    for one in known:
        if one in text:
            text = text.replace(one, " ")
    return text
