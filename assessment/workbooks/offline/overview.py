"""The first sheet of an offline questionnaire: what this is, how to fill it in, and how far it is."""

from collections.abc import Iterator

from assessment.core.questionnaire import MaturityQuestion
from assessment.palette import ACCENT
from assessment.workbooks.looks import BODY, HEADING, MUTED, STRONG, TABLE_CELL, TABLE_HEAD, TITLE
from assessment.workbooks.offline.content import Wording, label_in_words
from assessment.workbooks.offline.layout import level_label
from assessment.workbooks.offline.looks import HELP
from assessment.workbooks.offline.plan import Plan
from assessment.workbooks.offline.progress import answered_formula, asked_formula, progress_now
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.text_height import row_height

_WIDTHS = (5, 25, 22, 11, 11, 11, 15)
_ASKED = 3
_LAST = len(_WIDTHS) - 1
_ALL = sum(_WIDTHS)
_STEPS = 6
_BAR = "#a9c8e8"


class _Page:
    """Writes from the top down."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.row = sheet, 0

    def line(self, text: str, look: dict[str, object], *, gap: float = 0) -> None:
        """Write a text over the whole width, with some room above it."""
        if gap:
            self.gap(gap)
        size = look.get("font_size", 10)
        self.sheet.join(self.row, 0, _LAST, text, look)
        height = row_height(text, _ALL * 0.95, float(str(size)))
        self.sheet.raw.set_row(self.row, height)
        self.row += 1

    def pair(
        self, first: str, second: str, split: int, looks: tuple[dict[str, object], dict[str, object]]
    ) -> None:
        """Write two texts side by side; the second begins at the column `split`."""
        self.sheet.join(self.row, 0, split - 1, first, looks[0])
        self.sheet.join(self.row, split, _LAST, second, looks[1])
        widths = sum(_WIDTHS[:split]), sum(_WIDTHS[split:])
        heights = (row_height(text, width * 0.95) for text, width in zip((first, second), widths, strict=True))
        self.sheet.raw.set_row(self.row, max(heights))
        self.row += 1

    def gap(self, height: float) -> None:
        """Leave some room."""
        self.sheet.raw.set_row(self.row, height)
        self.row += 1


def write_overview(plan: Plan, sheet: Sheet, wording: Wording) -> None:
    """Write the first sheet."""
    say, words, content = wording.say, wording.words, plan.content
    for column, width in enumerate(_WIDTHS):
        sheet.raw.set_column(column, column, width)
    page = _Page(sheet)
    page.line(content.frame.state_name, {**TITLE, "text_wrap": True})
    page.line(words["questionnaire.title"], {**HEADING, "text_wrap": True})
    page.gap(6)
    for name, value in _facts(plan, wording):
        page.pair(name, value, 2, (dict(MUTED), dict(BODY)))
    notice = content.sheet.instrument.questionnaire.notice
    if notice:
        page.line(words["questionnaire.notice"], dict(STRONG), gap=8)
    page.line(say("offline.how"), dict(HEADING), gap=10)
    for number in range(1, _STEPS + 1):
        page.pair(str(number), say(f"offline.step_{number}"), 1, ({**STRONG, "font_color": ACCENT}, dict(BODY)))
    _write_progress(plan, page, wording)
    sheet.raw.set_h_pagebreaks([page.row])
    _write_meanings(plan, page, wording)
    page.line(say("app.not_un"), dict(HELP), gap=10)
    sheet.raw.print_area(0, 0, page.row - 1, _LAST)
    sheet.raw.protect("", {"format_columns": True, "format_rows": True})


def _facts(plan: Plan, wording: Wording) -> Iterator[tuple[str, str]]:
    say, frame = wording.say, plan.content.frame
    questionnaire = plan.content.sheet.instrument.questionnaire
    if frame.cycle is not None:
        yield say("offline.fact_cycle"), frame.cycle.title
    if frame.ministry:
        yield say("offline.fact_ministry"), frame.ministry
    if frame.due_on is not None:
        yield say("offline.fact_due"), say.date(frame.due_on)
    if frame.contacts or frame.cycle is not None:
        yield (
            say("offline.fact_contact"),
            say.listing(frame.contacts) if frame.contacts else say("offline.contact"),
        )
    made = say.moment(frame.issued_at)
    yield (
        say("offline.fact_issued"),
        say("offline.issued_by", when=made, who=frame.issued_by) if frame.issued_by else made,
    )
    yield say("offline.fact_classification"), label_in_words(frame, say)
    yield say("offline.fact_version"), f"{questionnaire.id} {questionnaire.version}"
    yield say("offline.fact_file"), frame.id


def _write_progress(plan: Plan, page: _Page, wording: Wording) -> None:
    """Write a row a section: a link to it, and counts that follow the answers."""
    say, sheet = wording.say, page.sheet
    page.line(say("offline.progress_title"), dict(HEADING), gap=10)
    heads = (
        "",
        say("offline.section"),
        "",
        say("offline.asked"),
        say("offline.answered"),
        say("offline.open"),
        "",
    )
    for column, head in enumerate(heads):
        sheet.text(page.row, column, head, {**TABLE_HEAD, **({"align": "right"} if column >= _ASKED else {})})
    sheet.raw.set_row(page.row, row_height(max(heads, key=len), 11))
    page.row += 1
    first = page.row
    for section in plan.content.chosen:
        _write_section_row(plan, page, section.id, wording)
    _write_total(plan, page, first, wording)
    bar = {"type": "data_bar", "bar_color": _BAR, "bar_solid": True, "min_type": "num", "min_value": 0}
    sheet.raw.conditional_format(first, _LAST, page.row - 1, _LAST, {**bar, "max_type": "num", "max_value": 1})


def _write_section_row(plan: Plan, page: _Page, section: str, wording: Wording) -> None:
    sheet, row = page.sheet, page.row
    now = progress_now(plan, section)
    title = wording.words[f"sections.{section}.title"]
    sheet.text(row, 0, plan.content.numbers[section], dict(TABLE_CELL))
    sheet.join(row, 1, 2, "", dict(TABLE_CELL))
    sheet.link(row, 1, plan.sheets[section], title, dict(TABLE_CELL) | {"font_color": ACCENT})
    asked, answered = asked_formula(plan, section), answered_formula(plan, section)
    counts = ((f"={asked}", now.asked), (f"={answered}", now.settled), (f"=D{row + 1}-E{row + 1}", now.unanswered))
    for column, (formula, value) in enumerate(counts, start=_ASKED):
        sheet.formula(row, column, formula, value, {**TABLE_CELL, "num_format": "0"})
    sheet.formula(row, _LAST, _share(row), now.share, {**TABLE_CELL, "num_format": "0%", "align": "right"})
    sheet.raw.set_row(row, row_height(title, _WIDTHS[1] + _WIDTHS[2]))
    page.row += 1


def _write_total(plan: Plan, page: _Page, first: int, wording: Wording) -> None:
    sheet, row = page.sheet, page.row
    now = progress_now(plan, None)
    look = {**TABLE_CELL, "bold": True, "num_format": "0"}
    sheet.text(row, 0, "", look)
    sheet.join(row, 1, 2, wording.say("offline.together"), look)
    for column, value in enumerate((now.asked, now.settled, now.unanswered), start=_ASKED):
        letter = chr(ord("A") + column)
        sheet.formula(row, column, f"=SUM({letter}{first + 1}:{letter}{row})", value, look)
    sheet.formula(row, _LAST, _share(row), now.share, {**look, "num_format": "0%", "align": "right"})
    page.row += 1


def _share(row: int) -> str:
    return f"=IF(D{row + 1}=0,1,E{row + 1}/D{row + 1})"


def _write_meanings(plan: Plan, page: _Page, wording: Wording) -> None:
    """Write what each level and status means."""
    say, words = wording.say, wording.words
    page.line(say("offline.meanings"), dict(HEADING), gap=10)
    looks = (dict(STRONG), dict(BODY))
    scales = dict.fromkeys(one.scale for one in plan.content.questions if isinstance(one, MaturityQuestion))
    for scale in scales:
        levels = plan.content.sheet.instrument.questionnaire.scale_by_id[scale].levels
        for level in range(len(levels)):
            key = f"scales.{scale}.{level}"
            page.pair(level_label(level, words[f"{key}.label"]), words[f"{key}.text"], 2, looks)
    page.pair(say("question.under_way"), say("offline.means_under_way"), 2, looks)
    page.pair(wording.dont_know, say("offline.means_dont_know"), 2, looks)
    page.pair(wording.not_applicable, say("offline.means_not_applicable"), 2, looks)
    page.pair(say("offline.blank"), say("offline.means_blank"), 2, looks)
    page.pair(say("offline.not_asked"), say("offline.means_not_asked"), 2, looks)
