"""What is measured of disclosure control: the audit of all nodes, against a trial of every small set of States."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, islice
from math import comb

import numpy as np

from assessment.core.disclosure import plan_disclosure
from assessment.core.disclosure_audit import deducible
from assessment.core.disclosure_cells import Cell, CellName, Contribution, Tree, published_tree
from assessment.core.disclosure_equations import equations
from assessment.core.instrument import Instrument
from assessment.core.rubric import DisclosureSettings
from assessment.core.state_sets import SetKind
from benchmarks.measured import STATES, Row, UnequalError
from benchmarks.timing import alone, side_by_side

REGIONS = (8, 8, 6, 5, 5, 3)
GROUPS = (12, 8, 6)
SOME = 20
"""How many sets the plain way tries; its time is scaled up."""
FEWER_THAN = DisclosureSettings().mean


def disclosure(instrument: Instrument, note: Callable[[str], None]) -> Iterator[Row]:
    """Audit and plan two editions over all nodes, sets and States, each domain released by nine States in ten."""
    note("disclosure audit")
    tree = published_tree(instrument.rubric.tree)
    first, second = _cells(tree, seed=1), _cells(tree, seed=2)
    plan = plan_disclosure(first, tree, DisclosureSettings())
    later = plan_disclosure(second, tree, DisclosureSettings(), plan.published)
    published = [one.cell for one in (*plan.published, *later.published)]
    if deducible(published, tree, FEWER_THAN) or _plain(published, tree, 1, STATES):
        raise UnequalError("Engine and plain trial differ in what may be published.")
    nodes = len(tree["overall"]) + 1
    sets = sum(comb(STATES, size) for size in range(1, FEWER_THAN))
    yield Row(
        f"disclosure audit: {len(published)} means of two editions, {nodes} nodes, {STATES} States",
        f"numpy rank, {SOME} of {sets:,} sets of States",
        side_by_side(
            lambda: deducible(published, tree, FEWER_THAN),
            lambda: _plain(published, tree, FEWER_THAN - 1, SOME),
            runs=3,
            scale=sets / SOME,
        ),
        0.5,
    )
    yield Row(
        f"disclosure plan of one edition, {len(first)} figures",
        "",
        alone(lambda: plan_disclosure(first, tree, DisclosureSettings()), runs=3),
        1.0,
    )


def _plain(cells: Sequence[Cell], tree: Tree, size: int, most: int) -> bool:
    """Tell whether something follows about any of the first sets of so many States."""
    system = equations(cells, tree)
    whole = np.linalg.matrix_rank(system.rows)
    return any(
        np.linalg.matrix_rank(system.rows[:, ~np.isin(system.owner, some)]) < whole
        for some in islice(combinations(range(len(system.states)), size), most)
    )


def _cells(tree: Tree, seed: int) -> list[Cell]:
    """Return the means of all nodes over all States, six regions and three groups; some States hand in again."""
    rng = np.random.default_rng(seed)
    domains = list(tree["overall"])
    released = rng.random((len(domains), STATES)) < 0.9
    version = rng.choice(["1", "2"], size=STATES, p=[0.9, 0.1])
    region = np.repeat(np.arange(len(REGIONS)), REGIONS)
    fixed = np.random.default_rng(0)
    sets: list[tuple[SetKind, np.ndarray]] = [("all", np.arange(STATES))]
    sets += [("region", np.flatnonzero(region == one)) for one in range(len(REGIONS))]
    sets += [("group", fixed.choice(STATES, size=size, replace=False)) for size in GROUPS]
    giving = {"overall": released.all(axis=0), **dict(zip(domains, released, strict=True))}
    return [
        Cell(
            CellName("now", node, f"{place}"),
            kind,
            frozenset(Contribution(f"{state:02d}", str(version[state])) for state in members if gives[state]),
        )
        for node, gives in giving.items()
        for place, (kind, members) in enumerate(sets)
    ]
