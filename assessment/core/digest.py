"""Digests of meaning: what an answer or a score stands for, without the guidance around it.

Help, reasons, evidence, references and actions may be improved at any time. The wording of a question,
its levels, choices, logic and everything that moves a score may not, once published.
"""

import hashlib
import json

from assessment.core.questionnaire import Question
from assessment.core.rubric import Rubric

_GUIDANCE_OF_QUESTION = {
    "help", "why", "evidence", "references", "knowledge_product", "not_applicable_help", "effort", "feasibility",
    "actions", "sensitivity",
}  # fmt: skip
_GUIDANCE_OF_RUBRIC = {"version", "title", "text", "robustness", "disclosure", "priority", "monitoring"}


def _digest(meaning: object) -> str:
    canonical = json.dumps(meaning, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def question_digest(question: Question) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of a question's meaning."""
    meaning = question.model_dump(mode="json", exclude=_GUIDANCE_OF_QUESTION)
    for level in meaning.get("levels", ()):
        level.pop("next_step", None)
    return _digest(meaning)


def rubric_digest(rubric: Rubric) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of what moves a score."""
    return _digest(rubric.model_dump(mode="json", exclude=_GUIDANCE_OF_RUBRIC))
