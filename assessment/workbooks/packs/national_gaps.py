"""Gaps by priority, and the cheapest path to the next band: values of the snapshot, with the actions in words."""

from assessment.core.content_model import citation_id
from assessment.core.rounding import nearest_whole
from assessment.locale.answer_words import answer_of_code
from assessment.workbooks.looks import BODY, STRONG
from assessment.workbooks.packs.national_content import GapContent, Step
from assessment.workbooks.packs.national_parts import NationalPack
from assessment.workbooks.packs.national_tables import begin_sheet, write_head, write_line, write_row

GAPS, PATH = "gaps", "path"
GAP_COLUMNS = (
    ("place", 6),
    ("domain", 20),
    ("question", 34),
    ("points", 9),
    ("target", 9),
    ("gain", 8),
    ("step_gain", 10),
    ("priority", 11),
    ("effort", 12),
    ("feasibility", 12),
    ("marks", 16),
    ("action", 44),
    ("source", 20),
)
PATH_COLUMNS = (("place", 7), ("domain", 26), ("question", 42), ("reached", 32), ("effort", 13), ("action", 56))
GAP_WIDTHS, PATH_WIDTHS = (tuple(width for _, width in columns) for columns in (GAP_COLUMNS, PATH_COLUMNS))

GAP_NUMBERS = range(3, 8)
"""The columns of numbers, from the points to the priority."""


def write_gaps(national: NationalPack) -> None:
    """Write the questions below their target, highest priority first."""
    say, sheet = national.say, national.sheet(GAPS)
    head = begin_sheet(
        sheet, GAP_WIDTHS, [say("results.gaps_note"), say("pack.step_gain_note"), national.values_note()]
    )
    if not national.content.gaps:
        write_line(sheet, head, say("pack.no_gaps"), BODY, GAP_WIDTHS)
        return
    first = write_head(
        sheet, head, [say(f"pack.column_{name}") for name, _ in GAP_COLUMNS], GAP_WIDTHS, GAP_NUMBERS
    )
    sheet.raw.freeze_panes(first, 3)
    sheet.raw.repeat_rows(head)
    for place, line in enumerate(national.content.gaps):
        write_row(sheet, first + place, _gap(national, place + 1, line), GAP_WIDTHS)
    sheet.raw.autofilter(head, 0, first + len(national.content.gaps) - 1, len(GAP_COLUMNS) - 1)


def _gap(national: NationalPack, place: int, line: GapContent) -> list[str | float | None]:
    say, gap = national.say, line.gap
    return [
        say.number(place),
        national.domain_of(gap.question),
        national.question(gap.question),
        None if gap.score is None else gap.score * 100,
        gap.target * 100,
        gap.gain * 100,
        line.step_gain * 100,
        gap.priority * 100,
        say(f"results.effort_{line.effort}"),
        say(f"results.feasibility_{line.feasibility}"),
        "\n".join(marks_of(national, line)),
        action_of_gap(national, line),
        source_of(national, line.step.source) if line.step and line.step.source else "",
    ]


def marks_of(national: NationalPack, line: GapContent) -> list[str]:
    """Return what raises the priority of a gap."""
    lens = national.content.package.rubric.priority.lens
    found = [national.words[f"lenses.{lens}.title"]] if lens and line.gap.lens else []
    return found + [
        national.say("results.lifts", gate=national.words[f"gates.{gate}.title"]) for gate in line.gap.lifts
    ]


def action_of_gap(national: NationalPack, line: GapContent) -> str:
    """Return what to do next about a gap."""
    say, words = national.say, national.words
    if line.gap.score is None:
        return say("results.answer_first")
    if line.step is not None and line.step.action is not None:
        return words[line.step.action]
    if line.open_choices:
        key = f"questions.{line.gap.question}.choices"
        return say("results.open_choices") + "".join(
            f"\n• {words[f'{key}.{one}.label']}" for one in line.open_choices
        )
    return ""


def step_of_gap(national: NationalPack, line: GapContent) -> str:
    """Return the one next step about a gap: of several choices, the one that brings most."""
    say, gap = national.say, line.gap
    if gap.score is not None and (line.step is None or line.step.action is None):
        if line.open_choices:
            label = f"questions.{gap.question}.choices.{line.open_choices[0]}.label"
            return say("pack.add_choice", choice=national.words[label])
        return say("pack.reach_target", points=say.number(gap.score * 100), target=say.number(gap.target * 100))
    return action_of_gap(national, line)


def is_on_path(national: NationalPack, line: GapContent) -> bool:
    """Tell whether the next step about a gap is one of the cheapest path."""
    steps = {(step.question, step.rung.answer) for step in national.content.steps}
    return line.step is not None and (line.gap.question, line.step.rung.answer) in steps


def source_of(national: NationalPack, citation: str) -> str:
    """Return what an action rests on, by its symbol where the register has it."""
    reference = national.content.package.reference_by_id.get(citation_id(citation))
    rest = citation.partition("#")[2]
    return citation if reference is None else " ".join(part for part in (reference.symbol, rest) if part)


def write_path(national: NationalPack) -> None:
    """Write the cheapest set of steps to the next band, or why there is none."""
    say, sheet, path = national.say, national.sheet(PATH), national.content.path
    head = begin_sheet(sheet, PATH_WIDTHS, [say("results.path_note"), national.values_note()])
    for text in path_lines(national):
        write_line(sheet, head, text, {**BODY, **STRONG, "font_size": 11}, PATH_WIDTHS)
        head += 1
    if path is None or path.status != "found":
        return
    head += 1
    first = write_head(sheet, head, [say(f"pack.column_{name}") for name, _ in PATH_COLUMNS], PATH_WIDTHS)
    sheet.raw.freeze_panes(first, 3)
    sheet.raw.repeat_rows(head)
    for place, step in enumerate(national.content.steps):
        write_row(sheet, first + place, _step(national, place + 1, step), PATH_WIDTHS)


def path_lines(national: NationalPack) -> list[str]:
    """Return the path in sentences: how many steps, at what effort, to which score; or why there is none."""
    say, content, path = national.say, national.content, national.content.path
    if path is None:
        return [say("pack.no_path" if content.overall.score is None else "results.highest_band")]
    target = nearest_whole(path.target * 100)
    if path.status == "not_found":
        return [say("results.path_not_found", target=target)]
    if path.status != "found":
        return [say("results.path_impossible", target=target, after=say.number(path.after * 100, 1))]
    band = content.package.rubric.band_of(path.target * 100)
    label = national.words[f"bands.{band.id}.label"]
    return [
        say("results.path_band", band=label, target=target),
        say(
            "pack.path_summary",
            n=len(content.steps),
            effort=path.effort,
            before=say.number(path.before * 100, 1),
            after=say.number(path.after * 100, 1),
        ),
    ]


def _step(national: NationalPack, place: int, step: Step) -> list[str | float | None]:
    question = national.question_of(step.question)
    return [
        national.say.number(place),
        national.domain_of(step.question),
        national.question(step.question),
        answer_of_code(national.say, national.words, question, step.rung.answer),
        national.say(f"results.effort_{step.effort}"),
        national.words[step.action] if step.action else "",
    ]
