"""Scores as plain records, for JSON, CSV and tables: points 0 to 100 unrounded, None where there is no score."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from assessment.core.companions import companion_scores
from assessment.core.lenses import ReadingOfQuestions, lens_scores, monitoring_view, planned_result_scores
from assessment.core.scoring import Reading, Scores
from assessment.services.answer_scoring import ScoredAnswers

Record = dict[str, Any]

READINGS_OF_A_NODE: tuple[tuple[str, Reading], ...] = (
    ("raw", "raw"),
    ("evidenced", "evidenced"),
    ("pipeline", "pipeline"),
)


def points(share: float) -> float | None:
    """Return a score of 0 to 1 in points, or None where there is none."""
    return None if np.isnan(share) else float(share) * 100


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
                node.id: {
                    **_node_record(scores, place, column),
                    "geometric": _if_shown(scores, place, column, companions.geometric),
                    "blend": _if_shown(scores, place, column, companions.blend),
                }
                for place, node in enumerate(scores.instrument.nodes)
            },
            "lenses": {lens.id: _reading_record(lens, column) for lens in lenses},
            "planned_results": {result.id: _reading_record(result, column) for result in results},
            "monitoring": {
                line.id: {"met": int(line.met[column]), "of": int(line.applicable[column])} for line in monitoring
            },
            "flags": [{"question": flag.question, "flag": flag.flag} for flag in flags(scores, column)],
        }


def _node_record(scores: Scores, place: int, column: int) -> Record:
    shown = points(scores.shown_nodes("point")[place, column])
    return {
        "score": shown,
        "low": points(scores.nodes("worst")[place, column]),
        "high": points(scores.nodes("best")[place, column]),
        "coverage": None if np.isnan(scores.coverage[place, column]) else float(scores.coverage[place, column]),
        "band": None if shown is None else scores.instrument.rubric.band_of(shown).id,
        "gates": [
            gate.gate.id
            for number, gate in enumerate(scores.instrument.gates)
            if gate.node == place and scores.gates("point")[number, column]
        ],
        **{name: points(scores.shown_nodes(reading)[place, column]) for name, reading in READINGS_OF_A_NODE},
    }


def _if_shown(scores: Scores, place: int, column: int, values: np.typing.NDArray[np.float64]) -> float | None:
    return points(values[place, column]) if scores.shown[place, column] else None


def _reading_record(reading: ReadingOfQuestions, column: int) -> Record:
    return {
        "score": points(reading.score[column]),
        "low": points(reading.low[column]),
        "high": points(reading.high[column]),
        "coverage": None if np.isnan(reading.coverage[column]) else float(reading.coverage[column]),
    }


@dataclass(frozen=True)
class Flag:
    """An answer that counts differently from what it says."""

    question: str
    flag: str


def flags(scores: Scores, column: int) -> Iterator[Flag]:
    """Yield the "not applicable" answers of a State that count as unanswered, and why."""
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
    )


def score_rows(scored: ScoredAnswers) -> Iterator[Record]:
    """Yield one tidy row per State and node."""
    titles = {node.id: node.title for node in scored.instrument.nodes}
    for record in state_records(scored.scores):
        for node, figures in record["nodes"].items():
            yield {
                "state": spreadsheet_safe(record["state"]),
                "node": node,
                "title": spreadsheet_safe(titles[node]),
                **figures,
                "gates": "; ".join(figures["gates"]),
            }


def spreadsheet_safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    >>> spreadsheet_safe("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
