"""What packs may still be told of after somebody took back what they rest on: public figures, an earlier cycle."""

import datetime as dt
from dataclasses import replace
from typing import Any

from assessment.core.cycle import AssessmentKey
from assessment.core.pack import Audience, Edition
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.state_sets import ALL_STATES
from assessment.services.comparing.published_figures import published_figures
from assessment.services.packs.exporting import PackRequest, export_pack
from assessment.services.packs.frame import BuiltPack
from assessment.services.packs.still_told import is_still_told
from assessment.services.packs.verifying import Finding, Verification, verify_pack
from assessment.store import assessments, exports, releases
from assessment.store.exports import Export, Manifest
from assessment.workbooks.issued.pack_cells import cells_in
from tests.services.packs.office_packs import with_changes
from tests.services.packs.reading_packs import options
from tests.services.packs.test_regional import GROUP, scores_of
from tests.training_service import LAST, THIS, TrainingService


def exported(service: TrainingService, cycle: str, edition: Edition) -> BuiltPack:
    public = edition is Edition.PUBLIC
    request = PackRequest(cycle, ALL_STATES if public else GROUP, options(Audience.REGIONAL, edition))
    return export_pack(service.workspace, service.caller_of(Role.OBSERVER if public else Role.ANALYST), request)


def stored(service: TrainingService, pack: BuiltPack) -> Export:
    with service.workspace.database.reading() as connection:
        export = exports.get(connection, pack.frame.id)
    assert export is not None
    return export


def told(service: TrainingService, export: Export, issued: Manifest) -> bool:
    return is_still_told(service.workspace, service.caller_of(Role.ANALYST), export, issued)


def decide(service: TrainingService, cycle: str, state: str, *domains: str, level: Release) -> None:
    """Let a State decide about domains now."""
    with service.workspace.database.writing() as connection:
        assessment = assessments.get(connection, AssessmentKey(cycle, state))
        assert assessment is not None
        for domain in domains:
            releases.put(connection, assessment, domain, level, by=1, at=service.clock.now)


def released(service: TrainingService, cycle: str, least: Release) -> list[tuple[str, list[str]]]:
    """Return the States that released domains to an audience at least, with these."""
    decided = scores_of(service, cycle).releases
    return [
        (state, found)
        for state, levels in sorted(decided.items())
        if (found := [domain for domain, level in levels.items() if level >= least])
    ]


def checked(service: TrainingService, data: bytes) -> Verification:
    return verify_pack(service.workspace, service.caller_of(Role.OBSERVER), data)


def number_in(pack: BuiltPack) -> tuple[str, str]:
    cells = cells_in(pack.data)["Published figures"]
    return "Published figures", next(place for place, cell in cells.items() if isinstance(cell, float))


def test_figures_that_outsiders_see_no_more_are_told_to_nobody(own_training: TrainingService) -> None:
    pack = exported(own_training, LAST, Edition.PUBLIC)
    forged, saved = with_changes(pack.data, (*number_in(pack), 99)), with_changes(pack.data)
    before = checked(own_training, forged)
    assert before.differences is not None
    assert [(one.sheet, one.cell) for one in before.differences.changes] == [number_in(pack)]
    assert checked(own_training, saved).finding is Finding.AS_ISSUED

    own_training.clock.move(days=1)
    for state, domains in released(own_training, LAST, Release.REGIONAL_AGGREGATES)[:8]:
        decide(own_training, LAST, state, *domains, level=Release.PRIVATE)

    for data in (forged, saved):
        after = checked(own_training, data)
        assert (after.finding, after.differences) == (Finding.OTHER_FILE, None)
    assert checked(own_training, pack.data).is_same_file


def test_another_pack_with_the_number_of_an_old_one_brings_out_no_old_figure(
    own_training: TrainingService,
) -> None:
    old = exported(own_training, LAST, Edition.PUBLIC)
    own_training.clock.move(days=1)
    for state, domains in released(own_training, LAST, Release.REGIONAL_AGGREGATES)[:8]:
        decide(own_training, LAST, state, *domains, level=Release.PRIVATE)
    new = exported(own_training, LAST, Edition.PUBLIC)
    [place] = [place for place, cell in cells_in(new.data)["_pack"].items() if cell == new.frame.id]

    found = checked(own_training, with_changes(new.data, ("_pack", place, old.frame.id)))

    assert (found.finding, found.differences) == (Finding.OTHER_FILE, None)


def test_what_is_withheld_in_the_cycle_before_is_told_no_more(own_training: TrainingService) -> None:
    """A pack holds the change since then: of figures for outsiders, and State by State."""
    pack = exported(own_training, THIS, Edition.SECRETARIAT)
    by_state, issued = stored(own_training, pack), cells_in(pack.data)
    figures = published_figures(own_training.workspace, own_training.caller_of(Role.OBSERVER), THIS)
    public = replace(by_state, edition=Edition.PUBLIC, snapshot=figures.data_id)
    own_training.clock.move(days=1)
    assert told(own_training, by_state, issued)
    assert told(own_training, public, {})
    later = dt.timedelta(days=2)

    state, domains = released(own_training, LAST, Release.REGIONAL_AGGREGATES)[0]
    decide(own_training, LAST, state, domains[0], level=Release.SECRETARIAT)
    assert told(own_training, by_state, issued)
    assert not told(own_training, public, {})
    decide(own_training, LAST, state, domains[0], level=Release.PRIVATE)
    assert not told(own_training, by_state, issued)
    for export in (by_state, public):
        assert told(own_training, replace(export, made_at=export.made_at + later), issued)


def test_a_pack_of_figures_alone_is_told_of_while_nothing_at_all_has_changed(
    own_training: TrainingService,
) -> None:
    pack = exported(own_training, LAST, Edition.SECRETARIAT)
    export = stored(own_training, pack)
    figures: dict[str, Any] = {sheet: cells for sheet, cells in cells_in(pack.data).items() if sheet != "Data"}
    assert told(own_training, export, figures)

    state, domains = released(own_training, LAST, Release.SECRETARIAT)[0]
    level = scores_of(own_training).releases[state][domains[0]]
    other = Release.NAMED if level is not Release.NAMED else Release.REGIONAL_AGGREGATES
    decide(own_training, LAST, state, domains[0], level=other)

    assert not told(own_training, export, figures)
    assert told(own_training, export, cells_in(pack.data))
    assert told(own_training, replace(export, edition=Edition.OWN), figures)
