"""Results: the same numbers as the command line, every one of them opened, and nothing for strangers."""

import csv
import datetime as dt
import io
from collections.abc import Mapping
from pathlib import Path

import pytest

from assessment.core.answer_codes import format_answer_code
from assessment.core.cycle import AssessmentKey, SubmissionStatus
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.revision import Answer
from assessment.core.submission import Status, Value
from assessment.errors import DeniedError, UnacceptableError
from assessment.services import results as journey
from assessment.services.answer_scoring import score_answers
from assessment.services.answering import save_answer
from assessment.services.documenting import attach
from assessment.services.score_report import state_records
from assessment.services.workspace import Caller
from assessment.store import assessments, response_versions
from assessment.store.database import Connection
from tests.workspaces import CONTENT, LAST_CYCLE, XENIA, Office

ANSWERS: Mapping[str, Value] = {
    "policy.strategy": 0,
    "policy.law": "partly",
    "policy.bodies": frozenset({"police"}),
    "practice.share": 80.0,
}


@pytest.fixture
def amara(office: Office) -> Caller:
    """Return Amara, once her State has answered some questions."""
    caller = office.caller("Amara")
    for question, value in ANSWERS.items():
        answer = Answer(Status.ANSWERED, value)
        save_answer(office.workspace, caller, office.key, question, answer, seen=0)
    details = EvidenceDetails("Penal code", EvidenceKind.LAW, "Parliament")
    attach(office.workspace, caller, office.key, "policy.law", details, None)
    return caller


def answered(office: Office, caller: Caller, key: AssessmentKey, values: Mapping[str, Value]) -> None:
    for question, value in values.items():
        save_answer(office.workspace, caller, key, question, Answer(Status.ANSWERED, value), seen=0)


def test_results__are_those_of_the_command_line(office: Office, amara: Caller, tmp_path: Path) -> None:
    view = journey.results(office.workspace, amara, office.key)
    questions = view.package.questionnaire.question_by_id
    responses = view.scored.submissions[0].responses
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["state", *responses])
    rows.writerow([XENIA, *(format_answer_code(questions[name], found) for name, found in responses.items())])
    file = tmp_path / "answers.csv"
    file.write_text(text.getvalue(), "utf-8")
    told = score_answers(CONTENT, file, reference_date=view.cycle.reference_date)
    assert list(state_records(view.scored.scores)) == list(state_records(told.scores))
    (record,) = state_records(told.scores)
    assert {name: figures["score"] for name, figures in record["nodes"].items()} == {
        name: figures.score for name, figures in view.nodes.items()
    }


def test_results__by_hand(office: Office, amara: Caller) -> None:
    view = journey.results(office.workspace, amara, office.key)
    # policy: strategy 0, law 50, one body of two 50: 100 / 3; practice: share 80, review open.
    assert view.nodes["policy"].score == pytest.approx(100 / 3)
    assert view.nodes["practice"].score is None
    assert (view.nodes["practice"].low, view.nodes["practice"].high) == (40, 90)
    assert view.overall.score == pytest.approx((100 / 3 + 80) / 2)
    assert view.overall.coverage == pytest.approx(0.75)
    assert view.unanswered == ("practice.review",)
    assert view.dont_know == ()
    assert view.cut == ("practice.share",)
    assert [gate.gate for gate in view.gates] == ["strategy-first"]
    assert [figures.node for figures in view.domains] == ["policy", "practice"]
    assert [(line.met, line.of, line.missing) for line in view.monitoring] == [(0, 1, ("policy.strategy",))]


def test_results__nothing_is_answered__has_no_score_and_the_whole_range(office: Office) -> None:
    view = journey.results(office.workspace, office.caller("Amara"), office.key)
    assert (view.overall.score, view.overall.low, view.overall.coverage) == (None, 0, 0)
    assert journey.path(office.workspace, office.caller("Amara"), office.key).path is None


def test_open_node__parts_and_answers_add_up(office: Office, amara: Caller) -> None:
    opened = journey.open_node(office.workspace, amara, office.key, "overall")
    explanation = opened.explanation
    assert opened.trail == ("overall",)
    assert sum(part.contribution for part in explanation.children) == pytest.approx(opened.figures.score)
    brought = sum(part.contribution for part in explanation.answers)
    lost = sum(gate.points_lost for gate in explanation.gates)
    assert brought - lost == pytest.approx(opened.figures.score)
    inside = journey.open_node(office.workspace, amara, office.key, "policy")
    assert inside.trail == ("overall", "policy")
    assert {part.question for part in inside.explanation.answers} == {q for q in ANSWERS if q.startswith("policy")}


def test_gaps__have_the_action_for_the_next_step(office: Office, amara: Caller) -> None:
    lines = {line.gap.question: line for line in journey.gaps(office.workspace, amara, office.key).lines}
    strategy = lines["policy.strategy"]
    assert strategy.gap.lifts == ("strategy-first",)
    assert strategy.action is not None
    assert strategy.action.key == "questions.policy.strategy.levels.0.action"
    assert strategy.action.text == "The ministry writes a draft."
    assert lines["practice.review"].action is None


def test_path__leads_to_the_next_band_in_a_domain(office: Office, amara: Caller) -> None:
    found = journey.path(office.workspace, amara, office.key, "policy").path
    assert found is not None
    assert (found.status, found.target) == ("found", 0.5)
    assert found.after >= 0.5


def test_what_if__shows_the_copy_and_saves_nothing(office: Office, amara: Caller) -> None:
    before = journey.results(office.workspace, amara, office.key)
    view = journey.what_if(office.workspace, amara, office.key, {"policy.strategy": "2"})
    assert view.before.overall == before.overall
    assert view.after.nodes["policy"].score == pytest.approx(200 / 3)
    assert view.after.gates == ()
    assert journey.results(office.workspace, amara, office.key).nodes == before.nodes
    with office.workspace.database.reading() as connection:
        questions = before.package.questionnaire.question_by_id
        assert len(response_versions.history(connection, office.assessment(), questions)) == len(ANSWERS)


@pytest.mark.parametrize("changes", [{"no.such": "1"}, {"policy.strategy": "9"}, {"policy.strategy": "=1"}])
def test_what_if__no_answer_of_the_question__is_refused(
    office: Office, amara: Caller, changes: dict[str, str]
) -> None:
    with pytest.raises(UnacceptableError, match="no_such_answer"):
        journey.what_if(office.workspace, amara, office.key, changes)


@pytest.mark.parametrize("node", ["nowhere", "policy.strategy", "", "__class__"])
def test_a_node_that_is_not_there__is_not_found(office: Office, amara: Caller, node: str) -> None:
    for service in (journey.open_node, journey.gaps, journey.path, journey.change_since_last_cycle):
        with pytest.raises(DeniedError, match="not_found"):
            service(office.workspace, amara, office.key, node)


def test_another_state__is_not_found(office: Office, amara: Caller) -> None:
    with pytest.raises(DeniedError, match="not_found"):
        journey.results(office.workspace, amara, office.yoria_key)
    with pytest.raises(DeniedError, match="not_found"):
        journey.results(office.workspace, office.caller("Chiara"), office.key)


@pytest.fixture
def last_cycle(office: Office) -> None:
    """Let Xenia have answered and submitted in the last cycle."""
    now = office.clock.now
    office.clock.set(dt.datetime(2025, 5, 1, 9, tzinfo=dt.UTC))
    answered(office, office.caller("Amara"), office.last_key, {**ANSWERS, "policy.law": "no"})
    with office.workspace.database.writing() as connection:
        _submit(connection, office.last_key)
    office.clock.set(now)


def _submit(connection: Connection, key: AssessmentKey) -> None:
    found = assessments.get(connection, key)
    assert found is not None
    assessments.set_status(connection, found, SubmissionStatus.SUBMITTED)


def test_change__no_answers_in_the_last_cycle__is_none(office: Office, amara: Caller) -> None:
    assert journey.change_since_last_cycle(office.workspace, amara, office.key) is None
    assert journey.results(office.workspace, amara, office.key).previous is None


@pytest.mark.usefixtures("last_cycle")
def test_change__is_the_difference_of_the_scores_answer_by_answer(office: Office, amara: Caller) -> None:
    view = journey.change_since_last_cycle(office.workspace, amara, office.key)
    assert view is not None
    assert view.change is not None
    assert view.before.cycle.id == LAST_CYCLE.id
    moved = {line.question for line in view.change.lines if abs(line.answer) > 1e-9}
    assert moved == {"policy.law"}
    before, after = view.before.overall.score, view.after.overall.score
    assert before is not None
    assert after is not None
    assert (view.change.after - view.change.before) * 100 == pytest.approx(after - before)
