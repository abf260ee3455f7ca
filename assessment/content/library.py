"""The library: all packages of content and registers of States below a folder."""

from collections.abc import Iterator
from pathlib import Path

from assessment.content.checks.states_checks import check_register
from assessment.content.codes.files import FileCode
from assessment.content.files import entries, is_open_folder, read_model
from assessment.content.issues import ERROR, Issue, IssueList, Place
from assessment.content.package import RunExample, check_package
from assessment.content.package_files import QUESTIONNAIRE, RUBRIC, is_package
from assessment.content.sources import Folder, Parsed
from assessment.core.states import StateRegister
from assessment.errors import ContentError

PARTNER_FILE = "partner_states.yaml"
_REGISTERS = "*_states.yaml"


def find_packages(folder: Path | str) -> list[Path]:
    """List the folders, this one included, that hold a questionnaire with its rubric."""
    return [path for path in _folders(Path(folder)) if is_package(path)]


def find_registers(folder: Path | str) -> list[Path]:
    """List the registers of States in a folder and below."""
    return [path for below in _folders(Path(folder)) for path in sorted(below.glob(_REGISTERS))]


def check_folder(folder: Path | str, run_example: RunExample | None = None) -> list[Issue]:
    """Return all issues of the packages and registers in a folder and below, by file and line."""
    folder = Path(folder)
    issues = IssueList()
    if not folder.is_dir():
        issues.add(FileCode.NO_FOLDER, Place(str(folder)), name=folder)
        return issues.sorted()
    packages = [path for path in _folders(folder) if _is_meant_as_package(path)]
    registers = find_registers(folder)
    for path in packages:
        issues.extend(check_package(path, run_example, folder.parent))
    for path in registers:
        issues.extend(read_register(path, folder.parent)[1])
    if not packages and not registers:
        issues.add(FileCode.NO_PACKAGE, Place(str(folder)))
    return issues.sorted()


def read_register(path: Path | str, base: Path | str | None = None) -> tuple[StateRegister | None, list[Issue]]:
    """Return a register of States, if it can be read, and all its issues.

    A register for training is compared with the register of partner States next to it.
    """
    path = Path(path)
    folder = Folder(path.parent, Path(base) if base is not None else path.parent, IssueList())
    register = _parsed(folder, path)
    if register is not None:
        real = path.with_name(PARTNER_FILE)
        check_register(register, _parsed_quietly(folder, real), folder.issues)
    return (register.model if register else None), folder.issues.sorted()


def load_register(path: Path | str) -> StateRegister:
    """Return a register of States; raise ContentError when it has any error."""
    register, issues = read_register(path)
    errors = [issue for issue in issues if issue.severity == ERROR]
    if register is None or errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        what = errors[0].message.removesuffix(".")
        raise ContentError(
            f"The register of States {path} cannot be used: line {errors[0].line}: {what}{more}; "
            f"python -m assessment check {Path(path).parent} shows every problem."
        )
    return register


def _folders(folder: Path) -> Iterator[Path]:
    """Yield a folder and every folder below it, without hidden ones and links."""
    if folder.is_dir():
        yield folder
        for entry in filter(is_open_folder, entries(folder)):
            yield from _folders(entry)


def _is_meant_as_package(path: Path) -> bool:
    return (path / QUESTIONNAIRE).exists() or (path / RUBRIC).exists()


def _parsed(folder: Folder, path: Path) -> Parsed[StateRegister] | None:
    if not path.exists():
        folder.issues.add(FileCode.MISSING, Place(folder.shown(path)), name=path.name)
        return None
    return read_model(folder, path, StateRegister)


def _parsed_quietly(folder: Folder, path: Path) -> Parsed[StateRegister] | None:
    """Return a register whose own issues are noted elsewhere."""
    return (
        read_model(Folder(folder.path, folder.base, IssueList()), path, StateRegister) if path.exists() else None
    )
