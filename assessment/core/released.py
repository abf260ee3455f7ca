"""What of many States may be used, under what each of them released."""

from collections.abc import Mapping, Sequence

import numpy as np

from assessment.core.arrays import Bools
from assessment.core.domains import domains_of
from assessment.core.instrument import Instrument
from assessment.core.release import Release

Releases = Mapping[str, Mapping[str, Release]]
"""The decisions by State and domain; what is not there is private."""


def released_domains(instrument: Instrument, states: Sequence[str], releases: Releases, least: Release) -> Bools:
    """Tell which domains are released to at least this audience (domains x States)."""
    return np.array(
        [
            [releases.get(state, {}).get(domain, Release.PRIVATE) >= least for state in states]
            for domain in domains_of(instrument)
        ],
        dtype=np.bool_,
    ).reshape(len(domains_of(instrument)), len(states))


def released_nodes(instrument: Instrument, states: Sequence[str], releases: Releases, least: Release) -> Bools:
    """Tell which node scores are released to at least this audience (nodes x States).

    A node goes with its domain. The overall score goes with the last domain: from it and the others, a domain held
    back could be worked out. A node that a gate caps, or that holds one, goes with the domains of the safeguards
    too: whether they are missing can be worked out from its score and the answers below it.
    """
    with_domain = _with_their_domain(instrument, states, releases, least)
    released = with_domain.copy()
    for gate in instrument.gates:
        holders = [instrument.node_holding(instrument.leaves[row].question) for row in gate.leaves]
        safeguards = all_of([with_domain[instrument.node_index[holder]] for holder in holders], len(states))
        for place in range(len(instrument.nodes)):
            if gate.node in instrument.node_places_below(place):
                released[place] &= safeguards
    return released


def released_questions(instrument: Instrument, states: Sequence[str], releases: Releases, least: Release) -> Bools:
    """Tell which answers are released to at least this audience (questions x States).

    A question that is not scored belongs to no domain and is released with the last one.
    """
    nodes = _with_their_domain(instrument, states, releases, least)
    rows = []
    for question in instrument.questions:
        leaf = instrument.leaf_row.get(question.id)
        node = 0 if leaf is None else instrument.node_index[instrument.node_holding(question.id)]
        rows.append(nodes[node])
    return np.array(rows, dtype=np.bool_).reshape(len(rows), len(states))


def _with_their_domain(instrument: Instrument, states: Sequence[str], releases: Releases, least: Release) -> Bools:
    """Tell for each node whether its domain is released, for the root whether all are (nodes x States)."""
    by_domain = dict(
        zip(domains_of(instrument), released_domains(instrument, states, releases, least), strict=True)
    )
    every = all_of(list(by_domain.values()), len(states))
    rows: list[Bools] = []
    within = every
    for node, depth in zip(instrument.nodes, instrument.depths, strict=True):
        # Nodes stand in tree order, so what follows a domain belongs to it.
        within = by_domain[node.id] if depth == 1 else (every if depth == 0 else within)
        rows.append(within)
    return np.array(rows, dtype=np.bool_)


def all_of(rows: Sequence[Bools], states: int) -> Bools:
    """Tell for which States all rows hold; for none where there are no rows."""
    return np.logical_and.reduce(rows) if len(rows) else np.zeros(states, dtype=np.bool_)
