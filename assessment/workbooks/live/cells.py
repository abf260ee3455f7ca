"""References to the live figures, for whatever else in a workbook wants to follow the answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assessment.core.scoring import Reading

Statistic = Literal["n", "mean", "median", "q1", "q3"]


@dataclass(frozen=True, eq=False)
class LiveCells:
    """Where the figures stand, by id; what is withheld has no place.

    Scores, companions and statistics are in points 0 to 100, coverage in [0, 1].
    """

    nodes: Mapping[tuple[str, str, Reading], str]
    rows: Mapping[tuple[str, Reading], str]
    questions: Mapping[tuple[str, str], str]
    gates: Mapping[tuple[str, str], str]
    coverages: Mapping[tuple[str, str], str]
    companions: Mapping[tuple[str, str, str], str]
    ranks: Mapping[tuple[str, str], str]
    statistics: Mapping[tuple[str, str, Statistic], str]

    def node(self, node: str, state: str, reading: Reading = "point") -> str | None:
        """Return the cell of a score as it is shown, such as "'Scoring'!$D$12"; None where it is withheld."""
        return self.nodes.get((node, state, reading))

    def node_row(self, node: str, reading: Reading = "point") -> str:
        """Return the range of all States' cells of a node; KeyError for a reading without columns."""
        return self.rows[node, reading]

    def question(self, question: str, state: str) -> str | None:
        """Return the cell of an answer on the Data sheet; None where it is withheld."""
        return self.questions.get((question, state))

    def gate(self, gate: str, state: str) -> str | None:
        """Return the cell that is 1 where a gate is triggered and 0 where not; None where that is withheld."""
        return self.gates.get((gate, state))

    def coverage(self, node: str, state: str) -> str | None:
        """Return the cell of a coverage; None where it is withheld."""
        return self.coverages.get((node, state))

    def companion(self, node: str, state: str, name: Literal["geometric", "blend"]) -> str | None:
        """Return the cell of a companion; None where it is withheld."""
        return self.companions.get((node, state, name))

    def rank(self, node: str, state: str) -> str | None:
        """Return the cell of a rank; None where it is withheld, and where there is one State alone."""
        return self.ranks.get((node, state))

    def set_statistic(self, node: str, set_id: str, statistic: Statistic) -> str:
        """Return the cell of a regional figure; KeyError for a set that has no rows."""
        return self.statistics[node, set_id, statistic]
