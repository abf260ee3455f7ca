"""`db`: upgrade, check, back up and restore the database with its evidence."""

import sys
from pathlib import Path
from typing import Any

import click

from assessment.cli.service import opened, runs_service
from assessment.cli.terminal import CommandGroup, progress, say
from assessment.services.back_ups import back_up, check_back_up, restore
from assessment.services.operations import Verdict, upgrade_database, verify_store

NewFile = click.Path(dir_okay=False, path_type=Path)
OldFile = click.Path(exists=True, dir_okay=False, path_type=Path)


class LogEntryNoted(click.ParamType[tuple[int, str]]):
    """A noted entry of the log: its number and digest, as `db verify` prints them."""

    name = "number:digest"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, str]:
        """Return the number and the digest; end with a usage error when it is none."""
        number, colon, digest = str(value).partition(":")
        if not (colon and number.isdecimal() and len(digest) == 64):
            self.fail(f'"{value}" is no entry of the log; write NUMBER:DIGEST as db verify prints it.', param, ctx)
        return int(number), digest


@click.group(cls=CommandGroup)
def db() -> None:
    """Upgrade, check, back up and restore the database with its evidence."""


@db.command("upgrade")
@runs_service
def upgrade_command(database: str | None, data: Path | None) -> None:
    """Make the tables of this version, or bring older ones to it; nothing is lost."""
    with opened(database, data, current=False) as workspace, progress() as begin:
        begin("Upgrading")
        changed = upgrade_database(workspace)
    say("The database is upgraded." if changed else "The database has the tables of this version already.")


@db.command("verify")
@click.option("--noted", type=LogEntryNoted(), help="An earlier last entry of the log, as it was noted down.")
@runs_service
def verify_command(database: str | None, data: Path | None, noted: tuple[int, str] | None) -> None:
    """Check that log, history, snapshots and files are as they were stored.

    Prints one line for each finding and, last, where the log ends: note this down outside the service and give it
    to a later check as --noted. Ends with status 1 when there is a finding.
    """
    with opened(database, data) as workspace, progress() as begin:
        begin("Checking")
        verdict = verify_store(workspace, noted)
    _show(verdict)


@db.command("backup")
@click.argument("file", type=NewFile)
@runs_service
def backup_command(file: Path, database: str | None, data: Path | None) -> None:
    """Write the database and all evidence to FILE, a zip file with digests, while the service goes on."""
    with opened(database, data) as workspace, progress(2) as begin:
        done = back_up(workspace, file.absolute(), begin)
    say(
        f"{file.name} is written, with {done.files} files of evidence; "
        f"the log in it ends with {done.entries}:{done.digest}"
    )


@db.command("restore")
@click.argument("file", type=OldFile)
@runs_service
def restore_command(file: Path, database: str | None, data: Path | None) -> None:
    """Unpack the back-up FILE into an empty place, and check all of it."""
    check_back_up(file)
    with opened(database, data, current=False) as workspace, progress(2) as begin:
        verdict = restore(workspace, file, begin)
    _show(verdict)


def _show(verdict: Verdict) -> None:
    for finding in verdict.findings:
        click.echo(f"{finding.place}: {finding.code} {finding.sentence}")
    found = len(verdict.findings)
    what = "Everything is as it was stored" if not found else f"{found} finding{'' if found == 1 else 's'}"
    click.echo(f"{what}. The log has {verdict.entries} entries and ends with {verdict.entries}:{verdict.digest}")
    sys.exit(1 if found else 0)
