"""What outsiders see over time, as linear equations in the scores of States, and an attack by linear algebra.

Nothing of the disclosure control is used: who stands behind a figure is read from releases and scores, and whole
points are taken for exact.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from sqlalchemy import text

from assessment.core.access import Permission
from assessment.core.arrays import Floats
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.services.comparing.cycle_scores import cycle_scores
from assessment.services.comparing.published_figures import published_figures
from assessment.services.comparing.published_view import PublishedFigures
from assessment.services.workspace import Caller, desk
from tests.training_service import TrainingService

Givers = frozenset[tuple[str, str]]
"""States with the snapshots behind a figure."""
Unknown = tuple[str, str, str]
"""A State, its snapshot, a domain."""

EVERYTHING = 1 - 1e-7
"""A vector of the row space whose part on some columns is this long lies on them alone."""


@dataclass
class Watcher:
    """Somebody who looks again and again and forgets nothing: which mean was seen, over whom."""

    service: TrainingService
    cycle: str
    seen: set[tuple[str, Givers]] = field(default_factory=set)
    editions: dict[tuple[str, str], list[Givers]] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)

    def look(self, caller: Caller | None = None) -> PublishedFigures:
        """Note every mean that is shown."""
        view = published_figures(
            self.service.workspace, caller or self.service.caller_of(Role.OBSERVER), self.cycle
        )
        behind = self._behind(view)
        for name, figure in view.figures.items():
            if figure.figures.mean is None:
                continue
            if figure.as_of is None:
                self.editions.setdefault(name, []).append(behind[name])
            givers = self.editions[name][-1]
            assert len(givers) == figure.figures.n
            self.seen.add((name[0], givers))
        return view

    def _behind(self, view: PublishedFigures) -> dict[tuple[str, str], Givers]:
        """Return who stands behind today's figures."""
        analyst = self.service.caller_of(Role.ANALYST)
        with desk(self.service.workspace, analyst, Permission.COMPARE) as at:
            found = cycle_scores(self.service.workspace, at, self.cycle)
        self.weights = {node.id: node.weight for node in found.package.rubric.tree.children}  # type: ignore[union-attr]
        compared = found.compared(Release.REGIONAL_AGGREGATES)
        points = dict(zip(compared.nodes, compared.points, strict=True))
        return {
            (node, one.id): frozenset(
                (state, found.snapshots[state])
                for state, score in zip(compared.states, points[node], strict=True)
                if state in one.states and not np.isnan(score)
            )
            for node in view.nodes
            for one in view.sets
        }

    def equations(
        self, nodes: Sequence[str] | None = None, *, unchanged: bool = False
    ) -> tuple[Floats, list[Unknown]]:
        """Return the equations of the means at some nodes (all if None), and what each column stands for.

        An attacker may take every new submission for the same answers once more (`unchanged`).
        """
        seen = sorted((node, sorted(givers)) for node, givers in self.seen if nodes is None or node in nodes)
        if unchanged:
            seen = [(node, [(state, "") for state, _ in givers]) for node, givers in seen]
        unknowns = sorted({(*one, leaf) for node, givers in seen for one in givers for leaf in self._leaves(node)})
        place = {one: column for column, one in enumerate(unknowns)}
        rows = np.zeros((len(seen), len(unknowns)))
        for row, (node, givers) in zip(rows, seen, strict=True):
            for one in givers:
                for leaf, weight in self._leaves(node).items():
                    row[place[*one, leaf]] = weight
        return rows, unknowns

    def _leaves(self, node: str) -> dict[str, float]:
        return {node: 1.0} if node in self.weights else self.weights


def told(
    rows: Floats, unknowns: Sequence[Unknown], most: int, own: str | None = None
) -> Iterator[tuple[str, ...]]:
    """Yield sets of at most so many States of which the equations tell something by themselves.

    `own` is a State whose scores are known to the attacker; it is left out.
    """
    columns: dict[str, list[int]] = {}
    for column, (state, _, _) in enumerate(unknowns):
        if state != own:
            columns.setdefault(state, []).append(column)
    kept = rows.copy()
    kept[:, [column for column, one in enumerate(unknowns) if one[0] == own]] = 0
    projection = _projection(kept)
    alike: dict[bytes, list[str]] = {}
    for state, places in columns.items():
        alike.setdefault(kept[:, places].tobytes(), []).append(state)
    # What the equations tell is the same for States that stand in the same ones: they are touched together.
    blocks = [tuple(states) for states in alike.values() if len(states) <= most]
    for size in range(1, most + 1):
        for some in combinations(blocks, size):
            states = [state for block in some for state in block]
            places = [place for state in states for place in columns[state]]
            if len(states) <= most and np.linalg.eigvalsh(projection[np.ix_(places, places)])[-1] > EVERYTHING:
                yield tuple(states)


def _projection(rows: Floats) -> Floats:
    """Return the projection on the row space."""
    _, sizes, directions = np.linalg.svd(rows, full_matrices=False)
    basis = directions[sizes > 1e-9 * max(sizes.max(initial=0.0), 1.0)]
    return basis.T @ basis


def put_into_regions(service: TrainingService, sizes: Sequence[int]) -> None:
    """Deal the States, by id, into regions of these sizes; the last one takes the rest. Nobody is in a group."""
    with service.workspace.database.writing() as connection:
        regions = connection.execute(text("SELECT id FROM regions ORDER BY position")).scalars().all()
        states = connection.execute(text("SELECT id FROM states ORDER BY id")).scalars().all()
        bounds = np.searchsorted(np.cumsum(sizes), np.arange(len(states)), side="right")
        for state, place in zip(states, bounds, strict=True):
            region = regions[min(int(place), len(regions) - 1)]
            connection.execute(
                text("UPDATE states SET region = :region WHERE id = :id"), {"region": region, "id": state}
            )
        connection.execute(text("DELETE FROM state_groups"))


def release_all(service: TrainingService, level: Release = Release.REGIONAL_AGGREGATES) -> None:
    """Let all States release everything to the same audience."""
    with service.workspace.database.writing() as connection:
        connection.execute(text("UPDATE releases SET level = :level"), {"level": int(level)})


def set_release(service: TrainingService, cycle: str, state: str, domain: str, level: Release) -> None:
    """Let a State decide on one domain, behind the services: quick, for many decisions."""
    statement = (
        "UPDATE releases SET level = :level WHERE domain = :domain AND assessment = "
        "(SELECT id FROM assessments WHERE cycle = :cycle AND state = :state)"
    )
    with service.workspace.database.writing() as connection:
        values = {"level": int(level), "domain": domain, "cycle": cycle, "state": state}
        assert connection.execute(text(statement), values).rowcount == 1
