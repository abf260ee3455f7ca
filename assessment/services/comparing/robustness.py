"""Robustness: what the ranking, the scores and the bands of a set of States depend on."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.chosen_states import only_states
from assessment.core.release import Release
from assessment.core.rubric import FEWEST_DRAWS, ROOT_ID, RobustnessSettings
from assessment.core.states import State
from assessment.errors import UnacceptableError
from assessment.services.background import Progressed, Report
from assessment.services.comparing.absence import Absence, absences
from assessment.services.comparing.cycle_scores import CycleScores, cycle_scores
from assessment.services.comparing.robustness_figures import RobustnessFigures, robustness_figures
from assessment.services.comparing.values import Values
from assessment.services.workspace import Caller, Workspace, desk

MOST_DRAWS = 100_000
"""More draws are made at the terminal: here, many people share the memory."""

MOST_FIGURES = 5_000_000
"""Draws times States, 16 bytes each: with more than 50 States, fewer draws are made."""

HIGHEST_SEED = 999_999_999


@dataclass(frozen=True, eq=False)
class RobustnessView:
    """How robust the result of a set of States is, as far as it is computed.

    `states` are those of the set with an overall score that was released to the Secretariat, by name; `of` is how
    many the set has, and `absent` counts the others by reason. `done` is the share computed, from 0 to 1, and
    `figures` are there once all is; never without States. The same States, `data_id`, `draws` and `seed` give the
    same figures.
    """

    states: tuple[State, ...]
    of: int
    absent: Mapping[Absence, int]
    draws: int
    seed: int
    points: int
    data_id: str
    done: float
    figures: RobustnessFigures | None


def robustness(
    workspace: Workspace,
    caller: Caller,
    cycle: str,
    values: Values = Values.SELF_REPORTED,
    states: Collection[str] | None = None,
    *,
    draws: int | None = None,
    seed: int | None = None,
    patience: float = 0.0,
) -> RobustnessView:
    """Return how robust the overall scores of a cycle are, of all its States or of some.

    It is computed in the background, which begins with the first call; a call waits at most `patience` seconds.
    `draws` and `seed` are the rubric's unless given, the draws as far as there is room for them. Raise
    UnacceptableError for a number that cannot be used, DeniedError where there is no such cycle.
    """
    asked = _asked(workspace, caller, cycle, values, states, draws, seed)
    standing: Progressed[RobustnessFigures] = Progressed(1.0)
    if asked.counted:
        standing = workspace.background.ask(asked.key, asked.compute, patience)
    return asked.view(standing)


def whole_robustness(
    workspace: Workspace, caller: Caller, cycle: str, states: Collection[str] | None, report: Report
) -> RobustnessView:
    """Return how robust the self-reported scores are once that is computed, with the rubric's draws and seed.

    It is computed in this thread, so that work in the background may rest on it, unless another one is at it.
    `report` is told the share done, and may raise LeftError. Raise DeniedError where there is no such cycle.
    """
    asked = _asked(workspace, caller, cycle, Values.SELF_REPORTED, states, None, None)
    standing: Progressed[RobustnessFigures] = Progressed(1.0)
    if asked.counted:
        standing = Progressed(1.0, workspace.background.get(asked.key, asked.compute, report))
    return asked.view(standing)


@dataclass(frozen=True, eq=False)
class _Asked:
    """What is to be computed: of which States, and with which numbers."""

    found: CycleScores
    of: int
    counted: tuple[State, ...]
    absent: Mapping[Absence, int]
    draws: int
    seed: int

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(state.id for state in self.counted)

    @property
    def key(self) -> Hashable:
        """Return what the same figures are known by."""
        return "robustness", self.found.data_id, self.names, self.draws, self.seed

    def compute(self, report: Report) -> RobustnessFigures:
        return robustness_figures(only_states(self.found.scores, self.names), self.draws, self.seed, report)

    def view(self, standing: Progressed[RobustnessFigures]) -> RobustnessView:
        return RobustnessView(
            states=self.counted,
            of=self.of,
            absent=self.absent,
            draws=self.draws,
            seed=self.seed,
            points=self.found.instrument.rubric.robustness.sobol_points,
            data_id=self.found.data_id,
            done=standing.done,
            figures=standing.result,
        )


def _asked(
    workspace: Workspace,
    caller: Caller,
    cycle: str,
    values: Values,
    states: Collection[str] | None,
    draws: int | None,
    seed: int | None,
) -> _Asked:
    """Return what is asked for, as far as the caller may know it."""
    with desk(workspace, caller, Permission.COMPARE) as at:
        found = cycle_scores(workspace, at, cycle, values)
    inside = [state for state in found.states if states is None or state.id in states]
    missing = absences(found, Release.SECRETARIAT)
    absent = {state.id: missing[ROOT_ID, state.id] for state in inside if (ROOT_ID, state.id) in missing}
    counted = tuple(state for state in inside if state.id not in absent)
    numbers = _numbers(found.instrument.rubric.robustness, draws, seed, len(counted))
    return _Asked(found, len(inside), counted, Counter(absent.values()), *numbers)


def _numbers(settings: RobustnessSettings, draws: int | None, seed: int | None, states: int) -> tuple[int, int]:
    """Return the draws that there is room for, and the seed."""
    most = min(MOST_DRAWS, MOST_FIGURES // max(states, 1))
    return (
        min(settings.draws, most) if draws is None else checked_draws(draws, most),
        settings.seed if seed is None else checked_seed(seed),
    )


def checked_draws(draws: int | str, most: int = MOST_DRAWS) -> int:
    """Return a number of draws, also from what was typed; UnacceptableError for one that is not made here."""
    number = _whole(draws, most)
    if number is None or number < FEWEST_DRAWS:
        raise UnacceptableError("robustness_draws", fewest=FEWEST_DRAWS, most=most)
    return number


def checked_seed(seed: int | str) -> int:
    """Return a seed, also from what was typed; raise UnacceptableError for what is none."""
    number = _whole(seed, HIGHEST_SEED)
    if number is None:
        raise UnacceptableError("robustness_seed", highest=HIGHEST_SEED)
    return number


def _whole(number: int | str, most: int) -> int | None:
    """Return a whole number from 0 to the most; None for anything else."""
    text = str(number).strip()
    # Nothing longer is read: turning very many digits into a number takes long.
    if not text.isdecimal() or len(text) > len(str(most)):
        return None
    return int(text) if int(text) <= most else None
