"""Packs that an operator builds and checks at the terminal."""

from typing import Any

import pytest

from assessment.core.pack import OF_ONE_STATE, Audience, Classification, Edition
from assessment.errors import RequestError, UnacceptableError
from assessment.services.packs.at_terminal import build_at_terminal, orders_at_terminal, verify_at_terminal
from assessment.services.packs.frame import BuiltPack
from assessment.services.packs.history import pack_history
from assessment.services.workspace import Caller, Operator
from assessment.store.integrity import verify
from tests.services.packs.office_packs import rows, with_changes
from tests.services.packs.test_regional import scores_of
from tests.training_service import LAST, THIS, TrainingService
from tests.workspaces import XENIA, Office


def at_terminal(office: Office, audience: Audience, **more: Any) -> BuiltPack:
    given: dict[str, Any] = {
        "state": None,
        "state_set": None,
        "cycle": None,
        "edition": None,
        "language": "en",
        "classification": None,
        "progress": lambda _stage, _done: None,
    }
    return build_at_terminal(office.workspace, audience, **(given | more))


def test_an_operator_builds_a_pack_without_an_account_and_it_is_stored_so(office: Office) -> None:
    built = at_terminal(office, Audience.MINISTER, state=XENIA)
    [row] = rows(office)
    assert (row.pack, row.account, row.by, row.role) == (built.frame.id, None, None, "operator")
    assert built.frame.classification is Classification.UNCLASSIFIED
    assert built.frame.cycle.id == "2026"
    assert verify(office.workspace.database, office.workspace.files) == []
    assert verify_at_terminal(office.workspace, built.data).is_same_file
    changed = verify_at_terminal(office.workspace, with_changes(built.data, ("Data", "H2", "999")))
    assert changed.differences is not None
    assert [one.cell for one in changed.differences.changes] == ["H2"]
    [line] = pack_history(office.workspace, office.caller("Amara"))
    assert line.by is None


def test_a_pack_over_states_is_over_all_of_them_unless_a_set_is_named(office: Office) -> None:
    with pytest.raises(UnacceptableError, match="pack_nobody_handed_in"):
        at_terminal(office, Audience.GLOBAL)
    with pytest.raises(RequestError, match=r"region\.nowhere in cycle 2026; choose one of all, region\.north"):
        at_terminal(office, Audience.REGIONAL, state_set="region.nowhere")


@pytest.mark.parametrize(
    ("audience", "more"),
    [
        (Audience.NATIONAL, {}),
        (Audience.NATIONAL, {"state": XENIA, "state_set": "all"}),
        (Audience.NATIONAL, {"state": "XZZ"}),
        (Audience.NATIONAL, {"state": XENIA, "cycle": "1999"}),
        (Audience.NATIONAL, {"state": XENIA, "edition": Edition.PUBLIC}),
        (Audience.GLOBAL, {"state": XENIA}),
        (Audience.REGIONAL, {"edition": Edition.PUBLIC}),
        (Audience.REGIONAL, {"edition": Edition.PUBLIC, "state_set": "all"}),
    ],
)
def test_choices_that_do_not_fit_together_are_a_bad_call(
    office: Office, audience: Audience, more: dict[str, Any]
) -> None:
    with pytest.raises(RequestError):
        at_terminal(office, audience, **more)
    assert rows(office) == []


def test_an_operator_is_made_at_the_terminal_alone(office: Office) -> None:
    with pytest.raises(Exception, match="signed_out"):
        pack_history(office.workspace, Caller(""))
    assert not isinstance(office.caller("Ada"), Operator)


def test_all_packs_of_a_cycle_are_those_of_its_sets_or_of_those_who_handed_in(training: TrainingService) -> None:
    workspace = training.workspace
    cycle, orders = orders_at_terminal(workspace, LAST, Edition.SECRETARIAT)
    sets = {one.state_set for one in orders if one.audience is Audience.REGIONAL}
    assert cycle == LAST
    assert {one.split(".")[0] for one in sets if one} == {"region", "group"}
    assert [one.audience for one in orders if one.state_set is None] == [Audience.GLOBAL, Audience.ASSISTANCE]
    _, public = orders_at_terminal(workspace, LAST, Edition.PUBLIC)
    assert {one.state_set for one in public} == {*sets, None}
    _, own = orders_at_terminal(workspace, LAST, Edition.OWN)
    assert {one.audience for one in own} == OF_ONE_STATE
    assert {one.state for one in own} == set(scores_of(training, LAST).scores.states)
    assert orders_at_terminal(workspace, None, Edition.PUBLIC)[0] == THIS
    with pytest.raises(RequestError, match="1999"):
        orders_at_terminal(workspace, "1999", Edition.PUBLIC)
