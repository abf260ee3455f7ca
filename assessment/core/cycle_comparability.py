"""Two cycles made comparable: on one version of the content, with what cannot be compared marked."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.carried_cycle import carried_scores
from assessment.core.change import meaning_changed
from assessment.core.crosswalk import sources_of
from assessment.core.cycle import Cycle
from assessment.core.digest import question_digest
from assessment.core.instrument import Instrument
from assessment.core.scoring import Scores
from assessment.core.versions import Crosswalk
from assessment.errors import RequestError

DAYS_OF_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Comparability:
    """What stands between two versions of the content; questions by id, in tree order.

    `series_break` tells that questions or scoring changed. `added` questions of the new version come from nothing,
    `dropped` ones of the old lead nowhere, `joined` new ones come from several, `reworded` ones are asked in other
    words. `comparable` is, for every node of the new version, the share of its weight in [0, 1] that was asked
    before as well.
    """

    series_break: bool
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    joined: tuple[str, ...]
    reworded: tuple[str, ...]
    comparable: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class PairedCycles:
    """The scores of two cycles on the later one's rubric; `before` is carried over where the versions differ."""

    before: Scores
    after: Scores
    comparability: Comparability


def pair_cycles(before: Scores, after: Scores, crosswalk: Crosswalk | None = None) -> PairedCycles:
    """Return two cycles on the later one's version; without a crosswalk, questions are matched by id.

    Raise RequestError when they belong to different questionnaires, or the crosswalk to other versions.
    """
    old, new = before.instrument, after.instrument
    if old.questionnaire.id != new.questionnaire.id:
        raise RequestError(
            f'"{old.questionnaire.id}" and "{new.questionnaire.id}" are two questionnaires; '
            f"compare cycles of the same one."
        )
    versions = (old.questionnaire.version, new.questionnaire.version)
    if crosswalk is not None and (crosswalk.from_version, crosswalk.to_version) != versions:
        raise RequestError(
            f"The crosswalk leads from version {crosswalk.from_version} to {crosswalk.to_version}, "
            f"the cycles from {versions[0]} to {versions[1]}; take the crosswalk between these two."
        )
    found = comparability(old, new, crosswalk)
    return PairedCycles(carried_scores(before, new, crosswalk) if found.series_break else before, after, found)


def comparability(old: Instrument, new: Instrument, crosswalk: Crosswalk | None = None) -> Comparability:
    """Return what of two versions can be compared."""
    sources = sources_of(crosswalk, old, new)
    used = {source for own in sources.values() for source in own}
    asked_before = [bool(own) for own in sources.values()]
    return Comparability(
        series_break=meaning_changed(old, new),
        added=tuple(question for question, own in sources.items() if not own),
        dropped=tuple(leaf.question for leaf in old.leaves if leaf.question not in used),
        joined=tuple(question for question, own in sources.items() if len(own) > 1),
        reworded=tuple(
            question
            for question, own in sources.items()
            if len(own) == 1 and _reads_otherwise(old, own[0], new, question)
        ),
        comparable={
            node.id: float(share) for node, share in zip(new.nodes, new.nominal_shares @ asked_before, strict=True)
        },
    )


def _reads_otherwise(old: Instrument, source: str, new: Instrument, question: str) -> bool:
    before = old.question_of(old.leaf_row[source]).model_copy(update={"id": question})
    return question_digest(before) != question_digest(new.question_of(new.leaf_row[question]))


def years_between(before: Cycle, after: Cycle) -> float | None:
    """Return the years from one cycle's reference date to another's, None unless it is the later one."""
    days = (after.reference_date - before.reference_date).days
    return days / DAYS_OF_YEAR if days > 0 else None
