"""The lower half of the minister's page: safeguards that hold scores down, and what there is to decide."""

from assessment.locale import Phrases
from assessment.palette import ACCENT, GATE, LIGHT
from assessment.workbooks.book import Look
from assessment.workbooks.packs.minister_choice import FEWEST_DECISIONS, MinisterChoice
from assessment.workbooks.packs.national_content import GapContent
from assessment.workbooks.packs.national_gaps import is_on_path, path_lines, step_of_gap
from assessment.workbooks.packs.national_gates import lift_in_words
from assessment.workbooks.packs.national_parts import NationalPack
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.signed_numbers import no_signed_zeros, signed
from assessment.workbooks.text_height import row_height

LAST, WIDTH = 11, 7.6
"""The last column of the page, and the width of each."""

MOST_SAFEGUARDS = 3
MOST_HEIGHT = 400.0
"""Points for decisions: with more text than that, fewer of them stand on the page."""

HEADING: Look = {"font_size": 12, "bold": True, "font_color": ACCENT, "valign": "vcenter"}
NOTE: Look = {"font_size": 9, "font_color": LIGHT.muted, "text_wrap": True}
TEXT: Look = {"font_size": 9, "font_color": LIGHT.ink, "text_wrap": True, "valign": "top"}
HEAD: Look = {"font_size": 9, "bold": True, "font_color": LIGHT.muted, "bottom": 1, "bottom_color": LIGHT.range}
CELL: Look = {**TEXT, "bottom": 1, "bottom_color": LIGHT.grid}
FIELDS = (("decision_gap", 1, 4), ("decision", 5, 9), ("decision_effort", 10, 10), ("decision_gain", 11, 11))


def write_safeguards(national: NationalPack, sheet: Sheet, row: int) -> int:
    """Write the gates at work and what lifts them; return the row after them."""
    say, triggered = national.say, national.content.triggered
    gates = sorted(triggered.values(), key=lambda gate: -gate.points_lost)
    _heading(sheet, row, say("results.gates"))
    lines = [_safeguard(national, gate.gate) for gate in gates[:MOST_SAFEGUARDS]]
    if len(gates) > MOST_SAFEGUARDS:
        rest = [national.words[f"gates.{gate.gate}.title"] for gate in gates[MOST_SAFEGUARDS:]]
        lines.append(say("pack.minister_more_safeguards", gates=rest))
    for text in lines or [say("pack.minister_no_safeguards")]:
        row += 1
        sheet.join(row, 0, LAST, text, TEXT)
        sheet.raw.set_row(row, row_height(text, WIDTH * (LAST + 1) - 2, 9))
    return row + 1


def _safeguard(national: NationalPack, gate_id: str) -> str:
    """Return a gate in a sentence or two: what it caps, what it takes, what lifts it first."""
    say = national.say
    gate = next(one for one in national.content.package.rubric.gates if one.id == gate_id)
    found = national.content.triggered[gate_id]
    takes = found.points_lost >= 5e-3
    effect = {"node": national.node(gate.node), "cap": gate.cap, "lost": say.number(found.points_lost, 2)}
    parts = [
        f"{national.words[f'gates.{gate_id}.title']}.",
        say("results.gate_effect" if takes else "results.gate_below_cap", **effect),
        *(lift_in_words(national, lift) for lift in found.lifts[:1]),
    ]
    return "▪ " + " ".join(parts)


def write_decisions(national: NationalPack, sheet: Sheet, row: int, choice: MinisterChoice) -> int:
    """Write what to decide: the gap, its next step, the effort of that step and what it gains."""
    say = national.say
    _heading(sheet, row, say("pack.minister_decide"))
    lines = [" ".join(path_lines(national)), _order(say, choice)] if choice.decisions else [say("pack.no_gaps")]
    for text in lines:
        row += 1
        sheet.join(row, 0, LAST, text, NOTE)
        sheet.raw.set_row(row, row_height(text, WIDTH * (LAST + 1) - 2, 9))
    if not choice.decisions:
        return row + 1
    row += 1
    _write_head(national, sheet, row)
    height = 0.0
    for place, line in enumerate(choice.decisions):
        texts = _texts(national, line)
        needed = _height(texts)
        if place >= FEWEST_DECISIONS and height + needed > MOST_HEIGHT:
            break
        row, height = row + 1, height + needed
        _write_decision(sheet, row, place + 1, texts, line.step_gain * 100)
        sheet.raw.set_row(row, needed)
    return row + 1


def _order(say: Phrases, choice: MinisterChoice) -> str:
    """Return why the decisions stand in this order."""
    for_gaps = len(choice.decision_of)
    return say("pack.minister_order", n=for_gaps) if for_gaps else say("pack.minister_order_without_gaps")


def _write_head(national: NationalPack, sheet: Sheet, row: int) -> None:
    titles = [national.say(f"pack.{name}") for name, _, _ in FIELDS]
    sheet.text(row, 0, "", HEAD)
    for (name, first, last), title in zip(FIELDS, titles, strict=True):
        look = {**HEAD, "align": national.end} if name == "decision_gain" else {**HEAD, "indent": int(first > 1)}
        sheet.join(row, first, last, title, look)
    widths = [WIDTH * (last + 1 - first) - 2 for _, first, last in FIELDS]
    sheet.raw.set_row(row, max(row_height(title, width, 9) for title, width in zip(titles, widths, strict=True)))


def _texts(national: NationalPack, line: GapContent) -> tuple[str, str, str]:
    say, gap = national.say, line.gap
    more = [say("results.lifts", gate=national.words[f"gates.{gate}.title"]) for gate in line.step_lifts]
    if is_on_path(national, line):
        more.append(say("pack.on_the_path"))
    where = "\n".join(part for part in (national.domain_of(gap.question), national.question(gap.question)) if part)
    return where, "\n".join([step_of_gap(national, line), *more]), say(f"pack.effort_{line.effort}")


def _height(texts: tuple[str, str, str]) -> float:
    widths = (WIDTH * 4 - 2, WIDTH * 5 - 4, WIDTH - 2)
    return max(row_height(text, width, 9) for text, width in zip(texts, widths, strict=True)) + 3


def _write_decision(sheet: Sheet, row: int, place: int, texts: tuple[str, str, str], gain: float) -> None:
    sheet.number(row, 0, place, {**CELL, "font_size": 14, "bold": True, "font_color": GATE, "align": "center"})
    for (name, first, last), text in zip(FIELDS, texts, strict=False):
        # A word alone is not broken: it gets smaller instead.
        fitted: Look = {"text_wrap": False, "shrink": True} if name == "decision_effort" else {}
        sheet.join(row, first, last, text, {**CELL, "indent": int(first > 1), **fitted})
    sheet.number(row, LAST, gain, {**CELL, "bold": True, "num_format": signed(), "align": sheet.book.end})
    no_signed_zeros(sheet, (row, row), (LAST, LAST))


def _heading(sheet: Sheet, row: int, text: str) -> None:
    sheet.raw.set_row(row, 24)
    sheet.join(row, 0, LAST, text, HEADING)
