"""Three-way merge of one answer: as it was sent out, as a file has it, and as it stands here now.

As in `merging`, status, value and reason are one group and the explanation is another: changes of different groups
are put together. `base` is None where nobody knows what was sent out; then every difference is a conflict.
"""

from dataclasses import dataclass
from enum import StrEnum

from assessment.core.merging import adopt, merge
from assessment.core.revision import NO_ANSWER, Answer


class Outcome(StrEnum):
    """What became of one answer on its two ways.

    SAME: changed nowhere. FILLED: blank when sent out and here, entered in the file. CHANGED_IN_FILE and
    CHANGED_HERE: on one side only. BOTH_ALIKE: on both, to the same. PUT_TOGETHER: the answer on one side, the
    explanation on the other. CONFLICT: on both, differently.
    """

    SAME = "same"
    FILLED = "filled"
    CHANGED_IN_FILE = "changed_in_file"
    CHANGED_HERE = "changed_here"
    BOTH_ALIKE = "both_alike"
    PUT_TOGETHER = "put_together"
    CONFLICT = "conflict"


CHANGE_HERE = frozenset({Outcome.FILLED, Outcome.CHANGED_IN_FILE, Outcome.PUT_TOGETHER})
"""The outcomes after which the answer here becomes another without anybody's choice."""


class Side(StrEnum):
    """Which of two answers in conflict is to stand."""

    FILE = "file"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Merged:
    """An outcome, and the answer that it leads to: None while a conflict waits for a choice."""

    outcome: Outcome
    answer: Answer | None


def merge_three(base: Answer | None, file: Answer, here: Answer) -> Merged:
    """Return what the answers of a file and of here become together."""
    if file == here:
        return Merged(Outcome.SAME if base == here else Outcome.BOTH_ALIKE, here)
    if base is None:
        return Merged(Outcome.CONFLICT, None)
    merged = merge(base, here, file)
    if merged is None:
        return Merged(Outcome.CONFLICT, None)
    if merged == here:
        return Merged(Outcome.CHANGED_HERE, here)
    if merged == file:
        filled = base == here == NO_ANSWER
        return Merged(Outcome.FILLED if filled else Outcome.CHANGED_IN_FILE, file)
    return Merged(Outcome.PUT_TOGETHER, merged)


def settle(base: Answer | None, file: Answer, here: Answer, side: Side) -> Answer:
    """Return what two answers in conflict become when one side is to stand.

    What only the other side changed is kept.
    """
    return adopt(base, here, file) if side is Side.FILE else adopt(base, file, here)
