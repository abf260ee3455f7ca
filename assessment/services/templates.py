"""Templates to fill in, for any package."""

from pathlib import Path
from typing import Literal

from assessment.content.package import load_package
from assessment.content.templates import translation_template, write_template
from assessment.content.whole_file import write_whole


def answers_template(folder: Path, form: Literal["csv", "yaml"]) -> str:
    """Return an empty file of answers; raise ContentError when the content has errors."""
    return write_template(load_package(folder).questionnaire, form)


def translation_file(folder: Path, language: str) -> str:
    """Return a translation file with every text of a package; raise ContentError when the content has errors."""
    return translation_template(load_package(folder), language)


def write_file(path: Path, text: str) -> None:
    """Write a template to a file in one step; raise RequestError when that is not allowed."""
    write_whole(path, text)
