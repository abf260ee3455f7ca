"""`workbook`: write the questionnaire as a workbook that is answered without a network."""

from pathlib import Path

import click

from assessment.cli.new_file import WORKBOOK, check_new_file, may_replace, write_workbook
from assessment.cli.service import opened, runs_service
from assessment.cli.terminal import progress, say
from assessment.content.whole_file import check_folder
from assessment.core.pack import Classification
from assessment.errors import RequestError
from assessment.locale import Phrases, languages, phrases
from assessment.services.workbooks.issuing import FileLabel, IssuedWorkbook
from assessment.services.workbooks.issuing_at_terminal import empty_workbook, issue_at_terminal

NewFile = click.Path(dir_okay=False, path_type=Path)
Folder = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option("--state", required=True, help="The code of the State.")
@click.option("--cycle", help="The cycle; the State's current one unless given.")
@click.option("--language", default="en", show_default=True, help="The language of the workbook.")
@click.option("--section", "sections", multiple=True, help="A section to be in it; may be given again. Else all.")
@click.option("--ministry", help="The name of the ministry that it is for: with the sections given to it.")
@click.option(
    "--folder", type=Folder, help="A folder of content: an empty workbook, for which no database is read."
)
@click.option("--state-name", help="The name of the State, with --folder.")
@click.option(
    "--classification",
    type=click.Choice([one.value for one in Classification]),
    default=Classification.UNCLASSIFIED.value,
    show_default=True,
    help="The label on every page.",
)
@click.option("--label", default="", help="The State's own label, beside the classification.")
@click.option("--out", type=NewFile, help="The .xlsx file to write; else a name of its own in this folder.")
@may_replace
@runs_service
def workbook(
    state: str,
    cycle: str | None,
    language: str,
    sections: tuple[str, ...],
    ministry: str | None,
    folder: Path | None,
    state_name: str | None,
    classification: str,
    label: str,
    out: Path | None,
    replace: bool,
    database: str | None,
    data: Path | None,
) -> None:
    """Write the questionnaire of a State as a workbook, with what is answered already.

    It is filled in with Excel, LibreOffice or Google Sheets, and read back by `import`.
    """
    words, on_file = _language(language), FileLabel(Classification(classification), label)
    if out is None:
        check_folder(Path.cwd())
    else:
        check_new_file(out, WORKBOOK, replace=replace)
    if folder is not None:
        if cycle or ministry:
            raise RequestError("A folder of content knows no cycles and ministries; leave out one or the other.")
        issued = _empty(folder, words, state, state_name, sections, on_file)
    elif state_name:
        raise RequestError("The database has the name of the State; leave out --state-name or add --folder.")
    else:
        with opened(database, data) as workspace, progress() as begin:
            begin("Writing")
            chosen = sections or None
            issued = issue_at_terminal(
                workspace, state, cycle=cycle, language=language, sections=chosen, ministry=ministry, label=on_file
            )
    _write(issued, out, replace=replace)


def _empty(
    folder: Path, words: Phrases, state: str, state_name: str | None, sections: tuple[str, ...], label: FileLabel
) -> IssuedWorkbook:
    with progress() as begin:
        begin("Writing")
        name, chosen = state_name or state, sections or None
        return empty_workbook(folder, words, state=state, state_name=name, sections=chosen, label=label)


def _write(issued: IssuedWorkbook, out: Path | None, *, replace: bool) -> None:
    path = out or Path(issued.file_name)
    write_workbook(path, issued.data, replace=replace)
    say(f"{path.name} is written: workbook {issued.workbook_id}.")


def _language(code: str) -> Phrases:
    if code not in {one.code for one in languages(with_pseudo=True)}:
        raise RequestError(f'There is no language "{code}" yet; choose another one.')
    return phrases(code)
