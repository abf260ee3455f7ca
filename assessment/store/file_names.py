"""Names of files as people send them, made harmless."""

import re
import unicodedata

MAX_LENGTH = 255
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
# Control and bidirectional format characters, halves of characters, and codes without a meaning.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def cleaned_name(name: str) -> str:
    """Return a file's name without folders, invisible characters and what file systems refuse, at most 255 long.

    >>> cleaned_name("../papers/strategy: draft.pdf")
    'strategy_ draft.pdf'
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(" " if char.isspace() else char for char in last if _is_visible(char))
    plain = re.sub(r" +", " ", _NOT_IN_NAMES.sub("_", visible)).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if len(plain) > MAX_LENGTH and dot and len(ending) <= 10:
        return stem[: MAX_LENGTH - len(ending) - 1] + "." + ending
    return plain[:MAX_LENGTH] or "document"


def ending(name: str) -> str:
    """Return what stands after the last dot of a name, in lower case; nothing for a name without a dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _is_visible(char: str) -> bool:
    return char in "\t\n" or unicodedata.category(char) not in _INVISIBLE
