"""The process of the command line: its streams, and how it ends when they fail.

Results go to stdout and everything else to stderr, both in UTF-8. Native code, such as the solver of `explain`,
prints to descriptor 1 when it likes to; so results have a descriptor of their own, and 1 leads to stderr.
"""

import io
import os
import sys
from typing import Any

import click

from assessment.cli import main
from assessment.errors import RequestError

PROGRAM = "python -m assessment"
BAD_CALL = 2
STOPPED = 130
"""What a shell says of a program that was stopped by Ctrl-C, so that nobody takes it for findings."""


def run() -> None:
    """Run the command line on the arguments of this process, and end it."""
    if not _open_streams():
        click.echo("The results have nowhere to go, as stdout is closed; leave out >&- or name a file.", err=True)
        sys.exit(BAD_CALL)
    try:
        try:
            status = main(prog_name=PROGRAM, standalone_mode=False)
        finally:
            sys.stdout.flush()
        sys.exit(status)
    except click.Abort:
        click.echo("Stopped before the end; what was done by then stays. Call it again for the rest.", err=True)
        sys.exit(STOPPED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except RequestError as error:
        click.echo(str(error), err=True)
        sys.exit(BAD_CALL)
    except OSError as error:
        click.echo(_refused(error), err=True)
        sys.exit(BAD_CALL)


class _Output(io.FileIO):
    """A stream of bytes; once it cannot be written, the rest goes nowhere."""

    def write(self, data: Any, /) -> int:
        """Write bytes; raise what _refuse makes of an error, unless only the reader has seen enough."""
        try:
            return super().write(data)
        except BrokenPipeError:
            # The reader of the pipe, such as `head`, has gone.
            self._discard_rest()
        except OSError as error:
            self._discard_rest()
            self._refuse(error)
        return len(data)

    def _discard_rest(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)

    def _refuse(self, error: OSError) -> None:
        raise RequestError(f"The results cannot be written ({_reason(error)}); send them to another place.")


class _Messages(_Output):
    """The stream of messages; nobody can be told that it fails."""

    def _refuse(self, error: OSError) -> None:
        pass


def _open_streams() -> bool:
    """Give results a descriptor of their own; return False when stdout is closed."""
    for descriptor in (0, 2):
        if not _is_open(descriptor):
            _open_nowhere(descriptor)
    sys.stderr = _text(_Messages(2, "w", closefd=False), by_line=True)
    if not _is_open(1):
        return False
    results = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = _text(_Output(results, "w", closefd=False), by_line=os.isatty(results))
    return True


def _text(output: _Output, *, by_line: bool) -> io.TextIOWrapper:
    # A file name that is no UTF-8 must not end the program.
    buffer = io.BufferedWriter(output)
    return io.TextIOWrapper(buffer, encoding="utf-8", errors="backslashreplace", line_buffering=by_line)


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def _open_nowhere(descriptor: int) -> None:
    """Keep a closed descriptor from being given to the next file that is opened."""
    opened = os.open(os.devnull, os.O_RDWR)
    if opened != descriptor:
        os.dup2(opened, descriptor)
        os.close(opened)


def _refused(error: OSError) -> str:
    if error.filename is None:
        return f"The command could not be finished ({_reason(error)}); try again."
    return f"{error.filename} cannot be used ({_reason(error)}); check the name and your rights to it."


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()
