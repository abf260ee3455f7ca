"""From answers to scores: the points of every kind of answer, and what becomes of one that is not there."""

from assessment.charts.data_table import DataTable
from assessment.core.submission import EvidenceGrade
from assessment.services.comparing.method import MethodView
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_download, draw_rows, draw_table
from assessment.ui.components.method_points import points_in_words
from assessment.ui.components.method_text import draw_heading, draw_paragraph, points

STATES_OF_ANSWERS = ("answered", "in_progress", "open", "out", "refused", "hidden")


def draw_scoring(page: ComparisonPage, view: MethodView, source: Source) -> None:
    """Draw the rules that score answers, the states of an answer, ranges, evidence, and targets."""
    say, rubric = page.say, view.package.rubric
    draw_heading(say, "points")
    draw_paragraph(say("method.fixed_scales"))
    table = _rules(page, view)
    draw_table(say, table, name="rules", decimals=0)
    draw_download(say, source, table, "rules")
    draw_heading(say, "states_of_answers")
    parts = ("answer", "score", "range", "coverage")
    rows = [tuple(say(f"method.{state}_{part}") for part in parts) for state in STATES_OF_ANSWERS]
    draw_rows([say(f"method.column_{part}") for part in parts], rows, name="states_of_answers", words=len(parts))
    draw_paragraph(say("method.hidden_rule"))
    reason = "method.reason_required" if rubric.not_applicable.reason_required else "method.reason_not_required"
    share = points(say, rubric.not_applicable.max_share)
    draw_paragraph(
        f"{say('method.not_applicable')} {say(reason)} {say('method.not_applicable_share', share=share)}"
    )
    draw_heading(say, "range")
    draw_paragraph(say("method.range_text"))
    draw_heading(say, "readings")
    grades = [grade.name.lower() for grade in EvidenceGrade]
    caps = {grade: points(say, getattr(rubric.evidence, grade)) for grade in grades}
    draw_paragraph(say("method.evidenced", **caps))
    draw_paragraph(say("method.pipeline"))
    draw_heading(say, "targets")
    draw_paragraph(say("method.target", target=points(say, rubric.target)))
    _draw_priority(page, view)


def _draw_priority(page: ComparisonPage, view: MethodView) -> None:
    say, rule = page.say, view.package.rubric.priority
    lens, gate = points(say, 100 * rule.lens_bonus), points(say, 100 * rule.gate_bonus)
    if rule.lens is None:
        draw_paragraph(say("method.priority_without_lens", gate=gate))
    else:
        title = page.words[f"lenses.{rule.lens}.title"]
        draw_paragraph(say("method.priority", lens=title, lens_bonus=lens, gate=gate))


def _rules(page: ComparisonPage, view: MethodView) -> DataTable:
    """Return every scoring rule in words, with the number of questions that it scores."""
    say = page.say
    columns = (say("method.column_rule"), say("method.column_points"), say("method.column_questions"))
    return DataTable(
        columns,
        tuple(
            (say(f"method.kind_{line.rule.kind}"), points_in_words(page, line), len(line.questions))
            for line in view.rules
        ),
    )
