"""Packs by State that are checked after a State changed its mind: what it holds back now is told no more."""

import datetime as dt
import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from assessment.core.cycle import AssessmentKey
from assessment.core.domains import domains_of
from assessment.core.pack import Audience
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.state_sets import ALL_STATES, FREE_SET
from assessment.errors import UnacceptableError
from assessment.services.packs.exporting import PackRequest, export_pack
from assessment.services.packs.frame import BuiltPack
from assessment.services.packs.history import pack_history
from assessment.services.packs.verifying import Finding, Verification, verify_pack
from assessment.store import assessments, cycles, releases, snapshots
from assessment.workbooks.issued.pack_cells import cells_in
from assessment.workbooks.issued.pack_reader import data_lines
from tests.services.comparing.outsiders import set_release
from tests.services.packs.reading_packs import options
from tests.services.packs.test_regional import GROUP, scores_of
from tests.training_service import LAST, THIS, TrainingService


def exported(service: TrainingService, request: PackRequest) -> BuiltPack:
    return export_pack(service.workspace, service.caller_of(Role.ANALYST), request)


def checked(service: TrainingService, data: bytes) -> Verification:
    return verify_pack(service.workspace, service.caller_of(Role.ANALYST), data)


def with_answer(data: bytes, value: Any) -> bytes:
    book, stream = load_workbook(io.BytesIO(data)), io.BytesIO()
    book["Data"]["H2"] = value
    book.save(stream)
    return stream.getvalue()


def test_what_a_state_holds_back_now_is_told_no_more(own_training: TrainingService) -> None:
    pack = exported(own_training, PackRequest(LAST, GROUP, options(Audience.REGIONAL)))
    changed, saved = with_answer(pack.data, 999), with_answer(pack.data, load_h2(pack.data))
    before = checked(own_training, changed)
    assert before.finding is Finding.CHANGED
    assert before.differences is not None
    assert "H2" in {one.cell for one in before.differences.changes}
    assert checked(own_training, saved).finding is Finding.AS_ISSUED

    found = scores_of(own_training)
    state, domain = next(
        (state, domain)
        for state in sorted({state for state, _ in data_lines(cells_in(pack.data))})
        for domain in domains_of(found.instrument)
        if found.releases[state].get(domain, Release.PRIVATE) >= Release.SECRETARIAT
    )
    set_release(own_training, LAST, state, domain, Release.PRIVATE)

    for data in (changed, saved):
        after = checked(own_training, data)
        assert (after.finding, after.differences) == (Finding.OTHER_FILE, None)
    assert checked(own_training, pack.data).is_same_file


def load_h2(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))["Data"]["H2"].value


@pytest.mark.parametrize("cycle", [LAST, THIS])
def test_a_submission_taken_back_since_is_told_no_more_in_either_cycle(
    own_training: TrainingService, cycle: str
) -> None:
    pack = exported(own_training, PackRequest(THIS, ALL_STATES, options(Audience.REGIONAL)))
    changed, saved = with_answer(pack.data, 999), with_answer(pack.data, load_h2(pack.data))
    assert checked(own_training, saved).finding is Finding.AS_ISSUED
    state = next(iter(data_lines(cells_in(pack.data))))[0]
    own_training.clock.move(days=1)
    hand_in_again(own_training, AssessmentKey(cycle, state))

    for data in (changed, saved):
        after = checked(own_training, data)
        assert (after.finding, after.differences) == (Finding.OTHER_FILE, None)
    assert checked(own_training, pack.data).is_same_file


def hand_in_again(service: TrainingService, key: AssessmentKey) -> None:
    """Take a submission back and hand the same answers in once more: only the dates differ."""
    with service.workspace.database.writing() as connection:
        before = assessments.get(connection, key)
        assert before is not None
        assert before.snapshot is not None
        by, at = 1, service.clock.now
        assert snapshots.withdraw(connection, before, before.snapshot, by=by, at=at)
        assessments.mark_withdrawn(connection, before)
        assert snapshots.withdrawn_since(connection, key.cycle, at) == {key.state}
        assert not snapshots.withdrawn_since(connection, key.cycle, at + dt.timedelta(seconds=1))
        kept = snapshots.get(connection, before.snapshot)
        assert kept is not None
        name = snapshots.add(connection, before, kept.document + " ", by=by, at=at)
        assessments.mark_submitted(connection, before, name, by, at)


def test_decisions_since_a_moment_count_where_they_release_less(own_training: TrainingService) -> None:
    with own_training.workspace.database.reading() as connection:
        known = {one.id for one in cycles.all_cycles(connection)}
        decided = releases.of_cycle(connection, LAST)
        assert LAST in known
        assert any(level < Release.SECRETARIAT for levels in decided.values() for level in levels.values())
        now = own_training.clock.now
        assert not releases.withheld_since(connection, LAST, Release.SECRETARIAT, now)
        assert releases.withheld_since(connection, LAST, Release.SECRETARIAT, now.replace(year=2000))
        assert not releases.withheld_since(connection, LAST, Release.PRIVATE, now.replace(year=2000))


def test_a_free_choice_is_not_all_states_in_the_history(own_training: TrainingService) -> None:
    chosen = tuple(scores_of(own_training).scores.states[:3])
    exported(own_training, PackRequest(LAST, FREE_SET, options(Audience.REGIONAL), chosen))
    [line] = pack_history(own_training.workspace, own_training.caller_of(Role.ANALYST))
    assert (line.subject, line.is_free_choice) == ("", True)


def test_a_national_label_is_for_packs_of_one_state(training: TrainingService) -> None:
    labelled = replace(options(Audience.REGIONAL), national_label="For public use")
    with pytest.raises(UnacceptableError, match="pack_label_of_one_state"):
        exported(training, PackRequest(LAST, GROUP, labelled))
