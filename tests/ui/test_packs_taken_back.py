"""The page of briefing packs after a State took back what stands in a finished pack."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assessment.core.domains import domains_of
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.errors import UnacceptableError
from assessment.locale import phrases
from assessment.services.workspace import Caller
from assessment.ui.context import SESSION, serve
from assessment.ui.navigation.places import file_of
from tests.services.comparing.outsiders import set_release
from tests.services.packs.test_regional import scores_of
from tests.training_service import LAST, TrainingService
from tests.ui.visiting import MAIN, words_on

SAY = phrases("en")
SECONDS = 60


@pytest.fixture
def served_training(own_training: TrainingService, monkeypatch: pytest.MonkeyPatch) -> Iterator[TrainingService]:
    monkeypatch.delenv("ASSESSMENT_PSEUDO_LANGUAGE", raising=False)
    serve(own_training.workspace)
    yield own_training
    serve(None)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], bytes]]:
    """Return what the buttons for downloads would call, as they are drawn."""
    found: list[Callable[[], bytes]] = []
    draw = st.download_button

    def noted(label: str, data: Callable[[], bytes], **more: Any) -> bool:
        found.append(data)
        return draw(label, data, **more)

    monkeypatch.setattr(st, "download_button", noted)
    return found


def open_packs(caller: Caller, **query: str) -> AppTest:
    test = AppTest.from_file(str(MAIN), default_timeout=SECONDS)
    test.user = {SESSION: caller.session}
    test.run()
    for name, value in query.items():
        test.query_params[name] = value
    return test.switch_page(str(file_of("briefing_packs"))).run()


def take_back(service: TrainingService) -> None:
    found = scores_of(service, LAST)
    state = found.scores.states[0]
    domain = next(
        domain
        for domain in domains_of(found.instrument)
        if found.releases[state].get(domain, Release.PRIVATE) >= Release.SECRETARIAT
    )
    set_release(service, LAST, state, domain, Release.PRIVATE)


def test_a_finished_pack_is_offered_and_downloaded_only_while_it_is_released(
    served_training: TrainingService, offered: list[Callable[[], bytes]]
) -> None:
    analyst = served_training.caller_of(Role.ANALYST)
    test = open_packs(analyst, pack="assistance-secretariat", cycle=LAST)
    test.button(key="packs:build").click().run()
    assert not test.exception
    assert SAY("packs.digest") in words_on(test)
    assert offered[-1]().startswith(b"PK")

    take_back(served_training)

    with pytest.raises(UnacceptableError, match="pack_outdated"):
        offered[-1]()  # the button of a page that was drawn before
    test.run()
    assert SAY("errors.pack_outdated") in [one.value for one in test.error]
    assert SAY("packs.digest") not in words_on(test)

    test.button(key="packs:build").click().run()
    assert not test.error
    assert offered[-1]().startswith(b"PK")
