"""Editions of a published figure: which one may be shown today, computed anew from its snapshots."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from assessment.core.coding import code_submissions
from assessment.core.disclosure_cells import Cell
from assessment.core.disclosure_shown import shown_figures
from assessment.core.rubric import DisclosureSettings
from assessment.core.scoring import Scores, score
from assessment.services.comparing.cycle_scores import CycleScores
from assessment.services.comparing.published_view import PublishedFigure
from assessment.services.workspace import Desk, Workspace
from assessment.store.publications import Publication

PointsOfSnapshots = Mapping[str, Mapping[str, float]]
"""Points from 0 to 100 by snapshot and node."""


def edition_to_show(
    today: Cell, before: Sequence[Publication], inside: Collection[str], released: Mapping[str, frozenset[str]]
) -> Publication | None:
    """Return today's cell as it was published, with all that may be shown of it; else the newest one before.

    An earlier one is shown only while every State behind it takes part, still releases the node (`released` has
    these by node) and is still in the set, which today has the States `inside`. A release taken back takes the
    figure with it, and so does a State that left the set: "n of N" would not be true any more.
    """
    same = [one for one in before if one.published.cell == today]
    if same:
        best = max(same, key=lambda one: one.published.statistics)
        return replace(best, published_at=same[0].published_at)
    usable = released[today.name.node].intersection(inside)
    of_name = [one for one in before if one.published.cell.name == today.name]
    return next((one for one in reversed(of_name) if _states(one) <= usable), None)


def figure_of(
    edition: Publication, today: Cell, points: PointsOfSnapshots, of: int, thresholds: DisclosureSettings
) -> PublishedFigure:
    """Return what is shown of an edition over a set of `of` States."""
    node, state_set = today.name.node, today.name.state_set
    cell = edition.published.cell
    given = [points[one.version][node] for one in sorted(cell.contributions)]
    shown = shown_figures(given, of, edition.published.statistics, thresholds)
    return PublishedFigure(node, state_set, shown, as_of=None if cell == today else edition.published_at.date())


def points_of_snapshots(
    workspace: Workspace, at: Desk, found: CycleScores, editions: Iterable[Publication]
) -> PointsOfSnapshots:
    """Return the points behind editions; a snapshot that was handed in earlier is scored again."""
    points = _by_column(found.scores, [found.snapshots[state] for state in found.scores.states])
    needed = {one.version for edition in editions for one in edition.published.cell.contributions}
    missing = sorted(needed - points.keys())
    if missing:
        frozen = workspace.frozen.of(at.connection, missing, found.package.questionnaire)
        # A State may stand behind several editions: its columns go by snapshot.
        columns = [replace(frozen[name], state=name) for name in missing]
        coded = code_submissions(found.instrument, columns, found.cycle.reference_date)
        points |= _by_column(score(found.instrument, coded), missing)
    return points


def _states(edition: Publication) -> frozenset[str]:
    return frozenset(one.state for one in edition.published.cell.contributions)


def _by_column(scores: Scores, names: Sequence[str]) -> dict[str, dict[str, float]]:
    nodes, points = [node.id for node in scores.instrument.nodes], 100 * scores.nodes("point")
    return {name: dict(zip(nodes, points[:, place].tolist(), strict=True)) for place, name in enumerate(names)}
