"""Whose values are scored."""

from enum import StrEnum


class Values(StrEnum):
    """Whose values are scored: the State's own, the reviewer's proposals, or what both agreed on."""

    SELF_REPORTED = "self_reported"
    REVIEWED = "reviewed"
    AGREED = "agreed"
