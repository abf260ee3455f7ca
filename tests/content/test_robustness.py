"""Whatever a person does to a file, the checks answer with issues: never with a traceback."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.content.library import check_folder, find_packages
from assessment.content.package import load_package

HERE = Path(__file__).parent
PACKAGES = [HERE / "base" / "pkg", *find_packages(HERE / "valid")]
JUNK = (
    "null",
    "true",
    "-1",
    "3.5",
    '"x"',
    "[]",
    "{}",
    "[[1]]",
    "yes",
    "{a: {b: c}}",
    "|",
    "overall",
    "2020-01-01",
)
EDITS = ("delete", "double", "replace value", "rename key", "indent")


def edited(line: str, edit: str, junk: str) -> list[str]:
    key, colon, _ = line.partition(":")
    match edit:
        case "delete":
            return []
        case "double":
            return [line, line]
        case "replace value" if colon:
            return [f"{key}: {junk}"]
        case "rename key" if colon:
            return [line.replace(":", "x:", 1)]
        case _:
            return [f"  {line}"]


@given(st.data())
@settings(max_examples=150)
def test_any_edit_gives_issues_or_content_that_loads(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(PACKAGES), label="package")
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(shutil.copytree(source, Path(parent) / "pkg"))
        path = data.draw(st.sampled_from(sorted(folder.rglob("*.yaml"))), label="file")
        lines = path.read_text("utf-8").splitlines()
        number = data.draw(st.integers(0, len(lines) - 1), label="line")
        edit, junk = data.draw(st.sampled_from(EDITS)), data.draw(st.sampled_from(JUNK))
        lines[number : number + 1] = edited(lines[number], edit, junk)
        path.write_text("\n".join(lines) + "\n", "utf-8")
        issues = check_folder(folder)
        if not any(issue.severity == "error" for issue in issues):
            load_package(folder)
