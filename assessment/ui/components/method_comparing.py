"""Comparing: regional figures, what others may see of them, change over cycles, and how far results hold."""

from assessment.services.comparing.method import MethodView
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_rows
from assessment.ui.components.method_text import draw_heading, draw_paragraph, points

FACTORS = ("weights", "mapping", "top", "missing", "gates")


def draw_comparing(page: ComparisonPage, view: MethodView, _source: Source) -> None:
    """Draw the rules of regional figures, of disclosure, of change, of companions and of robustness."""
    say, rubric = page.say, view.package.rubric
    draw_heading(say, "regional")
    draw_paragraph(say("method.regional_text"))
    draw_heading(say, "disclosure")
    _draw_disclosure(page, view)
    draw_heading(say, "change")
    draw_paragraph(say("method.change_text"))
    draw_paragraph(say("method.clear_change", share=points(say, rubric.robustness.clear_change)))
    draw_heading(say, "companions")
    floor, share = rubric.companions.floor, 100 * rubric.companions.share_of_minimum
    draw_paragraph(say("method.companions_text", floor=points(say, floor), share=points(say, share)))
    draw_heading(say, "robustness")
    _draw_robustness(page, view)


def _draw_disclosure(page: ComparisonPage, view: MethodView) -> None:
    say, least = page.say, view.package.rubric.disclosure
    draw_paragraph(say("method.release_text"))
    rows = [
        (say("method.disclosed_mean"), say("method.at_least_states", n=least.mean)),
        (say("method.disclosed_median"), say("method.at_least_states", n=least.median)),
        (say("method.disclosed_quartiles"), say("method.at_least_states", n=least.quartiles)),
        (say("method.disclosed_extremes"), say("method.never")),
    ]
    columns = (say("method.column_figure"), say("method.column_shown"))
    draw_rows(columns, rows, name="disclosure", words=len(columns))
    low, high = points(say, least.extreme_low), points(say, least.extreme_high)
    draw_paragraph(say("method.extremes_text", low=low, high=high))
    draw_paragraph(say("method.complementary_text", n=least.mean))


def _draw_robustness(page: ComparisonPage, view: MethodView) -> None:
    say, settings = page.say, view.package.rubric.robustness
    draw_paragraph(say("method.robustness_text", draws=settings.draws))
    box = settings.weight_box
    values = {
        "low": points(say, 100 - box),
        "high": points(say, 100 + box),
        "concentration": points(say, settings.mapping_concentration),
    }
    rows = [(say(f"method.varied_{name}"), say(f"method.how_{name}", **values)) for name in FACTORS]
    columns = (say("method.column_varied"), say("method.column_how"))
    draw_rows(columns, rows, name="varied", words=len(columns))
    draw_paragraph(say("method.intervals_text", decimals=settings.rank_decimals))
    draw_paragraph(say("method.indices_text", sobol=settings.sobol_points))
    draw_paragraph(say("method.certain_text", low=values["low"], high=values["high"]))
    draw_paragraph(say("method.seed_text", seed=str(settings.seed)))
