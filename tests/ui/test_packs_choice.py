"""The choice of a pack: sets of States without figures, a cycle without any, what stays in the address."""

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from assessment.core.person import Role
from assessment.core.state_sets import ALL_STATES
from assessment.locale import phrases
from assessment.services.packs.published_content import sets_with_figures
from tests.training_service import LAST, THIS, TrainingService
from tests.ui.test_briefing_packs import choice, labels
from tests.ui.test_packs_taken_back import open_packs, served_training

__all__ = ["served_training"]

SAY = phrases("en")


def published(service: TrainingService) -> set[str]:
    """Return the cycles of which anything is stored as published."""
    with service.workspace.database.reading() as connection:
        return set(connection.execute(text("SELECT DISTINCT cycle FROM publications")).scalars())


def open_as(service: TrainingService, role: Role, **query: str) -> AppTest:
    test = open_packs(service.caller_of(role), **query)
    assert not test.exception
    return test


def can_be_built(test: AppTest) -> bool:
    return any(one.key == "packs:build" for one in test.button)


def test_a_cycle_of_which_no_region_may_be_shown_is_one_sentence_that_leads_on(
    served_training: TrainingService,
) -> None:
    # An observer's first page shows figures, and so publishes those of this cycle; an analyst's does not.
    test = open_as(served_training, Role.ANALYST, pack="regional-public", set="region.asia")
    assert [one.value for one in test.warning] == [SAY("packs.no_figures_of_sets", cycle=f"Cycle {THIS}", n=5)]
    assert not can_be_built(test)
    assert SAY("packs.set") not in {one.label for one in test.selectbox}, "there is nothing to choose"
    assert published(served_training) == set(), "looking for figures in all cycles publishes none"
    [latest, of_all] = [one for one in test.button if str(one.key).startswith("packs:go:")]
    assert latest.label == SAY("packs.latest_with_figures", cycle=f"Cycle {LAST}")

    of_all.click().run()
    assert test.query_params == {"pack": "global-public", "cycle": THIS}
    assert can_be_built(test)

    test = open_as(served_training, Role.ANALYST, pack="regional-public")
    test.button(key=str(latest.key)).click().run()
    assert test.query_params == {"pack": "regional-public", "cycle": LAST}
    assert can_be_built(test)
    assert not test.warning


def test_sets_without_figures_are_marked_and_the_first_with_some_stands_there(
    served_training: TrainingService,
) -> None:
    observer = served_training.caller_of(Role.OBSERVER)
    shown = sets_with_figures(served_training.workspace, observer, LAST)
    assert published(served_training) == set()
    test = open_as(served_training, Role.OBSERVER, pack="regional-public", cycle=LAST)
    by_state = open_as(served_training, Role.ANALYST, pack="regional-secretariat", cycle=LAST)
    titles = labels(by_state, "packs.set")
    assert titles[0] == SAY("comparison.all_states"), "packs by State have no marks"
    assert {"Asia", "Southern Europe"} < set(titles)
    mark = SAY("packs.set_without_figures", set="")
    marked = [title for title in labels(test, "packs.set") if title.startswith(mark)]
    assert [
        SAY("comparison.all_states"),
        *(title.removeprefix(mark) for title in labels(test, "packs.set")),
    ] == titles
    assert len(titles) - 1 - len(marked) == len(shown - {ALL_STATES})
    assert choice(test, "packs.set").value in shown
    assert f"{mark}Southern Europe" in marked
    assert can_be_built(test)


@pytest.mark.parametrize("pack", ["global-public", "assistance-public"])
def test_packs_over_all_states_have_figures_where_only_these_have(
    served_training: TrainingService, pack: str
) -> None:
    test = open_as(served_training, Role.OBSERVER, pack=pack)
    assert can_be_built(test)
    if pack == "assistance-public":
        assert choice(test, "packs.set").value == ALL_STATES


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"pack": "global-public", "set": "region.asia"}, False),
        ({"pack": "regional-public", "set": ALL_STATES}, False),
        ({"pack": "regional-public", "set": "region.nowhere"}, False),
        ({"pack": "regional-public", "set": "region.asia"}, True),
        ({"set": "region.asia"}, True),  # until a pack is chosen
    ],
)
def test_the_address_keeps_no_set_that_the_pack_does_not_have(
    served_training: TrainingService, query: dict[str, str], *, kept: bool
) -> None:
    test = open_as(served_training, Role.OBSERVER, cycle=LAST, **query)
    assert ("set" in test.query_params) is kept
    assert {**test.query_params, "set": query["set"]} == {"cycle": LAST, **query}


def test_another_kind_of_pack_leaves_the_set_behind(served_training: TrainingService) -> None:
    test = open_as(served_training, Role.OBSERVER, pack="regional-public", cycle=LAST, set="region.asia")
    choice(test, "packs.kind").set_value("global-public").run()
    assert test.query_params == {"pack": "global-public", "cycle": LAST}
