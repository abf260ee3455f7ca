"""The cheapest path is as cheap as trying everything."""

import itertools
from pathlib import Path

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.content.package import load_package
from assessment.core.coding import ANSWERED, BLANK, CodedAnswers
from assessment.core.gaps import score_with
from assessment.core.instrument import compile_instrument
from assessment.core.paths import cheapest_path, next_band_target
from assessment.core.scoring import UNANSWERED, Scores, score
from assessment.core.scoring_rules import ChoiceTable, LevelTable, OptionPoints
from tests.strategies import Case, cases


def steps_above(scores: Scores, row: int) -> list[float]:
    """Return the scores of the steps above an answer, from the question and its rule alone."""
    question, rule = scores.instrument.question_of(row), scores.instrument.rules[row]
    here = scores.leaves("point")[row, 0]
    value = scores.coded.value[scores.instrument.columns[row], 0]
    if np.isnan(here):
        return []
    if isinstance(rule, LevelTable):
        return [points / 100 for points in rule.values[int(value) + 1 :]]
    if isinstance(rule, ChoiceTable):
        return sorted({points / 100 for points in rule.values.values() if points / 100 > here})
    if isinstance(rule, OptionPoints):  # every option counts the same in the random cases
        options = [choice for choice in getattr(question, "choices", ()) if not choice.exclusive]
        ticked = round(here * len(options))
        return [number / len(options) for number in range(ticked + 1, len(options) + 1)]
    return []


def cheapest_by_trying(scores: Scores, target: float, node: int) -> float | None:
    """Score every combination of steps with the engine; return the least effort that reaches the target."""
    instrument = scores.instrument
    x = scores.leaves("point")[:, 0]
    options = []
    for row in range(len(x)):
        steps = steps_above(scores, row)
        effort = instrument.question_of(row).effort
        options.append([(0, x[row]), *((effort * (n + 1), max(x[row], step)) for n, step in enumerate(steps))])
    combinations = list(itertools.product(*options))
    tried = np.array([[score for _, score in combination] for combination in combinations]).T
    efforts = np.array([sum(effort for effort, _ in combination) for combination in combinations])
    unanswered = np.repeat((scores.standings.standing[:, :1] == UNANSWERED), tried.shape[1], axis=1)
    reached = score_with(instrument, tried, unanswered)[node] >= target - 1e-9
    return float(efforts[reached].min()) if reached.any() else None


@given(cases(depth=2, states=1), st.sampled_from([0.3, 0.5, 0.75, 0.9]), st.data())
def test_path__random_rubric_of_every_rule__costs_what_brute_force_finds(
    case: Case, target: float, data: st.DataObject
) -> None:
    scores = case.scores()
    assume(len(case.instrument.leaves) <= 6)
    node = data.draw(st.integers(0, len(case.instrument.nodes) - 1))
    assume(not np.isnan(scores.nodes("point")[node, 0]))
    path = cheapest_path(scores, 0, target, case.instrument.nodes[node].id)
    best = cheapest_by_trying(scores, target, node)
    if path.status == "reached":
        assert scores.nodes("point")[node, 0] >= target - 1e-9
    elif best is None:
        assert path.status == "impossible"
    else:
        assert path.status == "found"
        assert path.effort == best
        assert path.after >= target - 1e-9
        assert sum(step.effort for step in path.steps) == path.effort


def test_path__shipped_rubric__is_found_or_impossible_at_every_node() -> None:
    package = load_package(Path(__file__).parents[2] / "questionnaires" / "ct-tech")
    compiled = compile_instrument(package.questionnaire, package.rubric)
    shape = (len(compiled.questions), 8)
    random = np.random.default_rng(7)
    tops = [getattr(question, "levels", getattr(question, "choices", [0, 1])) for question in compiled.questions]
    level = np.floor(random.random(shape) * np.array([len(top) for top in tops])[:, None])
    multiple = np.array([question.type == "multiple" for question in compiled.questions])[:, None]
    status = np.where(random.random(shape) < 0.1, BLANK, ANSWERED).astype(np.uint8)
    value = np.where(status == BLANK, np.nan, np.where(multiple, 2**level, level))
    nothing = np.zeros(shape, dtype=np.uint8)
    scores = score(compiled, CodedAnswers(tuple("ABCDEFGH"), value, status, nothing, nothing.astype(bool)))
    for state in range(8):
        for node in compiled.nodes:
            target = next_band_target(scores, state, node.id)
            if target is not None:
                path = cheapest_path(scores, state, target, node.id)
                assert path.status in {"found", "impossible"}
                assert (path.after >= target - 1e-9) == (path.status == "found")


@given(cases(states=1))
def test_next_band__random_score__is_the_lowest_band_above(case: Case) -> None:
    scores = case.scores()
    found = scores.nodes("point")[0, 0]
    target = next_band_target(scores, 0)
    starts = [0.0, 0.25, 0.5, 0.75]
    if np.isnan(found) or found >= 0.75 - 1e-9:
        assert target is None
    else:
        assert target == min(start for start in starts if start > found + 1e-9)
