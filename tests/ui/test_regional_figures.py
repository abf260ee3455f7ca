"""Regional figures and Our region: what outsiders see on the page and take away in files."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assessment.charts.data_table import DataTable, csv_file
from assessment.core.cycle import AssessmentKey
from assessment.core.disclosure_shown import ShownFigures, ShownValue
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.errors import UnacceptableError
from assessment.services.comparing.comparison_frame import open_comparison
from assessment.services.comparing.own_region import own_region
from assessment.services.comparing.published_figures import published_figures
from assessment.services.comparing.published_view import PublishedFigure
from assessment.services.workspace import Caller
from assessment.store import cycles, states
from assessment.ui import context
from assessment.ui.components import chart_card, regional_figures_sets
from assessment.ui.components.chart_card import Source
from assessment.ui.components.published_scores import region_row
from assessment.ui.content_words import content_words
from assessment.ui.navigation.places import file_of
from tests.services.comparing.outsiders import release_all, set_release
from tests.training_service import LAST, THIS, TrainingService
from tests.ui.visiting import MAIN, SECONDS, words_on

Files = dict[str, tuple[Source, DataTable]]


@pytest.fixture
def served(own_training: TrainingService, monkeypatch: pytest.MonkeyPatch) -> Iterator[TrainingService]:
    monkeypatch.delenv("ASSESSMENT_PSEUDO_LANGUAGE", raising=False)
    context.serve(own_training.workspace)
    yield own_training
    context.serve(None)


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    """Note what the pages offer as files, by name."""
    offered: Files = {}
    draw = chart_card.draw_download

    def noted(say: Any, source: Source, table: DataTable, name: str) -> None:
        offered[name] = source, table
        draw(say, source, table, name)

    monkeypatch.setattr(chart_card, "draw_download", noted)
    monkeypatch.setattr(regional_figures_sets, "draw_download", noted)
    return offered


def opened(caller: Caller, page: str, **query: str) -> AppTest:
    app = AppTest.from_file(str(MAIN), default_timeout=SECONDS)
    app.user = {context.SESSION: caller.session}
    app.query_params.update(query)
    app.run()
    if page != "regional_figures":
        app.switch_page(str(file_of(page))).run()
    assert not app.exception
    return app


def figures_page(service: TrainingService, **query: str) -> AppTest:
    return opened(service.caller_of(Role.OBSERVER), "regional_figures", **query)


def region_page(service: TrainingService, state: str = "XAV", **query: str) -> AppTest:
    return opened(service.caller_of(Role.FOCAL_POINT, state), "region", **query)


def state_names(service: TrainingService) -> set[str]:
    with service.workspace.database.reading() as connection:
        return {one.name for one in states.all_states(connection)}


def rows_of(table: DataTable) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_file(table).decode("utf-8-sig"))))


def test_regional_figures__file_of_everything__holds_what_the_service_shows_and_nothing_else(
    served: TrainingService, files: Files
) -> None:
    page = figures_page(served, cycle=LAST)
    assert not page.error
    view = published_figures(served.workspace, served.caller_of(Role.OBSERVER), LAST)
    rows = rows_of(files["all-figures"][1])
    assert len(rows) == len(view.figures)
    for row, (node, name) in zip(rows, ((node, one.id) for node in view.nodes for one in view.sets), strict=True):
        shown = view.figures[node, name].figures
        values = (shown.mean, shown.median, shown.lower_quartile, shown.upper_quartile)
        columns = ("Mean", "Median", "Lower quartile", "Upper quartile")
        assert [row[one] for one in columns] == ["" if one is None else str(one.points) for one in values]
        assert (row["With a score"], row["States"]) == (str(shown.n), str(shown.of))
        assert bool(row["Remark"]) == (shown.mean is None)


def test_regional_figures__all_files__hold_no_fraction_and_no_state(served: TrainingService, files: Files) -> None:
    page = figures_page(served, cycle=LAST, statistic="median", node="legal")
    names = state_names(served)
    assert len(files) == 3
    for _, table in files.values():
        cells = [cell for row in table.rows for cell in row]
        assert all(not isinstance(cell, float) or cell.is_integer() for cell in cells)
        assert not names & {cell for cell in cells if isinstance(cell, str)}
    assert not [name for name in names if name in words_on(page)]


def test_regional_figures__what_is_withheld__is_explained(served: TrainingService) -> None:
    page = figures_page(served, cycle=LAST)
    words = words_on(page)
    assert re.search(
        r"\d+ are withheld because fewer than 5 States stand behind each of them, so that no State", words
    )
    assert re.search(r"\d+ are withheld because, together with the figures that are shown", words)
    assert re.search(r"Over all States, .+ is lowest \(\d+\) and .+ is highest \(\d+\)\.", words)


def test_regional_figures__file_after_a_release_is_taken_back__is_refused(
    served: TrainingService, files: Files
) -> None:
    release_all(served)
    figures_page(served, cycle=LAST)
    source, _ = files["all-figures"]
    source.still_may()
    set_release(served, LAST, "XAV", "legal", Release.SECRETARIAT)
    with pytest.raises(UnacceptableError, match="figures_changed"):
        source.still_may()


@pytest.mark.parametrize(
    "query",
    [
        {"cycle": "1999"},
        {"node": "governance.policy"},
        {"node": "nowhere", "statistic": "lowest", "set": "free", "states": "XAV.XBR"},
        {"values": "agreed"},
    ],
)
def test_regional_figures__foreign_ids_in_the_address__show_the_first_choice(
    served: TrainingService, files: Files, query: dict[str, str]
) -> None:
    page = figures_page(served, **query)
    assert not page.error
    assert page.selectbox(key="filter:node").value == "overall"
    assert page.selectbox(key="filter:statistic").value == "mean"
    assert all("Self-reported" in source.facts.values() for source, _ in files.values())


def test_regional_figures__choices__go_into_the_address(served: TrainingService) -> None:
    page = figures_page(served, cycle=LAST)
    page.selectbox(key="filter:node").select("legal").run()
    page.selectbox(key="filter:statistic").select("median").run()
    assert (page.query_params["node"], page.query_params["statistic"]) == ("legal", "median")
    page.selectbox(key="filter:statistic").select("mean").run()
    assert "statistic" not in page.query_params
    assert not page.error


def test_regional_figures__nobody_releases__says_what_is_needed(served: TrainingService) -> None:
    release_all(served, Release.SECRETARIAT)
    words = words_on(figures_page(served))
    assert "No regional figure can be shown yet" in words
    assert "at least 5 States" in words


@pytest.mark.parametrize("cycle", [LAST, THIS])
def test_region__names_no_other_state(served: TrainingService, files: Files, cycle: str) -> None:
    page = region_page(served, cycle=cycle)
    assert not page.error
    others = state_names(served) - {"Aventrio"}
    tables = [str(cell) for _, table in files.values() for row in table.rows for cell in row]
    assert not [name for name in others if name in words_on(page) or name in " ".join(tables)]


def test_region__file__holds_own_scores_and_published_figures(served: TrainingService, files: Files) -> None:
    region_page(served, cycle=LAST)
    caller = served.caller_of(Role.FOCAL_POINT, "XAV")
    view = own_region(served.workspace, caller, AssessmentKey(LAST, "XAV"))
    rows = rows_of(files["our-region"][1])
    assert [float(row["Own score"]) for row in rows] == pytest.approx([one.own.score for one in view.positions])
    means = [one.region.figures.mean for one in view.positions]
    assert [row["Mean"] for row in rows] == ["" if one is None else str(one.points) for one in means]


def test_region__says_where_the_state_stands(served: TrainingService) -> None:
    words = words_on(region_page(served, cycle=LAST))
    view = own_region(served.workspace, served.caller_of(Role.FOCAL_POINT, "XAV"), AssessmentKey(LAST, "XAV"))
    means = [(one.own.score, one.region.figures.mean) for one in view.positions if one.own.node != "overall"]
    both = [(own, mean.points) for own, mean in means if own is not None and mean is not None]
    assert len(both) > 1
    assert f"In the {len(both)} domains that can be compared:" in words
    below = sum(round(own) < mean for own, mean in both)
    assert f"below the mean in {below}" in words
    assert "Withheld: fewer than 5 States" in words


def test_region__set_of_others_in_the_address__shows_the_own_region(served: TrainingService) -> None:
    page = region_page(served, cycle=LAST, set="region.east_africa")
    assert page.selectbox(key="filter:set").value == "region.asia"
    assert list(page.selectbox(key="filter:set").options) == ["Asia", "Third workshop cohort", "All States"]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("regional_figures", {"state": "ABC"}),
        *(
            (name, query)
            for name in ("regional_figures", "region")
            for query in ({"set": "free", "states": "ABC"}, {"set": "region.nowhere"})
        ),
    ],
)
def test_parts_of_the_address_that_no_filter_shows__nothing_is_said_of_them(
    served: TrainingService, name: str, query: dict[str, str]
) -> None:
    opened_page = figures_page if name == "regional_figures" else region_page
    there, not_there = (
        opened_page(served, **{part: value.replace("ABC", state) for part, value in query.items()})
        for state in ("XBR", "ABC")
    )
    assert [one.value for one in not_there.warning] == []
    # The address itself stands in the link to the account.
    assert words_on(not_there) == words_on(there).replace("XBR", "ABC")


def test_region__cycle_without_the_state__is_refused_and_another_can_be_chosen(served: TrainingService) -> None:
    with served.workspace.database.writing() as connection:
        last = cycles.get(connection, LAST)
        assert last is not None
        cycles.add(connection, replace(last, id="2020", title="Cycle 2020", previous=None))
    page = region_page(served, cycle="2020")
    assert len(page.error) == 1
    assert [one.key for one in page.selectbox] == ["filter:cycle"]
    page.selectbox(key="filter:cycle").select(LAST).run()
    assert not page.error
    assert "filter:set" in [one.key for one in page.selectbox]


def test_files__name_content_and_language(served: TrainingService, files: Files) -> None:
    figures_page(served, cycle=LAST)
    region_page(served, cycle=LAST)
    assert len(files) == 4
    for source, _ in files.values():
        assert (source.facts["Content"], source.facts["Language"]) == ("ct-tech 1.0", "en")
        assert "Submission" not in source.facts


def test_region_row__median_and_quartiles_that_are_limits__are_limits_in_the_chart(
    training: TrainingService,
) -> None:
    observer = training.caller_of(Role.OBSERVER)
    frame = open_comparison(training.workspace, observer, LAST)
    assert frame is not None
    page: Any = SimpleNamespace(package=frame.package, words=content_words(frame.package, "en"))
    published: Any = SimpleNamespace(thresholds=frame.package.rubric.disclosure)
    limit, exact = ShownValue(2, "at_most"), ShownValue(40)
    shown = ShownFigures(12, 14, ShownValue(20), limit, limit, exact, (17, 32))
    row = region_row(page, published, PublishedFigure("legal", "all", shown), "Asia")
    assert (row.median, row.median_limit) == (2, "at_most")
    assert (row.lower_limit, row.upper_limit) == ("at_most", None)


def test_region__draft__says_so(served: TrainingService) -> None:
    words = words_on(region_page(served, **{"set": "region.asia"}))
    assert "not yet handed in" in words
    assert "Choose all States above" in words


def test_region__nothing_of_the_region_is_shown__opens_beside_the_nearest_set_and_says_so(
    served: TrainingService,
) -> None:
    page = region_page(served)
    assert page.selectbox(key="filter:set").value == "all"
    assert "Of Asia no figure can be shown yet. Your scores stand beside All States" in words_on(page)
    page.selectbox(key="filter:set").select("region.asia").run()
    assert page.query_params["set"] == "region.asia"
    assert page.selectbox(key="filter:set").value == "region.asia"
    assert "no figure can be shown yet" not in words_on(page)


def test_region__place_in_words__follows_the_figures(served: TrainingService) -> None:
    page = region_page(served, cycle=LAST, set="all")
    tables = [str(one.proto.body) for one in page.get("html") if 'class="figures"' in one.proto.body]
    caller = served.caller_of(Role.FOCAL_POINT, "XAV")
    view = own_region(served.workspace, caller, AssessmentKey(LAST, "XAV"), "all")
    words = {"below": "below the middle half", "middle": "in the middle half", "above": "above the middle half"}
    expected = [words[one.place] for one in view.positions if one.place is not None]
    assert expected
    assert re.findall(r"(?:below|in|above) the middle half", tables[-1]) == expected
