"""Needs as tidy rows, one for each question below its target in a State; and the help that States asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.core.questionnaire import MaturityQuestion
from assessment.locale.answer_words import level_in_words
from assessment.workbooks.looks import BODY
from assessment.workbooks.packs.assistance_content import AssistanceContent, Need
from assessment.workbooks.packs.pack_book import PackBook
from assessment.workbooks.packs.regional_table import (
    Cell,
    Column,
    set_widths,
    write_heading,
    write_note,
    write_table,
)
from assessment.workbooks.packs.regional_words import answer_words
from assessment.workbooks.sheet import Sheet

FIRST_CODE = 12
"""The columns from here on are for sorting and for programs, not for the printed page."""

STATE_ID, THEME_ID, KIND_ID = 14, 15, 17


@dataclass(frozen=True, slots=True)
class NeedRanges:
    """Where the ids of the rows stand, for counting: of the State, the theme and the kind of help."""

    state: str
    theme: str
    kind: str


def write_needs(pack: PackBook, sheet: Sheet, content: AssistanceContent) -> NeedRanges:
    """Write a row for each need; filters stand in the head."""
    say = pack.say
    columns = [
        Column(say("charts.column_state"), 14),
        Column(say("pack_compare.theme"), 24),
        Column(say("charts.column_question"), 36),
        Column(say("pack_help.kind"), 18),
        Column(say("pack_help.now"), 26),
        Column(say("pack_help.next"), 18),
        Column(say("results.column_action"), 46),
        Column(say("pack_help.effort"), 10, "whole"),
        Column(say("pack_help.gain"), 10, "points"),
        Column(say("results.column_priority"), 10, "points"),
        Column(say("pack_help.lenses"), 15),
        Column(say("pack_help.lifts"), 13, "field"),
        Column(say("pack_help.region"), 28),
        Column(say("pack_help.counted_at"), 24),
        Column("state", 8, "code"),
        Column("theme", 14, "code"),
        Column("question", 26, "code"),
        Column("kind", 10, "code"),
        Column(say("pack_help.source"), 16, "code"),
        Column(say("pack_help.guide"), 40),
        Column(say("results.column_feasibility"), 13, "whole"),
    ]
    set_widths(sheet, columns)
    head = write_heading(sheet, say("pack_help.needs_lead"), columns[:FIRST_CODE])
    last = write_table(sheet, head, columns, _needs(pack, content), keep_head=True, filtered=True) - 1
    sheet.raw.print_area(0, 0, max(last, head + 1), FIRST_CODE - 1)
    first, end = head + 1, max(last, head + 1)
    ranges = (sheet.range(first, column, end, column) for column in (STATE_ID, THEME_ID, KIND_ID))
    return NeedRanges(*ranges)


def _needs(pack: PackBook, content: AssistanceContent) -> Iterator[list[Cell]]:
    say, words = pack.say, pack.words
    for need in content.needs:
        question = need.question
        yield [
            need.state.name,
            words[f"nodes.{need.theme}.title"],
            words[f"questions.{question.id}.text"],
            say(f"pack_help.kind_{need.kind}"),
            _now(pack, need),
            _next(pack, need),
            words[need.action] if need.action else say(f"pack_help.do_{need.kind}"),
            question.effort,
            need.gain,
            need.priority,
            "; ".join(words[f"lenses.{lens}.title"] for lens in need.lenses),
            say("pack.yes") if need.lifts else "",
            need.region,
            words[f"nodes.{need.counted_at}.title"],
            need.state.id,
            need.theme,
            question.id,
            need.kind.value,
            need.source or "",
            need.guide or "",
            question.feasibility,
        ]


def _now(pack: PackBook, need: Need) -> str:
    if need.value is None:
        return pack.say("pack_help.not_answered")
    return answer_words(pack.say, pack.words, need.question, need.value)


def _next(pack: PackBook, need: Need) -> str:
    """Return the answer that the next step leads to, in words; "" where there is no next step."""
    if need.rung is None:
        return ""
    question, answer = need.question, need.rung.answer
    if isinstance(question, MaturityQuestion):
        return level_in_words(pack.say, pack.words, question.scale, int(answer))
    choice = answer.removeprefix("+ ")
    return pack.words.texts.get(f"questions.{question.id}.choices.{choice}.label", choice)


def write_asked(pack: PackBook, sheet: Sheet, content: AssistanceContent) -> None:
    """Write what States said they would like, one row each; these answers are not scored."""
    say, words = pack.say, pack.words
    columns = [
        Column(say("charts.column_state"), 24),
        Column(say("pack_help.region"), 26),
        Column(say("pack_help.asked"), 50),
        Column("state", 8, "code"),
        Column("question", 26, "code"),
        Column("choice", 26, "code"),
    ]
    set_widths(sheet, columns)
    head = write_heading(sheet, say("pack_help.asked_lead"), columns)
    if not content.asked:
        write_note(sheet, head, say("pack_help.nobody_asked"), columns, BODY)
        return
    rows = [
        [
            one.state.name,
            one.region,
            words[f"questions.{one.question}.choices.{one.choice}.label"],
            one.state.id,
            one.question,
            one.choice,
        ]
        for one in content.asked
    ]
    write_table(sheet, head, columns, rows, keep_head=True, filtered=True)
