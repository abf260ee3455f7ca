"""Release preview: which of a State's figures each audience will see."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.instrument import Instrument
from assessment.core.release import Release

AUDIENCES = (Release.SECRETARIAT, Release.REGIONAL_AGGREGATES, Release.NAMED)
"""Who there is beside the State itself, each named by the release that lets it see."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What one audience will see: the domains released to it, and whether the overall score as well.

    The overall score goes with the last domain: from it and the others, a domain held back could be worked out.
    """

    audience: Release
    domains: tuple[str, ...]
    overall: bool


def domains_of(instrument: Instrument) -> tuple[str, ...]:
    """Return the ids of the domains: the nodes directly below the root, in tree order."""
    return tuple(node.id for node, depth in zip(instrument.nodes, instrument.depths, strict=True) if depth == 1)


def complete_releases(instrument: Instrument, decided: Mapping[str, Release]) -> dict[str, Release]:
    """Return the release of every domain, private where nothing was decided."""
    return {domain: decided.get(domain, Release.PRIVATE) for domain in domains_of(instrument)}


def previews(releases: Mapping[str, Release]) -> tuple[Preview, ...]:
    """Return what each audience will see under the releases of all domains."""
    return tuple(
        Preview(
            audience,
            tuple(domain for domain, level in releases.items() if level >= audience),
            overall=bool(releases) and all(level >= audience for level in releases.values()),
        )
        for audience in AUDIENCES
    )
