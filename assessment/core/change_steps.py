"""The steps between two cycles' scores: what a part of the tree or a gate did to a score."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeStep:
    """What the questions of one domain, indicator or question did to a score, in points.

    `answers` comes from changed answers, `weights` from what became applicable or was answered at last, `rubric`
    from another version's weights and questions. `group` is the id of a node, or of a question that stands alone.
    """

    group: str
    title: str
    answers: float
    weights: float
    rubric: float

    @property
    def total(self) -> float:
        """Return the whole step."""
        return self.answers + self.weights + self.rubric


@dataclass(frozen=True, slots=True)
class GateStep:
    """What a gate takes less than before, in points; negative where it takes more."""

    gate: str
    title: str
    total: float
