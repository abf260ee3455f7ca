"""`pack`: build briefing packs, check whether a file is as it was issued, compare two of them."""

import hashlib
import sys
from pathlib import Path

import click

from assessment.cli.new_file import WORKBOOK, check_new_file, may_replace, write_workbook
from assessment.cli.pack_building import STAGES, PackChoices, build_folder, build_one
from assessment.cli.refusals import sentence_of
from assessment.cli.score import FileArgument
from assessment.cli.service import opened, runs_service
from assessment.cli.terminal import CommandGroup, ends_in_one_sentence, fail, progress, say
from assessment.core.pack import Audience, Classification, Edition
from assessment.errors import Refusal, RequestError
from assessment.locale import Phrases, languages, phrases
from assessment.services.packs.at_terminal import Order, verify_at_terminal
from assessment.services.packs.comparing_packs import compare_files, difference_file
from assessment.services.packs.verifying import Finding, Verification
from assessment.services.workspace import now

NewFile = click.Path(dir_okay=False, path_type=Path)
LONGEST = 200
"""Characters of a cell that are shown."""
SHOWN = (
    "Formulas with other values: {n}. They may follow from changed cells; a value put in front of a formula looks "
    "the same. Have a spreadsheet program calculate the file anew, save it, and verify it again."
)


@click.group(cls=CommandGroup)
def pack() -> None:
    """Build briefing packs, check and compare them."""


@pack.command("build")
@click.option("--audience", type=click.Choice([one.value for one in Audience]), help="Who reads the pack.")
@click.option("--state", help="The code of the State, for a minister's page or a national pack.")
@click.option("--set", "state_set", help="The States of the other packs: all, region.ID or group.ID.")
@click.option("--cycle", help="The cycle; the current one unless given.")
@click.option(
    "--edition",
    type=click.Choice([one.value for one in Edition]),
    help="What of States stands in it; the usual unless given.",
)
@click.option("--language", default="en", show_default=True, help="The language of the pack.")
@click.option(
    "--classification",
    type=click.Choice([one.value for one in Classification]),
    help="The label; the least of the edition unless given.",
)
@click.option(
    "--explanations/--no-explanations",
    default=None,
    help="With a State's explanations, reasons and documents; in a national pack unless left out, on a minister's "
    "page if asked.",
)
@click.option("--out", type=NewFile, help="The .xlsx file to write.")
@may_replace
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Instead of --out: an empty folder, or one to be made, for all packs of the cycle in an edition.",
)
@runs_service
def build_command(
    audience: str | None,
    state: str | None,
    state_set: str | None,
    cycle: str | None,
    edition: str | None,
    language: str,
    classification: str | None,
    explanations: bool | None,
    out: Path | None,
    replace: bool,
    folder: Path | None,
    database: str | None,
    data: Path | None,
) -> None:
    """Build a briefing pack, or all of a cycle; what stands in each is stored, to be verified later."""
    label = Classification(classification) if classification else None
    chosen = Edition(edition) if edition else None
    choices = PackChoices(_language(language).language, label, explanations)
    if folder is not None:
        if audience or out or state or state_set or replace:
            raise RequestError(
                "--folder takes all packs of a cycle; leave out --audience, --state, --set, --out and --replace."
            )
        with opened(database, data) as workspace:
            build_folder(workspace, folder, cycle, chosen or Edition.SECRETARIAT, choices)
        return
    if audience is None or out is None:
        raise RequestError("Give --audience and --out for one pack, or --folder for all packs of a cycle.")
    check_new_file(out, WORKBOOK, replace=replace)
    with opened(database, data) as workspace, progress(len(STAGES)) as begin:
        order = Order(Audience(audience), state, state_set)
        built = build_one(workspace, order, cycle, chosen, choices, begin)
        write_workbook(out, built.data, replace=replace)
    frame = built.frame
    say(f"{out.name} is written: pack {frame.id}, snapshot {frame.short_snapshot}, {frame.classification.value}.")
    say(f"Its SHA-256 is {hashlib.sha256(built.data).hexdigest()}.")


@pack.command("verify")
@click.argument("file", type=FileArgument)
@runs_service
def verify_command(file: Path, database: str | None, data: Path | None) -> None:
    """Tell whether FILE is a pack as this service issued it.

    Prints one line for each cell that is not, and ends with status 1 unless all is as it was issued. Cells are
    compared: charts and looks count only in a file of which not a single byte differs.
    """
    with opened(database, data) as workspace, progress() as begin:
        begin("Comparing")
        verification = verify_at_terminal(workspace, file.read_bytes())
    _show(verification, file.name)
    sys.exit(0 if verification.finding is Finding.AS_ISSUED else 1)


@pack.command("compare")
@click.argument("first", type=FileArgument)
@click.argument("second", type=FileArgument)
@click.option("--language", default="en", show_default=True, help="The language of the sheet.")
@click.option("--out", type=NewFile, required=True, help="The .xlsx file to write.")
@may_replace
@ends_in_one_sentence
def compare_command(first: Path, second: Path, language: str, out: Path, replace: bool) -> None:
    """Write what changed between the packs FIRST and SECOND as a workbook of one sheet."""
    words = _language(language)
    check_new_file(out, WORKBOOK, replace=replace)
    try:
        with progress() as begin:
            begin("Comparing")
            difference = compare_files(first.read_bytes(), second.read_bytes())
            write_workbook(out, difference_file(difference, words, now()), replace=replace)
    except Refusal as refusal:
        fail(sentence_of(refusal), 1)
    moved = sum(one.is_one for one in difference.scores)
    say(f"{out.name} is written: {len(difference.answers)} answers and {moved} scores differ.")


def _language(code: str) -> Phrases:
    if code not in {one.code for one in languages(with_pseudo=True)}:
        raise RequestError(f'There is no language "{code}" yet; choose another one.')
    return phrases(code)


def _show(verification: Verification, name: str) -> None:
    words = phrases("en")
    at = None if verification.issued_at is None else words.moment(verification.issued_at)
    differences = verification.differences
    if differences is not None:
        for change in differences.changes:
            place = f"{_plain(change.sheet)}!{change.cell}"
            click.echo(f"{place}: was {_quoted(change.was)}, is {_quoted(change.now)}")
        for sheet in differences.added:
            click.echo(f"{_plain(sheet)}: this sheet was not in the pack")
        for sheet in differences.gone:
            click.echo(f"{_plain(sheet)}: this sheet is not there any more")
        for value in differences.shown:
            place = f"{_plain(value.sheet)}!{value.cell}"
            click.echo(f"{place}: this formula showed {_quoted(value.was)}, and shows {_quoted(value.now)}")
        if differences.shown:
            click.echo(SHOWN.format(n=len(differences.shown)))
    match verification.finding:
        case Finding.NO_PACK:
            click.echo(f"{name} is no briefing pack.")
        case Finding.UNKNOWN:
            click.echo(f"{name} is no pack that this service issued.")
        case Finding.AS_ISSUED:
            how = "byte for byte" if verification.is_same_file else "every cell, though another program saved it"
            click.echo(f"{name} is as it was issued on {at}: {how}.")
        case Finding.OTHER_FILE:
            click.echo(f"{name} is not byte for byte the pack that was issued on {at}.")
        case Finding.CHANGED:
            click.echo(f"{name} was issued on {at} and is not as it was.")


def _quoted(text: str) -> str:
    return f'"{_plain(text)}"' if text else "empty"


def _plain(text: str) -> str:
    """Return text of a file on one line, without what a terminal would act on."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:LONGEST]
