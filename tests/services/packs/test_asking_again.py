"""A pack that one built is asked for again: with the choices of then, under the checks of now."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from assessment.core.domains import domains_of
from assessment.core.pack import Audience, Classification, Edition
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.state_sets import ALL_STATES, FREE_SET
from assessment.errors import DeniedError, UnacceptableError
from assessment.services.packs.asking_again import asked_before
from assessment.services.packs.at_terminal import build_at_terminal
from assessment.services.packs.exporting import PackRequest, export_pack
from assessment.services.packs.frame import BuiltPack, PackOptions
from assessment.services.packs.history import pack_history
from assessment.services.workspace import Caller
from assessment.store import exports
from assessment.workbooks.issued.pack_cells import cells_in
from assessment.workbooks.issued.pack_reader import data_lines
from tests.services.comparing.outsiders import set_release
from tests.services.packs.office_packs import OF_XENIA, OWN, export, rows
from tests.services.packs.reading_packs import options
from tests.services.packs.test_regional import GROUP, scores_of
from tests.training_service import LAST, TrainingService
from tests.workspaces import XENIA, Office

LABELLED = replace(OWN, national_label="Restricted", include_explanations=False, language="qps")
ITS_CHOICES = [OWN, LABELLED, replace(OWN, audience=Audience.MINISTER, classification=Classification.UNCLASSIFIED)]
BECOMES_OBSERVER = text("UPDATE accounts SET role = 'observer', state = NULL, ministry = NULL WHERE id = :id")


def repeatable(service: Office | TrainingService, caller: Caller) -> list[str]:
    return [one.pack for one in pack_history(service.workspace, caller) if one.is_repeatable]


@pytest.mark.parametrize("chosen", ITS_CHOICES)
def test_the_choices_of_a_states_own_pack_are_those_of_then_and_it_is_stored_as_another_one(
    office: Office, chosen: PackOptions
) -> None:
    first = export(office, "Amara", replace(OF_XENIA, options=chosen))
    again = asked_before(office.workspace, office.caller("Amara"), first.frame.id)
    assert again == replace(OF_XENIA, options=chosen)
    second = export(office, "Amara", again)
    assert (second.frame.snapshot, second.file_name) == (first.frame.snapshot, first.file_name)
    assert second.frame.id != first.frame.id
    assert len(rows(office)) == 2


def test_nobody_asks_for_the_pack_of_another(office: Office) -> None:
    pack = export(office, "Amara").frame.id
    for name in ("Bilal", "Bruna", "Chiara", "Anan", "Otto", "Rosa", "Ada"):
        with pytest.raises(DeniedError):
            asked_before(office.workspace, office.caller(name), pack)
    with pytest.raises(DeniedError):
        asked_before(office.workspace, office.caller("Amara"), "0" * 32)
    assert repeatable(office, office.caller("Amara")) == [pack]
    assert repeatable(office, office.caller("Bilal")) == []  # who sees it in the list


def test_a_pack_of_the_terminal_is_nobodys(office: Office) -> None:
    build_at_terminal(
        office.workspace,
        Audience.NATIONAL,
        state=XENIA,
        state_set=None,
        cycle=None,
        edition=None,
        language="en",
        classification=None,
        progress=lambda _stage, _done: None,
    )
    [row] = rows(office)
    with pytest.raises(DeniedError):
        asked_before(office.workspace, office.caller("Amara"), row.pack)
    assert repeatable(office, office.caller("Amara")) == []


@pytest.mark.parametrize("edition", [Edition.SECRETARIAT, Edition.PUBLIC])
@pytest.mark.parametrize(
    ("audience", "subject"),
    [(Audience.REGIONAL, GROUP), (Audience.GLOBAL, ALL_STATES), (Audience.ASSISTANCE, ALL_STATES)],
)
def test_packs_over_states_are_asked_for_as_they_were(
    own_training: TrainingService, audience: Audience, subject: str, edition: Edition
) -> None:
    analyst = own_training.caller_of(Role.ANALYST)
    request = PackRequest(LAST, subject, options(audience, edition))
    pack = export_pack(own_training.workspace, analyst, request).frame.id
    assert asked_before(own_training.workspace, analyst, pack) == request


def by_state(service: TrainingService, analyst: Caller, chosen: tuple[str, ...] = ()) -> BuiltPack:
    subject = FREE_SET if chosen else GROUP
    return export_pack(service.workspace, analyst, PackRequest(LAST, subject, options(Audience.REGIONAL), chosen))


def test_what_was_taken_back_meanwhile_is_not_in_it_again(own_training: TrainingService) -> None:
    analyst = own_training.caller_of(Role.ANALYST)
    first = by_state(own_training, analyst)
    gone = min(state for state, _ in data_lines(cells_in(first.data)))
    for domain in domains_of(scores_of(own_training).instrument):
        set_release(own_training, LAST, gone, domain, Release.PRIVATE)
    again = asked_before(own_training.workspace, analyst, first.frame.id)
    second = export_pack(own_training.workspace, analyst, again)
    assert gone not in {state for state, _ in data_lines(cells_in(second.data))}


def test_who_may_not_have_it_any_more_cannot_ask_for_it(own_training: TrainingService) -> None:
    analyst = own_training.caller_of(Role.ANALYST)
    pack = by_state(own_training, analyst).frame.id
    assert repeatable(own_training, analyst) == [pack]
    with own_training.workspace.database.writing() as connection:
        row = exports.get(connection, pack)
        assert row is not None
        connection.execute(BECOMES_OBSERVER, {"id": row.account})
    with pytest.raises(DeniedError):
        asked_before(own_training.workspace, analyst, pack)
    assert repeatable(own_training, analyst) == []


def test_a_free_choice_of_states_is_not_known_any_more(own_training: TrainingService) -> None:
    analyst = own_training.caller_of(Role.ANALYST)
    found = scores_of(own_training)
    gave = [state for state in found.scores.states if max(found.releases[state].values()) >= Release.SECRETARIAT]
    pack = by_state(own_training, analyst, tuple(gave[:3])).frame.id
    assert repeatable(own_training, analyst) == []
    with pytest.raises(DeniedError):
        asked_before(own_training.workspace, analyst, pack)


def test_a_set_that_is_not_there_any_more_is_one_sentence(own_training: TrainingService) -> None:
    analyst = own_training.caller_of(Role.ANALYST)
    pack = by_state(own_training, analyst).frame.id
    with own_training.workspace.database.writing() as connection:
        row = exports.get(connection, pack)
        assert row is not None
        exports.add(connection, replace(row, pack="2" * 32, subject="region.gone"), {})
    with pytest.raises(UnacceptableError, match="pack_set_gone"):
        asked_before(own_training.workspace, analyst, "2" * 32)
