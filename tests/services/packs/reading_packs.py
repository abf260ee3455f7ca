"""Packs over sets of States read back: tables below their heads, and every text anywhere in the file."""

import io
import re
import zipfile
from collections.abc import Mapping
from html import unescape
from typing import Any

from openpyxl import load_workbook
from sqlalchemy import text

from assessment.core.pack import Audience, Classification, Edition
from assessment.locale import phrases
from assessment.services.packs.frame import BuiltPack, PackOptions
from tests.training_service import TrainingService

SAY = phrases("en")


def options(audience: Audience, edition: Edition = Edition.SECRETARIAT, language: str = "en") -> PackOptions:
    """Return choices with the least label of the edition."""
    public = edition is Edition.PUBLIC
    label = Classification.UNCLASSIFIED if public else Classification.CONFIDENTIAL
    return PackOptions(audience, language, label, edition=edition)


def opened(pack: BuiltPack, *, formulas: bool = False) -> Any:
    """Return the workbook with the values that stand beside the formulas."""
    return load_workbook(io.BytesIO(pack.data), data_only=not formulas)


def table(book: Any, sheet: str, first: str) -> list[dict[str, Any]]:
    """Return the rows below the head that begins with a title, until a row without anything in that column."""
    rows = list(book[sheet].iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if row[0] == first)
    names = [name for name in rows[head] if name is not None]
    found = []
    for row in rows[head + 1 :]:
        if row[0] is None:
            break
        found.append(dict(zip(names, row, strict=False)))
    return found


def by_name(rows: list[dict[str, Any]], column: str) -> Mapping[str, dict[str, Any]]:
    """Return the rows by what stands in a column."""
    return {row[column]: row for row in rows}


def all_text(pack: BuiltPack) -> str:
    """Return every part of the file as text: sheets, texts, charts with their caches, names, properties."""
    with zipfile.ZipFile(io.BytesIO(pack.data)) as archive:
        return unescape(
            "\n".join(archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist())
        )


def is_in(word: str, whole: str) -> bool:
    """Tell whether a word stands in a text by itself."""
    return re.search(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])", whole) is not None


def words_of_states(service: TrainingService) -> set[str]:
    """Return what the States of a service put into words: explanations, reasons, titles of documents."""
    columns = {"responses": ("explanation", "reason"), "evidence": ("title",)}
    found: set[str] = set()
    with service.workspace.database.reading() as connection:
        for name, those in columns.items():
            for column in those:
                rows = connection.execute(text(f"SELECT DISTINCT {column} FROM {name}")).scalars()  # noqa: S608 - names from above
                found |= {words for words in rows if words and len(words) > 30}
    return found
