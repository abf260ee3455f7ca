"""The JSON Schemas on disk are those of the models, and all content validates against them."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assessment.content.issues import IssueList
from assessment.content.library import find_packages, find_registers
from assessment.content.package import load_package
from assessment.content.schema import MODELS, schema_of, schema_text, write_schemas
from assessment.content.templates import translation_template
from assessment.content.yaml_reader import read_yaml

ROOT = Path(__file__).parents[2]
CONTENT = [ROOT / "questionnaires", Path(__file__).parent / "base", Path(__file__).parent / "valid"]
FOLDERS = {"sections": "section", "text": "translation", "examples": "example", "crosswalk": "crosswalk"}


def kinds() -> list[tuple[Path, str]]:
    """Every content file with the name of its schema."""
    found = [(path, "states") for root in CONTENT for path in find_registers(root)]
    for package in (package for root in CONTENT for package in find_packages(root)):
        found += [(path, path.stem) for path in sorted(package.glob("*.yaml"))]
        found += [
            (path, kind) for name, kind in FOLDERS.items() for path in sorted((package / name).glob("*.yaml"))
        ]
    return found


def errors_of(kind: str, data: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schema_of(kind)).iter_errors(data)]


@pytest.mark.parametrize("name", MODELS)
def test_the_schema_on_disk_is_that_of_the_model(name: str, tmp_path: Path) -> None:
    Draft202012Validator.check_schema(schema_of(name))
    stored = (ROOT / "questionnaires" / "schema" / f"{name}.json").read_text("utf-8")
    assert stored == schema_text(name), "write the schemas again"
    assert {path.name for path in write_schemas(tmp_path)} == {f"{name}.json" for name in MODELS}
    assert (tmp_path / f"{name}.json").read_text("utf-8") == stored


@pytest.mark.parametrize(("path", "kind"), kinds(), ids=lambda part: str(part).removeprefix(f"{ROOT}/"))
def test_content_validates_against_its_schema(path: Path, kind: str) -> None:
    document = read_yaml(path.read_bytes(), path.name, IssueList())
    assert document is not None
    assert errors_of(kind, document.value) == []


def test_every_kind_of_schema_has_content() -> None:
    assert set(MODELS) - {kind for _, kind in kinds()} == {"responses"}


def test_a_schema_sees_what_is_wrong() -> None:
    assert errors_of("responses", {"state": "AAA", "responses": {"a.b": [1]}})
    assert errors_of("rubric", {})
    section = {"id": "a", "title": "A", "questions": [{"id": "b", "type": "text", "text": "?", "tpye": "x"}]}
    assert errors_of("section", section)
    assert not errors_of("responses", {"state": "AAA", "responses": {"a.b": 1, "a.c": None, "a.d": ["x"]}})


def test_a_translation_in_progress_validates() -> None:
    template = translation_template(load_package(ROOT / "questionnaires" / "ct-tech"), "fr")
    document = read_yaml(template.encode(), "fr.yaml", IssueList())
    assert document is not None
    assert errors_of("translation", document.value) == []
