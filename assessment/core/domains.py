"""The domains of a rubric."""

from assessment.core.instrument import Instrument


def domains_of(instrument: Instrument) -> tuple[str, ...]:
    """Return the ids of the domains: the nodes directly below the root, in tree order."""
    return tuple(node.id for node, depth in zip(instrument.nodes, instrument.depths, strict=True) if depth == 1)
