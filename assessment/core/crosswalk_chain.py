"""Crosswalks one after the other: from a version to a later one over those between."""

from collections.abc import Sequence

from assessment.core.versions import Crosswalk, Mapping


def crosswalk_between(crosswalks: Sequence[Crosswalk], old: str, new: str) -> Crosswalk | None:
    """Return the crosswalk from one version to another, put together from several where none leads directly.

    None where none is needed or none leads there. A question that comes from one that itself comes from several
    takes the mean of all of them.
    """
    direct = next((one for one in crosswalks if (one.from_version, one.to_version) == (old, new)), None)
    if direct is not None or old == new:
        return direct
    for last in (one for one in crosswalks if one.to_version == new):
        others = [one for one in crosswalks if one is not last]
        first = crosswalk_between(others, old, last.from_version)
        if first is not None:
            return _joined(first, last)
    return None


def _joined(first: Crosswalk, last: Crosswalk) -> Crosswalk:
    """Return two crosswalks as one; what the later one does not name is looked up in the earlier one."""
    questions = dict(first.questions)
    for question, mapping in last.questions.items():
        sources = dict.fromkeys(
            source for between in mapping.from_questions for source in _sources(first, between)
        )
        questions[question] = _mapping(tuple(sources))
    return Crosswalk(from_version=first.from_version, to_version=last.to_version, questions=questions)


def _sources(crosswalk: Crosswalk, question: str) -> tuple[str, ...]:
    found = crosswalk.questions.get(question)
    return (question,) if found is None else found.from_questions


def _mapping(sources: tuple[str, ...]) -> Mapping:
    rule = "none" if not sources else "copy" if len(sources) == 1 else "mean"
    return Mapping.model_validate({"rule": rule, "from": list(sources)})
