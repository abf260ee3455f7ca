"""The files that `template` and `schema` write: where they may be, what they are called, what they replace."""

from pathlib import Path

import pytest

from tests.cli import tiny_package
from tests.cli.terminal import refused, run

CT_TECH = "questionnaires/ct-tech"


@pytest.mark.parametrize(
    ("options", "name", "words"),
    [
        ((), "a.txt", "does not end in .csv"),
        (("--format", "yaml"), "a.csv", "does not end in .yaml or .yml"),
        (("--translation", "fr"), "fr.csv", "does not end in .yaml or .yml"),
        ((), "misspelled/a.csv", "There is no folder"),
    ],
)
def test_output__name_that_nothing_could_read__is_refused(
    options: tuple[object, ...], name: str, words: str, tmp_path: Path
) -> None:
    assert words in refused(2, "template", CT_TECH, *options, "--output", tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_output__filled_in_answers__are_not_replaced_unasked(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text("state,governance.strategy\nXDM,2\n")
    write = ("template", CT_TECH, "--output", answers)
    assert "give --replace" in refused(2, *write)
    assert "XDM,2" in answers.read_text()
    assert run(*write, "--replace").returncode == 0
    assert "XDM" not in answers.read_text()


def test_output__translation_of_the_folder__is_brought_up_to_date_and_no_other_file(tmp_path: Path) -> None:
    tiny_package.write(tmp_path / "tiny")
    (tmp_path / "tiny" / "text").mkdir()
    other = tmp_path / "notes.yaml"
    other.write_text("mine: true\n")
    write = ("template", tmp_path / "tiny", "--translation", "fr", "--output")
    for _ in range(2):
        done = run(*write, tmp_path / "tiny" / "text" / "fr.yaml")
        assert done.returncode == 0, done.stderr
    assert "is there already" in refused(2, *write, other)
    assert other.read_text() == "mine: true\n"


def test_schema__folder_above_that_is_not_there__is_not_made(tmp_path: Path) -> None:
    assert "There is no folder" in refused(2, "schema", tmp_path / "misspelled" / "schema")
    assert list(tmp_path.iterdir()) == []
