"""What a pack of one State holds, gathered from the results of one snapshot: the same numbers as the pages."""

from collections.abc import Iterable, Sequence

import numpy as np

from assessment.charts.alternative import scores_in_words
from assessment.charts.score_lines import BandMark, ScoreLine
from assessment.core.answer_sheet import AnswerSheet
from assessment.core.companions import companion_scores
from assessment.core.gaps import gains_at, gates_lifted
from assessment.core.ladders import Rung
from assessment.core.node_figures import NodeFigures
from assessment.core.pack_receipt import WithheldBy, receipt
from assessment.core.package import ContentPackage
from assessment.core.paths import Path
from assessment.core.questionnaire import TextQuestion
from assessment.core.rounding import nearest_whole
from assessment.core.scoring import READINGS, Reading
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.services.explaining import GateLine, action_of
from assessment.services.results import ChangeView, GapLine, ResultsView, gap_lines
from assessment.workbooks.live.content import LiveContent, Texts
from assessment.workbooks.packs.national_content import (
    ChangeContent,
    GapContent,
    NationalContent,
    Step,
    TriggeredGate,
)

READINGS_OF_ONE: tuple[Reading, ...] = ("point", *(reading for reading in READINGS if reading != "point"))


def national_content(
    view: ResultsView,
    sheet: AnswerSheet,
    path: Path | None,
    change: ChangeView | None,
    say: Phrases,
    *,
    state_name: str,
    with_explanations: bool,
) -> NationalContent:
    """Return everything of one State, in words of a language where words are put together here."""
    words, package, lines = say.content(view.package), view.package, gap_lines(view)
    live = live_content(sheet, state_name, with_explanations=with_explanations)
    return NationalContent(
        package=package,
        sheet=sheet,
        live=live,
        nodes=view.nodes,
        domains=view.domains,
        companions=companion_scores(sheet.scores),
        triggered={gate.gate: _triggered(gate) for gate in view.gates},
        gaps=tuple(_gap(view, line, gain) for line, gain in zip(lines, _step_gains(view, lines), strict=True)),
        path=path,
        steps=tuple(_steps(package, path)),
        lenses=view.lenses,
        planned_results=view.planned_results,
        monitoring=view.monitoring,
        flags={flag.question: flag.flag for flag in view.flags},
        change=None if change is None else _change(change, say, words),
        profile_words=scores_in_words(_lines(view, words), say),
        with_explanations=with_explanations,
        receipt=receipt(sheet.scores, live.exportable, WithheldBy.STATE),
    )


def live_content(sheet: AnswerSheet, state_name: str, *, with_explanations: bool) -> LiveContent:
    """Return one State for the live sheets: a State's own pack withholds no answer from it."""
    instrument, state = sheet.instrument, sheet.submission.state
    answers = {question: record.answer for question, record in sheet.records.items()}
    kinds = instrument.questionnaire.question_by_id
    own_words: dict[str, Texts] = {
        "explanations": {
            (state, one): answer.explanation for one, answer in answers.items() if answer.explanation
        },
        "reasons": {(state, one): answer.reason for one, answer in answers.items() if answer.reason},
    }
    return LiveContent(
        scores=sheet.scores,
        state_names={state: state_name},
        exportable=np.ones((len(instrument.questions), 1), dtype=np.bool_),
        shown=np.ones((len(instrument.nodes), 1), dtype=np.bool_),
        readings=READINGS_OF_ONE,
        sets=(),
        explanations=own_words["explanations"] if with_explanations else {},
        reasons=own_words["reasons"] if with_explanations else {},
        texts={
            (state, one): answer.value
            for one, answer in answers.items()
            if isinstance(kinds[one], TextQuestion) and isinstance(answer.value, str)
        },
    )


def _triggered(gate: GateLine) -> TriggeredGate:
    return TriggeredGate(gate.gate, gate.points_lost, gate.lifts)


def _gap(view: ResultsView, line: GapLine, step_gain: float) -> GapContent:
    scores = view.scored.scores
    step = None if line.rung is None else _step(view.package, line.gap.question, line.rung)
    reached = line.gap.target if line.rung is None else line.rung.score
    return GapContent(
        gap=line.gap,
        effort=line.effort,
        feasibility=line.feasibility,
        step=step,
        open_choices=line.open_choices,
        bonus=line.bonus,
        step_gain=step_gain,
        step_lifts=gates_lifted(scores, 0, line.gap.question, reached) if line.gap.lifts else (),
    )


def _step_gains(view: ResultsView, lines: Sequence[GapLine]) -> list[float]:
    """Return what the next step of each gap gains; without one, the gain at its target."""
    scores = view.scored.scores
    rows = [scores.instrument.leaf_row[line.gap.question] for line in lines]
    raised = np.full(len(scores.instrument.leaves), np.nan)
    for row, line in zip(rows, lines, strict=True):
        if line.rung is not None:
            raised[row] = line.rung.score
    gains = gains_at(scores, 0, raised)
    return [
        line.gap.gain if line.rung is None else float(gains[row]) for row, line in zip(rows, lines, strict=True)
    ]


def _steps(package: ContentPackage, path: Path | None) -> Iterable[Step]:
    """Return the single steps of a path, the easiest first."""
    steps = [_step(package, step.question, rung) for step in (path.steps if path else ()) for rung in step.rungs]
    return sorted(steps, key=lambda step: step.effort)


def _step(package: ContentPackage, question_id: str, rung: Rung) -> Step:
    question = package.questionnaire.question_by_id[question_id]
    action = action_of(question, rung)
    return Step(
        question_id, rung, question.effort, action.key if action else None, action.source if action else None
    )


def _change(view: ChangeView, say: Phrases, words: Words) -> ChangeContent:
    before, after = view.before, view.after
    known = after.package.questionnaire.question_by_id
    earlier = say.content(before.package)
    both = [
        (words[f"nodes.{new.node}.title"], before.nodes[new.node].score, new.score)
        for new in after.domains
        if new.node in before.nodes
    ]
    moved = [(old, new) for _, old, new in both if old is not None and new is not None]
    title = say(
        "results.change_title",
        rose=sum(1 for old, new in moved if new > old),
        fell=sum(1 for old, new in moved if new < old),
        of=len(after.domains),
    )
    told = (
        say("results.alt_change", title=name, before=nearest_whole(old), after=nearest_whole(new))
        for name, old, new in both
        if old is not None and new is not None
    )
    return ChangeContent(
        cycle=before.cycle,
        before=before.nodes,
        change=view.change,
        questions={
            one: earlier[f"questions.{one}.text"]
            for one in before.package.questionnaire.question_by_id
            if one not in known
        },
        title=title,
        words=" ".join((title, *told)),
    )


def _lines(view: ResultsView, words: Words) -> list[ScoreLine]:
    return [
        ScoreLine(words[f"nodes.{figures.node}.title"], figures, _band(view.package, figures, words))
        for figures in view.domains
    ]


def _band(package: ContentPackage, figures: NodeFigures, words: Words) -> BandMark | None:
    bands = [band.id for band in package.rubric.bands]
    if figures.band is None:
        return None
    return BandMark(bands.index(figures.band), len(bands), words[f"bands.{figures.band}.label"])
