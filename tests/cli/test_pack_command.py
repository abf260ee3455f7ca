"""`pack build`, `verify` and `compare`, on a copy of the training service."""

import io
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.terminal import done, refused, run
from tests.training_service import TrainingService


@pytest.fixture
def where(own_training: TrainingService) -> tuple[object, ...]:
    """Return the options that name a database with training data."""
    url = f"sqlite:///{own_training.folder / 'training.sqlite3'}"
    return ("--database", url, "--data", own_training.folder)


def test_packs_are_built_verified_and_compared(where: tuple[object, ...], tmp_path: Path) -> None:
    build = ("pack", "build", "--audience", "national", "--state", "XAV", *where)
    files = {cycle: tmp_path / f"{cycle}.xlsx" for cycle in ("2025", "2026")}
    for cycle, file in files.items():
        finished = run(*build, "--cycle", cycle, "--out", file)
        assert finished.returncode == 0, finished.stderr
        assert "is written: pack " in finished.stderr
        assert file.stat().st_mode & 0o077 == 0  # for its owner alone
    assert "byte for byte" in done("pack", "verify", files["2026"], *where)

    book, stream = load_workbook(files["2026"]), io.BytesIO()
    book["Data"]["H2"] = "\x1b[31m".replace("\x1b", "_x001B_") + "4"
    book.save(stream)
    changed = tmp_path / "changed.xlsx"
    changed.write_bytes(stream.getvalue())
    finished = run("pack", "verify", changed, *where)
    assert finished.returncode == 1
    assert "Data!H2: was" in finished.stdout
    assert "\x1b" not in finished.stdout
    assert "is not as it was" in finished.stdout

    out = tmp_path / "difference.xlsx"
    compared = run("pack", "compare", files["2025"], files["2026"], "--out", out)
    assert compared.returncode == 0, compared.stderr
    assert "answers and" in compared.stderr
    assert load_workbook(out).sheetnames == ["Differences"]
    written = out.read_bytes()
    again = ("pack", "compare", files["2025"], files["2026"], "--out", out)
    assert "--replace" in refused(2, *again)
    assert out.read_bytes() == written
    assert run(*again, "--replace").returncode == 0
    findings = run("db", "verify", *where).stdout.splitlines()[:-1]
    assert all(" file_missing " in line for line in findings)  # the copy has no files of evidence


def test_a_public_pack_needs_no_state_and_a_pack_of_others_is_unknown(
    where: tuple[object, ...], tmp_path: Path
) -> None:
    out = tmp_path / "global.xlsx"
    build = ("pack", "build", "--audience", "global", "--edition", "public", "--cycle", "2025", "--out", out)
    finished = run(*build, *where)
    assert finished.returncode == 0, finished.stderr
    assert "byte for byte" in done("pack", "verify", out, *where)
    book = load_workbook(out)
    book["_pack"]["B2"] = "0" * 32
    book.save(out)
    unknown = run("pack", "verify", out, *where)
    assert unknown.returncode == 1
    assert "is no pack that this service issued" in unknown.stdout


def test_all_packs_of_a_cycle_go_into_a_new_folder_and_no_file_is_replaced(
    where: tuple[object, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "packs"
    build = ("pack", "build", "--folder", folder, "--edition", "public", "--cycle", "2025", *where)
    finished = run(*build)
    assert finished.returncode == 0, finished.stderr
    files = sorted(folder.iterdir())
    lines = finished.stderr.splitlines()
    assert [f"{file.name} is written" in finished.stderr for file in files] == [True] * len(files)
    left_out = [line for line in lines if "is left out:" in line]
    assert [line for line in left_out if "Choose another region or group" in line] == left_out != []
    assert f"{len(files)} of {len(files) + len(left_out)} packs of cycle 2025 are written." in lines
    assert {file.suffix for file in files} == {".xlsx"}
    assert {file.stat().st_mode & 0o077 for file in files} == {0}
    assert "byte for byte" in done("pack", "verify", files[0], *where)
    before = {file: file.read_bytes() for file in files}
    assert "not empty" in refused(2, *build)
    assert {file: file.read_bytes() for file in sorted(folder.iterdir())} == before
    assert "--out" in refused(2, *build, "--out", tmp_path / "x.xlsx")
    assert "--folder" in refused(2, "pack", "build", "--audience", "global", *where)


def test_a_file_that_is_there_is_replaced_only_where_the_call_says_so(
    where: tuple[object, ...], tmp_path: Path
) -> None:
    out = tmp_path / "page.xlsx"
    out.write_bytes(b"somebody's notes")
    build = ("pack", "build", "--audience", "minister", "--state", "XAV", "--cycle", "2025", "--out", out, *where)
    assert "page.xlsx is there already" in refused(2, *build)
    assert out.read_bytes() == b"somebody's notes"
    finished = run(*build, "--replace")
    assert finished.returncode == 0, finished.stderr
    assert load_workbook(out).worksheets


def test_a_link_that_leads_nowhere_is_there_already(where: tuple[object, ...], tmp_path: Path) -> None:
    out, lost = tmp_path / "page.xlsx", tmp_path / "lost.xlsx"
    out.symlink_to(lost)
    build = ("pack", "build", "--audience", "minister", "--state", "XAV", "--cycle", "2025", "--out", out, *where)
    assert "page.xlsx is there already" in refused(2, *build)
    assert out.is_symlink()
    assert not lost.exists()


def exports_logged(where: tuple[object, ...]) -> int:
    with closing(sqlite3.connect(str(where[1]).removeprefix("sqlite:///"))) as connection:
        (count,) = connection.execute("SELECT count(*) FROM exports").fetchone()
    return int(count)


def test_a_file_that_is_no_workbook_or_has_no_folder_is_refused_before_anything_is_built(
    where: tuple[object, ...], tmp_path: Path
) -> None:
    build = ("pack", "build", "--audience", "minister", "--state", "XAV", "--cycle", "2025", *where, "--out")
    there, pack = {path.name for path in tmp_path.iterdir()}, tmp_path / "page.XLSX"
    finished = run(*build, pack)
    assert finished.returncode == 0, finished.stderr
    before = exports_logged(where)
    assert before >= 1
    for name, better in (("page.pdf", "page.xlsx"), ("page", "page.xlsx"), ("page.xls", "page.xlsx")):
        sentence = refused(2, *build, tmp_path / name)
        assert sentence.endswith(f"does not end in .xlsx; name it {tmp_path / better}.")
        assert "does not end in .xlsx" in refused(2, "pack", "compare", pack, pack, "--out", tmp_path / name)
    for out in (tmp_path / "misspelled" / "x.xlsx", tmp_path / "a" / "b" / "x.xlsx"):
        assert f"There is no folder {out.parent}; make it first" in refused(2, *build, out)
        assert "There is no folder" in refused(2, "pack", "compare", pack, pack, "--out", out)
    assert "not a directory" in refused(2, *build, pack / "x.xlsx")
    assert exports_logged(where) == before
    assert {path.name for path in tmp_path.iterdir()} - there == {"page.XLSX"}


def test_a_folder_for_packs_is_made_for_packs_alone(where: tuple[object, ...], tmp_path: Path) -> None:
    build = ("pack", "build", "--edition", "public", *where, "--folder")
    assert "no cycle 1999" in refused(2, *build, tmp_path / "packs", "--cycle", "1999")
    assert "There is no folder" in refused(2, *build, tmp_path / "misspelled" / "packs", "--cycle", "2025")
    assert not (tmp_path / "packs").exists()
    assert not (tmp_path / "misspelled").exists()


def test_what_is_said_of_a_wrong_file_fits_the_terminal(where: tuple[object, ...], tmp_path: Path) -> None:
    for content in (b"# Read me\n", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"):
        file = tmp_path / "file.xlsx"
        file.write_bytes(content)
        for call in (("pack", "verify", file, *where), ("import", file, *where)):
            sentence = refused(1, *call)
            assert not re.search("(?i)upload|download|click|button|page", sentence), sentence


def test_bad_calls_end_in_one_sentence(where: tuple[object, ...], tmp_path: Path) -> None:
    out = ("--out", tmp_path / "x.xlsx")
    build = ("pack", "build", "--audience")
    assert "--state" in refused(2, *build, "minister", *out, *where)
    assert "--set" in refused(2, *build, "global", "--state", "XAV", *out, *where)
    assert "XZZ" in refused(2, *build, "minister", "--state", "XZZ", *out, *where)
    assert "language" in refused(2, *build, "minister", "--state", "XAV", "--language", "xx", *out, *where)
    no_set = refused(2, *build, "regional", "--set", "region.atlantis", *out, *where)
    assert "There is no set region.atlantis in cycle 2026; choose one of all, region." in no_set
    assert "no cycle 1999" in refused(2, *build, "global", "--cycle", "1999", *out, *where)
    text = tmp_path / "answers.csv"
    text.write_text("state,answer\n", "utf-8")
    assert refused(1, "pack", "verify", text, *where)
    assert refused(1, "pack", "compare", text, text, *out)
    assert not (tmp_path / "x.xlsx").exists()
