"""Who may do what: one rule a permission, and no for everything else."""

from collections.abc import Set
from enum import StrEnum

from assessment.core.person import NATIONAL_ROLES, Person, Role


class Permission(StrEnum):
    """Something that a service does only for those who may."""

    FOLLOW_CYCLE = "follow_cycle"
    FOLLOW_STATES = "follow_states"
    COMPARE = "compare"
    READ_AGGREGATES = "read_aggregates"
    READ_ASSESSMENT = "read_assessment"
    ANSWER = "answer"
    COMMENT = "comment"
    MANAGE_TEAM = "manage_team"
    SUBMIT = "submit"


OF_OFFICIALS = frozenset({Permission.READ_ASSESSMENT, Permission.ANSWER, Permission.COMMENT})
OF_FOCAL_POINTS = OF_OFFICIALS | {Permission.MANAGE_TEAM, Permission.SUBMIT}
OF_ROLES = {
    Permission.FOLLOW_CYCLE: frozenset(Role),
    Permission.FOLLOW_STATES: frozenset({Role.ANALYST}),
    Permission.COMPARE: frozenset({Role.ANALYST}),
    Permission.READ_AGGREGATES: NATIONAL_ROLES | {Role.ANALYST, Role.OBSERVER},
}
"""What is about no single assessment, and the roles that may do it."""


def may(
    person: Person,
    permission: Permission,
    *,
    state: str | None = None,
    section: str | None = None,
    assigned: Set[str] = frozenset(),
) -> bool:
    """Tell whether a person may do something, to the assessment of a State and, for answers, to a section.

    `assigned` holds the sections given to the person's ministry. A person with a first password may do nothing
    but change it.
    """
    if person.must_change_password:
        return False
    if permission in OF_ROLES:
        return person.role in OF_ROLES[permission]
    if person.role not in NATIONAL_ROLES or person.state is None or person.state != state:
        return False
    if person.role is Role.FOCAL_POINT:
        return permission in OF_FOCAL_POINTS
    if permission is Permission.ANSWER:
        return section is not None and section in assigned
    return permission in OF_OFFICIALS
