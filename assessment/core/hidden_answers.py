"""Answers that skip logic hides: kept for their State, and no part of what others are told."""

from dataclasses import replace

import numpy as np

from assessment.core.coding import BLANK
from assessment.core.scoring import Scores
from assessment.core.submission import EvidenceGrade


def without_hidden_answers(scores: Scores) -> Scores:
    """Return the same scores with every answer to a hidden question blank, and its evidence and reason none.

    Nothing rests on such an answer, so no score, and no other question's being asked, changes.
    """
    coded, flow = scores.coded, scores.flow
    stays = flow.asked | flow.undecided
    return replace(
        scores,
        coded=replace(
            coded,
            value=np.where(stays, coded.value, np.nan),
            status=np.where(stays, coded.status, coded.status.dtype.type(BLANK)),
            grade=np.where(stays, coded.grade, coded.grade.dtype.type(EvidenceGrade.NONE)),
            reason=coded.reason & stays,
        ),
    )
