"""The tree with its weights: what each part counts for, and how parts are combined."""

import streamlit as st

from assessment.charts.data_table import Cell, DataTable
from assessment.core.rounding import rounded
from assessment.locale import Phrases
from assessment.locale.method_words import aggregation_formula, aggregation_title, points
from assessment.services.comparing.method import MethodView, TreeLine
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_download, draw_rows
from assessment.ui.components.method_text import draw_heading, draw_paragraph

INDENT = "\u2003"
PER_CENT_DECIMALS = 2


def draw_weights(page: ComparisonPage, view: MethodView, source: Source) -> None:
    """Draw how parts are combined, then the tree; questions are shown when asked for, the file has them all."""
    say = page.say
    draw_heading(say, "combining")
    for rule in dict.fromkeys(line.aggregation for line in view.tree if line.aggregation):
        draw_paragraph(f"{aggregation_title(say, rule)}: {aggregation_formula(say, rule)}")
    draw_paragraph(say("method.coverage"))
    draw_heading(say, "tree")
    draw_paragraph(say("method.shares"))
    scored = sum(line.rule is not None for line in view.tree)
    with_questions = st.toggle(say("method.show_questions", n=scored), key="method:questions")
    lines = [line for line in view.tree if with_questions or line.rule is None]
    columns = (
        "column_part",
        "column_weight",
        "column_share_of_parent",
        "column_share_of_overall",
        "column_coverage",
        "column_target",
    )
    rows = [_row(page, line) for line in lines]
    draw_rows([say(f"method.{name}") for name in columns], rows, name="tree")
    draw_download(say, source, _file(page, view), "tree")


def _title(page: ComparisonPage, line: TreeLine) -> str:
    return page.node_title(line.id) if line.rule is None else page.question(line.id)


def _row(page: ComparisonPage, line: TreeLine) -> list[str]:
    say = page.say
    return [
        INDENT * line.depth + _title(page, line),
        points(say, line.weight),
        _per_cent(say, line.share_of_parent),
        _per_cent(say, line.share_of_overall),
        "–" if line.coverage is None else _per_cent(say, line.coverage),
        points(say, line.target),
    ]


def _per_cent(say: Phrases, share: float) -> str:
    return say("method.per_cent", share=points(say, rounded(100 * share, PER_CENT_DECIMALS)))


def _file(page: ComparisonPage, view: MethodView) -> DataTable:
    """Return the whole tree with ids, as a file holds it; shares and coverage in per cent."""
    names = (
        "column_id",
        "column_part",
        "column_depth",
        "column_weight",
        "column_share_of_parent",
        "column_share_of_overall",
        "column_coverage",
        "column_target",
        "column_combined_by",
        "column_scored_by",
    )
    columns = tuple(page.say(f"method.{name}") for name in names)
    return DataTable(columns, tuple(_cells(page, line) for line in view.tree))


def _cells(page: ComparisonPage, line: TreeLine) -> tuple[Cell, ...]:
    return (
        line.id,
        _title(page, line),
        line.depth,
        line.weight,
        100 * line.share_of_parent,
        100 * line.share_of_overall,
        None if line.coverage is None else 100 * line.coverage,
        line.target,
        None if line.aggregation is None else aggregation_title(page.say, line.aggregation),
        line.rule,
    )
