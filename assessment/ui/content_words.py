"""The words of a questionnaire in a language, looked up once a process: translating takes milliseconds."""

from functools import lru_cache

from assessment.core.package import ContentPackage
from assessment.core.text import Words
from assessment.locale import phrases


class _ByIdentity:
    """A package as the key of a cache. It keeps its package alive, so that the identity stays its own."""

    def __init__(self, package: ContentPackage) -> None:
        self.package = package

    def __eq__(self, other: object) -> bool:
        """Tell whether both are the very same package."""
        return isinstance(other, _ByIdentity) and other.package is self.package

    def __hash__(self) -> int:
        """Return a hash of the identity."""
        return id(self.package)


def content_words(package: ContentPackage, language: str) -> Words:
    """Return the words of a package in a language."""
    return _words(_ByIdentity(package), language)


@lru_cache(maxsize=32)
def _words(key: _ByIdentity, language: str) -> Words:
    return phrases(language).content(key.package)
