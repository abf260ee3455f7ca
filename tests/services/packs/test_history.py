"""Who exported what."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, event

from assessment.core.pack import Audience, Edition
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.state_sets import FREE_SET
from assessment.errors import DeniedError
from assessment.services.packs.exporting import PackRequest, export_pack
from assessment.services.packs.history import pack_history
from assessment.workbooks.issued.pack_cells import cells_in
from assessment.workbooks.issued.pack_reader import data_lines
from tests.services.packs.office_packs import OF_XENIA, OWN, export
from tests.services.packs.reading_packs import options
from tests.services.packs.test_regional import GROUP, scores_of
from tests.training_service import LAST, TrainingService
from tests.workspaces import Office


def test_each_sees_the_packs_that_concern_them_the_newest_first(office: Office) -> None:
    export(office, "Amara")
    office.clock.move(minutes=5)
    export(office, "Bilal", replace(OF_XENIA, options=replace(OWN, audience=Audience.MINISTER)))

    def seen_by(name: str) -> list[tuple[str | None, str, str]]:
        return [
            (one.by, one.audience.value, one.subject)
            for one in pack_history(office.workspace, office.caller(name))
        ]

    both = [("Bilal", "minister", "Xenia"), ("Amara", "national", "Xenia")]
    for name in ("Amara", "Bilal", "Bruna"):
        assert seen_by(name) == both
    for name in ("Chiara", "Anan", "Otto"):
        assert seen_by(name) == []
    for name in ("Rosa", "Ada"):
        with pytest.raises(DeniedError):
            pack_history(office.workspace, office.caller(name))


def test_a_state_sees_the_packs_of_the_secretariat_that_hold_it_without_the_name_of_who_exported_them(
    own_training: TrainingService,
) -> None:
    analyst = own_training.caller_of(Role.ANALYST)
    decided = scores_of(own_training).releases
    gave = {state for state, levels in decided.items() if max(levels.values()) >= Release.SECRETARIAT}
    of_group = export_pack(own_training.workspace, analyst, PackRequest(LAST, GROUP, options(Audience.REGIONAL)))
    in_group = {state for state, _ in data_lines(cells_in(of_group.data))}
    outside = sorted(gave - in_group)
    [*_, private] = sorted(decided.keys() - gave)
    chosen = (min(in_group), outside[0], private)
    own_training.clock.move(minutes=1)
    export_pack(own_training.workspace, analyst, PackRequest(LAST, FREE_SET, options(Audience.REGIONAL), chosen))

    def seen_by(state: str) -> list[bool]:
        official = own_training.caller_of(Role.FOCAL_POINT, state)
        lines = pack_history(own_training.workspace, official)
        assert {(one.role, one.by, one.edition) for one in lines} <= {("analyst", None, Edition.SECRETARIAT)}
        return [one.is_free_choice for one in lines]

    assert seen_by(chosen[0]) == [True, False]
    assert seen_by(max(in_group)) == [False]
    assert seen_by(chosen[1]) == [True]
    assert seen_by(outside[1]) == []
    assert seen_by(private) == [], "what it holds back is in none"
    assert {one.by is None for one in pack_history(own_training.workspace, analyst)} == {False}


def test_the_cells_of_a_pack_are_unpacked_once_however_often_its_history_is_looked_at(
    own_training: TrainingService,
) -> None:
    analyst = own_training.caller_of(Role.ANALYST)
    built = export_pack(own_training.workspace, analyst, PackRequest(LAST, GROUP, options(Audience.REGIONAL)))
    states = sorted({state for state, _ in data_lines(cells_in(built.data))})
    read: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if "exports.cells" in statement:
            read.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        for state in (states[0], states[0], states[1]):
            official = own_training.caller_of(Role.FOCAL_POINT, state)
            assert len(pack_history(own_training.workspace, official)) == 1
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len(read) == 1
