"""Score a file of answers against a folder of content, without a database."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assessment.content.answers import Answers, read_answers
from assessment.content.issues import Issue, has_errors
from assessment.content.library import load_register
from assessment.content.package import load_package
from assessment.core.coding import code_submissions
from assessment.core.instrument import Instrument, compile_instrument
from assessment.core.package import ContentPackage
from assessment.core.scoring import Scores, score
from assessment.core.submission import Submission
from assessment.errors import AnswersError, RequestError

_SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
_ZIP = b"PK\x03\x04"

Report = Callable[[str], None]
"""Told the name of each stage as it begins."""


@dataclass(frozen=True, eq=False)
class ScoredAnswers:
    """Scores with what they were computed from, and the warnings on the way."""

    package: ContentPackage
    submissions: tuple[Submission, ...]
    scores: Scores
    warnings: tuple[Issue, ...]

    @property
    def instrument(self) -> Instrument:
        """Return the compiled content."""
        return self.scores.instrument

    def state_column(self, state: str) -> int:
        """Return the column of a State; raise RequestError when the file does not have it."""
        if state not in self.scores.states:
            known = ", ".join(self.scores.states[:10]) + (", …" if len(self.scores.states) > 10 else "")
            raise RequestError(f'The answers have no State "{state}"; choose one of {known}.')
        return self.scores.states.index(state)

    def node(self, node: str) -> str:
        """Return a node's id; raise RequestError when the rubric does not have it."""
        if node in self.instrument.leaf_row:
            holder = self.instrument.node_holding(node)
            raise RequestError(f'"{node}" is a question; open the node that holds it, "{holder}".')
        if node not in self.instrument.node_index:
            known = ", ".join(list(self.instrument.node_index)[:12])
            raise RequestError(f'The rubric has no node "{node}"; choose one of {known}, …')
        return node


class UnusableAnswersError(AnswersError):
    """A file of answers has errors; nothing was scored."""

    def __init__(self, issues: list[Issue]) -> None:
        problems = "1 problem" if len(issues) == 1 else f"{len(issues)} problems"
        super().__init__(f"The answers were not scored: {problems}; mend what is listed and try again.")
        self.issues = tuple(issues)


def score_answers(
    folder: Path,
    answers: Path,
    *,
    register: Path | None = None,
    reference_date: dt.date | None = None,
    report: Report = lambda _: None,
) -> ScoredAnswers:
    """Return the scores of all States in a file of answers.

    `register` is a file of States that the answers may come from. Raise ContentError when the content has errors,
    UnusableAnswersError when the answers do, RequestError when a date is scored and there is no reference date.
    """
    report("Reading the questionnaire")
    package = load_package(folder)
    instrument = compile_instrument(package.questionnaire, package.rubric)
    states = None if register is None else {state.id for state in load_register(register).states}
    report("Reading the answers")
    submissions, own_date, issues = _read(answers, package, states)
    if has_errors(issues):
        raise UnusableAnswersError(issues)
    report("Scoring")
    coded = code_submissions(instrument, submissions, reference_date or own_date)
    return ScoredAnswers(package, tuple(submissions), score(instrument, coded), tuple(issues))


def _read(path: Path, package: ContentPackage, states: set[str] | None) -> Answers:
    """Return the answers in a text file or in a filled workbook."""
    if _is_spreadsheet(path):
        # Imported when needed: who scores a text file does not wait for the reader of workbooks.
        from assessment.services.workbooks.reading_for_scores import answers_in_workbook  # noqa: PLC0415

        submissions, issues = answers_in_workbook(path, package, states)
        return submissions, None, issues
    return read_answers(path, package.questionnaire, states)


def _is_spreadsheet(path: Path) -> bool:
    """Tell whether a file is a spreadsheet, by its bytes or, where they say nothing, by its name."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_ZIP)) == _ZIP or path.suffix.lower() in _SPREADSHEETS
