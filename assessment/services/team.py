"""The team: who works for a State, which sections its ministries were given, and who has done what."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assessment.core.access import Permission, may
from assessment.core.account import Account
from assessment.core.cycle import AssessmentKey, Cycle
from assessment.core.entered_text import LONGEST_BODY, clean_line, is_visible
from assessment.core.log_entry import Happening, RowName
from assessment.core.person import NATIONAL_ROLES, Ministry, Role
from assessment.core.progress import SectionProgress, progress_by_section
from assessment.core.sign_in_name import checked_sign_in_name
from assessment.core.teamwork import Assignment
from assessment.errors import DeniedError, UnacceptableError
from assessment.services.passwords import first_password, hash_password
from assessment.services.stored_answers import answer_sheet
from assessment.services.workspace import AssessmentDesk, Caller, Workspace, check_number, desk
from assessment.store import accounts, assignments, log, ministries, response_versions, sessions
from assessment.store.accounts import NewAccount


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the team. `answered` counts the questions that they changed, by section."""

    account: Account
    answered: Mapping[str, int]
    is_self: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """An account with its first password, which is shown once, stored nowhere, and must be changed."""

    account: int
    sign_in_name: str
    first_password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TeamView:
    """The team of a State at one assessment; `may_manage` tells whether this person may change it."""

    cycle: Cycle
    members: tuple[Member, ...]
    ministries: tuple[Ministry, ...]
    assignments: tuple[Assignment, ...]
    progress: tuple[SectionProgress, ...]
    may_manage: bool


def team(workspace: Workspace, caller: Caller, key: AssessmentKey) -> TeamView:
    """Return the team, its ministries, and how far each section is."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        return TeamView(
            cycle=at.cycle,
            members=_members(at),
            ministries=ministries.of_state(at.connection, key.state),
            assignments=assignments.of_assessment(at.connection, at.assessment),
            progress=progress_by_section(answer_sheet(workspace, at)),
            may_manage=may(at.person, Permission.MANAGE_TEAM, state=key.state),
        )


def add_ministry(workspace: Workspace, caller: Caller, key: AssessmentKey, name: str) -> Ministry:
    """Add a ministry or other body of the State.

    Raise UnacceptableError (name_missing, too_long, ministry_exists).
    """
    with desk(workspace, caller, Permission.MANAGE_TEAM, key, changes=True) as at:
        line = _checked_name(name)
        for known in ministries.of_state(at.connection, key.state):
            if known.name.casefold() == line.casefold():
                raise UnacceptableError("ministry_exists", name=known.name)
        ministry = ministries.add(at.connection, key.state, line)
        _record(at, "ministry.added", str(ministry.id), {"name": line})
        return ministry


def assign_section(
    workspace: Workspace,
    caller: Caller,
    key: AssessmentKey,
    section: str,
    ministry: int,
    *,
    due_on: dt.date | None = None,
) -> None:
    """Give a section to a ministry, with the day by which it is due; a second time changes the day.

    Raise UnacceptableError (due_date_outside) for a day outside the cycle.
    """
    with desk(workspace, caller, Permission.MANAGE_TEAM, key, section=section, changes=True) as at:
        given = _own_ministry(at, ministry)
        if due_on is not None and not at.cycle.opens_on <= due_on <= at.cycle.closes_on:
            raise UnacceptableError("due_date_outside", first=at.cycle.opens_on, last=at.cycle.closes_on)
        assignments.put(at.connection, at.assessment, section, given.id, due_on, by=at.person.account, at=at.now)
        due = None if due_on is None else due_on.isoformat()
        _record(at, "section.assigned", section, {"ministry": given.id, "due_on": due}, _given(at, section, given))


def take_back_section(
    workspace: Workspace, caller: Caller, key: AssessmentKey, section: str, ministry: int
) -> None:
    """Take a section back from a ministry; its answers stay."""
    with desk(workspace, caller, Permission.MANAGE_TEAM, key, section=section, changes=True) as at:
        given = _own_ministry(at, ministry)
        if assignments.take_back(at.connection, at.assessment, section, given.id):
            _record(at, "section.taken_back", section, {"ministry": given.id}, _given(at, section, given))


def invite(
    workspace: Workspace,
    caller: Caller,
    key: AssessmentKey,
    *,
    name: str,
    sign_in_name: str,
    role: Role,
    ministry: int | None = None,
) -> Invitation:
    """Make an account for a contributor or another focal point of the State.

    Raise UnacceptableError (name_missing, too_long, sign_in_name, sign_in_name_taken, ministry_missing).
    """
    with desk(workspace, caller, Permission.MANAGE_TEAM, key) as at:
        invited = _invited(at, name, sign_in_name, role, ministry)
    # Hashing takes its time on purpose: nobody waits for it with a transaction that writes.
    password = first_password()
    hashed = hash_password(password)
    with desk(workspace, caller, Permission.MANAGE_TEAM, key, changes=True) as at:
        if accounts.by_sign_in_name(at.connection, invited.sign_in_name) is not None:
            raise UnacceptableError("sign_in_name_taken", name=invited.sign_in_name)
        number = accounts.add(at.connection, replace(invited, password_hash=hashed), at.now)
        details = {"account": number, "role": invited.role.value, "ministry": invited.ministry}
        _record(at, "account.created", invited.sign_in_name, details, _account(number))
        return Invitation(number, invited.sign_in_name, password)


def reset_password(workspace: Workspace, caller: Caller, key: AssessmentKey, account: int) -> Invitation:
    """Give a member a new first password and sign them out everywhere; raise UnacceptableError (own_account)."""
    with desk(workspace, caller, Permission.MANAGE_TEAM, key) as at:
        _other_member(at, account)
    password = first_password()
    hashed = hash_password(password)
    with desk(workspace, caller, Permission.MANAGE_TEAM, key, changes=True) as at:
        member = _other_member(at, account)
        accounts.set_password(at.connection, member.id, hashed, must_change=True)
        sessions.end_all(at.connection, member.id, at.now)
        _record(at, "password.reset", str(member.id), {}, _account(member.id))
    workspace.forget_account(member.id)
    return Invitation(member.id, member.sign_in_name, password)


def deactivate(workspace: Workspace, caller: Caller, key: AssessmentKey, account: int) -> None:
    """Close a member's account and end their sessions; what they entered stays.

    Raise UnacceptableError (own_account, last_focal_point).
    """
    with desk(workspace, caller, Permission.MANAGE_TEAM, key, changes=True) as at:
        member = _other_member(at, account)
        if not member.active:
            return
        # Two focal points may close each other's account at the same moment. One waits for the other at the end
        # of the log, so that the second one finds this.
        log.head(at.connection, lock=True)
        others = accounts.count_active(at.connection, Role.FOCAL_POINT, state=key.state) - 1
        if member.role is Role.FOCAL_POINT and others < 1:
            raise UnacceptableError("last_focal_point")
        accounts.set_active(at.connection, member.id, False)
        sessions.end_all(at.connection, member.id, at.now)
        _record(at, "account.deactivated", str(member.id), {}, _account(member.id))
    workspace.forget_account(member.id)


def reactivate(workspace: Workspace, caller: Caller, key: AssessmentKey, account: int) -> None:
    """Open a member's account again, with the password that it had; raise UnacceptableError (own_account)."""
    with desk(workspace, caller, Permission.MANAGE_TEAM, key, changes=True) as at:
        member = _other_member(at, account)
        if not member.active:
            accounts.set_active(at.connection, member.id, True)
            _record(at, "account.reactivated", str(member.id), {}, _account(member.id))


def _invited(at: AssessmentDesk, name: str, sign_in_name: str, role: Role, ministry: int | None) -> NewAccount:
    """Return the account to be made, without a password; raise as `invite` does."""
    if role not in NATIONAL_ROLES:
        raise DeniedError("not_allowed")
    if Role(role) is Role.CONTRIBUTOR and ministry is None:
        raise UnacceptableError("ministry_missing")
    body = None if ministry is None else _own_ministry(at, ministry).id
    line, signs_in_as = _checked_name(name), checked_sign_in_name(sign_in_name)
    if accounts.by_sign_in_name(at.connection, signs_in_as) is not None:
        raise UnacceptableError("sign_in_name_taken", name=signs_in_as)
    return NewAccount(signs_in_as, line, Role(role), at.assessment.key.state, body, at.person.language)


def _given(at: AssessmentDesk, section: str, ministry: Ministry) -> RowName:
    return RowName("assignments", (at.assessment.id, section, ministry.id))


def _account(number: int) -> RowName:
    return RowName("accounts", (number,))


def _other_member(at: AssessmentDesk, number: int) -> Account:
    """Return another member's account; another State's and one that is not there look the same."""
    check_number(number)
    found = accounts.get(at.connection, number)
    if found is None or found.state != at.assessment.key.state:
        raise DeniedError("not_found")
    if found.id == at.person.account:
        raise UnacceptableError("own_account")
    return found


def _checked_name(text: str) -> str:
    """Return a name on one line; raise UnacceptableError when there is none or it is too long."""
    line = clean_line(text, LONGEST_BODY)
    if not is_visible(line):
        raise UnacceptableError("name_missing")
    return line


def _own_ministry(at: AssessmentDesk, number: int) -> Ministry:
    """Return a ministry of the State; another State's and one that is not there look the same."""
    check_number(number)
    found = ministries.get(at.connection, number)
    if found is None or found.state != at.assessment.key.state:
        raise DeniedError("not_found")
    return found


def _record(at: AssessmentDesk, action: str, subject: str, details: Mapping[str, object], *rows: RowName) -> None:
    """Log something that this person did to the team."""
    key, by = at.assessment.key, at.person.account
    log.append(at.connection, Happening(action, subject, at.now, by, key.state, key.cycle, details, rows))


def _members(at: AssessmentDesk) -> tuple[Member, ...]:
    section_of = at.package.questionnaire.section_of
    changed: dict[int, Counter[str]] = {}
    for account, question in response_versions.changes_by_account(at.connection, at.assessment):
        if question in section_of:
            changed.setdefault(account, Counter())[section_of[question].id] += 1
    return tuple(
        Member(account, changed.get(account.id, Counter()), account.id == at.person.account)
        for account in accounts.all_accounts(at.connection, state=at.assessment.key.state)
    )
