"""`users`: add, list and close accounts, and give a new first password."""

import sys
from pathlib import Path

import click

from assessment.cli.service import opened, runs_service
from assessment.cli.tables import plain_table
from assessment.cli.terminal import CommandGroup, say, stdout
from assessment.core.person import Role
from assessment.errors import RequestError
from assessment.services.accounts import (
    Applicant,
    add_account,
    deactivate,
    list_accounts,
    reactivate,
    reset_password,
)

ReadPassword = click.option(
    "--password-stdin", is_flag=True, help="Read the first password from standard input; else one is made up."
)


@click.group(cls=CommandGroup)
def users() -> None:
    """Add, list and close accounts."""


@users.command("add")
@click.argument("sign_in_name")
@click.option("--name", required=True, help="The name that others see; an office rather than a person.")
@click.option(
    "--role", required=True, type=click.Choice([role.value for role in Role]), help="What the account is for."
)
@click.option("--state", help="The id of the State, for a focal point or a contributor.")
@click.option("--ministry", help="The name of the ministry, for a contributor; a new one is made.")
@click.option("--language", default="en", show_default=True, help="The language of the interface.")
@ReadPassword
@runs_service
def add_command(
    sign_in_name: str,
    name: str,
    role: str,
    state: str | None,
    ministry: str | None,
    language: str,
    password_stdin: bool,
    database: str | None,
    data: Path | None,
) -> None:
    """Add an account that signs in as SIGN_IN_NAME, and print its first password, once.

    At the first sign-in the password must be changed.
    """
    applicant = Applicant(sign_in_name, name, Role(role), state, ministry, language)
    given = _read_password() if password_stdin else None
    with opened(database, data) as workspace:
        password = add_account(workspace, applicant, given)
    say(f"The account {sign_in_name} is added.")
    if given is None:
        _print_password(password)


@users.command("list")
@click.option("--state", help="Only the accounts of this State.")
@runs_service
def list_command(state: str | None, database: str | None, data: Path | None) -> None:
    """List the accounts."""
    with opened(database, data) as workspace:
        accounts = list_accounts(workspace, state)
    title = f"{len(accounts)} account{'' if len(accounts) == 1 else 's'}"
    table = plain_table(title, "Sign-in name", "Name", "Role", "State", "Ministry", "Last seen", "")
    for account in accounts:
        table.add_row(
            account.sign_in_name,
            account.name,
            account.role.value,
            account.state or "",
            account.ministry.name if account.ministry else "",
            f"{account.last_seen:%Y-%m-%d %H:%M}" if account.last_seen else "never",
            "" if account.active else "closed",
        )
    stdout().print(table, markup=False)


@users.command("deactivate")
@click.argument("sign_in_name")
@runs_service
def deactivate_command(sign_in_name: str, database: str | None, data: Path | None) -> None:
    """Close the account SIGN_IN_NAME and end its sessions at once; what it did stays."""
    with opened(database, data) as workspace:
        ended = deactivate(workspace, sign_in_name)
    say(f"The account {sign_in_name} is closed; {ended or 'no'} session{'' if ended == 1 else 's'} ended.")


@users.command("reactivate")
@click.argument("sign_in_name")
@runs_service
def reactivate_command(sign_in_name: str, database: str | None, data: Path | None) -> None:
    """Open the closed account SIGN_IN_NAME again, with the password that it had."""
    with opened(database, data) as workspace:
        reactivate(workspace, sign_in_name)
    say(f"The account {sign_in_name} is open again, with the password that it had.")


@users.command("reset-password")
@click.argument("sign_in_name")
@ReadPassword
@runs_service
def reset_command(sign_in_name: str, password_stdin: bool, database: str | None, data: Path | None) -> None:
    """Give the account SIGN_IN_NAME a new first password, print it once, and end its sessions."""
    given = _read_password() if password_stdin else None
    with opened(database, data) as workspace:
        password = reset_password(workspace, sign_in_name, given)
    say(f"The account {sign_in_name} has a new first password; its sessions are ended.")
    if given is None:
        _print_password(password)


def _read_password() -> str:
    """Return the first line of standard input; on a terminal it is asked for, twice and unseen."""
    if sys.stdin.isatty():
        password: str = click.prompt("First password", hide_input=True, confirmation_prompt=True, err=True)
        return password
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise RequestError(
            "There is no password on standard input; write one line, or leave out --password-stdin."
        )
    return password


def _print_password(password: str) -> None:
    say("Its first password, which is shown only now:")
    click.echo(password)
