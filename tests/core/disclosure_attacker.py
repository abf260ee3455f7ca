"""An attacker who has everything that was published, and tries every small set of States, exactly.

Written from the rules alone: no code of the disclosure control is used. Numbers are fractions modulo a large
prime, so ranks are exact (but for a chance of the order of 1e-18).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from assessment.core.disclosure_cells import Cell

PRIME = 2**61 - 1

Unknown = tuple[str, str, str]
Row = dict[Unknown, Fraction]


def told_about(
    cells: Sequence[Cell],
    tree: Mapping[str, Mapping[str, float]],
    fewer_than: int,
    known: Sequence[Cell] = (),
) -> Iterator[frozenset[str]]:
    """Yield every set of fewer than so many States that the cells tell something about that was not known.

    States whose scores are known are not counted.
    """
    told = [row_of(cell, tree) for cell in known]
    rows = [row_of(cell, tree) for cell in cells] + told
    knowing = {one.state for cell in known for one in cell.contributions}
    others = sorted({state for row in rows for state, _, _ in row} - knowing)
    for size in range(1, fewer_than):
        for some in combinations(others, size):
            inside = knowing.union(some)
            if confined(rows, inside) > confined(told, inside):
                yield frozenset(some)


def row_of(cell: Cell, tree: Mapping[str, Mapping[str, float]]) -> Row:
    """Return the sum that a cell tells, by unknown."""
    return {
        (one.state, one.version, leaf): share
        for one in cell.contributions
        for leaf, share in shares(cell.name.node, tree).items()
    }


def shares(node: str, tree: Mapping[str, Mapping[str, float]]) -> dict[str, Fraction]:
    """Return the share of each lowest node."""
    if node not in tree:
        return {node: Fraction(1)}
    total = sum(Fraction(weight) for weight in tree[node].values())
    found: dict[str, Fraction] = {}
    for child, weight in tree[node].items():
        for leaf, share in shares(child, tree).items():
            found[leaf] = found.get(leaf, Fraction(0)) + Fraction(weight) / total * share
    return found


def confined(rows: Sequence[Row], inside: Collection[str]) -> int:
    """Return the dimension of what follows from rows about nobody but the States inside."""
    return rank(rows) - rank([{key: row[key] for key in row if key[0] not in inside} for row in rows])


def rank(rows: Sequence[Row]) -> int:
    """Return the rank, by elimination."""
    basis: dict[Unknown, dict[Unknown, int]] = {}
    for row in rows:
        rest = {key: one.numerator * pow(one.denominator, -1, PRIME) % PRIME for key, one in row.items()}
        while rest := {key: value for key, value in rest.items() if value}:
            first = min(rest)
            if first not in basis:
                inverse = pow(rest[first], -1, PRIME)
                basis[first] = {key: value * inverse % PRIME for key, value in rest.items()}
                break
            factor = rest[first]
            for key, value in basis[first].items():
                rest[key] = (rest.get(key, 0) - factor * value) % PRIME
    return len(basis)
