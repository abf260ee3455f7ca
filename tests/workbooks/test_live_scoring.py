"""The live sheets, calculated anew by LibreOffice, are the engine: for answers as exported and as changed."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from assessment.content.package import load_package
from assessment.core.scoring import COUNTED, OUT, Scores
from assessment.core.submission import BLANK, Response, Submission
from tests.core.test_against_plain_scorer import cases_with_many_not_applicable, cases_with_skips
from tests.strategies import Case
from tests.workbooks.live_books import (
    change_answers,
    column_of,
    content_of,
    engine_columns,
    expected,
    write_live,
    wrong,
)
from tests.workbooks.live_cases import ON, random_case, random_response
from tests.workbooks.recalculating import CellValues, differences, recalculate, soffice, values_of

PACKAGE = Path(__file__).parents[2] / "questionnaires" / "ct-tech"
RANDOM_CASES, DRAWN_CASES = 16, 8


@dataclass(frozen=True)
class Trial:
    """A workbook as written or changed, what the engine has for its cells, and its cells calculated anew."""

    name: str
    file: Path
    changed: bool
    wanted: dict[tuple[str, str], object]
    columns: dict[str, dict[tuple[str, str], object]]
    values: CellValues
    scores: Scores


def drawn(strategy: st.SearchStrategy[Case], count: int) -> list[Case]:
    """Return examples of a strategy, the same in every run."""
    found: list[Case] = []

    @settings(max_examples=count, derandomize=True, database=None, phases=[Phase.generate], deadline=None)
    @given(strategy)
    def collect(case: Case) -> None:
        found.append(case)

    collect()
    return [without_empty_lists(case) for case in found]


def without_empty_lists(case: Case) -> Case:
    """Return the case with a blank where nothing is ticked, as answers are kept."""
    submissions = tuple(
        Submission(
            submission.state, {q: BLANK if r.value == frozenset() else r for q, r in submission.responses.items()}
        )
        for submission in case.submissions
    )
    return dataclasses.replace(case, submissions=submissions)


def ct_tech(states: int) -> Case:
    """Return the shipped content with random answers."""
    package, random = load_package(PACKAGE), Random(states)  # noqa: S311 - invented data
    rubric = package.rubric.model_copy(update={"reference_date": ON})
    answers = tuple(
        Submission(f"S{number:02}", {q.id: random_response(random, q) for q in package.questionnaire.questions()})
        for number in range(states)
    )
    return Case(package.questionnaire, rubric, answers)


def changed(case: Case, random: Random) -> tuple[Case, dict[tuple[str, str], Response]]:
    """Return the case with about a third of the answers replaced, and these."""
    changes = {
        (submission.state, question.id): random_response(random, question)
        for submission in case.submissions
        for question in case.questionnaire.questions()
        if random.random() < 0.3
    }
    after = tuple(
        Submission(
            submission.state,
            {**submission.responses, **{q: r for (state, q), r in changes.items() if state == submission.state}},
        )
        for submission in case.submissions
    )
    return dataclasses.replace(case, submissions=after), changes


def cases() -> dict[str, Case]:
    """Return everything that is tried."""
    found = {f"random{seed}": random_case(seed, states=1 + seed % 4) for seed in range(RANDOM_CASES)}
    found |= {f"skips{number}": case for number, case in enumerate(drawn(cases_with_skips(), DRAWN_CASES))}
    many = drawn(cases_with_many_not_applicable(), DRAWN_CASES)
    found |= {f"many{number}": case for number, case in enumerate(many)}
    return found | {"national": ct_tech(1), "global": ct_tech(8)}


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> list[Trial]:
    """Return all cases, each as written and with changed answers, after one run of LibreOffice."""
    soffice()
    folder, made = tmp_path_factory.mktemp("live"), []
    for number, (name, case) in enumerate(cases().items()):
        before = content_of(case.scores())
        cells = write_live(before, folder / f"{name}.xlsx")
        made.append((name, False, before, cells))
        other, changes = changed(case, Random(number))  # noqa: S311 - invented data
        after = content_of(other.scores())
        change_answers(folder / f"{name}.xlsx", before, changes, folder / f"{name}-changed.xlsx", after.scores)
        made.append((f"{name}-changed", True, after, cells))
    again = recalculate([folder / f"{name}.xlsx" for name, *_ in made], folder / "again")
    return [
        Trial(
            name=name,
            file=folder / f"{name}.xlsx",
            changed=is_changed,
            wanted=expected(content, cells),
            columns={column: dict(engine_columns(content, column)) for column in ("asked", "standing")},
            values=values_of(file),
            scores=content.scores,
        )
        for (name, is_changed, content, cells), file in zip(made, again, strict=True)
    ]


def test_scoring__as_exported__every_cell_is_the_engine(trials: list[Trial]):
    found = {trial.name: wrong(trial.values, trial.wanted) for trial in trials if not trial.changed}
    assert {name: cells for name, cells in found.items() if cells} == {}


def test_scoring__as_exported__nothing_in_the_file_moves(trials: list[Trial]):
    """The values that stand beside the formulas are those that the formulas come to, cell by cell."""
    for trial in trials:
        if not trial.changed:
            assert (trial.name, differences(values_of(trial.file), trial.values)) == (trial.name, {})


def test_scoring__answers_changed__every_cell_is_what_the_engine_says_of_them(trials: list[Trial]):
    found = {trial.name: wrong(trial.values, trial.wanted) for trial in trials if trial.changed}
    assert {name: cells for name, cells in found.items() if cells} == {}


def test_data__any_answers__asked_and_standing_are_the_engine(trials: list[Trial]):
    for trial in trials:
        for name, wanted in trial.columns.items():
            found = column_of(trial.values, name)
            assert {key: found[key] for key in wanted} == wanted, (trial.name, name)


def test_trials__together__try_what_there_is(trials: list[Trial]):
    """Without this the tests above might pass on content in which nothing happens."""
    rules, aggregations = set(), set()
    for trial in trials:
        instrument_of = trial.scores.instrument
        rules |= {rule.kind for rule in instrument_of.rules}
        aggregations |= {family.rule.rule for family in instrument_of.families}
    assert rules == {"levels", "choices", "options", "steps", "goalposts", "recency"}
    assert aggregations == {"mean", "geometric", "harmonic", "power", "blend"}

    def somewhere(test: Callable[[Scores], bool]) -> bool:
        return any(test(trial.scores) for trial in trials)

    assert somewhere(lambda scores: bool(scores.standings.too_many.any()))
    assert somewhere(lambda scores: bool(scores.standings.hidden.any()))
    assert somewhere(lambda scores: bool(scores.standings.undecided.any()))
    assert somewhere(lambda scores: bool(scores.standings.refused.any()))
    assert somewhere(lambda scores: bool(scores.gates("point").any()))
    assert somewhere(lambda scores: bool((scores.gates("best") != scores.gates("worst")).any()))
    assert somewhere(lambda scores: bool((scores.coverage < scores.instrument.thresholds[:, None]).any()))
    assert somewhere(lambda scores: max(scores.instrument.depths) >= 4)
    assert {int(standing) for trial in trials for standing in trial.scores.standings.standing.flat} >= {
        OUT,
        COUNTED,
    }
