"""Reads the files of a package: which there must be, which there may be, and which do not belong there."""

from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from assessment.content.codes.files import FileCode
from assessment.content.files import model_of, read_document, read_model, yaml_files
from assessment.content.issues import Place, did_you_mean
from assessment.content.model_issues import validated
from assessment.content.positions import Positions
from assessment.content.sources import Folder, Parsed, Sources
from assessment.content.yaml_reader import Document, KeyPath
from assessment.core.content_model import Id
from assessment.core.questionnaire import Questionnaire
from assessment.core.references import ReferenceRegister
from assessment.core.rubric import Rubric
from assessment.core.text import Translation
from assessment.core.versions import Crosswalk, PublishedVersions
from assessment.core.worked_example import WorkedExample

M = TypeVar("M", bound=BaseModel)

QUESTIONNAIRE = "questionnaire.yaml"
RUBRIC = "rubric.yaml"
REFERENCES = "references.yaml"
PUBLISHED = "published.yaml"
SECTIONS = "sections"
_TOP_FILES = (QUESTIONNAIRE, RUBRIC, REFERENCES, PUBLISHED)
_ID: TypeAdapter[str] = TypeAdapter(Id)
_FOLDERS = (SECTIONS, "text", "examples", "crosswalk")


def is_package(path: Path) -> bool:
    """Tell whether a folder holds a questionnaire with its rubric."""
    return (path / QUESTIONNAIRE).is_file() and (path / RUBRIC).is_file()


def read_sources(folder: Folder) -> Sources:
    """Read every file of a package folder."""
    references = _optional(folder, REFERENCES, ReferenceRegister)
    sources = Sources(
        questionnaire=_questionnaire(folder),
        rubric=_required(folder, RUBRIC, Rubric),
        references=references,
        published=_optional(folder, PUBLISHED, PublishedVersions),
        references_are_faulty=references is None and _exists(folder.path / REFERENCES),
        translations=_translations(folder),
        examples=_all_of(folder, "examples", WorkedExample),
        crosswalks=_all_of(folder, "crosswalk", Crosswalk),
    )
    _note_unused(folder)
    return sources


def _exists(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _present(folder: Folder, name: str) -> Path | None:
    path = folder.path / name
    if _exists(path):
        return path
    folder.issues.add(FileCode.MISSING, Place(folder.shown(path)), name=name)
    return None


def _required(folder: Folder, name: str, model: type[M]) -> Parsed[M] | None:
    path = _present(folder, name)
    return None if path is None else read_model(folder, path, model)


def _optional(folder: Folder, name: str, model: type[M]) -> Parsed[M] | None:
    path = folder.path / name
    return read_model(folder, path, model) if _exists(path) else None


def _all_of(folder: Folder, name: str, model: type[M]) -> dict[str, Parsed[M]]:
    found = {path.stem: read_model(folder, path, model) for path in _files_in(folder, name)}
    return {stem: parsed for stem, parsed in found.items() if parsed is not None}


def _files_in(folder: Folder, name: str) -> list[Path]:
    return [path for path in sorted((folder.path / name).glob("*.yaml")) if not path.name.startswith(".")]


def _translations(folder: Folder) -> dict[str, Parsed[Translation]]:
    found = {}
    for path in _files_in(folder, "text"):
        if (document := read_document(folder, path)) is not None:
            kept = Document(_without_empty_texts(document.value), document.lines)
            found[path.stem] = model_of(folder, path, kept, Translation)
    return {stem: parsed for stem, parsed in found.items() if parsed is not None}


def _without_empty_texts(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out entries whose text is still to be written; they count as missing."""
    entries = data.get("entries")
    if not isinstance(entries, dict):
        return {key: value for key, value in data.items() if key != "entries" or value is not None}
    kept = {
        key: entry
        for key, entry in entries.items()
        if not (isinstance(entry, dict) and "text" in entry and entry["text"] in (None, ""))
    }
    return {**data, "entries": kept}


# --- the questionnaire and its sections -------------------------------------------------------------


def _questionnaire(folder: Folder) -> Parsed[Questionnaire] | None:
    path = _present(folder, QUESTIONNAIRE)
    document = read_document(folder, path) if path else None
    if path is None or document is None:
        return None
    entries = document.value.get("sections")
    if not isinstance(entries, list):
        return model_of(folder, path, document, Questionnaire)
    shown = folder.shown(path)
    sections, parts = _sections(folder, entries, Positions(shown, document.lines))
    if not sections and entries:
        return None
    at = Positions(shown, document.lines, parts=parts)
    model = validated(Questionnaire, {**document.value, "sections": sections}, at, folder.issues)
    return Parsed(model, at) if model is not None and len(sections) == len(entries) else None


def _sections(folder: Folder, entries: list[Any], at: Positions) -> tuple[list[Any], dict[KeyPath, Positions]]:
    """Return the sections that can be read, and where each is written."""
    sections: list[Any] = []
    parts: dict[KeyPath, Positions] = {}
    for number, entry in enumerate(entries):
        here: KeyPath = ("sections", len(sections))
        if not isinstance(entry, str):
            sections.append(entry)
            parts[here] = Positions(at.path, at.lines, base=("sections", number))
            continue
        path = _section_file(folder, entry, at.place("sections", number))
        document = read_document(folder, path) if path else None
        if path is not None and document is not None:
            sections.append(document.value)
            parts[here] = Positions(folder.shown(path), document.lines)
    return sections, parts


def _section_file(folder: Folder, name: str, place: Place) -> Path | None:
    path = folder.path / SECTIONS / f"{name}.yaml"
    # A name that is no id must not reach the disk: it may be longer than a file name can be.
    if _is_id(name) and _exists(path):
        return path
    hint = did_you_mean(name, (file.stem for file in _files_in(folder, SECTIONS)))
    folder.issues.add(FileCode.MISSING, place, hint, name=f"{SECTIONS}/{name}.yaml")
    return None


def _is_id(name: str) -> bool:
    try:
        _ID.validate_python(name)
    except ValidationError:
        return False
    return True


# --- files that do not belong there -------------------------------------------------------------------


def _note_unused(folder: Folder) -> None:
    listed = _listed_sections(folder)
    for path in yaml_files(folder.path):
        inside = path.relative_to(folder.path)
        if _inside_other_package(folder.path, inside):
            continue
        place = Place(folder.shown(path))
        if not is_package_file(inside):
            folder.issues.add(FileCode.UNUSED, place)
        elif inside.parts[0] == SECTIONS and listed is not None and path.stem not in listed:
            folder.issues.add(FileCode.UNLISTED_SECTION, place, section=path.stem)


def is_package_file(inside: PurePath) -> bool:
    """Tell whether a YAML file at a path inside a package folder belongs there."""
    if len(inside.parts) == 1:
        return inside.name in _TOP_FILES
    return len(inside.parts) == 2 and inside.parts[0] in _FOLDERS and inside.suffix == ".yaml"


def _inside_other_package(folder: Path, inside: Path) -> bool:
    return any(is_package(folder / parent) for parent in inside.parents if parent != Path())


def _listed_sections(folder: Folder) -> set[str] | None:
    """Return the ids that questionnaire.yaml lists; None when that file cannot be read."""
    quiet = Folder(folder.path, folder.base, type(folder.issues)())
    path = folder.path / QUESTIONNAIRE
    document = read_document(quiet, path) if _exists(path) else None
    if document is None:
        return None
    return set(_texts(document.value.get("sections")))


def _texts(entries: Any) -> Iterable[str]:
    return (entry for entry in entries if isinstance(entry, str)) if isinstance(entries, list) else ()
