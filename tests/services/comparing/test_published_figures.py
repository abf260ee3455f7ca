"""Figures for outsiders: right, stored before they are shown, and gone when a release is taken back."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import text

from assessment.core.access import Permission
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.errors import DeniedError, StorageError, UnacceptableError
from assessment.services.comparing.cycle_scores import cycle_scores
from assessment.services.comparing.published_figures import check_unchanged, published_figures, sets_shown
from assessment.services.comparing.published_view import PublishedFigures, Statistic, Why
from assessment.services.workspace import desk
from assessment.store import log, publications
from assessment.store.integrity import verify
from tests.services.comparing.outsiders import put_into_regions, release_all, set_release
from tests.training_service import LAST, THIS, TrainingService


def look(service: TrainingService, cycle: str = LAST) -> PublishedFigures:
    return published_figures(service.workspace, service.caller_of(Role.OBSERVER), cycle)


def points_of(service: TrainingService, cycle: str) -> pd.DataFrame:
    """Return the released scores, a row for each State and node that has one."""
    with desk(service.workspace, service.caller_of(Role.ANALYST), Permission.COMPARE) as at:
        found = cycle_scores(service.workspace, at, cycle)
    compared = found.compared(Release.REGIONAL_AGGREGATES)
    wide = pd.DataFrame(compared.points, index=list(compared.nodes), columns=list(compared.states))
    long = wide.rename_axis("node").reset_index().melt(id_vars="node", var_name="state", value_name="points")
    return long.dropna()


def stored(service: TrainingService) -> int:
    with service.workspace.database.reading() as connection:
        return int(connection.execute(text("SELECT COUNT(*) FROM publications")).scalar_one())


def with_figures(service: TrainingService, cycle: str) -> frozenset[str]:
    with desk(service.workspace, service.caller_of(Role.OBSERVER), Permission.READ_AGGREGATES) as at:
        return sets_shown(service.workspace, at, cycle)


def half_up_or_even(value: float) -> set[int]:
    """Return the whole points that a value may be rounded to; both where rounding errors decide."""
    return {round(value - 1e-9), round(value + 1e-9)}


@pytest.mark.parametrize("cycle", [LAST, THIS])
def test_published_figures__training_data__equal_pandas(own_training: TrainingService, cycle: str) -> None:
    view, points = look(own_training, cycle), points_of(own_training, cycle)
    shown = 0
    for (node, name), figure in view.figures.items():
        mine = points[(points["node"] == node) & points["state"].isin(_states(view, name))]["points"]
        found = figure.figures
        assert (found.n, found.of) == (len(mine), len(_states(view, name)))
        for value, expected in (
            (found.mean, mine.mean()),
            (found.median, mine.median()),
            (found.lower_quartile, mine.quantile(0.25)),
            (found.upper_quartile, mine.quantile(0.75)),
        ):
            if value is not None:
                shown += 1
                assert value.points in half_up_or_even(float(expected))
                assert 2 < value.points < 98
        least = {found.mean: 5, found.median: 7, found.lower_quartile: 10, found.upper_quartile: 10}
        assert all(len(mine) >= n for value, n in least.items() if value is not None)
    assert shown > 20


def _states(view: PublishedFigures, name: str) -> tuple[str, ...]:
    return next(one.states for one in view.sets if one.id == name)


def test_published_figures__every_one_that_is_hidden__says_why(own_training: TrainingService) -> None:
    view = look(own_training)
    for figure in view.figures.values():
        assert (figure.why is None) == (figure.figures.mean is not None)
        if figure.why is Why.TOO_FEW:
            assert figure.figures.n < 5
        median = figure.why_not(Statistic.MEDIAN, view.thresholds)
        assert (median is None) == (figure.figures.median is not None)
    assert {one.why for one in view.figures.values()} == {None, Why.TOO_FEW, Why.COMPLEMENTARY}


def test_published_figures__second_look__stores_nothing_more_and_shows_the_same(
    own_training: TrainingService,
) -> None:
    first = look(own_training)
    rows = stored(own_training)
    second = look(own_training)
    assert rows == sum(one.why is None for one in first.figures.values()) == stored(own_training)
    assert (second.figures, second.data_id) == (first.figures, first.data_id)


def test_published_figures__releases_changed_between__stay_as_they_were_first_seen(
    own_training: TrainingService,
) -> None:
    look(own_training)
    release_all(own_training)
    first = look(own_training)
    assert Why.EARLIER in {one.why for one in first.figures.values()}
    assert look(own_training).figures == first.figures


def test_published_figures__stored_with_one_entry_of_the_log_that_vouches_for_them(
    own_training: TrainingService,
) -> None:
    look(own_training)
    with own_training.workspace.database.reading() as connection:
        entries = [one.happening for one in log.entries(connection) if one.happening.action == "figures.published"]
        kept = publications.of_cycle(connection, LAST)
    assert [(one.cycle, one.details["figures"]) for one in entries] == [(LAST, len(kept))]
    found = verify(own_training.workspace.database, own_training.workspace.files)
    # The copy has no files of evidence.
    assert {one.code for one in found} <= {"file_missing"}


def test_published_figures__cannot_be_stored__shows_only_what_was_published_before(
    own_training: TrainingService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise StorageError("storage_full")

    with monkeypatch.context() as patched:
        patched.setattr(publications, "add_all", full)
        view = look(own_training)
    assert not view.is_stored
    assert all(one.figures.mean is None for one in view.figures.values())
    assert Why.NOT_STORED in {one.why for one in view.figures.values()}
    assert stored(own_training) == 0
    assert look(own_training).is_stored
    before = look(own_training).figures
    with monkeypatch.context() as patched:
        patched.setattr(publications, "add_all", full)
        assert look(own_training).figures == before


def test_published_figures__many_ask_at_once__each_is_stored_once(own_training: TrainingService) -> None:
    callers = [own_training.caller_of(Role.OBSERVER) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        views = list(pool.map(lambda one: published_figures(own_training.workspace, one, LAST), callers))
    assert len({one.data_id for one in views}) == 1
    assert stored(own_training) == sum(one.why is None for one in views[0].figures.values())


def test_published_figures__more_states_release_later__join_only_five_at_a_time(
    own_training: TrainingService,
) -> None:
    put_into_regions(own_training, (35,))
    release_all(own_training, Release.PRIVATE)
    states = sorted(look(own_training).sets[0].states)
    seen = []
    for count in (4, 5, 6, 9, 10, 14, 20):
        for state in states[:count]:
            set_release(own_training, LAST, state, "legal", Release.REGIONAL_AGGREGATES)
        own_training.clock.move(days=1)
        figure = look(own_training).figures["legal", "all"]
        seen.append((figure.figures.n if figure.why is None else None, figure.as_of is not None))
    assert seen == [(None, False), (5, False), (5, True), (5, True), (10, False), (10, True), (20, False)]


@pytest.mark.parametrize(("leave", "is_shown"), [(0, True), (1, False), (9, False), (12, False)])
def test_published_figures__states_leave_a_region__its_earlier_figure_goes_with_them(
    own_training: TrainingService, leave: int, is_shown: bool
) -> None:
    put_into_regions(own_training, (12, 23))
    release_all(own_training)
    first = look(own_training)
    left = next(one for one in first.sets if one.kind == "region" and len(one.states) == 12)
    other = next(one for one in first.sets if one.kind == "region" and len(one.states) == 23)
    assert first.figures["legal", left.id].figures.mean is not None
    with own_training.workspace.database.writing() as connection:
        for state in sorted(left.states)[:leave]:
            values = {"id": state, "region": other.id.removeprefix("region.")}
            connection.execute(text("UPDATE states SET region = :region WHERE id = :id"), values)
    own_training.clock.move(days=1)
    view = look(own_training)
    for node in view.nodes:
        figure, before = view.figures[node, left.id], first.figures[node, left.id]
        assert figure.figures.n <= figure.figures.of == 12 - leave
        if is_shown:
            assert figure == before
        elif figure.figures.mean is not None:
            assert figure.as_of is None
    assert (view.figures["legal", left.id].figures.mean is not None) is is_shown
    # Who left is only added elsewhere: what was shown there stays true.
    assert all(one.figures.n <= one.figures.of for one in view.figures.values())


def test_published_figures__nobody_releases__shows_nothing(own_training: TrainingService) -> None:
    release_all(own_training, Release.SECRETARIAT)
    view = look(own_training)
    assert {one.why for one in view.figures.values()} == {Why.TOO_FEW}
    assert {one.figures.n for one in view.figures.values()} == {0}
    assert stored(own_training) == 0


@pytest.mark.parametrize("cycle", ["1999", "", "2025'--", "\x00", "ж"])
def test_published_figures__no_such_cycle__not_found(own_training: TrainingService, cycle: str) -> None:
    with pytest.raises(DeniedError, match="not_found"):
        look(own_training, cycle)


def test_check_unchanged__release_taken_back_since__refuses(own_training: TrainingService) -> None:
    release_all(own_training)
    observer = own_training.caller_of(Role.OBSERVER)
    shown = look(own_training).data_id
    check_unchanged(own_training.workspace, observer, LAST, shown)
    set_release(own_training, LAST, "XAV", "legal", Release.SECRETARIAT)
    with pytest.raises(UnacceptableError, match="figures_changed"):
        check_unchanged(own_training.workspace, observer, LAST, shown)


def test_the_view__names_no_snapshot_and_no_score(own_training: TrainingService) -> None:
    view = look(own_training)
    with own_training.workspace.database.reading() as connection:
        names = connection.execute(text("SELECT id FROM snapshots")).scalars().all()
    words = repr(view)
    assert not [name for name in names if name in words]
    numbers = {value for one in view.figures.values() for value in _numbers(one)}
    assert all(isinstance(value, int) for value in numbers)


def _numbers(figure: Any) -> list[Any]:
    shown = figure.figures
    values = (shown.mean, shown.median, shown.lower_quartile, shown.upper_quartile)
    return [shown.n, shown.of, *(one.points for one in values if one is not None), *(shown.if_all_answered or ())]


@pytest.mark.parametrize("cycle", [LAST, THIS])
def test_which_sets_have_figures__is_told_as_they_are_shown_and_publishes_none(
    own_training: TrainingService, cycle: str
) -> None:
    def shown() -> set[str]:
        return {
            name for (_, name), one in look(own_training, cycle).figures.items() if one.figures.mean is not None
        }

    told = with_figures(own_training, cycle)
    assert stored(own_training) == 0
    assert told
    assert told == shown()
    for state in points_of(own_training, cycle)["state"].unique()[:3]:  # what was published stays known
        for domain in look(own_training, cycle).nodes[1:]:
            set_release(own_training, cycle, state, domain, Release.PRIVATE)
    before = stored(own_training)
    told = with_figures(own_training, cycle)
    assert stored(own_training) == before
    assert told == shown()
