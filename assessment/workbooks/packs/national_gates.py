"""The safeguards of a State: every gate, whether it is at work now, what it takes, and what lifts it."""

from assessment.core.explain import Lift
from assessment.core.rubric import Gate
from assessment.locale.answer_words import answer_of_code
from assessment.workbooks.looks import GATE_MARK
from assessment.workbooks.packs.national_parts import NationalPack, quoted
from assessment.workbooks.packs.national_tables import (
    TABLE_CELL,
    TABLE_NUMBER,
    begin_sheet,
    set_height,
    write_head,
)

KEY = "gates"
COLUMNS = (
    ("gate", 34),
    ("capped_part", 26),
    ("cap", 10),
    ("at_work", 15),
    ("points_lost", 14),
    ("lifted_by", 52),
    ("reason", 46),
)
WIDTHS = tuple(width for _, width in COLUMNS)
NUMBERS = (2, 4)
"""The columns of numbers: the cap, and the points lost."""


def write_gates(national: NationalPack) -> None:
    """Write a row for every gate of the rubric, those at work first, by what they take."""
    say, sheet, content = national.say, national.sheet(KEY), national.content
    head = begin_sheet(sheet, WIDTHS, [say("results.gates_note"), say("pack.gates_live"), national.values_note()])
    first = write_head(sheet, head, [say(f"pack.column_{name}") for name, _ in COLUMNS], WIDTHS, NUMBERS)
    sheet.raw.freeze_panes(first, 1)
    sheet.raw.repeat_rows(head)
    triggered = content.triggered

    def order(gate: Gate) -> float:
        return -triggered[gate.id].points_lost if gate.id in triggered else 1.0

    for place, gate in enumerate(sorted(content.package.rubric.gates, key=order)):
        _write_gate(national, first + place, gate)


def _write_gate(national: NationalPack, row: int, gate: Gate) -> None:
    say, words, sheet = national.say, national.words, national.sheet(KEY)
    found = national.content.triggered.get(gate.id)
    lifted = "\n".join(f"• {lift_in_words(national, lift)}" for lift in found.lifts) if found else ""
    texts = [words[f"gates.{gate.id}.title"], national.node(gate.node), None, "", None, lifted]
    texts.append(words[f"gates.{gate.id}.reason"])
    for column, text in enumerate(texts):
        if text is not None:
            sheet.text(row, column, text, TABLE_CELL)
    sheet.number(row, 2, gate.cap, TABLE_NUMBER)
    sheet.number(row, 4, found.points_lost if found else None, {**TABLE_NUMBER, "num_format": "0.00"})
    yes, no = say("pack.yes"), say("pack.no")
    reference = national.live.gate(gate.id, national.content.state)
    look = {**TABLE_CELL, **GATE_MARK} if found else TABLE_CELL
    if reference is None:
        sheet.text(row, 3, yes if found else no, look)
    else:
        formula = f"=IF({reference}=1,{quoted(yes)},{quoted(no)})"
        sheet.formula(row, 3, formula, yes if found else no, look)
    set_height(sheet, row, texts, WIDTHS)


def lift_in_words(national: NationalPack, lift: Lift) -> str:
    """Return which answer lifts a gate."""
    say, question = national.say, national.question_of(lift.question)
    answer = answer_of_code(say, national.words, question, lift.answer)
    how = say("results.lift_unanswered" if lift.unanswered else "results.lift", answer=answer)
    return f"{national.question(lift.question)} {how}"
