"""Catalogues: the interface words of one language, read from its .po file."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "en"
"""The language that the words are written in; other languages fall back to it key by key."""

FOLDER = Path(__file__).parent


class _NoSuchWords(NullTranslations):
    """What answers for a key that no language has."""

    def gettext(self, message: str) -> str:
        """Raise KeyError: a key that is shown to people would be worse."""
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Raise KeyError, as above."""
        raise KeyError(msgid1)


@cache
def written_languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a file of words, the source first."""
    return tuple(sorted((path.stem for path in FOLDER.glob("*.po")), key=lambda code: (code != SOURCE, code)))


@cache
def catalogue(language: str) -> GNUTranslations:
    """Return the words of a language by key; raise KeyError when it has no file."""
    translations = GNUTranslations(_compiled(_messages(language)))
    translations.add_fallback(_NoSuchWords() if language == SOURCE else catalogue(SOURCE))
    return translations


@cache
def keys() -> frozenset[str]:
    """Return the keys of all words."""
    return frozenset(_key(message.id) for message in _messages(SOURCE) if message.id)


@cache
def plural_keys() -> frozenset[str]:
    """Return the keys whose words depend on the number `n`."""
    return frozenset(_key(message.id) for message in _messages(SOURCE) if message.pluralizable)


@cache
def _messages(language: str) -> Catalog:
    if language not in written_languages():
        raise KeyError(language)
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def _compiled(messages: Catalog) -> BytesIO:
    """Return the messages in the form that gettext reads, with its plural rules."""
    file = BytesIO()
    write_mo(file, messages)
    file.seek(0)
    return file


def _key(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]
