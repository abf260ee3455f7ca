"""What a pack for outsiders holds, from published figures alone: never from scores that were not published."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.coding import code_submissions
from assessment.core.cycle import Cycle
from assessment.core.gaps import node_targets
from assessment.core.pack import Audience
from assessment.core.pack_receipt import ReceiptLine, WithheldBy
from assessment.core.scoring import score
from assessment.core.state_sets import ALL_STATES, StateSet
from assessment.core.submission import Submission
from assessment.errors import DeniedError, UnacceptableError
from assessment.services.comparing.published_figures import published_figures, sets_shown
from assessment.services.comparing.published_view import PublishedFigures
from assessment.services.packs.compared_look import Around, Asked, look_around, previous_cycle
from assessment.services.workspace import Caller, Workspace, desk
from assessment.store import cycles
from assessment.workbooks.packs.regional_public_content import (
    PublicContent,
    PublicFigure,
    PublicFigures,
    PublicSet,
)


@dataclass(frozen=True, eq=False)
class Publisher:
    """Puts a pack for outsiders together, for a caller who may see published figures."""

    workspace: Workspace
    caller: Caller
    around: Around
    before: Cycle | None

    def content(self, asked: Asked) -> tuple[PublicContent, StateSet, Mapping[str, str]]:
        """Return the content with the set that it tells of first, that set, and the ids of the figures by cycle.

        Raise UnacceptableError for a free choice of States, of which nothing is published, and where no figure of
        the cycle or of a region or group is published; DeniedError where there is no such set.
        """
        if asked.chosen:
            raise UnacceptableError("pack_free_set_not_published")
        published = published_figures(self.workspace, self.caller, self.around.cycle.id)
        chosen = next((one for one in published.sets if one.id == asked.state_set), None)
        if chosen is None:
            raise DeniedError("not_found")
        shown = _sets_shown(published)
        if not shown:
            raise UnacceptableError("pack_nothing_published", least=published.thresholds.mean)
        if chosen.id not in shown and chosen.kind != "all":
            raise UnacceptableError("pack_set_withheld", set=chosen.title, n=published.thresholds.mean)
        earlier = self._earlier()
        others = (one for one in published.sets if one.id != chosen.id and one.states)
        content = PublicContent(
            cycle=published.cycle,
            rubric_version=self.around.package.rubric.version,
            nodes=published.nodes,
            sets=tuple(PublicSet(one.id, one.title, one.kind) for one in (chosen, *others)),
            figures=_figures(published),
            earlier=None if earlier is None else (earlier.cycle, _figures(earlier)),
            targets=_targets(self.around),
            thresholds=published.thresholds,
            receipt=(_account(self.around, chosen),),
        )
        looked = [published] if earlier is None else [published, earlier]
        return content, chosen, {one.cycle.id: one.data_id for one in looked}

    def _earlier(self) -> PublishedFigures | None:
        """Return what is published of the cycle before; None without one that can be compared."""
        return None if self.before is None else published_figures(self.workspace, self.caller, self.before.id)


def publisher_of(workspace: Workspace, caller: Caller, cycle: str) -> Publisher:
    """Return who puts packs for outsiders together; DeniedError for who sees no figures and without a cycle."""
    with desk(workspace, caller, Permission.READ_AGGREGATES) as at:
        around = look_around(workspace, at, cycle)
        return Publisher(workspace, caller, around, previous_cycle(at, around.cycle))


def sets_with_figures(workspace: Workspace, caller: Caller, cycle: str) -> frozenset[str]:
    """Return the ids of the sets of States of which a pack for outsiders has some figure; this publishes none."""
    with desk(workspace, caller, Permission.READ_AGGREGATES) as at:
        return sets_shown(workspace, at, look_around(workspace, at, cycle).cycle.id)


def latest_cycle_with_figures(workspace: Workspace, caller: Caller, audience: Audience) -> Cycle | None:
    """Return the newest cycle that a pack for outsiders has figures of; None without one. This publishes none.

    A regional pack is about a region or group: figures of all States are the global pack.
    """
    elsewhere = {ALL_STATES} if audience is Audience.REGIONAL else set()
    with desk(workspace, caller, Permission.READ_AGGREGATES) as at:
        known = cycles.all_cycles(at.connection)
        return next((one for one in known if sets_shown(workspace, at, one.id) - elsewhere), None)


def _sets_shown(published: PublishedFigures) -> frozenset[str]:
    return frozenset(
        of_set for (_, of_set), figure in published.figures.items() if figure.figures.mean is not None
    )


def _figures(published: PublishedFigures) -> PublicFigures:
    return {
        name: PublicFigure(one.figures, None if one.why is None else one.why.value, one.as_of)
        for name, one in published.figures.items()
    }


def _targets(around: Around) -> Mapping[str, float]:
    """Return the targets of the rubric where every question applies, in points by node."""
    coded = code_submissions(around.instrument, [Submission("target", {})], around.cycle.reference_date)
    targets = 100 * node_targets(score(around.instrument, coded))[:, 0]
    return {node.id: float(target) for node, target in zip(around.instrument.nodes, targets, strict=True)}


def _account(around: Around, of_set: StateSet) -> ReceiptLine:
    """Return the account of the set: no answer stands in a pack for outsiders."""
    questions = len(around.instrument.questions)
    return ReceiptLine(of_set.id, questions, 0, questions, WithheldBy.DISCLOSURE, 0, 0)
