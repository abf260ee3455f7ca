"""Cells for the tests of disclosure control: by hand, and drawn at random."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from assessment.core.disclosure_cells import Cell, CellName, Contribution
from assessment.core.rubric import DisclosureSettings
from assessment.core.state_sets import SetKind

SMALL = DisclosureSettings(mean=3, median=4, quartiles=5)
TREE = {"overall": {"d1": 1.0, "d2": 2.0}}
DOMAINS = ("d1", "d2")


def cell(
    node: str,
    states: Iterable[str],
    state_set: str = "all",
    kind: SetKind = "all",
    versions: Mapping[str, str] | None = None,
) -> Cell:
    """Return the cell of a node over some States, each with its first version unless another is given."""
    of = versions or {}
    name = CellName("2026", node, state_set)
    return Cell(name, kind, frozenset(Contribution(state, of.get(state, "1")) for state in states))


def unchanged(cells: Iterable[Cell]) -> list[Cell]:
    """Return cells as somebody reads them who takes every new submission for the same answers once more."""
    return [
        replace(one, contributions=frozenset(Contribution(by.state, "") for by in one.contributions))
        for one in cells
    ]


def states_named(count: int, letter: str = "s") -> list[str]:
    """Return so many States."""
    return [f"{letter}{number:02d}" for number in range(count)]


def partition(sizes: Sequence[int], node: str = "overall") -> list[Cell]:
    """Return all States and regions of these sizes, at one node."""
    regions = [
        cell(node, states_named(size, f"r{place}-"), f"r{place}", "region") for place, size in enumerate(sizes)
    ]
    everybody = [one.state for region in regions for one in region.contributions]
    return [cell(node, everybody), *regions]


@dataclass(frozen=True)
class Edition:
    """What might be published at one time: the cells of all nodes and sets."""

    cells: tuple[Cell, ...]


@st.composite
def near_alike(draw: st.DrawFn) -> list[Cell]:
    """Draw cells of several nodes over nearly the same States, which leak across nodes more than inside one."""
    names = states_named(10)
    base = set(draw(st.sampled_from((names[:4], names[:6], names[:8]))))
    others = st.sets(st.sampled_from(names), max_size=2)
    return [
        cell(node, base ^ draw(others), f"x{place}", "group")
        for node in ("overall", *DOMAINS)
        for place in range(draw(st.integers(1, 2)))
    ]


@st.composite
def editions(draw: st.DrawFn, most: int = 2, states: int = 8) -> list[Edition]:
    """Draw editions over the same States: regions, a group, releases by domain, and States that hand in again."""
    names = states_named(draw(st.integers(3, states)))
    region = {name: f"r{draw(st.integers(0, 2))}" for name in names}
    group = draw(st.sets(st.sampled_from(names)))
    found = []
    for _ in range(draw(st.integers(1, most))):
        versions = {name: draw(st.sampled_from(("1", "1", "1", "2"))) for name in names}
        released = {name: draw(st.sampled_from(((), ("d1",), DOMAINS, DOMAINS, DOMAINS))) for name in names}
        found.append(Edition(tuple(_cells(region, group, versions, released))))
    return found


def _cells(
    region: Mapping[str, str],
    group: Iterable[str],
    versions: Mapping[str, str],
    released: Mapping[str, Sequence[str]],
) -> Iterable[Cell]:
    inside: list[tuple[str, SetKind, set[str]]] = [("all", "all", set(region)), ("g", "group", set(group))]
    inside += [(one, "region", {name for name in region if region[name] == one}) for one in set(region.values())]
    for node in ("overall", *DOMAINS):
        needs = DOMAINS if node == "overall" else (node,)
        giving = {name for name in region if set(needs) <= set(released[name])}
        for state_set, kind, members in inside:
            yield cell(node, members & giving, state_set, kind, versions)
