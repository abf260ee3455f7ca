"""Home, as each role sees it."""

import pytest

from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.services import answering
from tests.ui.conftest import OpenPage
from tests.workspaces import Office


def shown(app) -> str:
    parts = [
        *app.title,
        *app.subheader,
        *app.text,
        *app.caption,
        *app.markdown,
        *app.info,
        *app.warning,
        *app.error,
    ]
    return "\n".join(str(part.value) for part in parts)


def test_focal_point_sees_where_the_assessment_stands(open_page: OpenPage) -> None:
    app = open_page("Amara")
    assert not app.exception
    words = shown(app)
    assert "0 of 5" in words
    assert "30 June 2026" in words
    assert "57 days left" in words
    assert "Is there a strategy?" in words


def test_next_unanswered_question_leads_to_its_section(open_page: OpenPage) -> None:
    app = open_page("Amara")
    app.button[0].click().run()
    assert app.query_params == {"section": "policy", "question": "policy.strategy"}
    assert not app.exception


def test_contributor_sees_what_the_ministry_was_given(open_page: OpenPage) -> None:
    words = shown(open_page("Bilal"))
    assert "Given to your ministry" in words
    assert "due on 31 May 2026" in words


def test_contributor_without_a_section_is_led_nowhere(open_page: OpenPage) -> None:
    app = open_page("Bruna")
    assert not app.button
    assert "No section has been given to your ministry yet" in shown(app)


def test_what_others_changed_since_the_last_visit_is_listed(open_page: OpenPage, office: Office) -> None:
    open_page("Amara")
    office.clock.move(hours=1)
    answering.save_answer(
        office.workspace,
        office.caller("Bilal"),
        office.key,
        "policy.law",
        Answer(Status.ANSWERED, "partly", explanation="*Bold* <b>text</b> $x$"),
        seen=0,
    )
    office.clock.move(hours=1)
    words = shown(open_page("Amara"))
    assert "Changed by Bilal" in words
    assert "Partly" in words


def test_closed_cycle_is_said_and_nothing_is_next(open_page: OpenPage, office: Office) -> None:
    office.clock.move(days=90)
    app = open_page("Amara")
    assert not app.exception
    assert "The cycle is closed" in shown(app)
    assert not app.button


@pytest.mark.parametrize("name", ["Rosa", "Ada"])
def test_others_see_the_cycle_in_figures_without_a_state(open_page: OpenPage, name: str) -> None:
    app = open_page(name)
    assert not app.exception
    table = next(one.proto.body for one in app.get("html") if 'class="figures"' in one.proto.body)
    assert table.endswith('<td class="figure">2</td></tr></tbody></table></div>')
    assert "Xenia" not in shown(app) + table
