"""Signing in by a click, in training mode only."""

from dataclasses import dataclass

from assessment.core.person import Role
from assessment.errors import DeniedError
from assessment.services.signing_in import NewSession, begin_session
from assessment.services.workspace import Workspace
from assessment.store import accounts, states


@dataclass(frozen=True, slots=True)
class TrainingAccount:
    """An account that anybody may choose; `state_name` and `ministry` are there for officials."""

    id: int
    name: str
    role: Role
    state: str | None
    state_name: str | None
    ministry: str | None


def training_accounts(workspace: Workspace) -> tuple[TrainingAccount, ...]:
    """Return the accounts of a training service; raise DeniedError outside training mode."""
    _check_training(workspace)
    with workspace.database.reading() as connection:
        names = {state.id: state.name for state in states.all_states(connection)}
        return tuple(
            TrainingAccount(
                account.id,
                account.name,
                account.role,
                account.state,
                names.get(account.state or ""),
                account.ministry.name if account.ministry else None,
            )
            for account in accounts.all_accounts(connection)
            if account.active
        )


def sign_in_for_training(workspace: Workspace, account: int) -> NewSession:
    """Begin a session of an account without a password; raise DeniedError outside training mode."""
    _check_training(workspace)
    now = workspace.clock()
    with workspace.database.writing() as connection:
        found = accounts.get(connection, account)
        if found is None or not found.active:
            raise DeniedError("sign_in_failed")
        return begin_session(connection, found, now)


def _check_training(workspace: Workspace) -> None:
    if not workspace.training:
        raise DeniedError("not_allowed")
