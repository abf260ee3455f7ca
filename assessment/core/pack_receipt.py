"""The completeness receipt of a pack: every question of every State is accounted for, once.

Questions in the questionnaire = exported + withheld (by whose decision) + unanswered + hidden. A withheld question
counts as withheld whatever its answer, so that the receipt says nothing about it.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from assessment.core.arrays import Bools
from assessment.core.coding import DONT_KNOW, NOT_APPLICABLE
from assessment.core.scoring import Scores


class WithheldBy(StrEnum):
    """Whose decision keeps an answer out of a pack."""

    STATE = "state"
    DISCLOSURE = "disclosure"
    AUDIENCE = "audience"


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """The account of one State: numbers of questions."""

    state: str
    questions: int
    exported: int
    withheld: int
    withheld_by: WithheldBy | None
    unanswered: int
    hidden: int

    @property
    def adds_up(self) -> bool:
        """Tell whether every question is accounted for."""
        return self.questions == self.exported + self.withheld + self.unanswered + self.hidden


def receipt(scores: Scores, exportable: Bools, withheld_by: WithheldBy) -> tuple[ReceiptLine, ...]:
    """Return the account of every State, in column order.

    `exportable` (questions x States) tells which answers may stand in the pack. "Don't know" and "not applicable"
    are answers that are exported; a question whose filter is open counts as unanswered.
    """
    coded, flow = scores.coded, scores.flow
    said = coded.has_answer | (coded.status == DONT_KNOW) | (coded.status == NOT_APPLICABLE)
    hidden = exportable & ~flow.asked & ~flow.undecided
    exported = exportable & ~hidden & said
    unanswered = exportable & ~hidden & ~said
    counts = [np.sum(each, axis=0) for each in (exported, ~exportable, unanswered, hidden)]
    lines = []
    for column, state in enumerate(scores.states):
        out, withheld, open_ones, not_asked = (int(each[column]) for each in counts)
        lines.append(
            ReceiptLine(
                state=state,
                questions=len(scores.instrument.questions),
                exported=out,
                withheld=withheld,
                withheld_by=withheld_by if withheld else None,
                unanswered=open_ones,
                hidden=not_asked,
            )
        )
    return tuple(lines)
