"""Sentences that follow the answers: the range of the overall score, what a profile shows."""

from assessment.core.scoring import Reading
from assessment.workbooks.packs.national_parts import MARKS, NationalPack, quoted, sentence, value_of, whole
from assessment.workbooks.sheet import Sheet

Formula = tuple[str, str]
"""A formula and the text that it gives now."""


def overall_range(national: NationalPack) -> Formula:
    """Return "range 52–61" of the overall score."""
    say, overall, state = national.say, national.content.overall, national.content.state
    template = say("results.range_beside", range=say("results.range", low=MARKS[0], high=MARKS[1]))
    readings: tuple[Reading, Reading] = ("worst", "best")
    low, high = (value_of(overall, reading) for reading in readings)
    if low is None or high is None:
        return '=""', ""
    shown = template.replace(MARKS[0], whole(low)).replace(MARKS[1], whole(high))
    parts = [
        national.live.node(overall.node, state, reading) or str(value)
        for reading, value in zip(readings, (low, high), strict=True)
    ]
    text = sentence(template, [f"ROUND({part},0)" for part in parts])
    return f'=IF(COUNT({",".join(parts)})=2,{text},"")', shown


def profile_title(
    national: NationalPack, sheet: Sheet, rows: tuple[int, int], columns: tuple[int, int]
) -> Formula:
    """Return which domain is the strongest and which the weakest, over the titles and scores of a table.

    `columns` are those of the titles and of the scores.
    """
    say = national.say
    titles, scores = (sheet.range(rows[0], column, rows[1], column) for column in columns)
    template = say("results.summary", **dict(zip(("strongest", "high", "weakest", "low"), MARKS, strict=False)))
    parts = []
    for function in ("MAX", "MIN"):
        best = f"{function}({scores})"
        parts += [f"INDEX({titles},MATCH({best},{scores},0))", f"ROUND({best},0)"]
    none = say("results.summary_none")
    formula = f"=IF(COUNT({scores})=0,{quoted(none)},{sentence(template, parts)})"
    found = [(one.score, national.node(one.node)) for one in national.content.domains if one.score is not None]
    if not found:
        return formula, none
    strongest = max(found, key=lambda one: one[0])
    weakest = min(found, key=lambda one: one[0])
    values = (strongest[1], whole(strongest[0]), weakest[1], whole(weakest[0]))
    shown = template
    for mark, value in zip(MARKS, values, strict=False):
        shown = shown.replace(mark, value)
    return formula, shown
