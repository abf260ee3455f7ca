import shutil
from pathlib import Path

import pytest

from assessment.content.library import check_folder, find_packages, find_registers, load_register
from assessment.content.package import check_package, load_package, read_package
from assessment.errors import ContentError

HERE = Path(__file__).parent
LIBRARY = HERE / "valid" / "library"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "base" / "pkg", tmp_path / "pkg"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_package_holds_all_that_its_folder_does() -> None:
    package = load_package(HERE / "valid" / "versions-with-crosswalk")
    assert [entry.version for entry in package.published.versions] == ["1.9", "1.10"]
    assert [crosswalk.from_version for crosswalk in package.crosswalks] == ["1.9"]
    assert set(load_package(HERE / "valid" / "translations").translations) == {"ar", "fr"}
    assert set(load_package(HERE / "valid" / "worked-examples").examples) == {"bare", "codes", "spelled_out"}
    assert set(load_package(HERE / "base" / "pkg").reference_by_id) == {"guide", "treaty"}


def test_sections_come_in_the_order_listed() -> None:
    assert [section.id for section in load_package(HERE / "base" / "pkg").questionnaire.sections] == [
        "policy",
        "practice",
    ]


def test_an_error_names_the_first_issue_and_how_to_see_the_rest(folder: Path) -> None:
    edit(folder / "sections" / "policy.yaml", "scale: three", "scale: tree")
    edit(folder / "rubric.yaml", "cap: 60", "cap: 100")
    with pytest.raises(ContentError) as caught:
        load_package(folder)
    assert str(caught.value) == (
        f"The questionnaire in {folder} cannot be used: "
        'pkg/rubric.yaml:25: R046 The gate "strategy-first" has the cap 100, which lowers no score (and 1 more); '
        f"python -m assessment check {folder} shows every problem."
    )


def test_a_warning_does_not_keep_a_package_from_loading(folder: Path) -> None:
    (folder / "notes.yaml").write_text("a: 1\n", "utf-8")
    assert [issue.code for issue in read_package(folder)[1]] == ["Y017"]
    assert load_package(folder).questionnaire.id == "mini"


def test_issues_of_all_files_are_found_at_once(folder: Path) -> None:
    edit(folder / "sections" / "policy.yaml", "type: single", "type: singel")
    edit(folder / "rubric.yaml", "at_least: 50}\n    lens", "at_least: fifty}\n    lens")
    edit(folder / "references.yaml", "year: 1966", "year: 66")
    (folder / "examples").mkdir()
    (folder / "examples" / "one.yaml").write_text("a: [\n", "utf-8")
    package, issues = read_package(folder)
    assert package is None
    assert [(issue.path, issue.code) for issue in issues] == [
        ("pkg/examples/one.yaml", "Y004"),
        ("pkg/references.yaml", "M004"),
        ("pkg/rubric.yaml", "M003"),
        ("pkg/sections/policy.yaml", "M006"),
    ]


def test_a_faulty_section_does_not_hide_the_faults_of_others(folder: Path) -> None:
    edit(folder / "sections" / "policy.yaml", "type: single", "type: [")
    edit(folder / "questionnaire.yaml", "unit: per cent", "unit: 1")
    assert [(issue.path, issue.code) for issue in read_package(folder)[1]] == [
        ("pkg/questionnaire.yaml", "M003"),
        ("pkg/sections/policy.yaml", "Y004"),
    ]


def test_examples_run_only_when_there_is_no_error(folder: Path) -> None:
    (folder / "examples").mkdir()
    example = "title: One\nworking: By hand.\nresponses: {policy.law: partly}\nexpect: {policy: {score: 50}}\n"
    (folder / "examples" / "one.yaml").write_text(example, "utf-8")
    run = []

    def run_example(package: object, example: object) -> list[tuple[str, str]]:
        run.append(example)
        return []

    assert check_package(folder, run_example) == []
    edit(folder / "rubric.yaml", "cap: 60", "cap: 100")
    assert [issue.code for issue in check_package(folder, run_example)] == ["R046"]
    assert len(run) == 1


def test_paths_are_shown_from_the_folder_that_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(HERE / "base", tmp_path / "content")
    edit(tmp_path / "content" / "pkg" / "rubric.yaml", "cap: 60", "cap: 100")
    assert {issue.path for issue in check_folder(tmp_path / "content")} == {"content/pkg/rubric.yaml"}
    assert {issue.path for issue in check_folder(tmp_path / "content" / "pkg")} == {"pkg/rubric.yaml"}
    monkeypatch.chdir(tmp_path)
    assert {issue.path for issue in check_folder("content")} == {"content/pkg/rubric.yaml"}
    monkeypatch.chdir(tmp_path / "content" / "pkg")
    assert {issue.path for issue in check_folder(".")} == {"rubric.yaml"}


def test_the_library_finds_packages_and_registers() -> None:
    assert [path.name for path in find_packages(LIBRARY)] == ["a", "b"]
    assert [path.relative_to(LIBRARY).as_posix() for path in find_registers(LIBRARY)] == [
        "partner_states.yaml",
        "training_states.yaml",
        "regional/other_states.yaml",
    ]
    assert find_packages(LIBRARY / "a") == [LIBRARY / "a"]


def test_a_register_with_an_error_is_not_loaded(tmp_path: Path) -> None:
    path = Path(shutil.copy(LIBRARY / "partner_states.yaml", tmp_path))
    assert load_register(path).missing == 34
    edit(path, "region: north", "region: south")
    with pytest.raises(ContentError, match=r'line 6: Côte d’Aland is put into the region "south"'):
        load_register(path)


def test_the_shipped_content_has_no_errors() -> None:
    root = HERE.parents[1] / "questionnaires"
    assert [str(issue) for issue in check_folder(root) if issue.severity == "error"] == []
