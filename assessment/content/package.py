"""Packages of content: reading one, with all its issues, or loading one that must be without error."""

from collections.abc import Callable, Iterable
from pathlib import Path

from assessment.content.checks import check_sources
from assessment.content.codes.examples import ExampleCode
from assessment.content.codes.files import FileCode
from assessment.content.issues import ERROR, Issue, IssueList, Place, has_errors
from assessment.content.package_files import read_sources
from assessment.content.sources import Folder, Sources
from assessment.core.package import ContentPackage
from assessment.core.worked_example import WorkedExample
from assessment.errors import ContentError

Mismatch = tuple[str, str]
"""The node (or lens) whose expected figure differs, and a sentence that says how."""

RunExample = Callable[[ContentPackage, WorkedExample], Iterable[Mismatch]]


def read_package(folder: Path | str, base: Path | str | None = None) -> tuple[ContentPackage | None, list[Issue]]:
    """Return the package of a folder, if it can be read, and all issues; paths are shown from `base` on.

    Without `base`, paths begin with the folder's own name. A package with errors is for display only.
    """
    sources, issues = _read(Path(folder), base)
    return (sources.package() if sources else None), issues.sorted()


def check_package(
    folder: Path | str, run_example: RunExample | None = None, base: Path | str | None = None
) -> list[Issue]:
    """Return all issues of a package; with `run_example`, also of worked examples that do not come out."""
    sources, issues = _read(Path(folder), base)
    package = sources.package() if sources else None
    if run_example is not None and sources is not None and package is not None and not has_errors(issues):
        _run_examples(sources, package, run_example, issues)
    return issues.sorted()


def load_package(folder: Path | str) -> ContentPackage:
    """Return the package of a folder; raise ContentError when it has any error."""
    package, issues = read_package(folder)
    errors = [issue for issue in issues if issue.severity == ERROR]
    if package is None or errors:
        raise ContentError(_summary(folder, errors))
    return package


def _summary(folder: Path | str, errors: list[Issue]) -> str:
    first = errors[0]
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    what = first.message.removesuffix(".")
    return (
        f"The questionnaire in {folder} cannot be used: {first.path}:{first.line}: {first.code} {what}{more}; "
        f"python -m assessment check {folder} shows every problem."
    )


def _read(path: Path, base: Path | str | None) -> tuple[Sources | None, IssueList]:
    folder = Folder(path, Path(base) if base is not None else path.parent, IssueList())
    if not path.is_dir():
        folder.issues.add(FileCode.NO_FOLDER, Place(folder.shown(path)), name=path)
        return None, folder.issues
    sources = read_sources(folder)
    check_sources(sources, folder.issues)
    return sources, folder.issues


def _run_examples(sources: Sources, package: ContentPackage, run_example: RunExample, issues: IssueList) -> None:
    for parsed in sources.examples.values():
        for node, sentence in run_example(package, parsed.model):
            where = "lenses" if node in parsed.model.lenses and node not in parsed.model.expect else "expect"
            issues.add(
                ExampleCode.MISMATCH, parsed.at.place(where, node), sentence=sentence.strip().removesuffix(".")
            )
