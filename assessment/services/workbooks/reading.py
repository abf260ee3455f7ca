"""Reading a filled workbook: what it is, and the words that can stand in it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from assessment.core.package import ContentPackage
from assessment.core.submission import Status
from assessment.locale import languages, phrases
from assessment.services.packs.reading import turn
from assessment.workbooks.offline.layout import OfflineIdentity
from assessment.workbooks.offline.reader import OfflineFile, open_offline
from assessment.workbooks.offline.reader_labels import Labels

_NAMED_BY = {Status.DONT_KNOW: "dont_know", Status.NOT_APPLICABLE: "not_applicable"}


@dataclass(frozen=True, eq=False)
class ReceivedWorkbook:
    """A workbook that came back, before its answers are read; `digest` is the SHA-256 of the file."""

    file: OfflineFile
    digest: str

    @property
    def identity(self) -> OfflineIdentity:
        """Return what the workbook was sent out as."""
        return self.file.identity


def receive(data: bytes) -> ReceivedWorkbook:
    """Return a workbook out of a file when it is its turn; raise UnacceptableError for a file that is none."""
    with turn():
        file = open_offline(data)
    return ReceivedWorkbook(file, hashlib.sha256(data).hexdigest())


def labels_of(package: ContentPackage, identity: OfflineIdentity) -> Labels:
    """Return the words behind answers: those of the file first, then those of every installed language."""
    codes = dict.fromkeys((identity.language, *package.translations, *(one.code for one in languages())))
    words = [phrases(code).content(package) if _is_written(code) else package.words(code) for code in codes]
    statuses = {status: list(_said(f"status.{status}", identity, name)) for status, name in _NAMED_BY.items()}
    offered = {status: identity.words[name] for status, name in _NAMED_BY.items() if name in identity.words}
    return Labels(words, statuses, _said("offline.yes", identity, "yes"), offered)


def _is_written(code: str) -> bool:
    return phrases(code).language == code


def _said(key: str, identity: OfflineIdentity, name: str) -> Iterable[str]:
    yield from (phrases(language.code)(key) for language in languages())
    if name in identity.words:
        yield identity.words[name]
