"""A cycle at a glance: how many States handed in, how far the answers have come, and what is due."""

from assessment.locale import Phrases
from assessment.services.comparing.cycle_overview import DAYS_AHEAD, CycleOverview
from assessment.ui.components.score_card import draw_score_card, score_cards


def draw_cards(say: Phrases, view: CycleOverview) -> None:
    """Draw a card for each of the four."""
    handed_in, of = view.all.handed_in, len(view.states)
    complete = view.all.complete
    with score_cards("cycle"):
        draw_score_card(
            say("overview.handed_in"),
            say.number(handed_in),
            say("overview.of", of=of),
            say("overview.rate", share=say.percent(handed_in / of)),
        )
        draw_score_card(
            say("overview.complete"),
            "–" if complete is None else say.percent(complete / 100),
            "",
            say("overview.complete_note"),
        )
        _draw_closing(say, view)
        _draw_due(say, view)


def _draw_closing(say: Phrases, view: CycleOverview) -> None:
    day = view.cycle.closes_on
    if view.days_left is None:
        draw_score_card(say("overview.days_left"), "–", "", say("overview.closed", date=day))
    else:
        note = say("overview.open_until", date=day)
        draw_score_card(say("overview.days_left"), say.number(view.days_left), "", note)


def _draw_due(say: Phrases, view: CycleOverview) -> None:
    soon = say("overview.due_soon", n=view.due_soon, days=DAYS_AHEAD)
    states = sum(line.overdue > 0 for line in view.states)
    beside = say("overview.in_states", n=states) if states else ""
    draw_score_card(say("overview.overdue"), say.number(view.overdue), beside, soon)
