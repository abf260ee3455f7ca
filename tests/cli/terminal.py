"""The command line as a terminal sees it: called in this process, or as a process of its own.

`run` calls what `python -m assessment` calls, on real descriptors and with the folder and the environment that it
is given: status, stdout and stderr are those of a process, without the seconds in which one imports the same
modules again. test_process.py holds the two against each other; `run_as_process` is for tests of the process.
"""

import contextlib
import io
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO
from unittest import mock

from assessment.cli.process import run as run_command_line

ROOT = Path(__file__).parents[2]
Finished = subprocess.CompletedProcess[str]


def run(
    *arguments: object, settings: Mapping[str, str] | None = None, stdin: str = "", cwd: Path = ROOT
) -> Finished:
    """Run the command line in this process, with no settings but these."""
    words = [str(argument) for argument in arguments]
    with contextlib.ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
        files[0].write(stdin.encode())
        files[0].seek(0)
        with (
            contextlib.chdir(cwd),
            mock.patch.dict(os.environ, environment(settings), clear=True),
            mock.patch.object(sys, "argv", ["assessment", *words]),
            standing_in(files),
        ):
            status = status_of_call()
        printed, said = (_text(file) for file in files[1:])
    return Finished(words, status, printed, said)


def run_as_process(
    *arguments: object, settings: Mapping[str, str] | None = None, stdin: str = "", cwd: Path = ROOT
) -> Finished:
    """Run the command line as a process of its own, with no settings but these."""
    return subprocess.run(
        [sys.executable, "-m", "assessment", *map(str, arguments)],
        capture_output=True,
        input=stdin,
        cwd=cwd,
        check=False,
        encoding="utf-8",
        env={**environment(settings), "PYTHONPATH": str(ROOT)},
    )


def done(*arguments: object, settings: Mapping[str, str] | None = None, stdin: str = "") -> str:
    """Run a command that must succeed and return what it printed on stdout."""
    finished = run(*arguments, settings=settings, stdin=stdin)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def refused(status: int, *arguments: object, settings: Mapping[str, str] | None = None, stdin: str = "") -> str:
    """Run a command that must end with a status and one sentence, and return the sentence."""
    finished = run(*arguments, settings=settings, stdin=stdin)
    assert finished.returncode == status, finished
    assert finished.stdout == ""
    [sentence] = finished.stderr.splitlines()
    assert sentence.endswith(".")
    return sentence


def environment(settings: Mapping[str, str] | None) -> dict[str, str]:
    """Return the environment of these tests, with no settings but these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSESSMENT_")}
    return kept | dict(settings or {})


def status_of_call() -> int:
    """Run the command line on this process's arguments and return the status that it ends with."""
    try:
        run_command_line()
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)  # noqa: T201 - as Python does at the end of a process
            return 1
        return end.code or 0
    except Exception:
        # As Python does with what nobody caught.
        traceback.print_exc()
        return 1
    return 0


@contextlib.contextmanager
def standing_in(files: Sequence[IO[bytes]]) -> Iterator[None]:
    """Put files in the place of stdin, stdout and stderr; close what the command opened in their place."""
    kept = [os.dup(number) for number in range(3)]
    streams = sys.stdin, sys.stdout, sys.stderr
    for number, file in enumerate(files):
        os.dup2(file.fileno(), number)
    try:
        with open(0, encoding="utf-8", closefd=False) as sys.stdin:
            yield
        results = sys.stdout.fileno()
        sys.stdout.close()
        sys.stderr.close()
        os.close(results)
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        for number, copy in enumerate(kept):
            os.dup2(copy, number)
            os.close(copy)


def _text(file: IO[bytes]) -> str:
    """Return what was written, with the ends of lines as a process's reader has them."""
    file.seek(0)
    with io.TextIOWrapper(file, encoding="utf-8") as text:
        return text.read()
