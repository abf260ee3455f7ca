"""The corpus of good and bad content: one small folder per feature, one per fault.

A folder of `invalid/` holds only the files that differ from `base/`, and `expected.txt`: each issue that
must be found, and no other, as `file:line: CODE`. Answers to read stand beside the questionnaire.
"""

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.content.answers import read_answers
from assessment.content.codes import CATALOGUE, RETIRED
from assessment.content.issues import Issue, IssueCode
from assessment.content.library import check_folder, find_packages, load_register
from assessment.content.package import check_package, load_package
from assessment.content.yaml_reader import MOST_BYTES

HERE = Path(__file__).parent
BASE = HERE / "base"
VALID = sorted(path for path in (HERE / "valid").iterdir() if path.is_dir())
INVALID = sorted(path for path in (HERE / "invalid").iterdir() if path.is_dir())


def overlaid(case: Path, target: Path) -> Path:
    """Copy the base to a folder and the files of a case over it."""
    shutil.copytree(BASE, target)
    shutil.copytree(case, target, dirs_exist_ok=True, symlinks=True)
    return target


def issues_of(folder: Path) -> list[Issue]:
    answers = sorted(folder.glob("answers.*"))
    if not answers:
        return check_folder(folder)
    register = load_register(folder / "partner_states.yaml")
    states = {state.id for state in register.states}
    return read_answers(answers[0], load_package(folder / "pkg").questionnaire, states)[2]


def places(issues: list[Issue], folder: Path) -> list[str]:
    starts = (f"{folder}/", f"{folder.name}/")
    found = []
    for issue in issues:
        path = issue.path
        for start in starts:
            path = path.removeprefix(start)
        found.append(f"{path}:{issue.line}: {issue.code}")
    return sorted(found)


def expected_of(case: Path) -> list[str]:
    return sorted((case / "expected.txt").read_text("utf-8").splitlines())


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_an_invalid_case_gives_exactly_the_expected_issues(case: Path, tmp_path: Path) -> None:
    folder = overlaid(case, tmp_path / "content")
    issues = issues_of(folder)
    assert places(issues, folder) == expected_of(case), "\n".join(map(str, issues))
    assert case.name[:4] in {issue.code for issue in issues}


@pytest.mark.parametrize("case", [BASE, *VALID], ids=lambda case: case.name)
def test_a_valid_case_has_no_issues(case: Path) -> None:
    assert [str(issue) for issue in check_folder(case)] == []
    assert all(load_package(folder).questionnaire for folder in find_packages(case))


def test_the_corpora_are_not_empty() -> None:
    assert len(VALID) >= 8
    assert len(INVALID) >= len(CATALOGUE) - len(MADE_HERE)


# --- cases that cannot be stored ----------------------------------------------------------------------


def _too_large(folder: Path) -> list[Issue]:
    (folder / "pkg" / "references.yaml").write_bytes(b"# " + b"x" * MOST_BYTES)
    return check_folder(folder)


def _mismatch(folder: Path) -> list[Issue]:
    example = "title: One\nworking: By hand.\nresponses: {policy.law: partly}\nexpect: {policy: {score: 50}}\n"
    (folder / "pkg" / "examples").mkdir()
    (folder / "pkg" / "examples" / "one.yaml").write_text(example, "utf-8")
    return check_package(folder / "pkg", lambda package, example: [("policy", "policy is 40, not 50")])


def _no_folder(folder: Path) -> list[Issue]:
    return check_folder(folder / "nowhere")


def _no_package(folder: Path) -> list[Issue]:
    return check_folder(folder / "pkg" / "sections")


def _no_file(folder: Path) -> list[Issue]:
    return read_answers(folder / "answers.csv", load_package(folder / "pkg").questionnaire)[2]


def _too_many_problems(folder: Path) -> list[Issue]:
    rows = "".join(f"S{number},wrong\n" for number in range(1200))
    (folder / "answers.csv").write_text("state,policy.law\n" + rows, "utf-8")
    issues = read_answers(folder / "answers.csv", load_package(folder / "pkg").questionnaire)[2]
    assert len(issues) == 1001
    return issues[-1:]


MADE_HERE: dict[str, Callable[[Path], list[Issue]]] = {
    "Y002": _too_large,
    "E004": _mismatch,
    "Y019": _no_folder,
    "Y020": _no_package,
    "A001": _no_file,
    "A021": _too_many_problems,
}


@pytest.mark.parametrize("code", MADE_HERE)
def test_a_made_case_gives_its_code(code: str, tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "content")
    assert [issue.code for issue in MADE_HERE[code](tmp_path / "content")] == [code]


def test_a_mismatch_is_shown_at_its_node(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "content")
    assert str(_mismatch(tmp_path / "content")[0]).startswith(
        "pkg/examples/one.yaml:4: E004 The worked example does not come out: policy is 40, not 50. Correct"
    )


def test_a_key_with_spaces_is_asked_to_be_quoted(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "content")
    file = tmp_path / "content" / "pkg" / "questionnaire.yaml"
    file.write_text(file.read_text("utf-8").replace("A draft exists.", "A draft, not yet law."), "utf-8")
    (issue,) = check_folder(tmp_path / "content")
    assert issue.code == "M001"
    assert '"not yet law."' in issue.message
    assert issue.remedy.startswith("If it is part of a text, put the whole text in quotes")


# --- the catalogue --------------------------------------------------------------------------------------


def test_every_code_has_a_case() -> None:
    covered = {case.name[:4] for case in INVALID} | set(MADE_HERE)
    assert {code.kind.code for code in CATALOGUE} == covered


def test_numbers_are_unique_and_none_comes_back() -> None:
    numbers = Counter(code.kind.code for code in CATALOGUE)
    assert [number for number, times in numbers.items() if times > 1] == []
    assert not RETIRED & set(numbers)
    assert all(re.fullmatch(r"[YMQRTVEGA]\d{3}", number) for number in numbers)


@pytest.mark.parametrize("code", CATALOGUE, ids=lambda code: code.kind.code)
def test_a_message_is_a_sentence_with_a_remedy(code: IssueCode) -> None:
    kind = code.kind
    assert kind.message.endswith(".")
    assert kind.message[0].isupper() or kind.message[0] in '"{'
    assert kind.remedy.endswith(".")
    assert kind.remedy[0].isupper()
