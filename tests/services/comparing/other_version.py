"""Another version of the content for a cycle of the training service: other weights, words and questions."""

import shutil
from pathlib import Path

from sqlalchemy import update

from assessment.content.archive import archive_digest, pack
from assessment.store import content_versions
from assessment.store.content_versions import ContentVersion
from assessment.store.tables import cycles
from tests.training_service import PACKAGE, TrainingService

FIRST = "  - id: legal.offences\n"
"""The question that an extra one is a copy of."""


def use_version(
    training: TrainingService,
    folder: Path,
    cycle: str,
    version: str,
    *,
    legal_weight: int = 1,
    extra: str = "",
    questionnaire: str = "ct-tech",
    over: str = "",
    source: str = "",
) -> None:
    """Let a cycle use a version written into a folder.

    The legal framework has a weight of its own, and `extra` is the id of one more question of it, which no State
    has answered. With `over`, a version after 1.0 and before this one, it came in there as a copy of `source`.
    """
    shutil.copytree(PACKAGE, folder)
    (folder / "published.yaml").unlink()
    for name in ("questionnaire.yaml", "rubric.yaml"):
        replace(folder / name, "version: '1.0'", f"version: '{version}'")
    replace(folder / "questionnaire.yaml", "id: ct-tech\n", f"id: {questionnaire}\n")
    replace(folder / "rubric.yaml", "questionnaire: ct-tech\n", f"questionnaire: {questionnaire}\n")
    _weigh(folder / "rubric.yaml", legal_weight)
    if extra:
        _add_question(folder, extra)
    if over:
        _lead_over(folder, version, over, extra, source)
    archive = pack(folder)
    content = ContentVersion(questionnaire, version, archive_digest(archive), archive, training.clock.now)
    with training.workspace.database.writing() as connection:
        content_versions.add(connection, content)
        connection.execute(
            update(cycles).where(cycles.c.id == cycle).values(version=version, questionnaire=questionnaire)
        )


def replace(path: Path, old: str, new: str) -> None:
    """Replace the first place of some words in a file; they must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def _lead_over(folder: Path, version: str, over: str, extra: str, source: str) -> None:
    """Write what was published before, and the crosswalks to a version between and from there."""
    first = (PACKAGE / "published.yaml").read_text("utf-8")
    between = first[first.index("  - version:") :].replace('"1.0"', f'"{over}"', 1)
    (folder / "published.yaml").write_text(f'{first}{between}      {extra}: "{"0" * 16}"\n', "utf-8")
    (folder / "crosswalk").mkdir()
    for old, new, came_from in (("1.0", over, source), (over, version, extra)):
        text = f"from_version: '{old}'\nto_version: '{new}'\nquestions:\n"
        line = f"  {extra}: {{rule: copy, from: [{came_from}]}}\n"
        (folder / "crosswalk" / f"{new}.yaml").write_text(text + line, "utf-8")


def _weigh(rubric: Path, weight: int) -> None:
    before, head, after = rubric.read_text("utf-8").partition("- id: legal\n")
    rubric.write_text(before + head + after.replace("weight: 1\n", f"weight: {weight}\n", 1), "utf-8")


def _add_question(folder: Path, extra: str) -> None:
    section = folder / "sections" / "legal.yaml"
    text = section.read_text("utf-8")
    start = text.index(FIRST)
    end = text.index("\n  - id: ", start) + 1
    section.write_text(text[:end] + text[start:end].replace("legal.offences", extra, 1) + text[end:], "utf-8")
    leaf = "            - {question: legal.offences, weight: 3}\n"
    replace(folder / "rubric.yaml", leaf, leaf + f"            - {{question: {extra}, weight: 3}}\n")
