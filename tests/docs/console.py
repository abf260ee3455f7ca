"""Documents that can be followed: files are written, commands are run, and what they print is compared.

The visible words above a block say what it is, so that a reader and this test do the same:

- a paragraph that ends in "File `name`:" leads to a whole file,
- one that ends in "in `name`, find:" leads to lines of it, and "and write instead:" to what takes their place,
- one that ends in "at the end of `name`, add:" leads to lines to add,
- a block of the language `console` holds commands after "$ " and all that they print, on either stream; a line
  with only "…" stands for any number of lines. A lead with "status 1" says how the command must end. Beside the
  commands of this project there is only `mv`.
"""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from assessment.cli import main
from tests.docs.markdown import Block, blocks

_FILE = re.compile(r"\b[Ff]ile `([^`]+)`:$")
_FIND = re.compile(r"\b[Ii]n `([^`]+)`, find:$")
_INSTEAD = re.compile(r"\band write instead:$")
_ADD = re.compile(r"\b[Aa]t the end of `([^`]+)`, add:$")
_STATUS = re.compile(r"\bstatus (\d)\b")
_CALL = ["python", "-m", "assessment"]


def follow(document: Path, monkeypatch: pytest.MonkeyPatch, folder: Path) -> int:
    """Do in a folder everything that a document says, and return how many commands were run."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "120")
    found: tuple[Path, str] | None = None
    commands = 0
    for block in blocks(document):
        where = f"{document.name}:{block.line}"
        if block.info == "console":
            commands += _run_all(block, where)
        elif match := _FILE.search(block.lead):
            _write(folder / match[1], block.text)
        elif match := _ADD.search(block.lead):
            path = folder / match[1]
            _write(path, path.read_text("utf-8") + block.text)
        elif match := _FIND.search(block.lead):
            found = folder / match[1], block.text
        elif _INSTEAD.search(block.lead):
            assert found is not None, f"{where}: nothing to replace"
            path, before = found
            text = path.read_text("utf-8")
            assert text.count(before) == 1, f"{where}: {path.name} has these lines {text.count(before)} times"
            _write(path, text.replace(before, block.text))
        else:
            assert block.info != "yaml", f"{where}: no words above say what becomes of these lines"
    return commands


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _run_all(block: Block, where: str) -> int:
    status = int(match[1]) if (match := _STATUS.search(block.lead)) else 0
    commands = 0
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        commands += 1
        _run(command, expected, status, f"{where}: $ {command}")
    return commands


def _run(command: str, expected: str, status: int, where: str) -> None:
    words = shlex.split(command)
    if words[0] == "mv":
        _move(Path(words[1]), Path(words[2]))
        return
    assert words[:3] == _CALL, f"{where}: only the command line of this project is run"
    target = Path(words[-1]) if words[-2] == ">" else None
    if target:
        _write(target, "")  # as a shell does, before the command begins
    result = CliRunner().invoke(main, words[3:-2] if target else words[3:], prog_name="python -m assessment")
    assert result.exception is None or isinstance(result.exception, SystemExit), (where, result.exception)
    assert result.exit_code == status, f"{where}: ended with status {result.exit_code}\n{result.output}"
    if target:
        target.write_bytes(result.stdout_bytes)
    printed = result.stderr if target else result.output
    assert same(printed, expected), f"{where} prints\n{printed}\ninstead of\n{expected}"


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    source.replace(target)


def same(printed: str, expected: str) -> bool:
    """Tell whether what was printed is what was expected, spaces at the ends of lines and empty lines aside.

    >>> same("one\\ntwo\\nthree\\n", "one\\n…\\n")
    True
    """
    pattern = "".join(r"(?:.*\n)*" if line == "…" else re.escape(line) + r"\n" for line in _lines(expected))
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in _lines(printed))) is not None


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]
