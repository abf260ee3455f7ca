"""Packs over States on random content, answers, skip logic and releases, without a service's own data.

Every number, every text and every reason that a State gives is unlike all others, so that it can be looked for.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from zlib import crc32

import pytest

from assessment.core.arrays import Bools
from assessment.core.coding import code_submissions
from assessment.core.conditions import comparisons
from assessment.core.cycle import Assessment, AssessmentKey, Cycle, SubmissionStatus
from assessment.core.domains import domains_of
from assessment.core.pack import Audience, Classification, Edition
from assessment.core.package import ContentPackage
from assessment.core.questionnaire import Question
from assessment.core.release import Release
from assessment.core.released import Releases, score_of_released
from assessment.core.rubric import RobustnessSettings
from assessment.core.state_sets import ALL_STATES, StateSet
from assessment.core.states import Group, Region, State
from assessment.core.submission import Response, Status, Submission
from assessment.services.background import Background
from assessment.services.comparing import change_over_cycles, question_answers, rights_and_gender, robustness
from assessment.services.comparing.cycle_scores import CycleScores
from assessment.services.comparing.values import Values
from assessment.services.packs.assistance import assistance_by_name
from assessment.services.packs.compared_content import Composer
from assessment.services.packs.compared_look import Around
from assessment.services.packs.compared_pack import Making, built_by_name
from assessment.services.packs.frame import BuiltPack, PackOptions
from assessment.services.packs.released_look import Look
from tests.strategies import Case
from tests.workbooks.live_cases import random_case, random_response
from tests.workspaces import LAST_CYCLE, MORNING, THIS_CYCLE, Office

STATES = 6
"""So many take part; the last one has not handed in."""
REGIONS = (Region(id="north", title="North"), Region(id="south", title="South"))
GROUPS = (Group(id="first", title="First workshop"),)
LEVELS = (Release.PRIVATE, Release.SECRETARIAT, Release.REGIONAL_AGGREGATES, Release.NAMED)
OFTEN = (0.05, 0.3, 0.8)
"""How often a State says that a question does not apply: for some it is too often."""
QUICK = RobustnessSettings(draws=100, sobol_points=64)


@dataclass(frozen=True, eq=False)
class Drawn:
    """What was drawn: content, the answers of both cycles by State, and what was released of each."""

    package: ContentPackage
    case: Case
    answers: Mapping[str, tuple[Submission, ...]]
    releases: Mapping[str, Releases]

    def found(self, cycle: Cycle) -> CycleScores:
        """Return the scores of a cycle as the services see them."""
        submissions, released = self.answers[cycle.id], self.releases[cycle.id]
        instrument = self.case.instrument
        coded = code_submissions(instrument, submissions, cycle.reference_date)
        return CycleScores(
            cycle=cycle,
            package=self.package,
            instrument=instrument,
            values=Values.SELF_REPORTED,
            states=states(),
            assessments={one.id: _assessment(place, one.id, cycle) for place, one in enumerate(states())},
            scores=score_of_released(instrument, coded, released, Release.SECRETARIAT),
            submissions=submissions,
            snapshots={one.state: _digest(one.state) for one in submissions},
            releases=released,
            data_id=_digest(f"data of {cycle.id}"),
        )

    def look(self) -> Look:
        """Return one look at all States in both cycles."""
        around = Around(
            cycle=THIS_CYCLE,
            package=self.package,
            instrument=self.case.instrument,
            content_digest="c" * 64,
            states=states(),
            regions=REGIONS,
            groups=GROUPS,
            role="analyst",
            moment=MORNING,
            is_training=False,
        )
        everybody = StateSet(ALL_STATES, "", tuple(one.id for one in states()), "all")
        return Look(around, self.found(THIS_CYCLE), everybody, self.found(LAST_CYCLE))

    def with_other_withheld_answers(self, random: Random) -> "Drawn":
        """Return the same with other answers wherever nothing that is told rests on them."""
        answers = {}
        for cycle in (LAST_CYCLE, THIS_CYCLE):
            found = self.found(cycle)
            told = self.told(found)
            answers[cycle.id] = tuple(
                _with_others(one, self.case, told[:, column], random)
                for column, one in enumerate(self.answers[cycle.id])
            )
        return replace(self, answers=answers)

    def told(self, found: CycleScores) -> Bools:
        """Tell which answers stand in a pack, or decide in it whether a question is asked (questions x States)."""
        instrument, told = found.instrument, found.usable_questions(Release.SECRETARIAT).copy()
        for row in reversed(range(len(instrument.questions))):
            condition = instrument.questions[row].show_if
            for one in comparisons(condition) if condition else ():
                told[instrument.question_index[one.question]] |= told[row]
        return told


def states() -> tuple[State, ...]:
    """Return those who take part, by name."""
    return tuple(
        State(id=f"SA{letter}", name=f"Land {letter}", region=REGIONS[place % 2].id, groups=("first",))
        for place, letter in enumerate("ABCDEF"[:STATES])
    )


def draw(seed: int) -> Drawn:
    """Return content of at least one domain, with answers and releases."""
    random = Random(seed)  # noqa: S311 - invented data
    fewest = random.choice((1, 3, 3))
    drawn = (random_case(number, STATES - 1) for number in range(seed, seed + 999))
    case = next(one for one in drawn if len(domains_of(one.instrument)) >= fewest)
    rule = case.rubric.not_applicable.model_copy(update={"max_share": random.choice((20, 35, 50, 100))})
    rubric = case.rubric.model_copy(update={"robustness": QUICK, "not_applicable": rule})
    case = replace(case, rubric=rubric)
    answers, releases = {}, {}
    for cycle in (LAST_CYCLE, THIS_CYCLE):
        answers[cycle.id] = tuple(_answers(random, case, cycle, one.id) for one in states()[:-1])
        releases[cycle.id] = {one.id: _released(random, domains_of(case.instrument)) for one in states()}
    return Drawn(ContentPackage(case.questionnaire, rubric), case, answers, releases)


def _answers(random: Random, case: Case, cycle: Cycle, state: str) -> Submission:
    often, who = random.choice(OFTEN), f"{cycle.id} {state}"
    responses = {
        question.id: _own(_response(random, question, often), question, f"{who} on {place}")
        for place, question in enumerate(case.questionnaire.questions())
    }
    return Submission(state, responses)


def _released(random: Random, domains: Collection[str]) -> dict[str, Release]:
    least = random.choice((0, 0, 0, 0, 1))  # some hold nothing back
    return {domain: random.choice(LEVELS[least:]) for domain in domains}


def _response(random: Random, question: Question, often: float) -> Response:
    """Return any response, and "not applicable" as often as this wherever it may be said."""
    if question.not_applicable and random.random() < often:
        return Response(Status.NOT_APPLICABLE, reason="None here.")
    return random_response(random, question)


def _own(response: Response, question: Question, mark: str) -> Response:
    """Return a response whose number, words and reason nobody else has."""
    value = response.value
    if question.type == "text" and isinstance(value, str):
        value = f"Words of {mark}."
    if question.type == "number" and isinstance(value, float):
        number = crc32(mark.encode()) % 99_989
        value = round(value + number / 99_991, 9)
    reason = f"Reason of {mark}." if response.reason else ""
    return replace(response, value=value, reason=reason, comment=f"Comment of {mark}.")


def _with_others(submission: Submission, case: Case, told: Bools, random: Random) -> Submission:
    responses, often = dict(submission.responses), random.choice(OFTEN)
    for row, question in enumerate(case.instrument.questions):
        if not told[row]:
            responses[question.id] = _response(random, question, often)
    return Submission(submission.state, responses)


def _assessment(place: int, state: str, cycle: Cycle) -> Assessment:
    key = AssessmentKey(cycle.id, state)
    if place == STATES - 1:
        return Assessment(place, key)
    return Assessment(place, key, SubmissionStatus.SUBMITTED, MORNING, "Somebody", _digest(state))


def _digest(text: str) -> str:
    return (text.encode().hex() * 64)[:64]


def build(drawn: Drawn, audience: Audience, office: Office, patch: pytest.MonkeyPatch) -> BuiltPack:
    """Return a pack of all States, as an analyst gets it."""
    cycles = {one.id: drawn.found(one) for one in (LAST_CYCLE, THIS_CYCLE)}
    for service in (change_over_cycles, question_answers, rights_and_gender, robustness):
        patch.setattr(service, "cycle_scores", lambda _workspace, _at, cycle, *_values: cycles[cycle])
        if hasattr(service, "all_regions"):
            patch.setattr(service, "all_regions", lambda _connection: list(REGIONS))
    # Nothing that was computed for other answers may stand in.
    workspace = replace(office.workspace, background=Background())
    options = PackOptions(audience, "en", Classification.CONFIDENTIAL, edition=Edition.SECRETARIAT)
    making = Making(options, lambda: "a" * 32)
    if audience is Audience.ASSISTANCE:
        return assistance_by_name(drawn.look(), making)
    return built_by_name(Composer(workspace, office.caller("Anan"), drawn.look()), making)


def withheld_words(drawn: Drawn) -> Iterator[str]:
    """Yield what of the answers must be nowhere in a pack: all words, and the numbers that were not released."""
    for cycle in (LAST_CYCLE, THIS_CYCLE):
        found = drawn.found(cycle)
        usable = found.usable_questions(Release.SECRETARIAT)
        for column, submission in enumerate(found.submissions):
            for question, response in submission.responses.items():
                yield from (words for words in (response.reason, response.comment) if words)
                if isinstance(response.value, str) and response.value.startswith("Words of"):
                    yield response.value
                told = usable[found.instrument.question_index[question], column] and cycle is THIS_CYCLE
                if isinstance(response.value, float) and not told:
                    yield repr(response.value)
