"""Explanations as plain records for JSON: points unrounded, None where there is none."""

import dataclasses
from typing import Any

from assessment.core.change import Change
from assessment.core.gaps import QuestionGap
from assessment.core.paths import Path
from assessment.services.answer_scoring import ScoredAnswers
from assessment.services.explaining import Explanation, action_for

Record = dict[str, Any]


def explanation_document(scored: ScoredAnswers, explanation: Explanation) -> Record:
    """Return everything that `explain --format json` prints of an explanation."""
    document = dataclasses.asdict(explanation)
    document["gaps"] = [_gap_record(gap) for gap in explanation.gaps]
    document["path"] = _path_record(scored, explanation.path) if explanation.path else None
    return document


def _gap_record(gap: QuestionGap) -> Record:
    return {
        "question": gap.question,
        "score": None if gap.score is None else gap.score * 100,
        "target": gap.target * 100,
        "gap": None if gap.gap is None else gap.gap * 100,
        "gain": gap.gain * 100,
        "priority": gap.priority * 100,
        "lens": gap.lens,
        "lifts": list(gap.lifts),
    }


def _path_record(scored: ScoredAnswers, path: Path) -> Record:
    questions = scored.package.questionnaire.question_by_id
    return {
        "status": path.status,
        "target": path.target * 100,
        "before": path.before * 100,
        "after": path.after * 100,
        "effort": path.effort,
        "steps": [
            {
                "question": step.question,
                "effort": step.effort,
                "rungs": [
                    {
                        "answer": rung.answer,
                        "score": rung.score * 100,
                        "action": action_for(questions[step.question], rung),
                    }
                    for rung in step.rungs
                ],
            }
            for step in path.steps
        ],
    }


def change_document(change: Change) -> Record:
    """Return a change between two files of answers, in points."""
    return {
        "node": change.node,
        "before": change.before * 100,
        "after": change.after * 100,
        "lines": [
            {
                "question": line.question,
                "answer": line.answer * 100,
                "weight": line.weight * 100,
                "cause": line.cause,
            }
            for line in change.lines
        ],
        "gates": change.gates * 100,
        "floor": change.floor * 100,
        "residual": change.residual * 100,
        "series_break": change.series_break,
    }
