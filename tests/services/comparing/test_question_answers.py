"""Questions of a cycle against pandas on the frozen answers, under what each State released."""

import pandas as pd
import pytest

from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.rubric import Node
from assessment.core.snapshot import Snapshot, read_snapshot
from assessment.core.state_sets import StateSet
from assessment.core.submission import Status
from assessment.errors import DeniedError
from assessment.services.comparing.comparison_frame import open_comparison
from assessment.services.comparing.question_answers import QuestionAnswers, question_answers
from assessment.services.comparing.values import Values
from assessment.store import assessments, releases, snapshots
from tests.training_service import LAST, THIS, TrainingService

ALL = StateSet("all", "All States", (), "all")


def sets_of(training: TrainingService) -> tuple[StateSet, ...]:
    frame = open_comparison(training.workspace, training.caller_of(Role.ANALYST), THIS)
    assert frame is not None
    return frame.sets


def asked(training: TrainingService, of_set: StateSet, cycle: str = THIS, **parts) -> QuestionAnswers:
    return question_answers(training.workspace, training.caller_of(Role.ANALYST), cycle, of_set, **parts)


def answers_of(training: TrainingService, cycle: str) -> pd.DataFrame:
    """Return every frozen answer of the cycle: State, question, domain, status, value, and whether it may be used.

    Read from the documents themselves; an unscored question may be used where every domain is released.
    """
    view = asked(training, sets_of(training)[0], cycle)
    domain_of = {
        leaf.question: domain.id
        for domain in view.package.rubric.tree.children
        if isinstance(domain, Node)
        for leaf in domain.leaves()
    }
    domains = set(domain_of.values())
    rows = []
    with training.workspace.database.reading() as connection:
        decided = releases.of_cycle(connection, cycle)
        for one in assessments.of_cycle(connection, cycle):
            if one.snapshot is None:
                continue
            kept = snapshots.get(connection, one.snapshot)
            assert kept is not None
            submission = read_snapshot(Snapshot(one.snapshot, kept.document), view.package.questionnaire)
            released = {d for d, level in decided[one.key.state].items() if level >= Release.SECRETARIAT}
            for question in view.package.questionnaire.questions():
                response = submission.responses.get(question.id)
                wanted = {domain_of[question.id]} if question.id in domain_of else domains
                rows.append(
                    {
                        "state": one.key.state,
                        "question": question.id,
                        "domain": domain_of.get(question.id),
                        "status": response.status if response else Status.BLANK,
                        "value": response.value if response else None,
                        "usable": wanted <= released,
                    }
                )
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def answers(training: TrainingService) -> pd.DataFrame:
    return answers_of(training, THIS)


def test_distributions__every_set__count_what_was_released(
    training: TrainingService, answers: pd.DataFrame
) -> None:
    questions = asked(training, sets_of(training)[0]).package.questionnaire.question_by_id
    for one_set in sets_of(training):
        used = answers[answers["usable"] & answers["state"].isin(one_set.states)]
        for one in asked(training, one_set).distributions:
            own = used[used["question"] == one.question]
            statuses = own["status"].value_counts()
            assert one.of == len(one_set.states)
            assert one.absent == one.of - len(own)
            assert one.dont_know == statuses.get(Status.DONT_KNOW, 0)
            assert one.in_progress == statuses.get(Status.IN_PROGRESS, 0)
            if questions[one.question].show_if is None and questions[one.question].type == "maturity":
                levels = own["value"].dropna().astype(int).value_counts()
                assert {int(c.answer): c.states for c in one.counts if c.states} == levels.to_dict()


def test_gaps__all_states__are_those_of_pandas(training: TrainingService, answers: pd.DataFrame) -> None:
    view = asked(training, sets_of(training)[0])
    questions = view.package.questionnaire.question_by_id
    used = answers[answers["usable"]]
    compared = 0
    for gap in view.gaps:
        if questions[gap.question].type != "maturity":
            continue
        own = used[used["question"] == gap.question]
        points = own["value"].dropna().astype(float) * 25
        below = points[points < 75]
        assert (gap.below, gap.target) == (len(below), 75)
        if len(below):
            assert gap.mean_gap == pytest.approx((75 - below).mean())
        compared += 1
    assert compared > 50
    assert [gap.share for gap in view.gaps] == sorted((gap.share for gap in view.gaps), reverse=True)


def test_counts__those_who_released_and_those_who_withheld(
    training: TrainingService, answers: pd.DataFrame
) -> None:
    for one_set in sets_of(training):
        own = answers[answers["state"].isin(one_set.states)].groupby("state")["usable"].any()
        view = asked(training, one_set)
        assert (view.n, view.withheld, view.of) == (own.sum(), (~own.astype(bool)).sum(), len(one_set.states))
        in_legal = answers[(answers["domain"] == "legal") & answers["state"].isin(one_set.states)]
        legal = in_legal.groupby("state")["usable"].any()
        assert asked(training, one_set, node="legal").n == legal.sum()


def test_node__only_its_questions__in_the_order_asked(training: TrainingService) -> None:
    view = asked(training, sets_of(training)[0], node="rights")
    node = next(node for node in view.package.rubric.tree.nodes() if node.id == "rights")
    below = {leaf.question for leaf in node.leaves()}
    order = [question.id for question in view.package.questionnaire.questions() if question.id in below]
    assert [one.question for one in view.distributions] == order
    assert {gap.question for gap in view.gaps} == below


def test_the_rest_of_the_gaps__of_a_gate_that_rests_on_a_private_domain__is_no_gain(
    own_training: TrainingService,
) -> None:
    """A gate in `governance` asks for a remedy, which belongs to `rights`: it shows only with both released."""
    all_states = sets_of(own_training)[0]
    before = asked(own_training, all_states, node="governance")
    with own_training.workspace.database.reading() as connection:
        decided = releases.of_cycle(connection, THIS)
        there = [
            one
            for one in assessments.of_cycle(connection, THIS)
            if one.snapshot is not None and min(decided[one.key.state].values()) >= Release.SECRETARIAT
        ]
    with own_training.workspace.database.writing() as connection:
        for one in there[:4]:
            now = own_training.clock.now
            releases.put(connection, one, "rights", Release.PRIVATE, by=1, at=now)
    after = asked(own_training, all_states, node="governance")
    assert (after.n, after.withheld) == (before.n, before.withheld)
    told = {gap.question: gap for gap in before.gaps}
    for gap in after.gaps:
        assert (gap.below, gap.applicable, gap.mean_gap) == (
            told[gap.question].below,
            told[gap.question].applicable,
            told[gap.question].mean_gap,
        )
        assert gap.gaining == told[gap.question].gaining - 4
    assert after.data_id != before.data_id


def test_a_set_of_one_whose_gate_is_private__has_no_gains_at_all(own_training: TrainingService) -> None:
    with own_training.workspace.database.writing() as connection:
        decided = releases.of_cycle(connection, THIS)
        one = next(
            found
            for found in assessments.of_cycle(connection, THIS)
            if found.snapshot is not None and min(decided[found.key.state].values()) >= Release.SECRETARIAT
        )
        releases.put(connection, one, "rights", Release.PRIVATE, by=1, at=own_training.clock.now)
    alone = StateSet("free", "", (one.key.state,), "free")
    view = asked(own_training, alone, node="governance")
    assert view.gaps
    assert all(gap.mean_gain is None and gap.gaining == 0 for gap in view.gaps)


def test_a_private_domain__takes_its_questions_with_it(own_training: TrainingService) -> None:
    with own_training.workspace.database.writing() as connection:
        for one in assessments.of_cycle(connection, THIS):
            releases.put(connection, one, "legal", Release.PRIVATE, by=1, at=own_training.clock.now)
    view = asked(own_training, sets_of(own_training)[0], node="legal")
    assert (view.n, view.gaps) == (0, ())
    assert all(one.absent == one.of and not sum(c.states for c in one.counts) for one in view.distributions)
    whole = asked(own_training, sets_of(own_training)[0])
    unscored = [one for one in whole.distributions if one.question in whole.package.rubric.context]
    assert unscored
    assert all(one.absent == one.of for one in unscored)


def test_reviewed_values__are_those_judged(training: TrainingService) -> None:
    own = asked(training, sets_of(training)[0], LAST)
    reviewed = asked(training, sets_of(training)[0], LAST, values=Values.REVIEWED)
    assert reviewed.n <= own.n
    assert reviewed.data_id != own.data_id


def test_an_empty_set_and_a_state_that_is_not_there__are_counted_and_tell_nothing(
    training: TrainingService,
) -> None:
    assert (asked(training, ALL).of, asked(training, ALL).n, asked(training, ALL).gaps) == (0, 0, ())
    stranger = asked(training, StateSet("free", "", ("ZZZ",), "free"))
    assert (stranger.of, stranger.n, stranger.withheld) == (1, 0, 0)


@pytest.mark.parametrize(("cycle", "node"), [("1999", "overall"), (THIS, "nowhere"), ("", "overall")])
def test_a_cycle_or_node_that_is_not_there__is_not_found(training: TrainingService, cycle: str, node: str) -> None:
    with pytest.raises(DeniedError, match=r"^not_found$"):
        asked(training, sets_of(training)[0], cycle, node=node)
