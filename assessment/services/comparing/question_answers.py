"""Questions: what the States of a set answered, and at which questions most of them stand below the target."""

from dataclasses import dataclass, replace

import numpy as np

from assessment.core.access import Permission
from assessment.core.answer_distribution import AnswerDistribution, answer_distributions
from assessment.core.arrays import Bools, Indices
from assessment.core.common_gaps import CommonGap, common_gaps
from assessment.core.cycle import Cycle
from assessment.core.instrument import Instrument
from assessment.core.package import ContentPackage
from assessment.core.release import Release
from assessment.core.rubric import ROOT_ID
from assessment.core.scoring import Scores
from assessment.core.state_sets import StateSet, members
from assessment.errors import DeniedError
from assessment.services.comparing.cycle_scores import cycle_scores
from assessment.services.comparing.values import Values
from assessment.services.workspace import Caller, Workspace, desk


@dataclass(frozen=True, eq=False)
class QuestionAnswers:
    """The answers of a set of States to the questions below a node; States are counted, none is named.

    `distributions` come in the order asked, at the root with the questions that are not scored; `gaps` the most
    common one first. Of the `of` States, `n` released an answer to at least one of these questions, and `withheld`
    have such values and released none.
    """

    cycle: Cycle
    package: ContentPackage
    set: StateSet
    node: str
    distributions: tuple[AnswerDistribution, ...]
    gaps: tuple[CommonGap, ...]
    n: int
    withheld: int
    data_id: str

    @property
    def of(self) -> int:
        """Return the number of States in the set."""
        return len(self.set.states)


def question_answers(
    workspace: Workspace,
    caller: Caller,
    cycle: str,
    of_set: StateSet,
    node: str = ROOT_ID,
    values: Values = Values.SELF_REPORTED,
) -> QuestionAnswers:
    """Return the answers that were released to the Secretariat.

    Raise DeniedError where there is no such cycle or node.
    """
    with desk(workspace, caller, Permission.COMPARE) as at:
        scored = cycle_scores(workspace, at, cycle, values)
        instrument = scored.instrument
        if node not in instrument.node_index:
            raise DeniedError("not_found")
        usable = scored.usable_questions(Release.SECRETARIAT)
        rows = _rows(instrument, node)
        inside = members([of_set], scored.scores.states)[0]
        told = (usable[rows] & inside).any(axis=0)
        found = answer_distributions(scored.scores, of_set, usable)
        return QuestionAnswers(
            cycle=scored.cycle,
            package=scored.package,
            set=of_set,
            node=node,
            distributions=tuple(found[row] for row in rows),
            gaps=_gaps(scored.scores, of_set, usable, node),
            n=int(told.sum()),
            withheld=int((inside & ~told).sum()),
            data_id=scored.data_id,
        )


def _rows(instrument: Instrument, node: str) -> Indices:
    """Return the places of the questions below a node in the order asked; at the root, of all questions."""
    if node == ROOT_ID:
        return np.arange(len(instrument.questions))
    places: Indices = np.sort(instrument.columns[instrument.leaf_rows_below(instrument.node_index[node])])
    return places


def _gaps(scores: Scores, of_set: StateSet, usable: Bools, node: str) -> tuple[CommonGap, ...]:
    """Return the common gaps, with gains from those States alone that released every answer behind them.

    A gate below the node may rest on a question elsewhere. Whether it is triggered shows in the gains, so they
    count only the States that released that question as well.
    """
    gaps = common_gaps(scores, [of_set], usable, node)[of_set.id]
    behind = usable[_gate_rows(scores.instrument, node)].all(axis=0)
    if behind.all():
        return gaps
    told = {gap.question: gap for gap in common_gaps(scores, [of_set], usable & behind, node)[of_set.id]}
    gaps = tuple(_with_gain(gap, told.get(gap.question)) for gap in gaps)
    return tuple(sorted(gaps, key=lambda gap: (-gap.share, -(gap.mean_gain or 0.0))))


def _with_gain(gap: CommonGap, told: CommonGap | None) -> CommonGap:
    if told is None:
        return replace(gap, mean_gain=None, gaining=0)
    return replace(gap, mean_gain=told.mean_gain, gaining=told.gaining)


def _gate_rows(instrument: Instrument, node: str) -> Indices:
    """Return the places of the questions that gates on or below a node ask for."""
    below = instrument.node_places_below(instrument.node_index[node])
    leaves = [gate.leaves for gate in instrument.gates if gate.node in below]
    return instrument.columns[np.concatenate(leaves)] if leaves else np.zeros(0, dtype=np.intp)
