"""What the training sign-in offers: a State and a role in it, or a role without a State."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessment.core.person import NATIONAL_ROLES, Role
from assessment.services.training_sign_in import TrainingAccount


@dataclass(frozen=True, slots=True)
class TrainingChoice:
    """`states` by name, as (id, name); `ministries` by name; `others` are accounts without a State."""

    states: tuple[tuple[str, str], ...]
    ministries: tuple[str, ...]
    others: tuple[TrainingAccount, ...]


def training_choice(accounts: Iterable[TrainingAccount]) -> TrainingChoice:
    """Return what can be chosen among accounts."""
    listed = tuple(accounts)
    names = {account.state: account.state_name for account in listed if account.state and account.state_name}
    order = list(Role)
    return TrainingChoice(
        states=tuple(sorted(names.items(), key=lambda pair: pair[1])),
        ministries=tuple(sorted({account.ministry for account in listed if account.ministry})),
        others=tuple(
            sorted(
                (account for account in listed if account.role not in NATIONAL_ROLES),
                key=lambda account: (order.index(account.role), account.name),
            )
        ),
    )


def account_chosen(accounts: Iterable[TrainingAccount], fields: Mapping[str, str]) -> int | None:
    """Return the account that a form names: by its id, or by State and "role" or "role|ministry"."""
    account, state = fields.get("account", ""), fields.get("state", "")
    role, _, ministry = fields.get("role", "").partition("|")
    if account:
        return next((one.id for one in accounts if str(one.id) == account), None)
    fitting = (one.id for one in accounts if state and one.state == state and one.role == role)
    if not ministry:
        return next(fitting, None)
    return next(
        (one.id for one in accounts if (one.state, one.role, one.ministry) == (state, role, ministry)), None
    )
