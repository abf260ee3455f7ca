"""What one State released of its results: its scores, gates, gaps, lenses and answers, and nothing beside them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assessment.core.arrays import Bools
from assessment.core.domains import domains_of
from assessment.core.explain import Lift
from assessment.core.gaps import QuestionGap, question_gaps
from assessment.core.instrument import Instrument
from assessment.core.lenses import lens_scores
from assessment.core.node_figures import NodeFigures, ReadingFigures, figures_of_nodes, figures_of_reading
from assessment.core.release import Release
from assessment.core.rubric import ROOT_ID, Gate, Lens
from assessment.core.submission import BLANK, Response
from assessment.services.answer_scoring import ScoredAnswers
from assessment.services.comparing.cycle_scores import CycleScores
from assessment.services.explaining import gate_lines


@dataclass(frozen=True, slots=True)
class ReleasedGate:
    """A triggered gate: it takes `points_lost` from the node `counted_at`, and `lifts` are what lifts it."""

    gate: str
    node: str
    cap: float
    points_lost: float
    counted_at: str
    lifts: tuple[Lift, ...]


@dataclass(frozen=True, slots=True)
class ReleasedGap:
    """A question below its target; its gain and priority are counted at the node `counted_at`."""

    gap: QuestionGap
    counted_at: str


@dataclass(frozen=True, eq=False)
class ReleasedResults:
    """The results of one State that an audience may see.

    `released` and `withheld` are domains. `nodes` has no node that is withheld and no trace of a gate that touches
    one. Gains and lost points are counted in the overall score, or in the domain where the overall score is
    withheld. `held_back` names the lenses that rest on an answer that is withheld. `answers` are by question id,
    unanswered ones too, without those that were not asked.
    """

    released: tuple[str, ...]
    withheld: tuple[str, ...]
    nodes: Mapping[str, NodeFigures]
    gates: tuple[ReleasedGate, ...]
    gaps: tuple[ReleasedGap, ...]
    lenses: tuple[ReadingFigures, ...]
    held_back: tuple[str, ...]
    answers: Mapping[str, Response]


def released_results(found: CycleScores, state: str, least: Release) -> ReleasedResults:
    """Return what a State released to an audience; ValueError where it has no column."""
    column, instrument = found.scores.states.index(state), found.instrument
    usable, answered = found.usable(least)[:, column], found.usable_questions(least)[:, column]
    scored = ScoredAnswers(found.package, found.submissions, found.scores, ())
    questions = {
        question.id for question, is_usable in zip(instrument.questions, answered, strict=True) if is_usable
    }
    shown = [node.id for node, is_usable in zip(instrument.nodes, usable, strict=True) if is_usable]
    gates = {gate.id for gate in instrument.rubric.gates if _may_tell(gate, shown, questions)}
    tops = [ROOT_ID] if ROOT_ID in shown else [domain for domain in domains_of(instrument) if domain in shown]
    readings = {reading.id: figures_of_reading(reading, column) for reading in lens_scores(found.scores)}
    open_lenses = [lens.id for lens in instrument.rubric.lenses if _tagged(instrument, lens) <= questions]
    responses = found.submissions[column].responses
    flow = found.scores.flow
    hidden = {
        question.id
        for row, question in enumerate(instrument.questions)
        if not flow.asked[row, column] and not flow.undecided[row, column]
    }
    return ReleasedResults(
        released=tuple(domain for domain in domains_of(instrument) if domain in shown),
        withheld=tuple(domain for domain in domains_of(instrument) if domain not in shown),
        nodes=_nodes(found, column, usable, gates),
        gates=tuple(_gates(scored, state, tops, gates)),
        gaps=tuple(_gaps(found, column, tops, gates)),
        lenses=tuple(readings[lens] for lens in open_lenses),
        held_back=tuple(lens.id for lens in instrument.rubric.lenses if lens.id not in open_lenses),
        answers={
            question.id: responses.get(question.id, BLANK)
            for question in instrument.questions
            if question.id in questions and question.id not in hidden
        },
    )


def _may_tell(gate: Gate, shown: Iterable[str], questions: set[str]) -> bool:
    """Tell whether everything that a gate touches is released."""
    return gate.node in shown and all(requirement.question in questions for requirement in gate.requires)


def _tagged(instrument: Instrument, lens: Lens) -> set[str]:
    return {
        question.id for question in instrument.questions if lens.tag in question.tags
    } & instrument.leaf_row.keys()


def _nodes(found: CycleScores, column: int, usable: Bools, gates: set[str]) -> Mapping[str, NodeFigures]:
    """Return the figures of the nodes that may be used."""
    # Beside the score with gates, the one without tells of a gate that holds it down.
    silent = {gate.node for gate in found.instrument.rubric.gates if gate.id not in gates}
    figures: dict[str, NodeFigures] = {}
    for one, node, is_usable in zip(
        figures_of_nodes(found.scores, column), found.instrument.nodes, usable, strict=True
    ):
        if is_usable:
            tells = not any(below.id in silent for below in node.nodes())
            named = tuple(gate for gate in one.gates if gate in gates)
            figures[node.id] = replace(one, gates=named, raw=one.raw if tells else None)
    return figures


def _gates(scored: ScoredAnswers, state: str, tops: Iterable[str], gates: set[str]) -> Iterable[ReleasedGate]:
    for top in tops:
        for line in gate_lines(scored, state, top):
            if line.gate in gates:
                yield ReleasedGate(line.gate, line.node, line.cap, line.points_lost, top, line.lifts)


def _gaps(found: CycleScores, column: int, tops: Iterable[str], gates: set[str]) -> list[ReleasedGap]:
    """Return the gaps, highest priority first."""
    gaps = [
        ReleasedGap(replace(gap, lifts=tuple(gate for gate in gap.lifts if gate in gates)), top)
        for top in tops
        for gap in question_gaps(found.scores, column, top)
    ]
    return sorted(gaps, key=lambda one: (-one.gap.priority, -one.gap.gain, one.gap.question))
