"""What a pack holds that compares States by name, put together from the services behind the pages.

Every number is that of a page: the services are asked, and all must rest on the same answers and releases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import Bools
from assessment.core.chosen_states import only_states
from assessment.core.comparison import RegionalFigures, regional_statistics
from assessment.core.cycle import SubmissionStatus
from assessment.core.domains import domains_of
from assessment.core.hidden_answers import without_hidden_answers
from assessment.core.pack_receipt import ReceiptLine, WithheldBy, receipt
from assessment.core.regions_within import set_and_regions
from assessment.core.release import Release
from assessment.core.release_preview import complete_releases
from assessment.core.rubric import ROOT_ID
from assessment.core.state_sets import StateSet, state_sets
from assessment.core.states import State
from assessment.errors import UnacceptableError
from assessment.services.comparing.absence import Absence, absences
from assessment.services.comparing.change_over_cycles import ChangeOverCycles, change_over_cycles
from assessment.services.comparing.cycle_scores import CycleScores, cycle_scores, has_handed_in
from assessment.services.comparing.disclosed_cells import states_that_release
from assessment.services.comparing.question_answers import question_answers
from assessment.services.comparing.rights_and_gender import rights_and_gender
from assessment.services.comparing.robustness import robustness
from assessment.services.comparing.still_released import data_id_of
from assessment.services.packs.compared_look import (
    Around,
    Asked,
    check_same,
    look_around,
    previous_cycle,
)
from assessment.services.workspace import Caller, Desk, Workspace
from assessment.workbooks.live.content import LiveContent
from assessment.workbooks.packs.regional_content import (
    ChangeContent,
    ComparedContent,
    ComparedState,
    Missing,
    RightsContent,
    RobustnessContent,
)

AUDIENCE = Release.SECRETARIAT

PATIENCE = 1.0
"""Seconds to wait before asking again how far a computation is: one that nobody asks for is left."""


@dataclass(frozen=True, eq=False)
class Look:
    """The scores of a cycle at one moment, and the set that is compared; `earlier` is the cycle before."""

    around: Around
    found: CycleScores
    of_set: StateSet
    earlier: CycleScores | None

    @property
    def columns(self) -> list[int]:
        """Return the columns of the scores that belong to the set."""
        inside = frozenset(self.of_set.states)
        return [column for column, state in enumerate(self.found.scores.states) if state in inside]


def look_at(workspace: Workspace, at: Desk, asked: Asked) -> Look:
    """Return a cycle's scores at a desk whose permission was checked.

    Raise DeniedError where there is no such cycle or set, UnacceptableError where no State of it has handed in.
    """
    around = look_around(workspace, at, asked.cycle)
    of_set = around.set_of(asked)
    found = cycle_scores(workspace, at, asked.cycle)
    before = previous_cycle(at, around.cycle)
    look = Look(around, found, of_set, cycle_scores(workspace, at, before.id) if before else None)
    if not look.columns:
        raise UnacceptableError("pack_nobody_handed_in")
    return look


def sets_of(look: Look) -> tuple[StateSet, ...]:
    """Return the set that is compared with its regions, and the workshop groups where it is all States."""
    around = look.around
    parts = set_and_regions(look.of_set, around.states, around.regions)
    groups = state_sets(around.states, (), around.groups, "")[1:] if look.of_set.kind == "all" else ()
    return (*parts, *(one for one in groups if one.states))


def live_content(look: Look, sets: Sequence[StateSet]) -> LiveContent:
    """Return the answers and scores that may stand in a pack of the set.

    Nothing that a State put into words stands there, and no answer to a question that skip logic hides.
    """
    found = look.found
    return LiveContent(
        scores=without_hidden_answers(only_states(found.scores, look.of_set.states)),
        state_names=found.names,
        exportable=found.usable_questions(AUDIENCE)[:, look.columns],
        shown=found.usable(AUDIENCE)[:, look.columns],
        readings=("point", "worst", "best"),
        sets=tuple(sets),
        explanations={},
    )


@dataclass(frozen=True, eq=False)
class Composer:
    """Puts a pack together for a caller, from one look; MovedError where a part rests on other data."""

    workspace: Workspace
    caller: Caller
    look: Look

    def content(self, *, with_robustness: bool) -> ComparedContent:
        """Return all that stands in the pack."""
        look, found = self.look, self.look.found
        sets = sets_of(look)
        compared = found.compared(AUDIENCE).aligned([state.id for state in _states(look)])
        live = live_content(look, sets)
        answers = question_answers(self.workspace, self.caller, found.cycle.id, look.of_set)
        check_same(answers.data_id, found.data_id)
        return ComparedContent(
            cycle=found.cycle,
            instrument=found.instrument,
            sets=sets,
            nodes=(ROOT_ID, *domains_of(found.instrument)),
            states=tuple(_compared_state(look, state) for state in _states(look)),
            compared=compared,
            table=regional_statistics(compared, sets, found.package.rubric.bands),
            missing=_missing(look),
            named=_named(look),
            counting=_counting(look),
            gaps=answers.gaps,
            answers=answers.distributions,
            change=self._change(),
            rights=self._rights(),
            robustness=self._robustness() if with_robustness else None,
            receipt=receipt(live.scores, live.exportable, WithheldBy.STATE),
            live=live,
        )

    def brief(self) -> tuple[tuple[ReceiptLine, ...], RegionalFigures]:
        """Return the receipt and the figures of the overall score, without anything that takes long."""
        look, bands = self.look, self.look.found.package.rubric.bands
        live = live_content(look, ())
        table = regional_statistics(look.found.compared(AUDIENCE), [look.of_set], bands)
        return receipt(live.scores, live.exportable, WithheldBy.STATE), table[ROOT_ID, look.of_set.id]

    def _change(self) -> ChangeContent | None:
        """Return what moved since the cycle before; None without one that can be compared."""
        look = self.look
        if look.earlier is None:
            return None
        cycle, before = look.found.cycle.id, look.earlier.cycle.id
        view = change_over_cycles(self.workspace, self.caller, cycle, before, look.of_set)
        check_same(view.data_id, data_id_of(look.earlier, look.found))
        return _change_content(view)

    def _rights(self) -> RightsContent:
        look = self.look
        view = rights_and_gender(self.workspace, self.caller, look.found.cycle.id, look.of_set)
        check_same(view.data_id, look.found.data_id)
        return RightsContent(view.sets, view.lenses, view.gates, view.lines)

    def _robustness(self) -> RobustnessContent | None:
        """Return how robust the scores are, when it is computed; None where no overall score was released."""
        look = self.look
        states = look.of_set.states
        while True:
            view = robustness(self.workspace, self.caller, look.found.cycle.id, states=states, patience=PATIENCE)
            check_same(view.data_id, look.found.data_id)
            figures = view.figures
            if figures is not None:
                dominance = figures.dominance
                return RobustnessContent(
                    draws=view.draws,
                    seed=view.seed,
                    together=figures.together,
                    weights_only=figures.weights_only,
                    free_domain_weights=figures.free_domain_weights,
                    bounds=figures.bounds,
                    sensitivity=figures.sensitivity,
                    left_out=figures.left_out,
                    pairs=None if dominance is None else dominance.pairs,
                    established=None if dominance is None else dominance.established,
                )
            if not view.states:
                return None


def _states(look: Look) -> list[State]:
    inside = frozenset(look.of_set.states)
    return [state for state in look.found.states if state.id in inside]


def _compared_state(look: Look, state: State) -> ComparedState:
    found = look.found
    assessment = found.assessments[state.id]
    there = has_handed_in(assessment)
    coverage = None
    if state.id in found.scores.states:
        column = found.scores.states.index(state.id)
        if found.usable(AUDIENCE)[0, column]:
            coverage = float(found.scores.coverage[0, column])
    regions = {region.id: region.title for region in look.around.regions}
    # Before a State has handed in, nothing of it is told but that it has not.
    releases = complete_releases(found.instrument, found.releases.get(state.id, {})) if there else {}
    return ComparedState(
        state=state,
        region=regions.get(state.region, ""),
        status=assessment.status if there else SubmissionStatus.DRAFT,
        handed_in_on=assessment.submitted_at.date() if there and assessment.submitted_at else None,
        snapshot=assessment.snapshot if there else None,
        coverage=None if coverage is None or np.isnan(coverage) else coverage,
        releases=releases,
    )


def _missing(look: Look) -> Mapping[tuple[str, str], Missing]:
    """Return why there is no score, by node and State of the set, for the overall score and the domains."""
    found, inside = look.found, frozenset(look.of_set.states)
    domains = domains_of(found.instrument)
    missing = {}
    for (node, state), absence in absences(found, AUDIENCE).items():
        if state not in inside or node not in {ROOT_ID, *domains}:
            continue
        given = found.releases.get(state, {})
        needed = domains if node == ROOT_ID else (node,)
        released = all(given.get(domain, Release.PRIVATE) >= AUDIENCE for domain in needed)
        by_gate = absence is Absence.WITHHELD and released
        missing[node, state] = Missing.SAFEGUARD if by_gate else Missing(absence.value)
    return missing


def _named(look: Look) -> Bools:
    """Tell which scores everybody may see by name (nodes x the States of the set, by name)."""
    compared = look.found.compared(Release.NAMED).aligned([state.id for state in _states(look)])
    return ~np.isnan(compared.points)


def _counting(look: Look) -> Mapping[str, int]:
    """Tell of how many States of the set a score counts in the figures for outsiders, by node."""
    released, inside = states_that_release(look.found), frozenset(look.of_set.states)
    shown, scores = look.found.scores.shown, look.found.scores
    place = look.found.instrument.node_index
    return {
        node: sum(
            1
            for column, state in enumerate(scores.states)
            if state in giving and state in inside and shown[place[node], column]
        )
        for node, giving in released.items()
    }


def _change_content(view: ChangeOverCycles) -> ChangeContent:
    sets = [one for one, _ in view.sets]
    steps = zip(sets, view.steps_of_sets, strict=True)
    return ChangeContent(
        before=view.before,
        after=view.after,
        sets=view.sets,
        states=view.states,
        steps=tuple((of_set, found) for of_set, found in steps if found is not None),
        absent=view.left_out.absent,
        withheld=view.left_out.withheld,
        without_score=view.left_out.without_score,
        comparable=view.comparability.comparable[view.node],
        draws=view.draws,
        enough=view.enough,
        data_id=view.data_id,
    )
