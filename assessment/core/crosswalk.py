"""Crosswalk: the scores of an older version's questions under the questions of a newer one."""

import numpy as np

from assessment.core.arrays import Codes, Floats
from assessment.core.instrument import Instrument
from assessment.core.scoring import COUNTED, OUT, UNANSWERED, Scores
from assessment.core.versions import Crosswalk


def sources_of(crosswalk: Crosswalk | None, old: Instrument, new: Instrument) -> dict[str, tuple[str, ...]]:
    """Return, for every scored question of the new version, the scored old questions that it comes from."""
    mapped = crosswalk.questions if crosswalk else {}
    return {
        leaf.question: tuple(
            source
            for source in (mapped[leaf.question].from_questions if leaf.question in mapped else (leaf.question,))
            if source in old.leaf_row
        )
        for leaf in new.leaves
    }


def carry_scores(old: Scores, crosswalk: Crosswalk | None, new: Instrument) -> tuple[Floats, Codes]:
    """Return old question scores and standings in the rows of a newer version (leaves x States each).

    A question that comes from several takes their mean over those that count; one that comes from nothing is
    unanswered.
    """
    states = len(old.states)
    carried = np.full((len(new.leaves), states), np.nan)
    standing = np.full((len(new.leaves), states), UNANSWERED, dtype=np.uint8)
    for row, sources in enumerate(sources_of(crosswalk, old.instrument, new).values()):
        if not sources:
            continue
        rows = [old.instrument.leaf_row[source] for source in sources]
        counted = old.standings.standing[rows] == COUNTED
        count = counted.sum(axis=0)
        total = np.where(counted, old.leaves("point")[rows], 0.0).sum(axis=0)
        carried[row] = np.divide(total, count, out=np.full(states, np.nan), where=count > 0)
        all_out = (old.standings.standing[rows] == OUT).all(axis=0)
        standing[row] = np.where(count > 0, COUNTED, np.where(all_out, OUT, UNANSWERED))
    return carried, standing
