"""Signing in and out: sessions by a token that only the browser knows, passwords, language."""

import datetime as dt
import hashlib
import secrets
import unicodedata
from dataclasses import dataclass

from assessment.core.account import Account
from assessment.core.log_entry import Happening
from assessment.core.person import Person
from assessment.core.sign_in_name import LONGEST_SIGN_IN_NAME
from assessment.errors import DeniedError, SignedOutError, UnacceptableError
from assessment.locale import languages
from assessment.services.passwords import check_new_password, fits, hash_password, is_outdated
from assessment.services.throttling import REMEMBERED, check_attempts
from assessment.services.workspace import Caller, Workspace
from assessment.store import accounts, log, sessions, sign_in_attempts, states
from assessment.store.database import Connection
from assessment.store.sign_in_attempts import SignInAttempt

LASTS = dt.timedelta(hours=8)
"""How long a session lasts, whatever happens in it."""

TOKEN_BYTES = 32
_LONGEST_TYPED = 1000


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session that has begun. The token is for the browser alone and is stored nowhere."""

    token: str
    caller: Caller
    expires_at: dt.datetime
    must_change_password: bool


def caller_of(token: str) -> Caller:
    """Return the caller that a session token stands for."""
    return Caller(hashlib.sha256(token.encode()).hexdigest())


def sign_in(workspace: Workspace, sign_in_name: str, password: str, address: str) -> NewSession:
    """Begin a session for who knows the password; raise DeniedError otherwise, in the same way for any reason.

    Every attempt counts, before the password is looked at; too many have to wait, the right password too.
    """
    name, place = normal_name(sign_in_name), address[:64]
    now = workspace.clock()
    account, stored = _attempt(workspace, name, place, now)
    right = fits(password, stored) and account is not None and account.active
    with workspace.database.writing() as connection:
        if account is None or stored is None or not right:
            subject = "" if account is None else str(account.id)
            log.append(connection, Happening("sign_in.failed", subject, now))
        else:
            sign_in_attempts.add(connection, SignInAttempt(name, place, now, succeeded=True))
            sign_in_attempts.forget_before(connection, now - REMEMBERED)
            if is_outdated(stored):
                renewed = hash_password(password)
                accounts.set_password(connection, account.id, renewed, must_change=account.must_change_password)
            return begin_session(connection, account, now)
    raise DeniedError("sign_in_failed")


def sign_out(workspace: Workspace, caller: Caller) -> None:
    """End this session; raise SignedOutError when it has ended already."""
    now = workspace.clock()
    with workspace.database.writing() as connection:
        person = _person(connection, caller, now)
        sessions.end(connection, caller.session, now)
        log.append(connection, Happening("sign_out", str(person.account), now, person.account))
    workspace.forget_session(caller.session)


def sign_out_everywhere(workspace: Workspace, caller: Caller) -> None:
    """End all sessions of this person; raise SignedOutError when this one has ended already."""
    now = workspace.clock()
    with workspace.database.writing() as connection:
        person = _person(connection, caller, now)
        ended = sessions.end_all(connection, person.account, now)
        happening = Happening(
            "sign_out.everywhere", str(person.account), now, person.account, details={"sessions": ended}
        )
        log.append(connection, happening)
    workspace.forget_account(person.account)


def change_password(workspace: Workspace, caller: Caller, old: str, new: str) -> None:
    """Replace this person's password and end the other sessions.

    Raise SignedOutError, DeniedError for a wrong old password, or UnacceptableError for a weak new one.
    """
    now = workspace.clock()
    with workspace.database.reading() as connection:
        account = accounts.get(connection, _person(connection, caller, now).account)
    if account is None:
        raise SignedOutError("signed_out")
    check_new_password(new, account.sign_in_name, account.name)
    _, stored = _attempt(workspace, account.sign_in_name, caller.session, now)
    if not fits(old, stored):
        raise DeniedError("password_wrong")
    if fits(new, stored):
        raise UnacceptableError("password_unchanged")
    renewed = hash_password(new)
    with workspace.database.writing() as connection:
        _person(connection, caller, now)
        sign_in_attempts.add(connection, SignInAttempt(account.sign_in_name, caller.session, now, succeeded=True))
        accounts.set_password(connection, account.id, renewed, must_change=False)
        sessions.end_all(connection, account.id, now, but=caller.session)
        log.append(connection, Happening("password.changed", str(account.id), now, account.id))
    workspace.forget_account(account.id, but=caller.session)


def who_is(workspace: Workspace, caller: Caller) -> Person:
    """Return who is signed in; raise SignedOutError for nobody."""
    with workspace.database.reading() as connection:
        return _person(connection, caller, workspace.clock())


def own_state_name(workspace: Workspace, caller: Caller) -> str | None:
    """Return the name of the State that a person belongs to; None for those who belong to none."""
    with workspace.database.reading() as connection:
        person = _person(connection, caller, workspace.clock())
        state = states.get(connection, person.state) if person.state else None
        return state.name if state else None


def change_language(workspace: Workspace, caller: Caller, language: str) -> None:
    """Let the interface speak another language to this person."""
    now = workspace.clock()
    with workspace.database.writing() as connection:
        person = _person(connection, caller, now)
        if language not in {offered.code for offered in languages(with_pseudo=True)}:
            raise UnacceptableError("no_such_language")
        accounts.set_language(connection, person.account, language)
        details = {"language": language}
        log.append(
            connection, Happening("language.changed", str(person.account), now, person.account, details=details)
        )


def normal_name(sign_in_name: str) -> str:
    """Return a sign-in name as it is stored and compared."""
    printable = "".join(letter for letter in sign_in_name[:_LONGEST_TYPED] if letter.isprintable())
    return unicodedata.normalize("NFKC", printable).strip().lower()[:LONGEST_SIGN_IN_NAME]


def begin_session(connection: Connection, account: Account, now: dt.datetime) -> NewSession:
    """Begin a session of an account whose holder has been verified."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    caller, expires_at = caller_of(token), now + LASTS
    sessions.begin(connection, caller.session, account.id, now, expires_at)
    log.append(connection, Happening("sign_in", str(account.id), now, account.id, account.state))
    return NewSession(token, caller, expires_at, account.must_change_password)


def _attempt(workspace: Workspace, name: str, address: str, now: dt.datetime) -> tuple[Account | None, str | None]:
    """Count an attempt as failed until it succeeds, so that many at once cannot slip through; find the account."""
    with workspace.database.writing() as connection:
        log.head(connection, lock=True)  # one attempt after the other, also on PostgreSQL
        check_attempts(connection, name, address, now)
        sign_in_attempts.add(connection, SignInAttempt(name, address, now, succeeded=False))
        account = accounts.by_sign_in_name(connection, name)
        return account, None if account is None else accounts.password_hash(connection, account.id)


def _person(connection: Connection, caller: Caller, now: dt.datetime) -> Person:
    if not caller.session.isascii():  # no digest; the database may not even be able to look for it
        raise SignedOutError("signed_out")
    person = sessions.person_of_session(connection, caller.session, now)
    if person is None:
        raise SignedOutError("signed_out")
    return person
