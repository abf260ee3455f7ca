"""The summary of a State's pack on one page: the overall figures, the profile, the domains."""

from dataclasses import replace

from assessment.core.node_figures import NodeFigures
from assessment.palette import ACCENT, LIGHT, band_colour
from assessment.workbooks.book import Look
from assessment.workbooks.looks import MUTED, SHARE
from assessment.workbooks.packs.bands import add_bands
from assessment.workbooks.packs.national_parts import NationalPack, cell
from assessment.workbooks.packs.national_scores import READINGS
from assessment.workbooks.packs.national_tables import TABLE_CELL, TABLE_NUMBER, begin_sheet, write_head
from assessment.workbooks.packs.national_titles import overall_range, profile_title
from assessment.workbooks.packs.pack_charts import ChartFrame, Series, bar_chart, fits_a_radar, profile_chart
from assessment.workbooks.text_height import row_height, wrapped

KEY = "summary"
COLUMNS = (
    ("domain", 52),
    ("band", 20),
    ("score", 14),
    ("low", 14),
    ("high", 14),
    ("coverage", 14),
    ("evidenced", 14),
    ("pipeline", 14),
    ("target", 14),
)
WIDTHS = tuple(width for _, width in COLUMNS)
PLACE = {name: column for column, (name, _) in enumerate(COLUMNS)}
NUMBERS = range(2, len(COLUMNS))
LAST = len(COLUMNS) - 1
HELP = LAST + 2
"""The first of the hidden columns that charts stand on: one for each band, the names around the radar, the scores,
the names beside bars."""
LETTERS = 22
"""Of a line of the names around a radar."""
BESIDE, NARROW, NAMES = 42, 50, 340
"""Letters of a line of the names beside bars: at least, at most of the usual size; and pixels for them."""

TILE_LABEL: Look = {"font_color": LIGHT.muted, "font_size": 10, "top": 2, "top_color": ACCENT, "text_wrap": True}
TILE_NUMBER: Look = {"font_color": LIGHT.ink, "font_size": 22, "bold": True, "num_format": "0.0"}
TILE_NOTE: Look = {"font_color": LIGHT.muted, "font_size": 9, "text_wrap": True}
CHART_TITLE: Look = {"font_color": LIGHT.ink, "font_size": 11, "bold": True, "text_wrap": True}
TILES = (("overall", 0, 0), ("band", 1, 2), ("coverage", 3, 4), ("evidenced", 5, 6), ("pipeline", 7, 8))

CHART_ROWS, CHART_ROW_HEIGHT = 17, 20
CHART_HEIGHT = (CHART_ROWS - 1) * CHART_ROW_HEIGHT * 96 // 72


def write_summary(national: NationalPack) -> None:
    """Write the page, fitted to one sheet of paper."""
    say, content, sheet = national.say, national.content, national.sheet(KEY)
    sheet.raw.fit_to_pages(1, 1)
    frame = national.pack.frame
    subject = say("pack.summary_of", state=frame.subject_name, cycle=frame.cycle.title)
    row = begin_sheet(sheet, WIDTHS, [subject])
    _write_tiles(national, row)
    first = write_head(sheet, row + 4, [say(f"pack.column_{name}") for name, _ in COLUMNS], WIDTHS, NUMBERS)
    for place, figures in enumerate(content.domains):
        _write_domain(national, first + place, figures)
    last = first + len(content.domains) - 1
    if content.domains:
        add_bands(sheet, first, PLACE["score"], last, PLACE["score"], national.pack.bands)
        _write_help(national, first, last)
        _draw(national, first, last)
    _write_notes(national, max(last, first) + CHART_ROWS + 3)


def _write_tiles(national: NationalPack, row: int) -> None:
    """Write the overall figures: a label, a large number, a line below it."""
    say, overall, sheet = national.say, national.content.overall, national.sheet(KEY)
    number = {**TILE_NUMBER, "align": national.start}
    sheet.raw.set_row(row, 20)
    sheet.raw.set_row(row + 1, 32)
    sheet.raw.set_row(row + 2, 30)
    for name, first, last in TILES:
        sheet.join(row, first, last, say(f"pack.tile_{name}"), TILE_LABEL)
        for line, look in ((row + 1, number), (row + 2, TILE_NOTE)):
            sheet.join(line, first, last, "", look)
    national.tile_score((sheet, row + 1, 0), "point", number)
    score = cell(row + 1, 0)
    national.band((sheet, row + 1, 1), score, overall, {**number, "font_size": 16})
    national.coverage((sheet, row + 1, 3), overall, {**number, "num_format": SHARE})
    national.tile_score((sheet, row + 1, 5), "evidenced", number)
    national.tile_score((sheet, row + 1, 7), "pipeline", number)
    formula, value = overall_range(national)
    sheet.formula(row + 2, 0, formula, value, TILE_NOTE)
    for column, name in ((3, "coverage"), (5, "evidenced"), (7, "pipeline")):
        sheet.text(row + 2, column, say(f"pack.tile_{name}_note"), TILE_NOTE)


def _write_domain(national: NationalPack, row: int, figures: NodeFigures) -> None:
    sheet, title = national.sheet(KEY), national.node(figures.node)
    sheet.text(row, 0, title, {**TABLE_CELL, "valign": "vcenter"})
    look = {**TABLE_NUMBER, "valign": "vcenter"}
    for name, reading in READINGS.items():
        national.score((sheet, row, PLACE[name]), figures, reading, {**look, "bold": reading == "point"})
    national.coverage((sheet, row, PLACE["coverage"]), figures, {**look, "num_format": SHARE})
    sheet.number(row, PLACE["target"], figures.target, look)
    national.band(
        (sheet, row, PLACE["band"]), cell(row, PLACE["score"]), figures, {**TABLE_CELL, "valign": "vcenter"}
    )
    sheet.raw.set_row(row, max(18, row_height(title, WIDTHS[0] - 3)))


def _letters_beside(national: NationalPack) -> int:
    """Return how long the lines of names beside bars are: where one takes a third, programs leave out others."""
    longest = max((len(national.node(figures.node)) for figures in national.content.domains), default=0)
    return max(BESIDE, longest // 2 + 10)


def _write_help(national: NationalPack, first: int, last: int) -> None:
    """Write the scores once more in a column for each band, so that bars take the colour of their band."""
    sheet, bands = national.sheet(KEY), national.pack.bands
    beside = _letters_beside(national)
    for place, figures in enumerate(national.content.domains):
        row = first + place
        score = cell(row, PLACE["score"])
        sheet.text(row, HELP + len(bands), wrapped(national.node(figures.node), LETTERS))
        national.plotted_score(sheet, row, HELP + len(bands) + 1, score, figures)
        sheet.text(row, HELP + len(bands) + 2, wrapped(national.node(figures.node), beside))
        national.plotted_in_bands(sheet, row, HELP, score, figures)
    sheet.raw.set_column(HELP, HELP + len(bands) + 2, None, None, {"hidden": True})


def _draw(national: NationalPack, first: int, last: int) -> None:
    """Draw the profile as a radar, and beside it as bars in the colours of the bands."""
    say, sheet, bands = national.say, national.sheet(KEY), national.pack.bands
    top = last + 2
    title, shown = profile_title(national, sheet, (first, last), (0, PLACE["score"]))
    sheet.join(top, 0, LAST, "", CHART_TITLE)
    sheet.formula(top, 0, title, shown, CHART_TITLE)
    sheet.raw.set_row(top, row_height(shown, sum(WIDTHS) - 2, 11))
    for row in range(top + 1, top + CHART_ROWS):
        sheet.raw.set_row(row, CHART_ROW_HEIGHT)

    def column(place: int) -> str:
        return sheet.range(first, place, last, place)

    words, count = national.content.profile_words, last - first + 1
    radar = fits_a_radar(count)
    domains = national.content.domains
    if radar:
        now = [figures.score for figures in domains]
        series = [
            Series(say("results.score"), column(HELP + len(bands) + 1), now=now),
            Series(say("results.legend_target"), column(PLACE["target"]), LIGHT.target),
        ]
        frame = ChartFrame(sheet, top + 1, 0, 500, CHART_HEIGHT, "", words)
        profile_chart(frame, column(HELP + len(bands)), series, count)
    of_bands = [
        Series(
            national.words[f"bands.{band.id}.label"],
            column(HELP + place),
            band_colour(place, len(bands)),
            now=[figures.score if figures.band == band.id else None for figures in domains],
        )
        for place, band in enumerate(bands)
    ]
    place, width = (2, 708) if radar else (0, 1225)
    title = say("pack.chart_bands")
    frame = ChartFrame(sheet, top + 1, place, width, CHART_HEIGHT, title, words, say("pack.points"), names=NAMES)
    frame = replace(frame, small=_letters_beside(national) > NARROW)
    bar_chart(frame, column(HELP + len(bands) + 2), of_bands, one_place=True)


def _write_notes(national: NationalPack, row: int) -> None:
    sheet, say = national.sheet(KEY), national.say
    for text in (say("pack.summary_live"), say("app.not_un")):
        sheet.join(row, 0, LAST, text, MUTED)
        sheet.raw.set_row(row, row_height(text, sum(WIDTHS)))
        row += 1
    sheet.raw.print_area(0, 0, row, LAST)
