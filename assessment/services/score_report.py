"""Scores as plain records, for JSON, CSV and tables: points 0 to 100 unrounded, None where there is no score."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from assessment.core.arrays import Floats
from assessment.core.companions import companion_scores
from assessment.core.lenses import ReadingOfQuestions, lens_scores, monitoring_view, planned_result_scores
from assessment.core.rubric import ROOT_ID
from assessment.core.scoring import Scores
from assessment.core.scoring_rules import Recency
from assessment.services.answer_scoring import ScoredAnswers

Record = dict[str, Any]


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


@dataclass(frozen=True, eq=False)
class _Figures:
    """The figures of all nodes and States (nodes x States), worked out once."""

    shown: Mapping[str, Floats]
    always: Mapping[str, Floats]

    @classmethod
    def of(cls, scores: Scores) -> "_Figures":
        """Gather the figures: those shown only with enough coverage, and those always there."""
        companions = companion_scores(scores)
        hidden = np.where(scores.shown, 1.0, np.nan)
        shown = {
            "score": scores.nodes("point"),
            "raw": scores.nodes("raw"),
            "evidenced": scores.nodes("evidenced"),
            "pipeline": scores.nodes("pipeline"),
            "geometric": companions.geometric,
            "blend": companions.blend,
        }
        return cls(
            shown={name: values * hidden for name, values in shown.items()},
            always={"low": scores.nodes("worst"), "high": scores.nodes("best")},
        )


def state_records(scores: Scores) -> Iterator[Record]:
    """Yield one record a State, in the order of the answers."""
    figures = _Figures.of(scores)
    lenses, results = lens_scores(scores), planned_result_scores(scores)
    monitoring = monitoring_view(scores)
    for column, state in enumerate(scores.states):
        yield {
            "state": state,
            "nodes": {
                node.id: _node_record(scores, figures, place, column)
                for place, node in enumerate(scores.instrument.nodes)
            },
            "lenses": {lens.id: _reading_record(lens, column) for lens in lenses},
            "planned_results": {result.id: _reading_record(result, column) for result in results},
            "monitoring": {
                line.id: {"met": int(line.met[column]), "of": int(line.applicable[column])} for line in monitoring
            },
            "flags": [{"question": flag.question, "flag": flag.flag} for flag in flags(scores, column)],
        }


def _node_record(scores: Scores, figures: _Figures, place: int, column: int) -> Record:
    shown = {name: points(values[place, column]) for name, values in figures.shown.items()}
    score = shown.pop("score")
    coverage = scores.coverage[place, column]
    return {
        "score": score,
        **{name: points(values[place, column]) for name, values in figures.always.items()},
        "coverage": None if np.isnan(coverage) else float(coverage),
        "band": None if score is None else scores.instrument.rubric.band_of(score).id,
        "gates": list(scores.gates_on(place, column)),
        **shown,
    }


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


def spreadsheet_safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    >>> spreadsheet_safe("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
