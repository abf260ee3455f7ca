"""Checks of registers of States: codes and names, regions and groups, and invented States that are none."""

import unicodedata

from assessment.content.checks.walks import check_duplicates
from assessment.content.codes.states import StatesCode as Code
from assessment.content.issues import IssueCode, IssueList
from assessment.content.positions import Positions
from assessment.content.sources import Parsed
from assessment.core.states import StateRegister

TRAINING_FILE = "training_states.yaml"


def check_register(register: Parsed[StateRegister], real: Parsed[StateRegister] | None, issues: IssueList) -> None:
    """Check a register; `real` is the register of real States next to one for training."""
    model, at = register.model, register.at
    _check_unique(model, at, issues)
    _check_places(model, at, issues)
    _check_members(model, at, issues)
    if len(model.states) > model.expected:
        issues.add(Code.TOO_MANY, at.place("expected"), found=len(model.states), expected=model.expected)
    file = at.path.rpartition("/")[2]
    if model.training != (file == TRAINING_FILE):
        found = str(model.training).lower()
        issues.add(Code.TRAINING_MARK, at.place("training"), file=file, found=found)
    if model.training and real is not None:
        _check_invented(model, real.model, at, issues)


def _check_unique(model: StateRegister, at: Positions, issues: IssueList) -> None:
    parts: tuple[tuple[IssueCode, str, str, list[str | None]], ...] = (
        (Code.DUPLICATE_ID, "states", "id", [state.id for state in model.states]),
        (Code.DUPLICATE_NAME, "states", "name", [_folded(state.name) for state in model.states]),
        (Code.DUPLICATE_M49, "states", "m49", [state.m49 for state in model.states]),
        (Code.DUPLICATE_ID, "member_states", "id", [member.id for member in model.member_states]),
        (Code.DUPLICATE_NAME, "member_states", "name", [_folded(member.name) for member in model.member_states]),
        (Code.DUPLICATE_M49, "member_states", "m49", [member.m49 for member in model.member_states]),
        (Code.DUPLICATE_REGION, "regions", "id", [region.id for region in model.regions]),
        (Code.DUPLICATE_GROUP, "groups", "id", [group.id for group in model.groups]),
    )
    for code, key, field, names in parts:
        ids = [(name, (key, number, field)) for number, name in enumerate(names) if name is not None]
        check_duplicates(code, ids, at, issues)


def _check_places(model: StateRegister, at: Positions, issues: IssueList) -> None:
    regions = {region.id for region in model.regions}
    groups = {group.id for group in model.groups}
    for number, state in enumerate(model.states):
        if state.region not in regions:
            place = at.place("states", number, "region")
            hint = issues.near(state.region, regions)
            issues.add(Code.UNKNOWN_REGION, place, hint, state=state.name, region=state.region)
        for n, group in enumerate(state.groups):
            if group not in groups:
                place = at.place("states", number, "groups", n)
                hint = issues.near(group, groups)
                issues.add(Code.UNKNOWN_GROUP, place, hint, state=state.name, group=group)


def _check_members(model: StateRegister, at: Positions, issues: IssueList) -> None:
    members = {member.id: member for member in model.member_states}
    if not members or model.training:
        return
    for number, state in enumerate(model.states):
        member = members.get(state.id)
        if member is None:
            hint = next((f'Did you mean "{one.id}"?' for one in members.values() if one.name == state.name), None)
            issues.add(Code.NOT_A_MEMBER, at.place("states", number, "id"), hint, id=state.id)
            continue
        for what, key, found, expected in (
            ("name", "name", state.name, member.name),
            ("M49 code", "m49", state.m49, member.m49),
        ):
            if found is not None and found != expected:
                place = at.place("states", number, key)
                issues.add(Code.DIFFERENT_FROM_LIST, place, what=what, id=state.id, found=found, expected=expected)


def _check_invented(model: StateRegister, real: StateRegister, at: Positions, issues: IssueList) -> None:
    known = [(member.id, member.name) for member in real.member_states]
    known += [(state.id, state.name) for state in real.states]
    ids = {name for name, _ in known}
    names = {_folded(name) for _, name in known}
    for number, state in enumerate(model.states):
        place = at.place("states", number)
        if state.id in ids:
            issues.add(Code.REAL_STATE, place, name=state.name, id=state.id, what="id")
        if _folded(state.name) in names:
            issues.add(Code.REAL_STATE, place, name=state.name, id=state.id, what="name")


def _folded(name: str) -> str:
    """Return a name without accents, case and doubled spaces, for comparison."""
    letters = unicodedata.normalize("NFKD", name)
    return " ".join("".join(char for char in letters if not unicodedata.combining(char)).casefold().split())
