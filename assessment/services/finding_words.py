"""Findings in words: the sentence of a fault or a warning, with the questions that it speaks of."""

from assessment.core.faults import Fault
from assessment.core.reviewers_eye import Remark
from assessment.core.text import Words
from assessment.locale import Phrases

_QUESTIONS = frozenset({"filters", "other"})
"""The values that hold ids of questions."""


def fault_sentence(fault: Fault, say: Phrases, words: Words) -> str:
    """Return what is to be mended, in one or two sentences; it may hold text that people entered."""
    return say(
        f"faults.{fault.code}", **{name: _shown(name, value, say, words) for name, value in fault.values.items()}
    )


def remark_sentence(remark: Remark, say: Phrases, words: Words) -> str:
    """Return what a reviewer would ask, in one or two sentences; it may hold text that people entered."""
    return say(
        f"warnings.{remark.code}",
        **{name: _shown(name, value, say, words) for name, value in remark.values.items()},
    )


def _shown(name: str, value: object, say: Phrases, words: Words) -> object:
    if name == "share" and isinstance(value, float):
        return say.number(value * 100)
    if name not in _QUESTIONS:
        return value
    ids = value if isinstance(value, tuple) else (value,)
    return say.listing([say("findings.question", text=words[f"questions.{question}.text"]) for question in ids])
