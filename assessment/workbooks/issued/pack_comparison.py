"""What changed between two packs: answers by State and question, scores by State and node."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessment.errors import UnacceptableError
from assessment.workbooks.issued.pack_cells import Cells
from assessment.workbooks.issued.pack_reader import DataLine, data_lines, identity_of, labels_of
from assessment.workbooks.issued.score_reader import node_scores

NEARLY = 1e-6
"""Points; less is rounding."""


class Change(StrEnum):
    """What became of an answer from the first pack to the second."""

    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer that differs; `before` is None where only the second pack has it, `after` where only the first."""

    state: str
    state_name: str
    question: str
    question_text: str
    change: Change
    before: DataLine | None
    after: DataLine | None


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """The points of a node in both packs, None where there are none."""

    state: str
    state_name: str
    node: str
    node_title: str
    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """Return by how many points the score moved; None where there are not two."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def is_one(self) -> bool:
        """Tell whether anything changed."""
        difference = self.difference
        return self.before is not self.after if difference is None else abs(difference) > NEARLY


@dataclass(frozen=True, eq=False)
class PackDifference:
    """Two packs, the earlier one first. `first` and `second` are what they say about themselves."""

    first: Mapping[str, str]
    second: Mapping[str, str]
    answers: tuple[AnswerChange, ...]
    scores: tuple[ScoreChange, ...]


def compare_cells_of_packs(one: Cells, other: Cells) -> PackDifference:
    """Compare two packs by what stands in their cells.

    Raise UnacceptableError for a file that is no pack or holds no answers, for packs of two questionnaires, and
    for packs that have no State in common.
    """
    first, second = sorted((one, other), key=_time)
    about = [identity_of(cells) for cells in (first, second)]
    if not all(about):
        raise UnacceptableError("pack_not_one")
    before, after = data_lines(first), data_lines(second)
    if not (before and after):
        raise UnacceptableError("pack_without_answers")
    if about[0].get("questionnaire") != about[1].get("questionnaire"):
        raise UnacceptableError("packs_of_two_questionnaires")
    if {state for state, _ in before}.isdisjoint(state for state, _ in after):
        raise UnacceptableError("packs_of_other_states")
    return PackDifference(
        first=about[0],
        second=about[1],
        answers=tuple(_answers(before, after)),
        scores=tuple(_scores(first, second, _names(before) | _names(after))),
    )


def _time(cells: Cells) -> tuple[str, str]:
    """Return what packs go by: their cycles, within one when they were made."""
    about = identity_of(cells)
    return about.get("cycle", ""), about.get("made_at", "")


def _answers(
    before: Mapping[tuple[str, str], DataLine], after: Mapping[tuple[str, str], DataLine]
) -> Iterator[AnswerChange]:
    """Yield the answers that differ: in the order of the second pack, those that are gone last."""
    for key in (*after, *(key for key in before if key not in after)):
        was, now = before.get(key), after.get(key)
        if was is not None and now is not None and was.entered == now.entered:
            continue
        line = now or was
        if line is None:
            continue
        change = Change.ADDED if was is None else Change.GONE if now is None else Change.CHANGED
        yield AnswerChange(key[0], line.state_name, key[1], line.question_text, change, was, now)


def _scores(first: Cells, second: Cells, names: Mapping[str, str]) -> Iterator[ScoreChange]:
    """Yield the scores of all States and nodes that either pack has, State by State in the order of the rubric."""
    titles = dict(labels_of(second, "node"))
    titles |= {node: title for node, title in labels_of(first, "node").items() if node not in titles}
    before, after = node_scores(first), node_scores(second)
    for state in dict.fromkeys(state for state, _ in (*after, *before)):
        for node, title in titles.items():
            was, now = before.get((state, node)), after.get((state, node))
            if was is not None or now is not None:
                yield ScoreChange(state, names.get(state, state), node, title, was, now)


def _names(lines: Mapping[tuple[str, str], DataLine]) -> dict[str, str]:
    return {state: line.state_name for (state, _), line in lines.items()}
