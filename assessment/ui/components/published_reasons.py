"""Why figures are withheld, in words and with how many of them, and which figures are earlier ones."""

from collections import Counter
from collections.abc import Iterable

import streamlit as st

from assessment.services.comparing.published_view import PublishedFigure, PublishedFigures, Statistic, least_states
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped


def draw_reasons(
    page: ComparisonPage,
    published: PublishedFigures,
    figures: Iterable[PublishedFigure],
    statistic: Statistic = Statistic.MEAN,
) -> None:
    """Draw a line for each reason that some of the figures have; nothing where all are shown and of today."""
    say, found = page.say, list(figures)
    counts = Counter(why for one in found if (why := one.why_not(statistic, published.thresholds)) is not None)
    days = Counter(one.as_of for one in found if one.as_of is not None)
    least = least_states(statistic, published.thresholds)
    lines = [say(f"published.count_{why}", n=count, least=least) for why, count in sorted(counts.items())]
    lines += [say("published.count_as_of", n=days[day], date=say.date(day)) for day in sorted(days)]
    if lines:
        with st.container(key="published_reasons", gap="small"):
            st.markdown(f"**{escaped(say('published.why_title'))}**")
            st.markdown("\n".join(f"- {escaped(line)}" for line in lines))


def draw_not_stored(page: ComparisonPage, published: PublishedFigures) -> None:
    """Say so where new figures are not shown because they could not be stored."""
    if not published.is_stored:
        draw_notice(page.say("published.not_stored"), "warning")
