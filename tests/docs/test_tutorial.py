"""The documents that show commands can be followed to the letter."""

import shutil
from pathlib import Path

import pytest

from assessment.content.library import load_register
from assessment.content.package import load_package
from tests.docs.console import follow, same

ROOT = Path(__file__).parents[2]


def test_writing_questionnaires_can_be_followed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert follow(ROOT / "docs" / "writing-questionnaires.md", monkeypatch, tmp_path) > 20


@pytest.mark.parametrize("name", ["README.md", "docs/command-line.md"])
def test_examples_with_the_shipped_questionnaire_can_be_followed(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "questionnaires", tmp_path / "questionnaires")
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    assert follow(ROOT / name, monkeypatch, tmp_path) > 3


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


def test_the_readme_counts_right() -> None:
    package = load_package(ROOT / "questionnaires" / "ct-tech")
    register = load_register(ROOT / "questionnaires" / "partner_states.yaml")
    questions, sections = len(list(package.questionnaire.questions())), len(package.questionnaire.sections)
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    scored = len(list(package.rubric.tree.leaves()))
    assert f"{questions} questions in {sections} sections, {scored} of them scored" in readme
    assert f"{len(register.states)} of the {register.expected} partner States" in readme
