"""The page of a State's profile: what it released next to its region, and a sentence for everything else."""

import pytest
from streamlit.testing.v1 import AppTest

from assessment.core.cycle import AssessmentKey
from assessment.locale import phrases
from assessment.store import assessments
from assessment.ui.components import chart_card
from assessment.ui.components.chart_card import Source
from tests.training_service import LAST, THIS, TrainingService
from tests.ui.conftest import OpenPage
from tests.ui.visiting import words_on

SAY = phrases("en")


def is_sound(test: AppTest) -> bool:
    return not test.exception and not test.error


def charts_on(test: AppTest) -> int:
    return len(test.get("plotly_chart"))


def test_shows_a_state_beside_its_region(open_as_analyst: OpenPage) -> None:
    test = open_as_analyst("state_profile", cycle=THIS, state="XBR")
    words = words_on(test)
    assert is_sound(test)
    assert SAY("profile.beside_title", state="Brisolane", region="Southern Europe") in words
    assert charts_on(test) == 2


def test_names_the_domains_that_are_not_released(open_as_analyst: OpenPage) -> None:
    test = open_as_analyst("state_profile", cycle=LAST, state="XDV", values="agreed")
    assert is_sound(test)
    (notice,) = [info.value for info in test.info]
    assert "Criminal justice and electronic evidence" in notice
    assert SAY("profile.overall_withheld") in words_on(test)


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ({}, "profile.no_state_text"),
        ({"state": "XDV"}, "profile.not_handed_in_text"),
        ({"cycle": LAST, "state": "XAV"}, "profile.none_released_text"),
    ],
)
def test_nothing_to_show__says_why(open_as_analyst: OpenPage, query: dict[str, str], key: str) -> None:
    test = open_as_analyst("state_profile", **query)
    assert is_sound(test)
    assert SAY(key) in words_on(test)
    assert charts_on(test) == 0


def test_values_that_a_state_does_not_have__says_so(open_as_analyst: OpenPage) -> None:
    test = open_as_analyst("state_profile", state="XBR", values="reviewed")
    assert is_sound(test)
    assert SAY("profile.not_judged_title", state="Brisolane") in words_on(test)


def test_foreign_state_in_the_address__asks_for_one(open_as_analyst: OpenPage) -> None:
    test = open_as_analyst("state_profile", state="XYZ")
    assert is_sound(test)
    assert [warning.value for warning in test.warning] == [
        SAY("comparison.not_there", part=SAY("comparison.filter_state"))
    ]
    assert SAY("profile.no_state_title") in words_on(test)


def test_files__name_content_language_and_submission(
    training: TrainingService, open_as_analyst: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[Source] = []
    monkeypatch.setattr(chart_card, "draw_download", lambda _say, source, *_: offered.append(source))
    test = open_as_analyst("state_profile", cycle=THIS, state="XBR")
    assert is_sound(test)
    with training.workspace.database.reading() as connection:
        own = assessments.get(connection, AssessmentKey(THIS, "XBR"))
    assert own is not None
    assert own.snapshot is not None
    sources = [source for source in offered if source.stem.startswith(f"{THIS}-XBR-")]
    assert sources
    for source in sources:
        facts = source.facts
        assert (facts["Content"], facts["Language"]) == ("ct-tech 1.0", "en")
        assert facts["Submission"] == own.snapshot[:12]
