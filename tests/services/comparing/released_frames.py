"""What States released, put together with pandas from the tables: scores, answers and decisions of a cycle."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from assessment.core.access import Permission
from assessment.core.person import Role
from assessment.core.rubric import Node
from assessment.core.scoring import OUT, UNANSWERED
from assessment.services.comparing.cycle_scores import CycleScores, cycle_scores
from assessment.services.workspace import desk
from assessment.store import releases, states
from tests.services.comparing.plain_cycle import safeguard_domains
from tests.training_service import TrainingService


@dataclass(frozen=True, eq=False)
class ReleasedFrames:
    """A cycle in frames. Columns are the States that handed in.

    `points` are shown node scores from 0 to 100; `answers` question scores from 0 to 1; `standing` is "out",
    "unanswered" or "counted". `domain_of` names the domain of every node and question, "overall" for the root.
    `released` tells who released which domain, and "overall" where all are (domains x States).
    """

    found: CycleScores
    points: Any
    answers: Any
    standing: Any
    domain_of: dict[str, str]
    released: Any
    region_of: Any
    safeguards: dict[str, set[str]]

    def may(self, *names: str) -> list[str]:
        """Return the States that released all these nodes and questions, and what caps of the nodes rest on."""
        needed = {self.domain_of[name] for name in names}
        needed |= {domain for name in names for domain in self.safeguards.get(name, ())}
        own = self.released.loc[sorted(needed)].all()
        return sorted(own.index[own])

    def released_points(self, node: str) -> Any:
        """Return the points at a node of the States that released it and have a score."""
        return self.points.loc[node, self.may(node)].dropna()


def frames(training: TrainingService, cycle: str) -> ReleasedFrames:
    """Return a cycle in frames."""
    workspace = training.workspace
    with desk(workspace, training.caller_of(Role.ANALYST), Permission.COMPARE) as at:
        found = cycle_scores(workspace, at, cycle)
        decided = releases.of_cycle(at.connection, cycle)
        region_of = pd.Series({state.id: state.region for state in states.all_states(at.connection)})
    tree, scores = found.package.rubric.tree, found.scores
    domain_of = {tree.id: tree.id}
    domains = [child for child in tree.children if isinstance(child, Node)]
    for domain in domains:
        domain_of |= {node.id: domain.id for node in domain.nodes()}
        domain_of |= {leaf.question: domain.id for leaf in domain.leaves()}
    columns = list(scores.states)
    levels = pd.DataFrame(decided).reindex(index=[domain.id for domain in domains], columns=columns)
    released = levels.fillna(0).astype(int) >= 1
    released.loc[tree.id] = released.all()
    questions = [leaf.question for leaf in scores.instrument.leaves]
    standing = pd.DataFrame(scores.standings.standing, index=questions, columns=columns)
    return ReleasedFrames(
        found=found,
        points=pd.DataFrame(
            100 * np.where(scores.shown, scores.nodes("point"), np.nan),
            index=[node.id for node in scores.instrument.nodes],
            columns=columns,
        ),
        answers=pd.DataFrame(scores.leaves("point"), index=questions, columns=columns),
        standing=standing.replace({OUT: "out", UNANSWERED: "unanswered"}).where(
            standing.isin([OUT, UNANSWERED]), "counted"
        ),
        domain_of=domain_of,
        released=released,
        region_of=region_of,
        safeguards=safeguard_domains(found.package.rubric),
    )
