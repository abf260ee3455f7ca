"""JSON Schemas of the content files, made from the models, for editors that check while one types.

An editor with the YAML language server applies one to a file whose first line is
`# yaml-language-server: $schema=../schema/questionnaire.json`, or by a setting that maps file names to schemas.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from assessment.content.whole_file import make_folder, write_whole
from assessment.core.content_model import ID_PATTERN
from assessment.core.questionnaire import Questionnaire, Section
from assessment.core.references import ReferenceRegister
from assessment.core.rubric import Rubric
from assessment.core.states import StateRegister
from assessment.core.text import Translation
from assessment.core.versions import Crosswalk, PublishedVersions
from assessment.core.worked_example import ResponseFile, WorkedExample

DIALECT = "https://json-schema.org/draft/2020-12/schema"

MODELS: Mapping[str, tuple[type[BaseModel], str]] = {
    "questionnaire": (Questionnaire, "Questionnaire"),
    "section": (Section, "Section of a questionnaire"),
    "rubric": (Rubric, "Rubric"),
    "references": (ReferenceRegister, "Register of references"),
    "states": (StateRegister, "Register of States"),
    "translation": (Translation, "Translation"),
    "example": (WorkedExample, "Worked example"),
    "crosswalk": (Crosswalk, "Crosswalk between two versions"),
    "published": (PublishedVersions, "Published versions"),
    "responses": (ResponseFile, "Answers of one State"),
}


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema of one kind of content file."""
    model, title = MODELS[name]
    schema = {"$schema": DIALECT, **model.model_json_schema(by_alias=True), "title": title}
    if name == "questionnaire":
        sections = schema["properties"]["sections"]
        by_file = {"type": "string", "pattern": ID_PATTERN, "description": "The id of a file sections/<id>.yaml."}
        sections["items"] = {"anyOf": [by_file, sections["items"]]}
    if name == "translation":
        text = schema["$defs"]["Translated"]["properties"]["text"]
        text["type"] = ["string", "null"]
        text["minLength"] = 0
        text["description"] = "Empty while it is still to be translated."
    return schema


def write_schemas(folder: Path | str) -> list[Path]:
    """Write the schema of every kind of content file and return the files; raise RequestError when refused."""
    folder = Path(folder)
    make_folder(folder)
    paths = []
    for name in MODELS:
        path = folder / f"{name}.json"
        write_whole(path, schema_text(name))
        paths.append(path)
    return paths


def schema_text(name: str) -> str:
    """Return the schema of one kind of content file as it stands on disk."""
    return json.dumps(schema_of(name), indent=2, ensure_ascii=False) + "\n"
