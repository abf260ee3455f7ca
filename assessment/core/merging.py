"""Merging: what becomes of a write that was based on an older revision of an answer.

An answer has two groups of fields that change on their own: what is answered (status, value, reason) and the
explanation. Writes that change different groups are put together; writes that change the same one are not.
"""

from dataclasses import replace

from assessment.core.revision import Answer


def merge(base: Answer | None, current: Answer, wanted: Answer) -> Answer | None:
    """Return the current answer with what `wanted` changes of `base`; None when both changed the same group.

    Without a base, everything that differs from the current answer counts as changed by both.
    """
    merged = current
    if not same_choice(wanted, current) and (base is None or not same_choice(wanted, base)):
        if base is None or not same_choice(current, base):
            return None
        merged = replace(merged, status=wanted.status, value=wanted.value, reason=wanted.reason)
    if wanted.explanation != current.explanation and (base is None or wanted.explanation != base.explanation):
        if base is None or current.explanation != base.explanation:
            return None
        merged = replace(merged, explanation=wanted.explanation)
    return merged


def adopt(base: Answer | None, current: Answer, chosen: Answer) -> Answer:
    """Return the current answer with the groups that a second version changed of its base taken over from it."""
    adopted = current
    if base is None or not same_choice(chosen, base):
        adopted = replace(adopted, status=chosen.status, value=chosen.value, reason=chosen.reason)
    if base is None or chosen.explanation != base.explanation:
        adopted = replace(adopted, explanation=chosen.explanation)
    return adopted


def same_choice(one: Answer, other: Answer) -> bool:
    """Tell whether two answers agree in status, value and reason."""
    return (one.status, one.value, one.reason) == (other.status, other.value, other.reason)
