"""Release preview: which of a State's figures each audience will see."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.domains import domains_of
from assessment.core.instrument import Instrument
from assessment.core.release import Release
from assessment.core.released import released_nodes

AUDIENCES = (Release.SECRETARIAT, Release.REGIONAL_AGGREGATES, Release.NAMED)
"""Who there is beside the State itself, each named by the release that lets it see."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What one audience will see: scores of domains, and whether the overall score as well.

    The overall score goes with the last domain: from it and the others, a domain held back could be worked out.
    `held_back` are domains that are released and not shown: a missing safeguard of a domain that is not released
    could hold their scores down, or an answer of it decides what they ask, and would show in them.
    """

    audience: Release
    domains: tuple[str, ...]
    overall: bool
    held_back: tuple[str, ...] = ()


def complete_releases(instrument: Instrument, decided: Mapping[str, Release]) -> dict[str, Release]:
    """Return the release of every domain, private where nothing was decided."""
    return {domain: decided.get(domain, Release.PRIVATE) for domain in domains_of(instrument)}


def previews(instrument: Instrument, releases: Mapping[str, Release]) -> tuple[Preview, ...]:
    """Return what each audience will see under the releases of all domains."""
    return tuple(_preview(instrument, releases, audience) for audience in AUDIENCES)


def _preview(instrument: Instrument, releases: Mapping[str, Release], audience: Release) -> Preview:
    shown = released_nodes(instrument, ("",), {"": releases}, audience)[:, 0]
    released = [domain for domain in domains_of(instrument) if releases.get(domain, Release.PRIVATE) >= audience]
    return Preview(
        audience,
        tuple(domain for domain in released if shown[instrument.node_index[domain]]),
        overall=bool(shown[0]),
        held_back=tuple(domain for domain in released if not shown[instrument.node_index[domain]]),
    )
