"""Scores as plain records, for JSON, CSV and tables: points 0 to 100 unrounded, None where there is no score."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from assessment.core.companions import CompanionScores, companion_scores
from assessment.core.lenses import ReadingOfQuestions, lens_scores, monitoring_view, planned_result_scores
from assessment.core.node_figures import NodeFigures, figures_of_nodes, figures_of_reading, points
from assessment.core.rubric import ROOT_ID
from assessment.core.scoring import Scores
from assessment.core.scoring_rules import Recency
from assessment.core.spreadsheet_text import spreadsheet_safe
from assessment.services.answer_scoring import ScoredAnswers

Record = dict[str, Any]


def score_document(scored: ScoredAnswers) -> Record:
    """Return everything that `score --format json` prints."""
    scores = scored.scores
    questionnaire = scored.package.questionnaire
    date = scores.coded.reference_date
    return {
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        "rubric_version": scored.package.rubric.version,
        "reference_date": date.isoformat() if date else None,
        "results": list(state_records(scores)),
    }


def state_records(scores: Scores) -> Iterator[Record]:
    """Yield one record a State, in the order of the answers."""
    companions = companion_scores(scores)
    lenses, results = lens_scores(scores), planned_result_scores(scores)
    monitoring = monitoring_view(scores)
    for column, state in enumerate(scores.states):
        yield {
            "state": state,
            "nodes": {
                figures.node: _node_record(figures, companions, place, column)
                for place, figures in enumerate(figures_of_nodes(scores, column))
            },
            "lenses": {lens.id: _reading_record(lens, column) for lens in lenses},
            "planned_results": {result.id: _reading_record(result, column) for result in results},
            "monitoring": {
                line.id: {"met": int(line.met[column]), "of": int(line.applicable[column])} for line in monitoring
            },
            "flags": [{"question": flag.question, "flag": flag.flag} for flag in flags(scores, column)],
        }


def _node_record(figures: NodeFigures, companions: CompanionScores, place: int, column: int) -> Record:
    shown = figures.score is not None
    return {
        "score": figures.score,
        "low": figures.low,
        "high": figures.high,
        "coverage": figures.coverage,
        "band": figures.band,
        "gates": list(figures.gates),
        "raw": figures.raw,
        "evidenced": figures.evidenced,
        "pipeline": figures.pipeline,
        "geometric": points(companions.geometric[place, column]) if shown else None,
        "blend": points(companions.blend[place, column]) if shown else None,
    }


def _reading_record(reading: ReadingOfQuestions, column: int) -> Record:
    figures = figures_of_reading(reading, column)
    return {"score": figures.score, "low": figures.low, "high": figures.high, "coverage": figures.coverage}


@dataclass(frozen=True)
class Flag:
    """An answer that counts differently from what it says."""

    question: str
    flag: str


def flags(scores: Scores, column: int) -> Iterator[Flag]:
    """Yield the answers of a State that do not count as they stand, and why."""
    yield from _refused(scores, column)
    yield from _not_asked(scores, column)
    yield from _future_dates(scores, column)


def _refused(scores: Scores, column: int) -> Iterator[Flag]:
    instrument = scores.instrument
    for row in np.flatnonzero(scores.standings.refused[:, column]):
        question = instrument.question_of(int(row))
        place = int(instrument.columns[row])
        if not question.not_applicable:
            reason = "not_applicable_not_allowed"
        elif instrument.rubric.not_applicable.reason_required and not scores.coded.reason[place, column]:
            reason = "not_applicable_without_reason"
        else:
            reason = "not_applicable_too_often"
        yield Flag(question.id, reason)


def _not_asked(scores: Scores, column: int) -> Iterator[Flag]:
    left_out = scores.coded.has_answer[:, column] & ~scores.flow.asked[:, column]
    for place in np.flatnonzero(left_out):
        yield Flag(scores.instrument.questions[place].id, "answered_but_not_asked")


def _future_dates(scores: Scores, column: int) -> Iterator[Flag]:
    reference = scores.coded.reference_date
    for row, rule in enumerate(scores.instrument.rules):
        value = scores.coded.value[scores.instrument.columns[row], column]
        if isinstance(rule, Recency) and reference is not None and value > reference.toordinal():
            yield Flag(scores.instrument.leaves[row].question, "after_the_reference_date")


def score_columns() -> tuple[str, ...]:
    """Name the columns of `score --format csv`."""
    return (
        "state",
        "node",
        "title",
        "score",
        "low",
        "high",
        "coverage",
        "band",
        "raw",
        "evidenced",
        "pipeline",
        "geometric",
        "blend",
        "gates",
        "flags",
    )


def score_rows(scored: ScoredAnswers) -> Iterator[Record]:
    """Yield one tidy row per State and node; flags stand in the row of `overall`."""
    titles = {node.id: node.title for node in scored.instrument.nodes}
    for record in state_records(scored.scores):
        remarks = "; ".join(f"{flag['question']}: {flag['flag']}" for flag in record["flags"])
        for node, figures in record["nodes"].items():
            yield {
                "state": spreadsheet_safe(record["state"]),
                "node": node,
                "title": spreadsheet_safe(titles[node]),
                **figures,
                "gates": "; ".join(figures["gates"]),
                "flags": remarks if node == ROOT_ID else "",
            }
