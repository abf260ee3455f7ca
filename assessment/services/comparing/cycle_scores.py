"""The scores of all States of a cycle that have handed in, with what each of them released.

Who calls must apply the releases: `usable`, `usable_questions` and `compared` do.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assessment.core.answer_codes import format_value
from assessment.core.arrays import Bools
from assessment.core.canonical_json import sha256
from assessment.core.coding import CodedAnswers, code_submissions
from assessment.core.comparison import ComparedScores, compared_scores
from assessment.core.cycle import Assessment, Cycle, SubmissionStatus
from assessment.core.instrument import Instrument
from assessment.core.package import ContentPackage
from assessment.core.release import Release
from assessment.core.released import Releases, released_nodes, released_questions, score_of_released
from assessment.core.revision import Answer
from assessment.core.scoring import Scores, score
from assessment.core.states import State
from assessment.core.submission import Response, Submission
from assessment.errors import DeniedError
from assessment.services.comparing.comparison_frame import states_of_cycle
from assessment.services.comparing.values import Values
from assessment.services.workspace import Desk, Workspace
from assessment.store import assessments, cycles, releases, responses

REVIEWED_STATUSES = frozenset({SubmissionStatus.IN_REVIEW, SubmissionStatus.RETURNED, SubmissionStatus.AGREED})


@dataclass(frozen=True, eq=False)
class CycleScores:
    """A cycle with the scores of the States that handed in.

    `states` are all States of the cycle by name; `assessments` where each of them stands. The columns of `scores`
    are those with values of the kind asked for, `submissions` the answers behind them; `snapshots` names what each
    of them handed in. `data_id` is a digest that changes when a column, an answer or a release does.
    """

    cycle: Cycle
    package: ContentPackage
    instrument: Instrument
    values: Values
    states: tuple[State, ...]
    assessments: Mapping[str, Assessment]
    scores: Scores
    submissions: tuple[Submission, ...]
    snapshots: Mapping[str, str]
    releases: Releases
    data_id: str

    @property
    def names(self) -> Mapping[str, str]:
        """Return the names of the States by id."""
        return {state.id: state.name for state in self.states}

    def usable(self, least: Release) -> Bools:
        """Tell which node scores may go to an audience (nodes x columns)."""
        return released_nodes(self.instrument, self.scores.states, self.releases, least)

    def usable_questions(self, least: Release) -> Bools:
        """Tell which answers may go to an audience (questions x columns)."""
        return released_questions(self.instrument, self.scores.states, self.releases, least)

    def compared(self, least: Release) -> ComparedScores:
        """Return the shown scores that may go to an audience, for the States that handed in."""
        return compared_scores(self.scores, self.usable(least))


def cycle_scores(
    workspace: Workspace,
    at: Desk,
    cycle_id: str,
    values: Values = Values.SELF_REPORTED,
    *,
    among: Collection[str] | None = None,
    by_name: bool = True,
) -> CycleScores:
    """Return a cycle's scores at a desk whose permission was checked, of all States or `among` some.

    Seen `by_name` they are those that follow from what was released to the Secretariat. For figures over sets of
    States they are those of all answers, which no decision about a release moves. Raise DeniedError where there is
    no such cycle.
    """
    cycle = _cycle(at, cycle_id)
    package = workspace.content.package(cycle.questionnaire, cycle.version, at.connection)
    instrument = workspace.content.instrument(cycle.questionnaire, cycle.version, at.connection)
    found = {one.key.state: one for one in assessments.of_cycle(at.connection, cycle.id)}
    handed_in = _snapshots(found, among)
    frozen = workspace.frozen.of(at.connection, handed_in.values(), package.questionnaire)
    submissions = [
        submission
        for state, name in sorted(handed_in.items())
        if (submission := _in_values(at, found[state], package, frozen[name], values)) is not None
    ]
    decided = releases.of_cycle(at.connection, cycle.id)
    coded = code_submissions(instrument, submissions, cycle.reference_date)
    return CycleScores(
        cycle=cycle,
        package=package,
        instrument=instrument,
        values=values,
        states=states_of_cycle(at, cycle),
        assessments=found,
        scores=_scored(instrument, coded, decided if by_name else None),
        submissions=tuple(submissions),
        snapshots={state: handed_in[state] for state in coded.states},
        releases=decided,
        data_id=_data_id(cycle, package, values, submissions, handed_in, decided),
    )


def _cycle(at: Desk, cycle_id: str) -> Cycle:
    cycle = cycles.get(at.connection, cycle_id) if cycle_id.isascii() and cycle_id.isprintable() else None
    if cycle is None:
        raise DeniedError("not_found")
    return cycle


def _scored(instrument: Instrument, coded: CodedAnswers, decided: Releases | None) -> Scores:
    """Return the scores that follow from released answers; of all answers where no decision is given."""
    if decided is None:
        return score(instrument, coded)
    return score_of_released(instrument, coded, decided, Release.SECRETARIAT)


def has_handed_in(assessment: Assessment) -> bool:
    """Tell whether a State has handed in; one whose assessment was returned still has."""
    return assessment.snapshot is not None and assessment.status is not SubmissionStatus.DRAFT


def _snapshots(found: Mapping[str, Assessment], among: Collection[str] | None) -> dict[str, str]:
    """Return what was handed in, by State."""
    return {
        state: one.snapshot
        for state, one in found.items()
        if has_handed_in(one) and one.snapshot is not None and (among is None or state in among)
    }


def _in_values(
    at: Desk, assessment: Assessment, package: ContentPackage, frozen: Submission, values: Values
) -> Submission | None:
    """Return the submission with the values asked for; None where the State has none of this kind."""
    if values is Values.SELF_REPORTED:
        return frozen
    statuses = REVIEWED_STATUSES if values is Values.REVIEWED else {SubmissionStatus.AGREED}
    if assessment.status not in statuses:
        return None
    records = responses.responses_of(at.connection, assessment, package.questionnaire.question_by_id)
    judged = {
        question: answer
        for question, record in records.items()
        if (answer := record.reviewed if values is Values.REVIEWED else record.agreed) is not None
    }
    if not judged:
        return None
    return Submission(
        frozen.state,
        {question: _judged(response, judged.get(question)) for question, response in frozen.responses.items()},
    )


def _judged(response: Response, answer: Answer | None) -> Response:
    """Return a response with the judged value; the evidence stays as it was handed in."""
    if answer is None:
        return response
    return Response(answer.status, answer.value, response.evidence, answer.reason, answer.explanation)


def _data_id(
    cycle: Cycle,
    package: ContentPackage,
    values: Values,
    submissions: list[Submission],
    snapshots: Mapping[str, str],
    decided: Releases,
) -> str:
    """Return the SHA-256 over what the scores rest on; judged values count by their content."""
    judged = {} if values is Values.SELF_REPORTED else {one.state: _codes(package, one) for one in submissions}
    return sha256(
        {
            "cycle": cycle.id,
            "content": f"{cycle.questionnaire} {cycle.version}",
            "values": values.value,
            "snapshots": {one.state: snapshots[one.state] for one in submissions},
            "judged": judged,
            "releases": {
                one.state: {domain: int(level) for domain, level in decided.get(one.state, {}).items()}
                for one in submissions
            },
        }
    )


def _codes(package: ContentPackage, submission: Submission) -> dict[str, list[str]]:
    """Return the answers of a submission as texts that are the same for the same answers."""
    questions = package.questionnaire.question_by_id
    return {
        name: [one.status.value, "" if one.value is None else format_value(questions[name], one.value)]
        for name, one in submission.responses.items()
    }
