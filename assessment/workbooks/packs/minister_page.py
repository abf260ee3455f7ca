"""The minister's page: one upright page of A4 that says where a State stands and what there is to decide."""

from assessment.core.node_figures import NodeFigures
from assessment.palette import ACCENT, GATE, LIGHT
from assessment.workbooks.book import Look
from assessment.workbooks.looks import SHARE
from assessment.workbooks.packs.bands import add_bands
from assessment.workbooks.packs.minister_choice import MinisterChoice, choose
from assessment.workbooks.packs.minister_decisions import LAST, WIDTH, write_decisions, write_safeguards
from assessment.workbooks.packs.national_parts import NationalPack, cell, quoted
from assessment.workbooks.packs.national_titles import overall_range, profile_title
from assessment.workbooks.packs.pack_charts import ChartFrame, Series, profile_chart
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.signed_numbers import no_signed_zeros, signed
from assessment.workbooks.text_height import row_height, wrapped

KEY = "minister"
HALF = 6
"""The first column of the right half."""
HELP = LAST + 3
"""The first of the hidden columns that the chart stands on: title, score and target of each domain, and the
title in short lines, and the score as the chart takes it."""
LETTERS = 18
"""Of a line of the names around the radar."""

TITLE: Look = {"font_size": 20, "bold": True, "font_color": LIGHT.ink, "text_wrap": True, "valign": "vcenter"}
SUBTITLE: Look = {"font_size": 10, "font_color": LIGHT.muted, "text_wrap": True}
NUMBER: Look = {"font_size": 24, "bold": True, "font_color": LIGHT.ink, "num_format": "0.0"}
LABEL: Look = {
    "font_size": 9,
    "font_color": LIGHT.muted,
    "top": 2,
    "top_color": ACCENT,
    "text_wrap": True,
    "valign": "vcenter",
}
STRONG: Look = {"font_size": 9, "bold": True, "font_color": LIGHT.ink, "text_wrap": True}
NOTE: Look = {"font_size": 9, "font_color": LIGHT.muted, "text_wrap": True}
PART: Look = {"font_size": 12, "bold": True, "font_color": ACCENT, "valign": "vcenter"}
LINE: Look = {"font_size": 10, "font_color": LIGHT.ink, "text_wrap": True, "valign": "vcenter"}
SCORE: Look = {"font_size": 10, "bold": True, "num_format": "0.0", "align": "center", "valign": "vcenter"}
TILES = (("overall", 0, 2), ("band", 3, 5), ("coverage", 6, 8), ("change", 9, 11))
LEAST_CHART = 250.0
"""Points that the chart is high at least."""


def write_minister_page(national: NationalPack) -> None:
    """Write the page; it is fitted to one sheet of paper whatever it holds."""
    sheet, choice = national.sheet(KEY), choose(national)
    sheet.raw.fit_to_pages(1, 1)
    sheet.raw.center_horizontally()
    sheet.raw.set_column(0, LAST, WIDTH)
    row = _write_title(national, sheet)
    row = _write_tiles(national, sheet, row)
    _write_help(national, sheet)
    row = _write_profile(national, sheet, row + 1, choice)
    row = write_safeguards(national, sheet, row + 1)
    row = write_decisions(national, sheet, row + 1, choice)
    text = national.say("pack.minister_note", id=national.pack.frame.short_snapshot)
    for line in (text, national.say("app.not_un")):
        sheet.join(row, 0, LAST, line, {**NOTE, "font_size": 8})
        sheet.raw.set_row(row, row_height(line, WIDTH * (LAST + 1), 8))
        row += 1
    sheet.raw.print_area(0, 0, row - 1, LAST)


def _write_title(national: NationalPack, sheet: Sheet) -> int:
    say, frame = national.say, national.pack.frame
    for column in range(LAST + 1):
        sheet.text(0, column, "", {"bg_color": ACCENT})
    sheet.raw.set_row(0, 6)
    title = say("pack.minister_title", state=frame.subject_name)
    parts = [national.words["questionnaire.title"], frame.cycle.title, say(f"pack.values_{frame.values}")]
    subtitle = " · ".join([*parts, say("pack.draft_mark")] if frame.is_draft else parts)
    for row, text, look in ((1, title, TITLE), (2, subtitle, SUBTITLE)):
        sheet.join(row, 0, LAST, text, look)
        sheet.raw.set_row(row, row_height(text, WIDTH * (LAST + 1) - 2, look["font_size"]) + 4)
    sheet.raw.set_row(3, 8)
    return 4


def _write_tiles(national: NationalPack, sheet: Sheet, row: int) -> int:
    """Write score, band, coverage and change: a label, a large figure, a line below."""
    say, overall = national.say, national.content.overall
    number = {**NUMBER, "align": national.start}
    notes = {name: say(f"pack.minister_{name}_note") for name in ("band", "coverage")}
    notes["change"], notes["overall"] = _change_note(national), ""
    for name, first, last in TILES:
        sheet.join(row, first, last, say(f"pack.tile_{name}"), LABEL)
        sheet.join(row + 1, first, last, "", number)
        sheet.join(row + 2, first, last, notes[name], NOTE)
    for line, height in ((row, 16), (row + 1, 34)):
        sheet.raw.set_row(line, height)
    sheet.raw.set_row(row + 2, max(row_height(note, WIDTH * 3 - 2, 9) for note in notes.values()))
    national.tile_score((sheet, row + 1, 0), "point", number)
    formula, value = overall_range(national)
    sheet.formula(row + 2, 0, formula, value, NOTE)
    score = cell(row + 1, 0)
    national.band((sheet, row + 1, 3), score, overall, {**number, "font_size": 16, "text_wrap": True})
    national.coverage((sheet, row + 1, 6), overall, {**number, "num_format": SHARE})
    _write_change(national, sheet, row + 1, score)
    return row + 3


def _earlier(national: NationalPack) -> float | None:
    """Return the overall score of the cycle before."""
    change, root = national.content.change, national.content.overall.node
    return change.before[root].score if change is not None and root in change.before else None


def _change_note(national: NationalPack) -> str:
    change = national.content.change
    if change is None or _earlier(national) is None:
        return national.say("pack.minister_no_change")
    return national.say("pack.minister_change_note", cycle=change.cycle.title)


def _write_change(national: NationalPack, sheet: Sheet, row: int, score: str) -> None:
    look = {**NUMBER, "align": national.start, "num_format": signed()}
    earlier = _earlier(national)
    if earlier is None:
        sheet.text(row, 9, "–", look)
        return
    now = national.content.overall.score
    formula = f"=IF(ISNUMBER({score}),{score}-{earlier!r},{quoted('–')})"
    sheet.formula(row, 9, formula, "–" if now is None else now - earlier, look)
    no_signed_zeros(sheet, (row, row), (9, 9))


def _write_help(national: NationalPack, sheet: Sheet) -> None:
    for row, figures in enumerate(national.content.domains):
        sheet.text(row, HELP, national.node(figures.node))
        national.score((sheet, row, HELP + 1), figures)
        sheet.number(row, HELP + 2, figures.target)
        sheet.text(row, HELP + 3, wrapped(national.node(figures.node), LETTERS))
        national.plotted_score(sheet, row, HELP + 4, cell(row, HELP + 1), figures)
    sheet.raw.set_column(HELP, HELP + 4, None, None, {"hidden": True})


def _write_profile(national: NationalPack, sheet: Sheet, row: int, choice: MinisterChoice) -> int:
    """Write strengths and gaps on the right, and draw the profile as high on the left."""
    say = national.say
    title, shown = profile_title(national, sheet, (0, max(len(national.content.domains) - 1, 0)), (HELP, HELP + 1))
    sheet.join(row, 0, HALF - 2, "", STRONG)
    sheet.formula(row, 0, title, shown, STRONG)
    sheet.raw.set_row(row, max(24.0, row_height(shown, WIDTH * (HALF - 1) - 2, 9)))
    heights: list[float] = []
    first = row + 1
    for name, nodes in (("strengths", choice.strengths), ("gaps", choice.gaps)):
        sheet.join(row, HALF, LAST, say(f"pack.minister_{name}", n=len(nodes) or 1), PART)
        heights += [24.0] if heights else []
        row += 1
        for figures in nodes:
            line = _line_of(national, figures, choice.decision_of.get(figures.node) if name == "gaps" else None)
            sheet.join(row, HALF, LAST - 1, line, LINE)
            national.score((sheet, row, LAST), figures, "point", SCORE)
            heights.append(max(26.0, row_height(line, WIDTH * 5 - 2) + 4))
            row += 1
        if nodes:
            add_bands(sheet, row - len(nodes), LAST, row - 1, LAST, national.pack.bands)
        else:
            none = say(f"pack.minister_no_{name}")
            sheet.join(row, HALF, LAST, none, NOTE)
            heights.append(row_height(none, WIDTH * 6 - 2, 9))
            row += 1
    without = _without_score(national)
    if without:
        sheet.join(row, HALF, LAST, without, {**NOTE, "valign": "vcenter"})
        heights.append(row_height(without, WIDTH * 6 - 2, 9) + 4)
        row += 1
    more = max(0.0, LEAST_CHART - sum(heights)) / len(heights)
    for place, height in enumerate(heights):
        sheet.raw.set_row(first + place, height + more)
    _draw(national, sheet, first, sum(heights) + more * len(heights))
    return row


def _without_score(national: NationalPack) -> str:
    """Return which domains have no score, by the reason; one to which nothing applies needs none."""
    missing = [one for one in national.content.domains if one.score is None and not one.is_out]
    parts = {
        "minister_not_answered": [national.node(one.node) for one in missing if not one.coverage],
        "minister_too_little": [national.node(one.node) for one in missing if one.coverage],
    }
    return " ".join(national.say(f"pack.{name}", domains=domains) for name, domains in parts.items() if domains)


def _line_of(national: NationalPack, figures: NodeFigures, decision: int | None) -> str:
    title = national.node(figures.node)
    if decision is None or figures.target is None:
        return title
    target = national.say.number(figures.target)
    return f"{title}\n{national.say('pack.minister_gap', target=target, decision=decision)}"


def _draw(national: NationalPack, sheet: Sheet, row: int, height: float) -> None:
    say, count = national.say, len(national.content.domains)
    if not count:
        return

    def column(place: int) -> str:
        return sheet.range(0, HELP + place, count - 1, HELP + place)

    pixels = (int(HALF * (WIDTH * 7 + 5)) - 12, int(height * 96 / 72) - 8)
    frame = ChartFrame(sheet, row, 0, *pixels, "", national.content.profile_words, small=True)
    series = [
        Series(say("results.score"), column(4), now=[figures.score for figures in national.content.domains]),
        Series(say("results.legend_target"), column(2), GATE),
    ]
    profile_chart(frame, column(3), series, count)
