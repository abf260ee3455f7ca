import io
import shutil
import zipfile
from pathlib import Path

import pytest

from assessment.content.archive import MOST_FILES, archive_digest, load_archive, pack
from assessment.content.package import load_package
from assessment.errors import ContentError

CONTENT = Path(__file__).parent / "base" / "pkg"
REAL = Path(__file__).parents[2] / "questionnaires" / "ct-tech"


def zipped(**files: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    return archive.getvalue()


@pytest.mark.parametrize("folder", [CONTENT, REAL])
def test_a_packed_folder_gives_the_same_package(folder: Path):
    assert load_archive(pack(folder)) == load_package(folder)


def test_the_same_content_gives_the_same_bytes_whatever_its_times_and_other_files(tmp_path: Path):
    copy = tmp_path / "copy"
    shutil.copytree(CONTENT, copy, copy_function=shutil.copyfile)
    (copy / "notes.txt").write_text("No content.")
    (copy / ".hidden.yaml").write_text("id: no")

    assert pack(copy) == pack(CONTENT)
    assert archive_digest(pack(copy)) == archive_digest(pack(CONTENT))

    (copy / "rubric.yaml").write_text((CONTENT / "rubric.yaml").read_text().replace("cap: 60", "cap: 61"))
    assert archive_digest(pack(copy)) != archive_digest(pack(CONTENT))


@pytest.mark.parametrize(
    "name",
    [
        "../questionnaire.yaml",
        "/sections/questionnaire.yaml",
        "sections/../../rubric.yaml",
        "sections\\..\\rubric.yaml",
        "C:rubric.yaml",
        "sections/deep/er.yaml",
        "other/rubric.yaml",
        "questionnaire.py",
        "./rubric.yaml",
        "sections//one.yaml",
    ],
)
def test_a_file_with_another_name_is_refused(name: str):
    with pytest.raises(ContentError, match="belongs to no questionnaire"):
        load_archive(zipped(**{"questionnaire.yaml": b"", name: b""}))


@pytest.mark.parametrize(
    "archive",
    [
        b"",
        b"no archive",
        pack(CONTENT)[:-30],
        pack(CONTENT).replace(b"A small questionnaire", b"A small questionnairf"),
    ],
)
def test_an_archive_that_is_damaged_is_refused(archive: bytes):
    with pytest.raises(ContentError, match="cannot be unpacked"):
        load_archive(archive)


def test_an_archive_with_too_much_is_refused():
    with pytest.raises(ContentError, match="too many"):
        load_archive(zipped(**{f"sections/a{number}.yaml": b"" for number in range(MOST_FILES + 1)}))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("questionnaire.yaml", bytes(60_000_000))
    with pytest.raises(ContentError, match="too large"):
        load_archive(bomb.getvalue())


def test_content_with_errors_is_refused():
    with pytest.raises(ContentError, match="cannot be used"):
        load_archive(zipped(**{"questionnaire.yaml": b"id: mini"}))
