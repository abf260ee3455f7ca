"""Scores of some of the States alone: fewer columns, the same numbers."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from assessment.core.scoring import Scores


def only_states(scores: Scores, chosen: Collection[str]) -> Scores:
    """Return the scores of those of the chosen States that are there, in the order of the columns."""
    wanted = frozenset(chosen)
    columns = np.array([place for place, state in enumerate(scores.states) if state in wanted], dtype=np.intp)
    coded, standings = scores.coded, scores.standings
    return Scores(
        instrument=scores.instrument,
        coded=replace(
            coded,
            states=tuple(coded.states[column] for column in columns),
            value=coded.value[:, columns],
            status=coded.status[:, columns],
            grade=coded.grade[:, columns],
            reason=coded.reason[:, columns],
        ),
        standings=replace(
            standings,
            standing=standings.standing[:, columns],
            hidden=standings.hidden[:, columns],
            undecided=standings.undecided[:, columns],
            refused=standings.refused[:, columns],
            too_many=standings.too_many[columns],
        ),
        values=scores.values[:, :, columns],
        coverage=scores.coverage[:, columns],
        triggered=scores.triggered[:, :, columns],
    )
