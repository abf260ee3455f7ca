"""Human rights and gender against pandas on the same released answers."""

import pandas as pd
import pytest

from assessment.core.cycle import AssessmentKey
from assessment.core.lenses import lens_scores
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.state_sets import ALL_STATES, StateSet
from assessment.errors import DeniedError
from assessment.services.comparing.rights_and_gender import RightsAndGender, rights_and_gender
from assessment.store import assessments, releases
from tests.services.comparing.released_frames import ReleasedFrames, frames
from tests.training_service import LAST, THIS, TrainingService


def asked(training: TrainingService, cycle: str = THIS, *ids: str) -> RightsAndGender:
    known = tuple(state.id for state in frames(training, cycle).found.states)
    of_set = StateSet("free", "", ids, "free") if ids else StateSet(ALL_STATES, "", known, "all")
    return rights_and_gender(training.workspace, training.caller_of(Role.ANALYST), cycle, of_set)


@pytest.fixture(scope="module", params=[LAST, THIS])
def case(request: pytest.FixtureRequest, training: TrainingService) -> tuple[RightsAndGender, ReleasedFrames]:
    return asked(training, request.param), frames(training, request.param)


Case = tuple[RightsAndGender, ReleasedFrames]


def test_lenses__statistics_of_the_states_that_released_every_question(case: Case):
    view, data = case
    scores = data.found.scores
    for place, lens in enumerate(view.package.rubric.lenses):
        questions = [one for one in data.answers.index if lens.tag in tags_of(view, one)]
        points = pd.Series(100 * lens_scores(scores)[place].score, index=scores.states)
        points = points[data.may(*questions)].dropna()
        for of_set in view.sets:
            inside = points[[state for state in points.index if state in of_set.states]]
            figures = view.lenses[lens.id, of_set.id]
            assert (figures.n, figures.of) == (len(inside), len(of_set.states))
            if len(inside):
                assert figures.mean == pytest.approx(inside.mean())
                assert figures.median == pytest.approx(inside.median())
                assert figures.lower_quartile == pytest.approx(inside.quantile(0.25))


def tags_of(view: RightsAndGender, question: str) -> tuple[str, ...]:
    return view.package.questionnaire.question_by_id[question].tags


def test_gates__count_states_that_released_all_that_a_gate_touches(case: Case):
    view, data = case
    counted = 0
    for gate in view.package.rubric.gates:
        needs = {one.question: one.at_least / 100 for one in gate.requires}
        may = data.may(*needs, gate.node)
        answers, standing = data.answers.loc[list(needs), may], data.standing.loc[list(needs), may]
        low = answers.lt(pd.Series(needs), axis=0).any()
        silent = standing.eq("unanswered").any() if gate.when_unanswered == "trigger" else low & False
        applies = standing.ne("out").any()
        for of_set in view.sets:
            own = [state for state in may if state in of_set.states]
            found = view.gates[gate.id, of_set.id]
            assert found.triggered == int((low | silent)[own].sum())
            assert found.open == int((silent & ~low)[own].sum())
            assert (found.applicable, found.of) == (int(applies[own].sum()), len(of_set.states))
            counted += found.triggered
    assert counted


def stand(view: RightsAndGender, data: ReleasedFrames) -> pd.DataFrame:
    """Return a row for every safeguard of every line and State that released its answer and to whom it applies."""
    rows = []
    for line in view.package.rubric.monitoring:
        for question in line.questions:
            for state in data.may(question):
                if data.standing.loc[question, state] != "out":
                    met = data.answers.loc[question, state] >= line.at_least / 100
                    missing = data.standing.loc[question, state] == "unanswered"
                    rows.append((line.id, line.outcome, question, state, met, missing))
    return pd.DataFrame(rows, columns=["line", "outcome", "question", "state", "met", "unanswered"])


def test_lines_and_outcomes__count_released_safeguards(case: Case):
    view, data = case
    table = stand(view, data)
    for of_set in view.sets:
        own = table[table["state"].isin(of_set.states)]
        for line, rows in own.groupby("line"):
            found = view.lines[str(line), of_set.id]
            assert (found.met, found.applicable) == (int(rows["met"].sum()), len(rows))
            by_state = rows.groupby("state")["met"].all()
            assert (found.complete, found.states) == (int(by_state.sum()), len(by_state))
            for one in found.safeguards:
                asked_of = rows[rows["question"] == one.question]
                assert (one.met, one.applicable) == (int(asked_of["met"].sum()), len(asked_of))
                assert one.missing == int((~asked_of["met"].astype(bool)).sum())
                assert one.unanswered == int(asked_of["unanswered"].sum())
        for outcome, rows in own.groupby("outcome"):
            together = view.outcomes[str(outcome), of_set.id]
            assert (together.met, together.applicable) == (int(rows["met"].sum()), len(rows))
            assert together.share == pytest.approx(rows["met"].mean())


def test_states__are_those_that_released_an_answer__by_name_with_their_own_counts(case: Case):
    view, data = case
    table = stand(view, data)
    any_domain = data.released.drop(index="overall").any()
    assert [state.id for state, _ in view.states] == [
        state.id for state in data.found.states if any_domain.get(state.id, False)
    ]
    assert view.shown == len(view.states) == int(any_domain.sum())
    assert view.handed_in == len(data.found.scores.states)
    assert [state.name for state, _ in view.states] == sorted(state.name for state, _ in view.states)
    for state, lines in view.states:
        for line, found in zip(view.package.rubric.monitoring, lines, strict=True):
            rows = table[(table["state"] == state.id) & (table["line"] == line.id)]
            assert (found.met, found.applicable) == (int(rows["met"].sum()), len(rows))
            assert found.whole == (state.id in data.may(*line.questions))


def test_states__add_up_to_the_lines(case: Case):
    view, _ = case
    for place, line in enumerate(view.package.rubric.monitoring):
        count = view.lines[line.id, view.chosen.id]
        assert sum(lines[place].met for _, lines in view.states) == count.met
        assert sum(lines[place].applicable for _, lines in view.states) == count.applicable


def test_domain_held_back__takes_its_answers_gates_and_lenses_with_it(own_training: TrainingService):
    before = asked(own_training)
    data = frames(own_training, THIS)
    # Asia has several States, so that one can go without the region going too.
    state = next(one for one, lines in before.states if one.region == "asia" and all(x.whole for x in lines))
    with own_training.workspace.database.writing() as connection:
        found = assessments.get(connection, AssessmentKey(THIS, state.id))
        assert found is not None
        releases.put(connection, found, "rights", Release.PRIVATE, by=1, at=own_training.clock.now)

    after = asked(own_training)

    assert after.data_id != before.data_id
    assert state.id in {one.id for one, _ in after.states}
    for lens in after.package.rubric.lenses:
        assert after.lenses[lens.id, "all"].n == before.lenses[lens.id, "all"].n - 1
    for gate in after.package.rubric.gates:
        touched = data.safeguards[gate.node] | {data.domain_of[gate.node]}
        gone = before.gates[gate.id, "region.asia"].applicable - after.gates[gate.id, "region.asia"].applicable
        assert gone == ("rights" in touched)
    for line in after.package.rubric.monitoring:
        own = [question for question in line.questions if data.domain_of[question] == "rights"]
        lost = before.lines[line.id, "all"].applicable - after.lines[line.id, "all"].applicable
        assert lost == sum(data.standing.loc[question, state.id] != "out" for question in own)


@pytest.mark.parametrize("ids", [("XZZ",), ("XDM",)])
def test_small_and_foreign_sets(training: TrainingService, ids: tuple[str, ...]):
    view = asked(training, THIS, *ids)
    inside = [state for state in ids if state == "XDM"]
    assert [state.id for state, _ in view.states] == inside
    assert (view.of, len(view.sets)) == (len(inside), 1)


def test_cycle_that_is_not_there__is_refused(training: TrainingService):
    of_set = StateSet(ALL_STATES, "", (), "all")
    with pytest.raises(DeniedError, match="not_found"):
        rights_and_gender(training.workspace, training.caller_of(Role.ANALYST), "1999", of_set)
