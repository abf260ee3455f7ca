"""The tree of a rubric as the Scoring sheet writes it: each node with its rule, children and gates."""

from dataclasses import dataclass

from assessment.core.instrument import CompiledGate, Instrument
from assessment.core.rubric import Aggregation


@dataclass(frozen=True, eq=False)
class LiveNode:
    """A node by its place among the nodes; `children` are rows of the instrument, leaves first, then nodes."""

    place: int
    rule: Aggregation
    children: tuple[int, ...]
    weights: tuple[float, ...]
    gates: tuple[CompiledGate, ...]


def live_nodes(instrument: Instrument) -> tuple[LiveNode, ...]:
    """Return the nodes of a rubric, parents first."""
    size = len(instrument.leaves)
    found: dict[int, LiveNode] = {}
    for family in instrument.families:
        for number, row in enumerate(family.nodes.tolist()):
            own = family.owner == number
            found[row - size] = LiveNode(
                place=row - size,
                rule=family.rule,
                children=tuple(family.children[own].tolist()),
                weights=tuple(family.weights[own].tolist()),
                gates=tuple(gate for gate in instrument.gates if gate.node == row - size),
            )
    return tuple(found[place] for place in range(len(instrument.nodes)))
