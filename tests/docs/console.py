"""Documents that can be followed: files are written, commands are run, and what they print is compared.

The visible words above a block say what it is, so that a reader and this module do the same:

- a paragraph that ends in "File `name`:" leads to a whole file,
- one that ends in "in `name`, find:" leads to lines of it, and "and write instead:" to what takes their place,
- one that ends in "at the end of `name`, add:" leads to lines to add,
- a block of the language `console` holds commands after "$ " and all that they print, on either stream; a line
  with only "…" stands for any number of lines. A lead with "status 1" says how the command must end. Beside the
  commands of this project there is only `mkdir`.
"""

import contextlib
import os
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from click.testing import CliRunner

from assessment.cli import main
from tests.docs.markdown import Block, blocks

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "writing-questionnaires.md"
FOLLOWED = (GUIDE, ROOT / "README.md", ROOT / "docs" / "command-line.md", ROOT / "docs" / "operations.md")
"""The documents with commands; the guide begins with an empty folder, the others with the shipped content."""

WILDCARD = "…"

_FILE = re.compile(r"\b[Ff]ile `([^`]+)`:$")
_FIND = re.compile(r"\b[Ii]n `([^`]+)`, find:$")
_INSTEAD = re.compile(r"\band write instead:$")
_ADD = re.compile(r"\b[Aa]t the end of `([^`]+)`, add:$")
_STATUS = re.compile(r"\bstatus (\d)\b")
_PROGRAM = ["python", "-m", "assessment"]


@dataclass(frozen=True)
class Call:
    """A command of a document: the lines that show its output, what it printed, and how it ended."""

    where: str
    first_line: int
    expected: str
    printed: str
    status_expected: int
    status: int


def follow(document: Path, folder: Path, judge: Callable[[Call], None]) -> None:
    """Do in an empty folder everything that a document says, and have each command judged before the next."""
    if document != GUIDE:
        shutil.copytree(ROOT / "questionnaires", folder / "questionnaires")
        shutil.copytree(ROOT / "docs" / "examples", folder / "docs" / "examples")
    document = document.absolute()
    with contextlib.chdir(folder), mock.patch.dict(os.environ, COLUMNS="120"):
        _follow(document, judge)


def _follow(document: Path, judge: Callable[[Call], None]) -> None:
    found: tuple[Path, str] | None = None
    for block in blocks(document):
        where = f"{document.name}:{block.line}"
        if block.info == "console":
            for call in _calls(block, where):
                judge(call)
        elif match := _FILE.search(block.lead):
            _write(Path(match[1]), block.text)
        elif match := _ADD.search(block.lead):
            _write(Path(match[1]), Path(match[1]).read_text("utf-8") + block.text)
        elif match := _FIND.search(block.lead):
            found = Path(match[1]), block.text
        elif _INSTEAD.search(block.lead):
            assert found is not None, f"{where}: nothing to replace"
            path, before = found
            text = path.read_text("utf-8")
            assert text.count(before) == 1, f"{where}: {path.name} has these lines {text.count(before)} times"
            _write(path, text.replace(before, block.text))
        else:
            assert block.info != "yaml", f"{where}: no words above say what becomes of these lines"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _calls(block: Block, where: str) -> Iterator[Call]:
    status_expected = int(match[1]) if (match := _STATUS.search(block.lead)) else 0
    number = block.line + 1
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        printed, status = _run(command, f"{where}: $ {command}")
        yield Call(f"{where}: $ {command}", number + 1, expected, printed, status_expected, status)
        number += part.count("\n")


def _run(command: str, where: str) -> tuple[str, int]:
    words = shlex.split(command)
    if words[0] == "mkdir":
        Path(words[1]).mkdir()
        return "", 0
    assert words[:3] == _PROGRAM, f"{where}: only the command line of this project is run"
    result = CliRunner().invoke(main, words[3:], prog_name=" ".join(_PROGRAM))
    assert result.exception is None or isinstance(result.exception, SystemExit), (where, result.exception)
    return result.output, result.exit_code


def same(printed: str, expected: str) -> bool:
    """Tell whether what was printed is what was expected, spaces at the ends of lines and empty lines aside.

    >>> same("one\\ntwo\\nthree\\n", "one\\n…\\n")
    True
    """
    pattern = "".join(r"(?:.*\n)*" if line == WILDCARD else re.escape(line) + r"\n" for line in filled(expected))
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in filled(printed))) is not None


def filled(text: str) -> list[str]:
    """Return the lines that are not empty, without spaces at their ends."""
    return [line.rstrip() for line in text.splitlines() if line.strip()]
