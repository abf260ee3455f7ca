"""States, regions and groups."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, insert, select

from assessment.core.states import Group, Region, State, StateRegister
from assessment.store.tables import groups, regions, state_groups, states


def add_register(connection: Connection, register: StateRegister) -> None:
    """Store those regions, groups and States of a register that are not there yet."""
    known = set(connection.execute(select(states.c.id)).scalars())
    known_regions = set(connection.execute(select(regions.c.id)).scalars())
    known_groups = set(connection.execute(select(groups.c.id)).scalars())
    new = [state for state in register.states if state.id not in known]
    for table, rows in (
        (regions, [r for r in _places(register.regions) if r["id"] not in known_regions]),
        (groups, [g for g in _places(register.groups) if g["id"] not in known_groups]),
        (states, [_row(state, register.training) for state in new]),
        (state_groups, [{"state": state.id, "group": group} for state in new for group in state.groups]),
    ):
        if rows:
            connection.execute(insert(table), rows)


def get(connection: Connection, name: str) -> State | None:
    """Return a State by its id; None where there is none."""
    row = connection.execute(select(states).where(states.c.id == name)).mappings().one_or_none()
    return None if row is None else _state(row, _groups_of_states(connection)[name])


def all_states(connection: Connection) -> tuple[State, ...]:
    """Return all States by their id."""
    of_state = _groups_of_states(connection)
    rows = connection.execute(select(states).order_by(states.c.id)).mappings()
    return tuple(_state(row, of_state[row["id"]]) for row in rows)


def all_regions(connection: Connection) -> tuple[Region, ...]:
    """Return the regions in the order of the register."""
    rows = connection.execute(select(regions.c.id, regions.c.title).order_by(regions.c.position)).mappings()
    return tuple(Region(**row) for row in rows)


def all_groups(connection: Connection) -> tuple[Group, ...]:
    """Return the groups in the order of the register."""
    rows = connection.execute(select(groups.c.id, groups.c.title).order_by(groups.c.position)).mappings()
    return tuple(Group(**row) for row in rows)


def invented(connection: Connection) -> frozenset[str]:
    """Return the ids of the States that are invented."""
    return frozenset(connection.execute(select(states.c.id).where(states.c.invented)).scalars())


def _places(places: Sequence[Region | Group]) -> list[dict[str, object]]:
    return [{"id": place.id, "title": place.title, "position": i} for i, place in enumerate(places)]


def _row(state: State, invented: bool) -> dict[str, object]:
    return {
        "id": state.id,
        "name": state.name,
        "m49": state.m49,
        "region": state.region,
        "invented": invented,
    }


def _groups_of_states(connection: Connection) -> defaultdict[str, tuple[str, ...]]:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    query = select(state_groups).order_by(state_groups.c.state, state_groups.c.group)
    for row in connection.execute(query).mappings():
        found[row["state"]] += (row["group"],)
    return found


def _state(row: RowMapping, of_groups: tuple[str, ...]) -> State:
    return State(id=row["id"], name=row["name"], m49=row["m49"], region=row["region"], groups=of_groups)
