"""Where figures for outsiders come from; a file is only given while the page still shows what may be seen."""

from functools import partial

from assessment.core.disclosure_shown import ShownFigures
from assessment.services.comparing.published_figures import check_unchanged
from assessment.services.comparing.published_view import PublishedFigures
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source
from assessment.ui.components.comparison_source import coverage_note, source_of


def source_of_published(page: ComparisonPage, published: PublishedFigures, shown: ShownFigures) -> Source:
    """Return the source of charts in which a figure stands for the coverage of all."""
    unchanged = partial(check_unchanged, page.workspace, page.caller, published.cycle.id, published.data_id)
    return source_of(page, published.data_id, coverage_note(page.say, n=shown.n, of=shown.of), unchanged)
