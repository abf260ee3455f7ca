"""Common gaps, and what States answered: both count States and name none."""

from collections.abc import Iterator

from xlsxwriter.utility import xl_rowcol_to_cell

from assessment.core.answer_distribution import AnswerDistribution
from assessment.core.common_gaps import CommonGap
from assessment.core.questionnaire import MaturityQuestion
from assessment.locale.answer_words import level_in_words
from assessment.palette import BANDS, LIGHT
from assessment.workbooks.packs.regional_page import ComparedPage
from assessment.workbooks.packs.regional_table import Cell, Column, Told, set_widths, write_heading, write_table
from assessment.workbooks.packs.regional_words import answer_words

FEWEST_FOR_SHARE = 4
"""Of fewer States, "1 of 1" says more than 100 per cent."""


def write_gaps(page: ComparedPage) -> None:
    """Write every question that applies to some State, the most common gap first."""
    say, sheet = page.say, page.sheet
    node = page.node(page.content.nodes[0])
    columns = [
        Column(say("charts.column_question"), 60),
        Column(say("pack_compare.column_domain"), 32),
        Column(say("charts.column_below"), 11, "whole"),
        Column(say("charts.column_applies_to"), 11, "whole"),
        Column(say("pack_compare.column_share"), 10, "share"),
        Column(say("questions.column_unanswered"), 15, "whole"),
        Column(say("questions.column_target"), 10, "points"),
        Column(say("questions.column_mean_gap"), 14, "points"),
        Column(say("questions.column_gain", node=node), 20, "points"),
        Column(say("questions.column_gaining"), 14, "whole"),
    ]
    set_widths(sheet, columns)
    head = write_heading(sheet, say("questions.gaps_note", node=node), columns)
    last = write_table(sheet, head, columns, _gaps(page), keep_head=True, filtered=True) - 1
    if any(gap.applicable >= FEWEST_FOR_SHARE for gap in page.content.gaps):
        bars = {"type": "data_bar", "bar_solid": True, "bar_color": BANDS[1], "min_type": "num", "min_value": 0}
        sheet.raw.conditional_format(head + 1, 4, last, 4, {**bars, "max_type": "num", "max_value": 1})


def _gaps(page: ComparedPage) -> Iterator[list[Cell]]:
    for gap in page.content.gaps:
        yield [
            page.question(gap.question),
            page.node(domain_of(page, gap.question)),
            gap.below,
            gap.applicable,
            _share(page, gap),
            gap.unanswered,
            gap.target,
            gap.mean_gap,
            gap.mean_gain,
            gap.gaining,
        ]


def _share(page: ComparedPage, gap: CommonGap) -> Cell:
    if gap.applicable >= FEWEST_FOR_SHARE:
        return gap.share
    return Told(gap.share, page.say("rights.of", n=gap.below, of=gap.applicable))


def domain_of(page: ComparedPage, question: str) -> str:
    """Return the domain of a scored question."""
    instrument = page.content.instrument
    place = instrument.node_index[instrument.node_holding(question)]
    while instrument.depths[place] > 1:
        place = int(instrument.parents[place])
    return instrument.nodes[place].id


def write_answers(page: ComparedPage) -> None:
    """Write how many States gave each answer, one row an answer."""
    say, sheet, content = page.say, page.sheet, page.content
    columns = [
        Column(say("pack_compare.column_section"), 34),
        Column(say("charts.column_question"), 76),
        Column(say("questions.column_answer"), 44),
        Column(say("regional.column_of"), 10, "whole"),
        Column(say("questions.column_in_progress"), 23, "whole"),
    ]
    set_widths(sheet, columns)
    lead = say("pack_compare.answers_lead", n=content.figures(content.nodes[0]).of)
    head = write_heading(sheet, lead, columns)
    last = write_table(sheet, head, columns, _answers(page), keep_head=True, filtered=True) - 1
    if last > head:
        _mute_repeated(page, head + 1, last)


def _mute_repeated(page: ComparedPage, first: int, last: int) -> None:
    """Let the section and the question stand out where they begin: every row has them, for filters and sorting."""
    again = page.sheet.book.raw.add_format({"font_color": LIGHT.missing})
    above, here = (xl_rowcol_to_cell(row, 1, col_abs=True) for row in (first - 1, first))
    page.sheet.raw.conditional_format(
        first, 0, last, 1, {"type": "formula", "criteria": f"={here}={above}", "format": again}
    )


def _answers(page: ComparedPage) -> Iterator[list[Cell]]:
    questionnaire = page.content.instrument.questionnaire
    for one in page.content.answers:
        section = page.pack.words[f"sections.{questionnaire.section_of[one.question].id}.title"]
        for answer, states, in_progress in _lines(page, one):
            yield [section, page.question(one.question), answer, states, in_progress]


def _lines(page: ComparedPage, one: AnswerDistribution) -> Iterator[tuple[str, int, int | None]]:
    """Yield the answers to a question with their States, and then those who gave none, where there are any."""
    say, words = page.say, page.pack.words
    question = page.content.instrument.questionnaire.question_by_id[one.question]
    for count in one.counts:
        label = (
            level_in_words(say, words, question.scale, count.answer)
            if isinstance(question, MaturityQuestion)
            else words[f"questions.{question.id}.choices.{count.answer}.label"]
        )
        yield label, count.states, count.in_progress
    if one.spread is not None:
        ends = (one.spread.lowest, one.spread.median, one.spread.highest)
        low, median, high = (answer_words(say, words, question, value) for value in ends)
        yield say("pack_compare.spread", low=low, median=median, high=high), one.answered, one.in_progress
    elif not one.counts:
        yield say("pack_compare.answered"), one.answered, one.in_progress
    others = {
        "dont_know": one.dont_know,
        "not_applicable": one.not_applicable,
        "blank": one.blank,
        "hidden": one.hidden,
        "absent": one.absent,
    }
    for name, states in others.items():
        if states:
            yield say(f"pack_compare.{name}"), states, None
