"""Where the figures of a page come from that is about a cycle and not about anybody's scores."""

from collections.abc import Callable

from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source
from assessment.ui.components.comparison_source import source_of


def source_of_cycle(
    page: ComparisonPage, stem: str, data_id: str, note: str, still_may: Callable[[], object]
) -> Source:
    """Return a source as `source_of` does, without the kind of values; files begin with cycle and `stem`."""
    return source_of(page, data_id, note, still_may, stem=f"{page.frame.cycle.id}-{stem}", has_values=False)
