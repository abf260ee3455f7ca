"""`import` at the terminal: what it prints, and what it leaves in the database."""

from pathlib import Path

import pytest

from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.services.answering import open_question, save_answer
from assessment.services.workbooks.issuing import issue_workbook
from tests.cli.terminal import refused, run
from tests.workbooks.filled_workbooks import Filling
from tests.workspaces import Office

STRATEGY, SHARE = "policy.strategy", "practice.share"


def filled(office: Office, folder: Path, **answers: object) -> Path:
    """Write a workbook in which answers were entered, by the last part of their ids."""
    filling = Filling.of(issue_workbook(office.workspace, office.caller("Amara"), office.key, "en").data)
    for name, value in answers.items():
        filling.set({"strategy": STRATEGY, "share": SHARE}[name], value)
    file = folder / "filled.xlsx"
    file.write_bytes(filling.bytes())
    return file


def answer(office: Office, question: str) -> Answer:
    return open_question(office.workspace, office.caller("Amara"), office.key, question).record.answer


@pytest.fixture
def where(sqlite_url: str, tmp_path: Path) -> tuple[object, ...]:
    return "--database", sqlite_url, "--data", tmp_path


@pytest.fixture
def open_office(office: Office) -> Office:
    """Return the small service in a cycle that is open today, as the command takes the time from the machine."""
    with office.workspace.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE cycles SET closes_on = '2999-12-31', opens_on = '2026-01-01' WHERE id = '2026'"
        )
    return office


def test_a_dry_run_shows_what_would_change_and_writes_nothing(
    open_office: Office, where: tuple[object, ...], tmp_path: Path
):
    file = filled(open_office, tmp_path, strategy="2 · Adopted")

    ended = run("import", file, "--dry-run", *where)

    assert (ended.returncode, STRATEGY in ended.stdout, "filled in" in ended.stdout) == (0, True, True), (
        ended.stderr
    )
    assert "Nothing was written" in ended.stderr
    assert answer(open_office, STRATEGY).status is Status.BLANK


def test_what_was_filled_in_is_imported_and_a_second_time_nothing(
    open_office: Office, where: tuple[object, ...], tmp_path: Path
):
    file = filled(open_office, tmp_path, strategy="2 · Adopted", share="12,5")

    first, second = (run("import", file, "--state", "XAA", *where) for _ in range(2))

    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert "Imported in the name of Amara: 2 answers, 0 documents, 0 comments." in first.stderr
    assert f'{SHARE} "12,5" is read as 12.5.' in first.stderr
    assert "Nothing changed" in second.stderr
    assert "is read as" not in second.stderr
    assert answer(open_office, SHARE) == Answer(Status.ANSWERED, 12.5)


def test_problems_are_named_with_sheet_and_cell_and_nothing_is_written(
    open_office: Office, where: tuple[object, ...], tmp_path: Path
):
    file = filled(open_office, tmp_path, strategy="2 · Adopted", share="=1+1")

    ended = run("import", file, *where)

    assert ended.returncode == 1
    [line] = [one for one in ended.stderr.splitlines() if "formula" in one]
    assert line.startswith("2 Practice!G")
    assert SHARE in line
    assert line.endswith('Entered: "=1+1"')
    assert "Give --leave-out" in ended.stderr
    assert answer(open_office, STRATEGY).status is Status.BLANK

    ended = run("import", file, "--leave-out", *where)

    assert ended.returncode == 0, ended.stderr
    assert "1 answer, 0 documents, 0 comments. Left out: 1 cell." in ended.stderr
    assert 'Entered: "=1+1"' in ended.stderr
    assert answer(open_office, STRATEGY).value == 2


@pytest.mark.parametrize(("side", "level"), [(None, 1), ("here", 1), ("file", 2)])
def test_a_conflict_needs_a_side(
    open_office: Office, where: tuple[object, ...], tmp_path: Path, side: str | None, level: int
):
    file = filled(open_office, tmp_path, strategy="2 · Adopted")
    amara = open_office.caller("Amara")
    save_answer(open_office.workspace, amara, open_office.key, STRATEGY, Answer(Status.ANSWERED, 1), seen=0)

    ended = run("import", file, *(("--conflicts", side) if side else ()), *where)

    assert ended.returncode == (0 if side else 1), ended.stderr
    assert ("CONFLICT" in ended.stdout, "give --conflicts" in ended.stderr) == (True, side is None)
    assert answer(open_office, STRATEGY).value == level


def test_a_contributor_can_stand_for_the_own_sections_only(
    open_office: Office, where: tuple[object, ...], tmp_path: Path
):
    file = filled(open_office, tmp_path, strategy="2 · Adopted", share=3)
    ended = run("import", file, "--as", "bilal@example.org", *where)
    assert (ended.returncode, "practice: the section is not given" in ended.stderr) == (1, True)
    ended = run(
        "import", filled(open_office, tmp_path, strategy="2 · Adopted"), "--as", "Bilal@example.org", *where
    )
    assert "in the name of Bilal: 1 answer," in ended.stderr


def test_what_cannot_be_done_ends_in_one_sentence(open_office: Office, where: tuple[object, ...], tmp_path: Path):
    file = filled(open_office, tmp_path, strategy="2 · Adopted")
    assert "not of XBB" in refused(2, "import", file, "--state", "XBB", *where)
    assert "no open account" in refused(2, "import", file, "--as", "chiara@example.org", *where)
    assert "no open account" in refused(2, "import", file, "--as", "nobody", *where)
    text = tmp_path / "answers.xlsx"
    text.write_text("state,policy.law\n")
    assert "text file" in refused(1, "import", text, *where)
    assert run("import", tmp_path / "missing.xlsx", *where).returncode == 2
    assert run("import", file, "--conflicts", "mine", *where).returncode == 2
