"""What a pack holds that compares States by name, put together from the services behind the pages.

Every number is that of a page: the services are asked, and all must rest on the same answers and releases.
"""

from dataclasses import dataclass

from assessment.core.comparison import RegionalFigures, regional_statistics
from assessment.core.domains import domains_of
from assessment.core.pack_receipt import ReceiptLine, WithheldBy, receipt
from assessment.core.rubric import ROOT_ID
from assessment.services.background import Report
from assessment.services.comparing.change_over_cycles import ChangeOverCycles, change_over_cycles
from assessment.services.comparing.question_answers import QuestionAnswers, question_answers
from assessment.services.comparing.rights_and_gender import rights_and_gender
from assessment.services.comparing.robustness import RobustnessView, whole_robustness
from assessment.services.comparing.robustness_figures import RobustnessFigures
from assessment.services.comparing.still_released import data_id_of
from assessment.services.packs.compared_look import (
    check_same,
)
from assessment.services.packs.compared_states import (
    compared_state,
    counting_for_outsiders,
    missing_scores,
    named_scores,
    states_in,
)
from assessment.services.packs.part_progress import unheard, within
from assessment.services.packs.released_look import AUDIENCE, Look, live_content, sets_of
from assessment.services.workspace import Caller, Workspace
from assessment.workbooks.packs.regional_content import (
    ChangeContent,
    ComparedContent,
    RightsContent,
    RobustnessContent,
)


@dataclass(frozen=True, eq=False)
class Composer:
    """Puts a pack together for a caller, from one look; MovedError where a part rests on other data.

    `report` is told the share of the work that is done, part by part.
    """

    workspace: Workspace
    caller: Caller
    look: Look
    report: Report = unheard

    def content(self, *, with_robustness: bool) -> ComparedContent:
        """Return all that stands in the pack."""
        look, found = self.look, self.look.found
        sets = sets_of(look)
        compared = found.compared(AUDIENCE).aligned([state.id for state in states_in(look)])
        live = live_content(look, sets)
        parts = self._parts(with_robustness=with_robustness)
        return ComparedContent(
            cycle=found.cycle,
            instrument=found.instrument,
            sets=sets,
            nodes=(ROOT_ID, *domains_of(found.instrument)),
            states=tuple(compared_state(look, state) for state in states_in(look)),
            compared=compared,
            table=regional_statistics(compared, sets, found.package.rubric.bands),
            missing=missing_scores(look),
            named=named_scores(look),
            counting=counting_for_outsiders(look),
            gaps=parts.answers.gaps,
            answers=parts.answers.distributions,
            change=parts.change,
            rights=parts.rights,
            robustness=parts.robustness,
            receipt=receipt(live.scores, live.exportable, WithheldBy.STATE),
            live=live,
        )

    def brief(self) -> tuple[tuple[ReceiptLine, ...], RegionalFigures]:
        """Return the receipt and the figures of the overall score, without anything that takes long."""
        look, bands = self.look, self.look.found.package.rubric.bands
        live = live_content(look, ())
        table = regional_statistics(look.found.compared(AUDIENCE), [look.of_set], bands)
        return receipt(live.scores, live.exportable, WithheldBy.STATE), table[ROOT_ID, look.of_set.id]

    def _parts(self, *, with_robustness: bool) -> "_Parts":
        """Return what the services behind the pages tell, each after the other."""
        look, found, done = self.look, self.look.found, 0.0
        ends = _SHARES if with_robustness else {name: end / _SHARES["rights"] for name, end in _SHARES.items()}
        self.report(done)
        answers = question_answers(self.workspace, self.caller, found.cycle.id, look.of_set)
        check_same(answers.data_id, found.data_id)
        self.report(ends["answers"])
        change = self._change()
        self.report(ends["change"])
        rights = self._rights()
        self.report(ends["rights"])
        return _Parts(answers, change, rights, self._robustness() if with_robustness else None)

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
        """Return how robust the scores are; None where no overall score was released."""
        look = self.look
        report = within(self.report, _SHARES["rights"], 1.0)
        cycle, states = look.found.cycle.id, look.of_set.states
        view = whole_robustness(self.workspace, self.caller, cycle, states, report)
        check_same(view.data_id, look.found.data_id)
        return None if view.figures is None else _robustness_content(view, view.figures)


_SHARES = {"answers": 0.15, "change": 0.4, "rights": 0.5}
"""How far the parts are when each of them is done, where robustness follows; by what they take with 35 States."""


@dataclass(frozen=True, eq=False)
class _Parts:
    """What the services behind the pages tell."""

    answers: QuestionAnswers
    change: ChangeContent | None
    rights: RightsContent
    robustness: RobustnessContent | None


def _robustness_content(view: RobustnessView, figures: RobustnessFigures) -> RobustnessContent:
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
