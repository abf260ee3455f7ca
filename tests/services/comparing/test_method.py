"""The method as a page has it: the same weights as the engine's, the rules of the pinned content, its sources."""

import numpy as np
import pandas as pd
import pytest

from assessment.core.person import Role
from assessment.core.rubric import Node
from assessment.errors import DeniedError
from assessment.services.comparing.method import MethodView, method
from assessment.store import content_versions
from tests.training_service import LAST, THIS, TrainingService
from tests.workspaces import LAST_CYCLE, THIS_CYCLE, Office


@pytest.fixture(scope="module")
def view(training: TrainingService) -> MethodView:
    return method(training.workspace, training.caller_of(Role.OBSERVER), THIS)


@pytest.fixture(scope="module")
def tree(view: MethodView) -> pd.DataFrame:
    return pd.DataFrame(
        [(line.id, line.depth, line.weight) for line in view.tree], columns=["id", "depth", "weight"]
    )


def test_shares__whole_tree__are_products_of_relative_weights(view: MethodView) -> None:
    """Worked out from the rubric alone: weight by the sum of the siblings', multiplied on the way down."""

    def shares(node: Node, share: float) -> dict[str, tuple[float, float]]:
        together = sum(child.weight for child in node.children)
        found = {}
        for child in node.children:
            own = child.weight / together
            if isinstance(child, Node):
                found[child.id] = (own, own * share)
                found |= shares(child, own * share)
            else:
                found[child.question] = (own, own * share)
        return found

    expected = {"overall": (1.0, 1.0)} | shares(view.package.rubric.tree, 1.0)
    assert len(view.tree) == len(expected)
    for line in view.tree:
        assert (line.share_of_parent, line.share_of_overall) == pytest.approx(expected[line.id])


def test_shares__questions__add_up_to_the_whole(view: MethodView) -> None:
    assert np.isclose(sum(line.share_of_overall for line in view.tree if line.rule), 1)
    domains = [line for line in view.tree if line.depth == 1]
    assert sum(line.share_of_parent for line in domains) == pytest.approx(1)


def test_tree__every_node_and_question_once__what_is_below_follows(view: MethodView, tree: pd.DataFrame) -> None:
    rubric = view.package.rubric
    assert tree["id"].is_unique
    assert set(tree["id"]) == {node.id for node in rubric.tree.nodes()} | {
        leaf.question for leaf in rubric.tree.leaves()
    }
    assert tree["depth"].diff().max() == 1
    assert tree["depth"].iloc[0] == 0


def test_lines__coverage_and_target__are_the_rubrics(view: MethodView) -> None:
    levels = view.package.rubric.levels
    for line in view.tree:
        assert line.target == pytest.approx(75)
        if line.rule is None:
            assert line.coverage == levels[line.depth].coverage / 100
            assert line.aggregation == levels[line.depth].aggregation
        else:
            assert (line.coverage, line.aggregation) == (None, None)


def test_rules__every_scored_question_once(view: MethodView) -> None:
    listed = [question for rule in view.rules for question in rule.questions]
    assert sorted(listed) == sorted(leaf.question for leaf in view.package.rubric.tree.leaves())
    for rule in view.rules:
        assert view.package.rubric.scoring[rule.name] == rule.rule


def test_digest__is_the_one_that_the_cycle_is_pinned_to(training: TrainingService, view: MethodView) -> None:
    with training.workspace.database.reading() as connection:
        stored = content_versions.digest(connection, view.cycle.questionnaire, view.cycle.version)
    assert view.content_digest == stored
    assert view.package.published.versions[-1].rubric.startswith(view.rubric_digest)


def test_sources__are_cited_and_in_the_register(view: MethodView) -> None:
    symbols = [source.symbol for source in view.sources]
    assert symbols == sorted(symbols)
    assert {"scr-1373"} <= {source.id for source in view.sources} <= set(view.package.reference_by_id)
    gates = {gate.source.partition("#")[0] for gate in view.package.rubric.gates if gate.source}
    assert gates <= {source.id for source in view.sources}


@pytest.mark.parametrize("name", ["Amara", "Bilal", "Anan", "Otto"])
def test_whoever_has_the_page__sees_the_content_of_the_cycle(office: Office, name: str) -> None:
    for cycle in (THIS_CYCLE.id, LAST_CYCLE.id):
        found = method(office.workspace, office.caller(name), cycle)
        assert (found.cycle.id, found.package.questionnaire.id) == (cycle, "mini")


@pytest.mark.parametrize("cycle", ["1999", "", "2026\x00"])
def test_a_cycle_that_is_not_there__is_not_found(training: TrainingService, cycle: str) -> None:
    with pytest.raises(DeniedError, match=r"^not_found$"):
        method(training.workspace, training.caller_of(Role.ANALYST), cycle)


def test_an_earlier_cycle__has_its_own_reference_date(training: TrainingService, view: MethodView) -> None:
    earlier = method(training.workspace, training.caller_of(Role.ANALYST), LAST)
    assert earlier.cycle.reference_date < view.cycle.reference_date
