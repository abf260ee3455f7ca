"""Accounts, for the operator at the terminal: adding, listing, closing, and a new first password."""

import datetime as dt
from dataclasses import dataclass

from assessment.core.account import Account
from assessment.core.entered_text import is_visible
from assessment.core.log_entry import Happening, RowName
from assessment.core.person import NATIONAL_ROLES, Ministry, Role
from assessment.errors import RequestError
from assessment.locale import languages
from assessment.services.passwords import check_new_password, first_password, hash_password
from assessment.services.signing_in import normal_name
from assessment.services.workspace import Workspace
from assessment.store import accounts, log, ministries, sessions, states
from assessment.store.accounts import NewAccount
from assessment.store.database import Connection

LONGEST_NAME, LONGEST_SIGN_IN_NAME = 200, 254


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who is to get an account. `state` is an id; `ministry` is a name, made where it is new."""

    sign_in_name: str
    name: str
    role: Role
    state: str | None = None
    ministry: str | None = None
    language: str = "en"


def add_account(workspace: Workspace, applicant: Applicant, password: str | None = None) -> str:
    """Store an account and return its first password, which is made up unless given and must be changed.

    Raise RequestError for what does not fit together, UnacceptableError for a password that will not do.
    """
    sign_in_name = _check(applicant)
    if password is not None:
        check_new_password(password, sign_in_name, applicant.name)
    first = password or first_password()
    hashed = hash_password(first)
    now = workspace.clock()
    with workspace.database.writing() as connection:
        if accounts.by_sign_in_name(connection, sign_in_name) is not None:
            raise RequestError(f"There is an account {sign_in_name} already; choose another name.")
        if applicant.state is not None and states.get(connection, applicant.state) is None:
            raise RequestError(f"There is no State {applicant.state}; open a cycle with its register first.")
        ministry = _ministry(connection, applicant)
        account = NewAccount(
            sign_in_name,
            applicant.name.strip(),
            applicant.role,
            applicant.state,
            ministry.id if ministry else None,
            applicant.language,
            hashed,
        )
        number = accounts.add(connection, account, now)
        details = {"account": number, "role": applicant.role.value, "ministry": applicant.ministry}
        rows = (RowName("accounts", (number,)),)
        happening = Happening(
            "account.created", sign_in_name, now, state=applicant.state, details=details, rows=rows
        )
        log.append(connection, happening)
    return first


def list_accounts(workspace: Workspace, state: str | None = None) -> tuple[Account, ...]:
    """Return all accounts, or those of a State, by sign-in name."""
    with workspace.database.reading() as connection:
        return accounts.all_accounts(connection, state=state)


def deactivate(workspace: Workspace, sign_in_name: str) -> int:
    """Close an account and end its sessions; return how many were going on.

    Raise RequestError when there is no such account, it is closed already, or no administrator would be left.
    """
    now = workspace.clock()
    with workspace.database.writing() as connection:
        account = _find(connection, sign_in_name)
        if not account.active:
            raise RequestError(f"The account {account.sign_in_name} is closed already.")
        last = account.role is Role.ADMINISTRATOR and accounts.count_active(connection, Role.ADMINISTRATOR) == 1
        if last:
            raise RequestError(f"{account.sign_in_name} is the last administrator; add another one first.")
        accounts.set_active(connection, account.id, active=False)
        ended = sessions.end_all(connection, account.id, now)
        _note(connection, "account.deactivated", account, now)
    return ended


def reactivate(workspace: Workspace, sign_in_name: str) -> None:
    """Open a closed account again, with the password that it had.

    Raise RequestError when there is no such account or it is open.
    """
    with workspace.database.writing() as connection:
        account = _find(connection, sign_in_name)
        if account.active:
            raise RequestError(f"The account {account.sign_in_name} is open already.")
        accounts.set_active(connection, account.id, active=True)
        _note(connection, "account.reactivated", account, workspace.clock())


def reset_password(workspace: Workspace, sign_in_name: str, password: str | None = None) -> str:
    """Give an account a new first password, end its sessions and return the password.

    Raise RequestError when there is no such account or it is closed, UnacceptableError for a password that will
    not do.
    """
    with workspace.database.reading() as connection:
        account = _find(connection, sign_in_name)
    if password is not None:
        check_new_password(password, account.sign_in_name, account.name)
    first = password or first_password()
    hashed = hash_password(first)
    now = workspace.clock()
    with workspace.database.writing() as connection:
        account = _find(connection, sign_in_name)
        if not account.active:
            raise RequestError(
                f"The account {account.sign_in_name} is closed; "
                "open it first with python -m assessment users reactivate."
            )
        accounts.set_password(connection, account.id, hashed, must_change=True)
        sessions.end_all(connection, account.id, now)
        _note(connection, "password.reset", account, now)
    return first


def _find(connection: Connection, sign_in_name: str) -> Account:
    account = accounts.by_sign_in_name(connection, normal_name(sign_in_name))
    if account is None:
        raise RequestError(f"There is no account {sign_in_name}; python -m assessment users list shows all.")
    return account


def _check(applicant: Applicant) -> str:
    """Return the sign-in name as it is stored; raise RequestError for what does not fit together."""
    given, name = applicant.sign_in_name.strip(), normal_name(applicant.sign_in_name)
    if not name or len(given) > LONGEST_SIGN_IN_NAME or not given.isprintable() or any(map(str.isspace, given)):
        raise RequestError(
            "The name to sign in with must be one word of visible characters, such as an e-mail address."
        )
    shown = applicant.name.strip()
    if not is_visible(shown) or len(shown) > LONGEST_NAME or not shown.isprintable():
        raise RequestError(f"The name to be shown must have 1 to {LONGEST_NAME} visible characters.")
    if applicant.language not in {language.code for language in languages()}:
        raise RequestError(f'There are no words in "{applicant.language}"; choose a language of the interface.')
    official = applicant.role in NATIONAL_ROLES
    if official != (applicant.state is not None):
        needs = "needs a State: give --state" if official else "belongs to no State: leave out --state"
        raise RequestError(f"A {applicant.role.replace('_', ' ')} {needs}.")
    if (applicant.role is Role.CONTRIBUTOR) != bool(applicant.ministry):
        raise RequestError(
            "A contributor belongs to a ministry, and nobody else does: give or leave out --ministry."
        )
    return name


def _ministry(connection: Connection, applicant: Applicant) -> Ministry | None:
    if not applicant.ministry or applicant.state is None:
        return None
    name = applicant.ministry.strip()
    found = ministries.find(connection, applicant.state, name)
    return found or ministries.add(connection, applicant.state, name)


def _note(connection: Connection, action: str, account: Account, now: dt.datetime) -> None:
    rows = (RowName("accounts", (account.id,)),)
    log.append(connection, Happening(action, str(account.id), now, state=account.state, rows=rows))
