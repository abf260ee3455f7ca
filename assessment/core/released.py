"""What of many States may be used, under what each of them released."""

from collections.abc import Mapping, Sequence

import numpy as np

from assessment.core.arrays import Bools
from assessment.core.coding import CodedAnswers
from assessment.core.conditions import comparisons
from assessment.core.domains import domains_of
from assessment.core.instrument import Instrument
from assessment.core.release import Release
from assessment.core.rubric import Leaf
from assessment.core.scoring import Scores, score

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

    A node goes with its domain and with the questions below it. The overall score goes with the last domain: from
    it and the others, a domain held back could be worked out. A node that a gate caps, or that holds one, goes
    with the safeguards too: whether they are missing can be worked out from its score and the answers below it.
    """
    scored = released_questions(instrument, states, releases, least)[instrument.columns]
    released = _with_their_domain(instrument, states, releases, least) & _all_below(instrument, scored)
    for gate in instrument.gates:
        safeguards = all_of(list(scored[gate.leaves]), len(states))
        for place in range(len(instrument.nodes)):
            if gate.node in instrument.node_places_below(place):
                released[place] &= safeguards
    return released


def released_questions(instrument: Instrument, states: Sequence[str], releases: Releases, least: Release) -> Bools:
    """Tell which answers are released to at least this audience (questions x States).

    A question that is not scored belongs to no domain and is released with the last one. A question that is asked
    only after certain answers goes with those too, and with those that they follow: that it was asked, or was not,
    tells of them. A filter that is not scored goes with the domain of its section here, where all scored questions
    of the section are of one: nobody decides about it alone, and going with the last domain it would hold back
    another that the State did release. In a section of several domains or none, it goes with the last.
    """
    nodes = _with_their_domain(instrument, states, releases, least)
    domains = _domain_places(instrument)
    rows: list[Bools] = []
    told: dict[str, Bools] = {}
    # Conditions only look back, so one pass in the order asked is enough.
    for question in instrument.questions:
        behind = [told[one.question] for one in comparisons(question.show_if)] if question.show_if else []
        as_filter = nodes[_place_as_filter(instrument, domains, question.id)]
        told[question.id] = all_of([as_filter, *behind], len(states))
        rows.append(all_of([nodes[domains.get(question.id, 0)], *behind], len(states)))
    return np.array(rows, dtype=np.bool_).reshape(len(rows), len(states))


def held_by_filters(instrument: Instrument, states: Sequence[str], releases: Releases, least: Release) -> Bools:
    """Tell which nodes are withheld, though their domain is not, for a question below (nodes x States).

    Such a question is asked only after certain answers, and these are not released.
    """
    scored = released_questions(instrument, states, releases, least)[instrument.columns]
    return _with_their_domain(instrument, states, releases, least) & ~_all_below(instrument, scored)


def score_of_released(instrument: Instrument, coded: CodedAnswers, releases: Releases, least: Release) -> Scores:
    """Return the scores as an audience may know them: what it may see of them depends on released answers alone.

    Whether a State says "not applicable" too often is told by all of its scored questions, and changes every score
    that holds such an answer. So it is counted here among the released ones.
    """
    return score(instrument, coded, released_questions(instrument, coded.states, releases, least))


def _all_below(instrument: Instrument, scored: Bools) -> Bools:
    """Tell below which nodes all questions are released (nodes x States), given which are (leaves x States)."""
    places = range(len(instrument.nodes))
    rows = [scored[instrument.leaf_rows_below(place)].all(axis=0) for place in places]
    return np.array(rows, dtype=np.bool_)


def _domain_places(instrument: Instrument) -> dict[str, int]:
    """Find the place of the domain of a scored question among the nodes; that of the root right below it."""
    found: dict[str, int] = {}
    within = 0
    for place, (node, depth) in enumerate(zip(instrument.nodes, instrument.depths, strict=True)):
        within = place if depth <= 1 else within
        found |= {child.question: within for child in node.children if isinstance(child, Leaf)}
    return found


def _place_as_filter(instrument: Instrument, domains: Mapping[str, int], question: str) -> int:
    """Return the place of the node that a question goes with where others depend on it."""
    if question in domains:
        return domains[question]
    section = instrument.questionnaire.section_of[question]
    places = {domains[one.id] for one in section.questions if one.id in domains}
    return places.pop() if len(places) == 1 else 0


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
