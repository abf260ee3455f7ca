"""Why a State has no score in a comparison."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np

from assessment.core.release import Release
from assessment.services.comparing.cycle_scores import CycleScores, has_handed_in


class Absence(StrEnum):
    """Why a State has no score at a node, what is known first.

    It has not handed in, has no values of the kind asked for, has not released the node, or has answered too
    little of it.
    """

    NOT_HANDED_IN = "not_handed_in"
    NOT_JUDGED = "not_judged"
    WITHHELD = "withheld"
    NO_SCORE = "no_score"


def absences(found: CycleScores, least: Release) -> Mapping[tuple[str, str], Absence]:
    """Return why there is no score for an audience, by node and State; what has a score is not there."""
    columns = {state: column for column, state in enumerate(found.scores.states)}
    usable, points = found.usable(least), found.compared(least).points
    missing: dict[tuple[str, str], Absence] = {}
    for state in (one.id for one in found.states):
        column = columns.get(state)
        for row, node in enumerate(found.instrument.nodes):
            if column is None:
                missing[node.id, state] = absence_of(found, state)
            elif not usable[row, column]:
                missing[node.id, state] = Absence.WITHHELD
            elif np.isnan(points[row, column]):
                missing[node.id, state] = Absence.NO_SCORE
    return missing


def absence_of(found: CycleScores, state: str) -> Absence:
    """Return why a State has no column at all."""
    assessment = found.assessments.get(state)
    return Absence.NOT_JUDGED if assessment is not None and has_handed_in(assessment) else Absence.NOT_HANDED_IN
