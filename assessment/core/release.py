"""Release: what a State lets others see of a domain."""

from enum import IntEnum


class Release(IntEnum):
    """Who sees a domain's scores, each step including the ones before. Private unless decided."""

    PRIVATE = 0
    SECRETARIAT = 1
    REGIONAL_AGGREGATES = 2
    NAMED = 3
