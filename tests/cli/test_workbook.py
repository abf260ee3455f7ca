"""`workbook` at the terminal."""

from pathlib import Path

import pytest

from tests.cli.terminal import done, refused, run
from tests.workbooks.offline_files import entries, opened, section_sheets

FOLDER = "questionnaires/ct-tech"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with training data."""
    folder = tmp_path_factory.mktemp("filled") / "data"
    done("training", "--data", folder, "--seed", "3")
    return folder


def test_a_states_workbook_has_its_answers(filled: Path, tmp_path: Path):
    out = tmp_path / "out.xlsx"

    finished = run("workbook", "--state", "XAV", "--data", filled, "--out", out)

    assert finished.returncode == 0, finished.stderr
    assert finished.stderr.startswith("out.xlsx is written: workbook ")
    book = opened(out.read_bytes())
    assert len(section_sheets(book)) == 10
    assert any(cell.value for (_, field), cell in entries(book).items() if field == "answer")
    assert out.stat().st_mode & 0o077 == 0


def test_sections_can_be_chosen(filled: Path, tmp_path: Path):
    out = tmp_path / "out.xlsx"

    run("workbook", "--state", "XAV", "--section", "legal", "--section", "threat", "--data", filled, "--out", out)

    assert [sheet.title[:2] for sheet in section_sheets(opened(out.read_bytes()))] == ["2 ", "3 "]


def test_a_folder_needs_no_database(tmp_path: Path):
    out = tmp_path / "out.xlsx"

    label = ("--classification", "confidential", "--label", "Eyes only")
    finished = run(
        "workbook", "--state", "XQQ", "--state-name", "Quilland", "--folder", FOLDER, "--out", out, *label
    )

    assert finished.returncode == 0, finished.stderr
    book = opened(out.read_bytes())
    assert book.worksheets[0]["A1"].value == "Quilland"
    assert "Confidential / Eyes only" in [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert all(cell.value is None for cell in entries(book).values())


def test_a_workbook_that_may_be_filled_in_is_not_replaced_unasked(tmp_path: Path):
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"filled in")
    write = ("workbook", "--state", "XQQ", "--folder", FOLDER, "--out", out)

    assert "is there already" in refused(2, *write)

    assert out.read_bytes() == b"filled in"
    assert run(*write, "--replace").returncode == 0
    assert section_sheets(opened(out.read_bytes()))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("out.pdf", "does not end in .xlsx; name it "),
        ("out", "does not end in .xlsx; name it "),
        ("misspelled/out.xlsx", "make it first, or correct its name."),
    ],
)
def test_a_file_that_no_program_would_open_or_find_is_not_written(
    name: str, words: str, filled: Path, tmp_path: Path
):
    before = done("db", "verify", "--data", filled)
    for source in (("--data", filled), ("--folder", FOLDER)):
        assert words in refused(2, "workbook", "--state", "XAV", *source, "--out", tmp_path / name)
    assert list(tmp_path.iterdir()) == []
    assert done("db", "verify", "--data", filled) == before  # nothing is logged as issued


def test_content_with_errors_is_named_by_the_folder_that_was_given(tmp_path: Path):
    sentence = refused(1, "workbook", "--state", "XQQ", "--folder", tmp_path, "--out", tmp_path / "out.xlsx")

    assert f"The questionnaire in {tmp_path} cannot be used" in sentence


def test_a_ministry_without_a_section_is_said_in_words_of_the_terminal(filled: Path, tmp_path: Path):
    new = ("users", "add", "new@example.org", "--name", "New", "--role", "contributor", "--state", "XAV")
    done(*new, "--ministry", "Ministry of Nothing", "--data", filled)
    call = ("workbook", "--state", "XAV", "--ministry", "Ministry of Nothing", "--data", filled)

    assert "--section" in refused(1, *call, "--out", tmp_path / "out.xlsx")


def test_what_is_not_there_is_said_in_one_sentence(filled: Path, tmp_path: Path):
    where = ("--data", filled, "--out", tmp_path / "out.xlsx")

    assert "XZZ" in refused(2, "workbook", "--state", "XZZ", *where)
    assert "no section" in refused(2, "workbook", "--state", "XAV", "--section", "no_such", *where)
    assert "no language" in refused(2, "workbook", "--state", "XAV", "--language", "tlh", *where)
    assert "no ministry" in refused(2, "workbook", "--state", "XAV", "--ministry", "Ministry of Magic", *where)
    assert "leave out" in refused(2, "workbook", "--state", "XAV", "--folder", FOLDER, "--cycle", "2026", *where)
    assert "leave out" in refused(2, "workbook", "--state", "XAV", "--state-name", "Avaria", *where)
    assert not (tmp_path / "out.xlsx").exists()
