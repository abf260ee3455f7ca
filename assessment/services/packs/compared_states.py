"""What a pack tells of each State that it compares: where it stands, and why a score is not there."""

from collections.abc import Mapping

import numpy as np

from assessment.core.arrays import Bools
from assessment.core.cycle import SubmissionStatus
from assessment.core.domains import domains_of
from assessment.core.release import Release
from assessment.core.release_preview import complete_releases
from assessment.core.released import held_by_filters
from assessment.core.rubric import ROOT_ID
from assessment.core.states import State
from assessment.services.comparing.absence import Absence, absences
from assessment.services.comparing.cycle_scores import CycleScores, has_handed_in
from assessment.services.comparing.disclosed_cells import states_that_release
from assessment.services.packs.released_look import AUDIENCE, Look
from assessment.workbooks.packs.regional_content import (
    ComparedState,
    Missing,
)


def states_in(look: Look) -> list[State]:
    """Return the States of the set, by name."""
    inside = frozenset(look.of_set.states)
    return [state for state in look.found.states if state.id in inside]


def compared_state(look: Look, state: State) -> ComparedState:
    """Return where a State stands in the cycle."""
    found = look.found
    assessment = found.assessments[state.id]
    there = has_handed_in(assessment)
    coverage = None
    if state.id in found.scores.states:
        column = found.scores.states.index(state.id)
        if found.usable(AUDIENCE)[0, column]:
            coverage = float(found.scores.coverage[0, column])
    regions = {region.id: region.title for region in look.around.regions}
    # Before a State has handed in, nothing of it is told but that it has not.
    releases = complete_releases(found.instrument, found.releases.get(state.id, {})) if there else {}
    return ComparedState(
        state=state,
        region=regions.get(state.region, ""),
        status=assessment.status if there else SubmissionStatus.DRAFT,
        handed_in_on=assessment.submitted_at.date() if there and assessment.submitted_at else None,
        snapshot=assessment.snapshot if there else None,
        coverage=None if coverage is None or np.isnan(coverage) else coverage,
        releases=releases,
    )


def missing_scores(look: Look) -> Mapping[tuple[str, str], Missing]:
    """Return why there is no score, by node and State of the set, for the overall score and the domains."""
    found, inside = look.found, frozenset(look.of_set.states)
    domains = domains_of(found.instrument)
    missing = {}
    filtered = _held_by_filters(found)
    for (node, state), absence in absences(found, AUDIENCE).items():
        if state not in inside or node not in {ROOT_ID, *domains}:
            continue
        given = found.releases.get(state, {})
        needed = domains if node == ROOT_ID else (node,)
        released = all(given.get(domain, Release.PRIVATE) >= AUDIENCE for domain in needed)
        if absence is Absence.WITHHELD and released:
            missing[node, state] = Missing.FILTER if (node, state) in filtered else Missing.SAFEGUARD
        else:
            missing[node, state] = Missing(absence.value)
    return missing


def _held_by_filters(found: CycleScores) -> set[tuple[str, str]]:
    """Name the nodes and States whose score is withheld for a question that follows a withheld one."""
    states = found.scores.states
    held = held_by_filters(found.instrument, states, found.releases, AUDIENCE)
    return {(found.instrument.nodes[row].id, states[column]) for row, column in np.argwhere(held).tolist()}


def named_scores(look: Look) -> Bools:
    """Tell which scores everybody may see by name (nodes x the States of the set, by name)."""
    compared = look.found.compared(Release.NAMED).aligned([state.id for state in states_in(look)])
    return ~np.isnan(compared.points)


def counting_for_outsiders(look: Look) -> Mapping[str, int]:
    """Tell of how many States of the set a score counts in the figures for outsiders, by node."""
    released, inside = states_that_release(look.found), frozenset(look.of_set.states)
    shown, scores = look.found.scores.shown, look.found.scores
    place = look.found.instrument.node_index
    return {
        node: sum(
            1
            for column, state in enumerate(scores.states)
            if state in giving and state in inside and shown[place[node], column]
        )
        for node, giving in released.items()
    }
