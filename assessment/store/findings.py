"""What a check of the stored data finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was stored: a code, where, and a sentence for the terminal."""

    code: str
    place: str
    sentence: str
