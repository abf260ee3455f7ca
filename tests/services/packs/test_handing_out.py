"""Packs are given to nobody any more when a State took back what stands in them, or the caller's right is gone."""

from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from sqlalchemy import text

from assessment.core.domains import domains_of
from assessment.core.pack import Audience, Edition
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.revision import Answer
from assessment.core.state_sets import ALL_STATES
from assessment.core.submission import Status
from assessment.errors import DeniedError, UnacceptableError
from assessment.services.answering import save_answer
from assessment.services.packs import exporting
from assessment.services.packs.exporting import PackRequest, export_in_background, export_pack, hand_over
from assessment.services.packs.frame import BuiltPack
from assessment.services.workspace import Caller
from assessment.store import exports
from assessment.workbooks.issued.pack_cells import cells_in
from tests.services.comparing.outsiders import set_release
from tests.services.packs.office_packs import OF_XENIA, export, rows
from tests.services.packs.reading_packs import options
from tests.services.packs.test_regional import GROUP, scores_of
from tests.training_service import LAST, THIS, TrainingService
from tests.workspaces import Office

BY_NAME, PUBLIC = Edition.SECRETARIAT, Edition.PUBLIC
SETS = {Audience.REGIONAL: GROUP, Audience.GLOBAL: ALL_STATES, Audience.ASSISTANCE: ALL_STATES}
WHO = {BY_NAME: Role.ANALYST, PUBLIC: Role.OBSERVER}
BECOMES_OBSERVER = text("UPDATE accounts SET role = 'observer', state = NULL, ministry = NULL WHERE id = :id")

each_edition = pytest.mark.parametrize("edition", [BY_NAME, PUBLIC])


def request_of(audience: Audience, edition: Edition, cycle: str = LAST) -> PackRequest:
    return PackRequest(cycle, SETS[audience], options(audience, edition))


def take_back(service: TrainingService, cycle: str = LAST) -> None:
    """Let a State that takes part in everything hold a domain back that it gave to all audiences."""
    found = scores_of(service, cycle)
    state, domain = next(
        (state, domain)
        for state in found.scores.states
        for domain in domains_of(found.instrument)
        if min(found.releases.get(state, {}).get(one, Release.PRIVATE) for one in domains_of(found.instrument))
        >= Release.REGIONAL_AGGREGATES
    )
    set_release(service, cycle, state, domain, Release.PRIVATE)


def built_for(service: TrainingService, caller: Caller, request: PackRequest, order: str) -> BuiltPack:
    """Return a pack of the background; it is asked for again and again, or it would be left."""
    for _ in range(240):
        standing = export_in_background(service.workspace, caller, request, order, 1.0)
        if standing.result is not None:
            return standing.result
    pytest.fail("the pack is not built in four minutes")


def stored(service: TrainingService) -> list[exports.Export]:
    with service.workspace.database.reading() as connection:
        return [one for edition in WHO for one in exports.of_edition(connection, edition, 99)]


@each_edition
@pytest.mark.parametrize("audience", SETS)
def test_a_finished_pack_is_given_out_only_while_all_that_it_holds_is_released(
    own_training: TrainingService, audience: Audience, edition: Edition
) -> None:
    workspace, caller = own_training.workspace, own_training.caller_of(WHO[edition])
    request = request_of(audience, edition)
    built = built_for(own_training, caller, request, "1")
    assert built_for(own_training, caller, request, "1") is built
    assert hand_over(workspace, caller, request, built) == built.data

    take_back(own_training)

    with pytest.raises(UnacceptableError, match=r"^pack_outdated$"):
        hand_over(workspace, caller, request, built)
    with pytest.raises(UnacceptableError, match=r"^pack_outdated$"):
        export_in_background(workspace, caller, request, "1", 240.0)
    anew = built_for(own_training, caller, request, "2")
    assert anew.frame.snapshot != built.frame.snapshot
    assert hand_over(workspace, caller, request, anew) == anew.data


@each_edition
def test_what_a_state_took_back_of_the_cycle_before_counts_as_well(
    own_training: TrainingService, edition: Edition
) -> None:
    workspace, caller = own_training.workspace, own_training.caller_of(WHO[edition])
    request = request_of(Audience.GLOBAL if edition is PUBLIC else Audience.REGIONAL, edition, THIS)
    if edition is PUBLIC:
        publish_this_cycle(own_training)
    built = export_pack(workspace, caller, request)
    assert set(built.rests_on) == {LAST, THIS}
    assert hand_over(workspace, caller, request, built) == built.data

    take_back(own_training)

    with pytest.raises(UnacceptableError, match=r"^pack_outdated$"):
        hand_over(workspace, caller, request, built)


def publish_this_cycle(service: TrainingService) -> None:
    """Let all States that handed in release this cycle to outsiders, so that there is something to show."""
    statement = (
        "UPDATE releases SET level = :level WHERE assessment IN (SELECT id FROM assessments WHERE cycle = :cycle)"
    )
    with service.workspace.database.writing() as connection:
        connection.execute(text(statement), {"level": int(Release.REGIONAL_AGGREGATES), "cycle": THIS})


@pytest.mark.parametrize(
    ("audience", "edition"),
    [(Audience.REGIONAL, BY_NAME), (Audience.ASSISTANCE, BY_NAME), (Audience.GLOBAL, PUBLIC)],
)
def test_what_a_state_took_back_while_the_pack_was_built_is_not_even_stored(
    own_training: TrainingService, monkeypatch: pytest.MonkeyPatch, audience: Audience, edition: Edition
) -> None:
    def meanwhile(data: bytes) -> Any:
        take_back(own_training)
        return cells_in(data)

    monkeypatch.setattr(exporting, "cells_in", meanwhile)
    with pytest.raises(UnacceptableError, match=r"^pack_data_moved$"):
        export_pack(own_training.workspace, own_training.caller_of(WHO[edition]), request_of(audience, edition))
    assert stored(own_training) == []


def become_observer(office: Office, name: str) -> None:
    with office.workspace.database.writing() as connection:
        connection.execute(BECOMES_OBSERVER, {"id": office.accounts[name]})


def test_who_is_no_official_any_more_when_a_pack_is_stored_gets_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(data: bytes) -> Any:
        become_observer(office, "Amara")
        return cells_in(data)

    monkeypatch.setattr(exporting, "cells_in", meanwhile)
    with pytest.raises(DeniedError):
        export(office)
    assert rows(office) == []


def test_who_is_no_analyst_any_more_when_a_pack_is_stored_gets_nothing(
    own_training: TrainingService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(data: bytes) -> Any:
        with own_training.workspace.database.writing() as connection:
            connection.execute(text("UPDATE accounts SET role = 'observer' WHERE role = 'analyst'"))
        return cells_in(data)

    monkeypatch.setattr(exporting, "cells_in", meanwhile)
    with pytest.raises(DeniedError):
        export_pack(
            own_training.workspace, own_training.caller_of(Role.ANALYST), request_of(Audience.ASSISTANCE, BY_NAME)
        )
    assert stored(own_training) == []


def test_who_loses_a_right_is_refused_at_the_next_look_though_nothing_is_finished(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()

    def waiting(data: bytes) -> Any:
        assert go_on.wait(60)
        return cells_in(data)

    monkeypatch.setattr(exporting, "cells_in", waiting)
    caller = office.caller("Amara")
    try:
        assert export_in_background(office.workspace, caller, OF_XENIA, "1", 0.0).result is None
        become_observer(office, "Amara")
        with pytest.raises(DeniedError):
            export_in_background(office.workspace, caller, OF_XENIA, "1", 0.0)
    finally:
        go_on.set()


def test_an_own_pack_stays_what_it_was_for_those_who_may_read_it(office: Office) -> None:
    caller = office.caller("Amara")
    built = export_in_background(office.workspace, caller, OF_XENIA, "1", 60.0).result
    assert built is not None
    save_answer(office.workspace, caller, office.key, "policy.strategy", Answer(Status.ANSWERED, 2), seen=0)
    assert hand_over(office.workspace, caller, OF_XENIA, built) == built.data
    assert export_in_background(office.workspace, caller, OF_XENIA, "1", 60.0).result is built
    with pytest.raises(DeniedError):
        hand_over(office.workspace, office.caller("Chiara"), OF_XENIA, built)

    become_observer(office, "Amara")

    with pytest.raises(DeniedError):
        hand_over(office.workspace, caller, OF_XENIA, built)
    with pytest.raises(DeniedError):
        export_in_background(office.workspace, caller, OF_XENIA, "1", 60.0)


def test_an_official_is_handed_nothing_in_the_name_of_an_edition_by_state(office: Office) -> None:
    caller, request = office.caller("Amara"), replace(OF_XENIA, options=options(Audience.REGIONAL, BY_NAME))
    built = export(office)
    with pytest.raises(DeniedError):
        hand_over(office.workspace, caller, request, built)
