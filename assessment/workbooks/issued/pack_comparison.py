"""What changed between two packs: answers by State and question, scores by State and node."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessment.core.rounding import decimals_that_agree
from assessment.errors import UnacceptableError
from assessment.workbooks.issued.pack_cells import Cells
from assessment.workbooks.issued.pack_reader import DataLine, data_lines, identity_of, labels_of
from assessment.workbooks.issued.score_reader import node_scores

NEARLY = 1e-6
"""Points; less is rounding."""

DECIMALS, MOST_DECIMALS = 1, 3
"""Of scores and their difference: as everywhere, and at most where they do not agree. Thirds never do."""

MOST_STATES = 250
MOST_NODES = 1_000
MOST_ANSWERS = 40_000
"""In one pack: all 193 Member States with 200 questions each."""
MOST_SCORES = 20_000
"""In one pack, of all States and nodes."""
MOST_LETTERS = 20_000_000
"""Letters of all answers in one pack with the words around them; a text counts in every row where it stands."""

Lines = Mapping[tuple[str, str], DataLine]


class Change(StrEnum):
    """What became of an answer from the first pack to the second.

    A pack has a row for every question of a State that is not withheld from its readers: RELEASED and WITHHELD are
    rows that only one of two packs has where both are of that State and of the same questionnaire version.
    """

    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"
    RELEASED = "released"
    WITHHELD = "withheld"


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
    def decimals(self) -> int:
        """Return with how many decimals scores and difference are shown, so that they agree if they can."""
        if self.before is None or self.after is None:
            return DECIMALS
        return decimals_that_agree(self.before, self.after, DECIMALS, MOST_DECIMALS)

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
    for packs that have no State in common; for one that holds more than any questionnaire gives.
    """
    first, second = sorted((one, other), key=pack_order)
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
    for lines in (before, after):
        _check_amount(lines)
    return PackDifference(
        first=about[0],
        second=about[1],
        answers=tuple(_answers(before, after, is_one_version=_version(about[0]) == _version(about[1]))),
        scores=tuple(_scores(first, second, _names(before) | _names(after))),
    )


def pack_order(cells: Cells) -> tuple[str, str]:
    """Return what packs are sorted by: their cycles, within one when they were made."""
    about = identity_of(cells)
    return about.get("cycle", ""), about.get("made_at", "")


def _version(about: Mapping[str, str]) -> tuple[str | None, ...]:
    return tuple(about.get(name) for name in ("version", "content_digest"))


def _check_amount(lines: Lines) -> None:
    """Raise UnacceptableError for more States, answers or words than are compared."""
    letters = sum(
        len(line.state_name) + len(line.question_text) + len(line.in_words) + sum(map(len, line.entered.values()))
        for line in lines.values()
    )
    states = {state for state, _ in lines}
    if len(states) > MOST_STATES or len(lines) > MOST_ANSWERS or letters > MOST_LETTERS:
        raise UnacceptableError("workbook_too_full")


def _answers(before: Lines, after: Lines, *, is_one_version: bool) -> Iterator[AnswerChange]:
    """Yield the answers that differ: in the order of the second pack, those that are gone last."""
    in_both = {state for state, _ in before} & {state for state, _ in after} if is_one_version else set()
    for key in (*after, *(key for key in before if key not in after)):
        was, now = before.get(key), after.get(key)
        if was is not None and now is not None and was.entered == now.entered:
            continue
        line = now or was
        if line is None:
            continue
        change = _change(was, now, by_release=key[0] in in_both)
        yield AnswerChange(key[0], line.state_name, key[1], line.question_text, change, was, now)


def _change(was: DataLine | None, now: DataLine | None, *, by_release: bool) -> Change:
    if was is None:
        return Change.RELEASED if by_release else Change.ADDED
    if now is None:
        return Change.WITHHELD if by_release else Change.GONE
    return Change.CHANGED


def _scores(first: Cells, second: Cells, names: Mapping[str, str]) -> Iterator[ScoreChange]:
    """Yield the scores of all States and nodes that either pack has, State by State in the order of the rubric."""
    titles = dict(labels_of(second, "node"))
    titles |= {node: title for node, title in labels_of(first, "node").items() if node not in titles}
    if len(titles) > MOST_NODES:
        raise UnacceptableError("workbook_too_full")
    before, after = node_scores(first), node_scores(second)
    both = dict.fromkeys((*after, *before))
    states = {state: place for place, state in enumerate(dict.fromkeys(state for state, _ in both))}
    if len(states) > MOST_STATES or max(len(before), len(after)) > MOST_SCORES:
        raise UnacceptableError("workbook_too_full")
    nodes = {node: place for place, node in enumerate(titles)}
    for key in sorted(both, key=lambda one: (states[one[0]], nodes[one[1]])):
        state, node = key
        yield ScoreChange(state, names.get(state, state), node, titles[node], before.get(key), after.get(key))


def _names(lines: Lines) -> dict[str, str]:
    return {state: line.state_name for (state, _), line in lines.items()}
