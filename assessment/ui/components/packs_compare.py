"""What changed between two packs: two files, a summary, and one sheet to save."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from assessment.charts.signs import signed
from assessment.errors import Refusal
from assessment.services.packs.comparing_packs import (
    DECIMALS,
    AnswerChange,
    Change,
    ComparedPacks,
    Finding,
    PackDifference,
    ScoreChange,
    Verification,
    answer_text,
    compare_packs,
    difference_file,
    difference_file_name,
    fact_in_words,
)
from assessment.ui.components.chart_card import draw_rows
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.packs_build import XLSX
from assessment.ui.components.plain_text import escaped
from assessment.ui.packs_page import PacksPage

MOST_SHOWN = 60
MOST_OPEN = 8
"""A longer list is folded away under its title, which says how many there are."""
LONGEST = 300
"""Characters of an answer that are shown; the workbook has all."""
FACTS = ("subject_name", "cycle", "made_at", "is_draft", "classification")
"""What is said of both packs, as their identity names it."""


def draw_compare(page: PacksPage) -> None:
    """Draw the fields for two files and what changed from the earlier to the later one."""
    say = page.say
    st.text(say("packs.compare_lead"))
    first, second = st.columns(2)
    with first:
        one = st.file_uploader(say("packs.one_file"), key="packs:one")
    with second:
        other = st.file_uploader(say("packs.other_file"), key="packs:other")
    if one is None or other is None:
        return
    try:
        with st.spinner(say("packs.comparing")):
            compared = compare_packs(page.workspace, page.caller, one.getvalue(), other.getvalue())
    except Refusal as refusal:
        draw_notice(say.error(refusal), "error")
        return
    _draw_packs(page, compared)
    _draw_difference(page, compared.difference)


def _draw_packs(page: PacksPage, compared: ComparedPacks) -> None:
    """Draw what both packs say of themselves, and whether they are as they were issued."""
    say, difference = page.say, compared.difference
    for which, known in (("first", compared.first), ("second", compared.second)):
        if known.finding is not Finding.AS_ISSUED:
            draw_notice(say("packs.of_pack", pack=say(f"packs.{which}"), what=_finding(page, known)), "error")
    files = (("first", difference.first, compared.first), ("second", difference.second, compared.second))
    rows = [
        (
            say(f"packs.{which}"),
            *(fact_in_words(name, pack.get(name, ""), say) for name in FACTS),
            say(f"packs.check_{known.finding}"),
        )
        for which, pack, known in files
    ]
    columns = (say("packs.kind"), *(say(f"packs.fact_{name}") for name in FACTS), say("packs.fact_check"))
    draw_rows(columns, rows, name="pack_facts", words=len(columns), cards=True)


def _finding(page: PacksPage, known: Verification) -> str:
    at = {} if known.issued_at is None else {"date": known.issued_at}
    return page.say(f"packs.finding_{known.finding}", **at)


def _draw_difference(page: PacksPage, difference: PackDifference) -> None:
    say, made_at = page.say, page.workspace.clock()
    moved, answers = [one for one in difference.scores if one.is_one], difference.answers
    of_scores = say("packs.scores_changed", n=len(moved), of=len(difference.scores))
    _draw_part("scores", of_scores, len(moved), lambda: _draw_scores(page, moved))
    of_answers = say("packs.answers_changed", n=len(answers))
    _draw_part("answers", of_answers, len(answers), lambda: _draw_answers(page, answers))
    st.text(say("packs.difference_note"))
    st.download_button(
        say("packs.download_difference"),
        data=partial(difference_file, difference, say, made_at),
        file_name=difference_file_name(made_at),
        mime=XLSX,
        key="packs:difference",
        icon=":material/download:",
        type="primary",
        on_click="ignore",
    )


def _draw_part(name: str, title: str, amount: int, draw: Callable[[], None]) -> None:
    """Draw a list under its title, folded away where it is long; the title alone where there is nothing."""
    if not amount:
        st.subheader(title, anchor=False)
        return
    with st.expander(f"**{escaped(title)}**", expanded=amount <= MOST_OPEN, key=f"packs_compare_{name}"):
        draw()


def _draw_scores(page: PacksPage, moved: Sequence[ScoreChange]) -> None:
    """Draw the scores that moved; the State is named where there are several."""
    say, one_state = page.say, len({one.state for one in moved}) == 1
    shown = moved[:MOST_SHOWN]
    rows = [
        (
            one.state_name,
            one.node_title,
            _points(page, one, one.before),
            _points(page, one, one.after),
            _by(page, one),
        )
        for one in shown
    ]
    columns = [say(f"packs.column_{name}") for name in ("state", "what", "before", "after", "difference")]
    if one_state:
        draw_rows(columns[1:], [row[1:] for row in rows], name="pack_scores")
    else:
        draw_rows(columns, rows, name="pack_scores", words=2, cards=True)
    if any(one.decimals > DECIMALS for one in shown):
        st.caption(escaped(say("packs.decimals_note")))
    if len(moved) > MOST_SHOWN:
        st.caption(escaped(say("packs.more_scores", n=len(moved) - MOST_SHOWN)))


def _draw_answers(page: PacksPage, answers: Sequence[AnswerChange]) -> None:
    """Draw the answers that differ, before and after; the State is named where there are several."""
    say, one_state = page.say, len({one.state for one in answers}) == 1
    lines = [
        (one.state_name, one.question_text, say(f"packs.change_{one.change}"), *_sides(page, one))[one_state:]
        for one in answers[:MOST_SHOWN]
    ]
    names = ("state", "what", "change", "before", "after")[one_state:]
    columns = [say(f"packs.column_{name}") for name in names]
    draw_rows(columns, lines, name="pack_answers", words=len(columns), cards=True)
    if len(answers) > MOST_SHOWN:
        st.caption(escaped(say("packs.more_answers", n=len(answers) - MOST_SHOWN)))


def _sides(page: PacksPage, one: AnswerChange) -> tuple[str, str]:
    """Return an answer before and after; what a pack has not of it is withheld there, or not in it."""
    say = page.say
    absent = "packs.withheld" if one.change in {Change.RELEASED, Change.WITHHELD} else "packs.not_in_it"
    before, after = (
        say(absent) if line is None else _short(answer_text(line, say)) or say("status.blank")
        for line in (one.before, one.after)
    )
    return before, after


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _points(page: PacksPage, one: ScoreChange, value: float | None) -> str:
    return "–" if value is None else page.say.number(value, one.decimals)


def _by(page: PacksPage, one: ScoreChange) -> str:
    return "–" if one.difference is None else signed(one.difference, page.say, one.decimals)
