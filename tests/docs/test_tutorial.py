"""The documents that show commands can be followed to the letter."""

from pathlib import Path

import pytest

from assessment.content.library import load_register
from assessment.content.package import load_package
from tests.docs.console import FOLLOWED, Call, follow, same
from tests.docs.refresh import refresh, renewed

ROOT = Path(__file__).parents[2]


def judge(call: Call) -> None:
    assert call.status == call.status_expected, f"{call.where}: ended with status {call.status}\n{call.printed}"
    assert same(call.printed, call.expected), (
        f"{call.where} prints\n{call.printed}\ninstead of\n{call.expected}\nIf that is right, run: make docs"
    )


@pytest.mark.parametrize("document", FOLLOWED, ids=lambda path: path.name)
def test_the_document_can_be_followed(document: Path, tmp_path: Path) -> None:
    calls: list[Call] = []

    def noted(call: Call) -> None:
        judge(call)
        calls.append(call)

    follow(document, tmp_path, noted)
    assert len(calls) > 3


@pytest.mark.parametrize(
    ("printed", "expected", "is_same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n\n b  \n", "a\n b\n", True),
        ("a\nb\nc\n", "a\n…\nc\n", True),
        ("a\nc\n", "a\n…\nc\n", True),
        ("a\nb\n", "a\n", False),
        ("a.b\n", "axb\n", False),
        ("a\nb\nd\n", "a\n…\nc\n", False),
    ],
)
def test_output_is_compared_line_by_line(printed: str, expected: str, is_same: bool) -> None:
    assert same(printed, expected) is is_same


@pytest.mark.parametrize(
    ("printed", "expected", "block"),
    [
        ("new 1\n\n\nnew 2  \n", "old\n", ["new 1", "", "new 2"]),
        ("", "old\n", []),
        ("head, new\na\nb\n", "head, old\n…\n", ["head, new", "…"]),
        ("a\nb\nfoot, new\n", "…\nfoot, old\n", ["…", "foot, new"]),
        ("head\na\nmiddle, new\nb\n", "head\n…\nmiddle, old\n…\n", ["head", "…", "middle, new", "…"]),
        ("one, new\nadded\ntwo\na\n", "one\ntwo\n…\n", ["one, new", "added", "two", "…"]),
        # What stood at the end now stands near the top: nothing else is drawn in.
        ("head\nwhat if: 2\n" + "part\n" * 9, "…\nwhat if: 1\n", ["…", "what if: 2", "…"]),
    ],
)
def test_output_is_renewed_and_what_is_left_out_stays_out(printed: str, expected: str, block: list[str]) -> None:
    assert renewed(printed, expected) == block
    assert same(printed, "".join(f"{line}\n" for line in block))


def test_a_document_is_refreshed_in_place(tmp_path: Path) -> None:
    document, folder = tmp_path / "page.md", tmp_path / "folder"
    head = "# Page\n\nThe file `a.csv`:\n\n```text\nstate\n```\n\n"
    document.write_text(
        f"{head}```console\n$ mkdir b\n$ python -m assessment --version\nversion none\nof this\n"
        "$ python -m assessment check questionnaires\n…\n```\n\nThe end.\n",
        encoding="utf-8",
    )
    assert refresh(document)
    assert not refresh(document)
    text = document.read_text("utf-8")
    assert text.startswith(head)
    assert text.endswith("\n$ python -m assessment check questionnaires\n…\n```\n\nThe end.\n")
    assert "of this" not in text
    folder.mkdir()
    follow(document, folder, judge)


def test_the_readme_counts_right() -> None:
    package = load_package(ROOT / "questionnaires" / "ct-tech")
    register = load_register(ROOT / "questionnaires" / "partner_states.yaml")
    questions, sections = len(list(package.questionnaire.questions())), len(package.questionnaire.sections)
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    scored = len(list(package.rubric.tree.leaves()))
    assert f"{questions} questions in {sections} sections, {scored} of them scored" in readme
    assert f"{len(register.states)} of the {register.expected} partner States" in readme
