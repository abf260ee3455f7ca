"""The method behind the scores of a pack: the states of answers, the rules, the tree with its weights."""

from collections.abc import Iterator

from assessment.core.instrument import Instrument
from assessment.core.package import ContentPackage
from assessment.core.rubric import Aggregation, Node
from assessment.core.submission import EvidenceGrade
from assessment.locale.method_words import aggregation_formula, aggregation_title, points
from assessment.workbooks.looks import BODY, SHARE
from assessment.workbooks.packs.national_tables import (
    TABLE_CELL,
    TABLE_NUMBER,
    begin_sheet,
    set_height,
    write_head,
    write_heading,
    write_line,
    write_row,
)
from assessment.workbooks.packs.pack_book import PackBook
from assessment.workbooks.page_breaks import keep_together
from assessment.workbooks.sheet import Sheet

KEY = "method"
TREE = ("column_part", "column_weight", "column_share_of_parent", "column_share_of_overall", "column_coverage")
WIDTHS = (44, 13, 15, 15, 13, 24)
LAST = len(WIDTHS) - 1
ANSWERS = ("answered", "in_progress", "open", "out", "refused", "hidden")


def write_method(pack: PackBook, sheet: Sheet, package: ContentPackage, instrument: Instrument) -> None:
    """Write the method on a sheet of the pack; points of each answer stand in the Codebook."""
    say, words = pack.say, pack.words
    sheet.raw.set_portrait()
    intro = [words["rubric.text"]] if package.rubric.text else []
    row = begin_sheet(sheet, WIDTHS, [*intro, say("method.idea"), say("pack.method_more")])
    starts = [0, row]
    row = _write_paragraphs(sheet, row, say("method.combining"), _combining(pack, instrument))
    starts.append(row)
    row = _write_answers(pack, sheet, row)
    for title, paragraphs in _rules(pack, package):
        starts.append(row)
        row = _write_paragraphs(sheet, row, title, paragraphs)
    # The longest part comes last: before others it would leave half a page empty.
    starts.append(row)
    row = _write_tree(pack, sheet, row, instrument)
    keep_together(sheet, WIDTHS, starts, row, upright=True)


def _write_paragraphs(sheet: Sheet, row: int, title: str, paragraphs: list[str]) -> int:
    row = write_heading(sheet, row, title)
    for text in paragraphs:
        write_line(sheet, row, text, BODY, WIDTHS)
        row += 1
    return row + 1


def _combining(pack: PackBook, instrument: Instrument) -> list[str]:
    say = pack.say
    rules = dict.fromkeys(_rule(instrument, place) for place in range(len(instrument.nodes)))
    told = [f"{aggregation_title(say, rule)}: {aggregation_formula(say, rule)}" for rule in rules]
    return [*told, say("method.coverage")]


def _rule(instrument: Instrument, place: int) -> Aggregation:
    levels = instrument.rubric.levels
    own = instrument.nodes[place].aggregation
    return own or levels[min(instrument.depths[place], len(levels) - 1)].aggregation


def _write_tree(pack: PackBook, sheet: Sheet, row: int, instrument: Instrument) -> int:
    """Write every node with its weight and shares; questions have theirs in the Codebook."""
    say = pack.say
    row = write_heading(sheet, row, say("method.tree"))
    write_line(sheet, row, say("method.shares"), BODY, WIDTHS)
    head = [say(f"method.{name}") for name in (*TREE, "column_combined_by")]
    row = write_head(sheet, row + 1, head, WIDTHS, numbers=range(1, LAST))
    for place, node in enumerate(instrument.nodes):
        title = pack.words[f"nodes.{node.id}.title"]
        sheet.text(row, 0, title, {**TABLE_CELL, "indent": instrument.depths[place] + 1})
        sheet.number(row, 1, node.weight, {**TABLE_NUMBER, "num_format": "0.##"})
        for column, share in enumerate(_shares(instrument, place), start=2):
            sheet.number(row, column, share, {**TABLE_NUMBER, "num_format": "0.0%"})
        sheet.number(row, 4, float(instrument.thresholds[place]), {**TABLE_NUMBER, "num_format": SHARE})
        sheet.text(row, LAST, aggregation_title(say, _rule(instrument, place)), TABLE_CELL)
        set_height(sheet, row, (title + " " * 4,), WIDTHS)
        row += 1
    return row + 1


def _shares(instrument: Instrument, place: int) -> tuple[float, float]:
    """Return the share of a node in its parent and in the overall score, while everything applies."""
    overall = float(instrument.nominal_shares[0][instrument.leaf_rows_below(place)].sum())
    parent = int(instrument.parents[place])
    if parent < 0:
        return 1.0, 1.0
    node: Node = instrument.nodes[place]
    return node.weight / sum(child.weight for child in instrument.nodes[parent].children), overall


def _write_answers(pack: PackBook, sheet: Sheet, row: int) -> int:
    """Write what each state of an answer does to score, range and coverage."""
    say = pack.say
    row = write_heading(sheet, row, say("method.states_of_answers"))
    columns = ("answer", "score", "range", "coverage")
    row = write_head(sheet, row, [say(f"method.column_{name}") for name in columns], WIDTHS)
    for state in ANSWERS:
        write_row(sheet, row, [say(f"method.{state}_{name}") for name in columns], WIDTHS)
        row += 1
    return row + 1


def _rules(pack: PackBook, package: ContentPackage) -> Iterator[tuple[str, list[str]]]:
    say, rubric = pack.say, package.rubric
    refused = rubric.not_applicable
    reason = say("method.reason_required" if refused.reason_required else "method.reason_not_required")
    share = say("method.not_applicable_share", share=points(say, refused.max_share))
    yield (
        say("status.not_applicable"),
        [say("method.hidden_rule"), f"{say('method.not_applicable')} {reason} {share}"],
    )
    yield say("method.range"), [say("method.range_text")]
    caps = {
        grade.name.lower(): points(say, getattr(rubric.evidence, grade.name.lower())) for grade in EvidenceGrade
    }
    yield say("method.readings"), [say("method.evidenced", **caps), say("method.pipeline")]
    target = say("method.target", target=points(say, rubric.target))
    yield say("method.targets"), [target, _priority(pack, package)]
    yield say("method.gates"), [say("method.gates_text" if rubric.gates else "method.no_gates")]
    yield say("method.lenses"), [say("method.lenses_text" if rubric.lenses else "method.no_lenses")]
    floor, blend = points(say, rubric.companions.floor), points(say, 100 * rubric.companions.share_of_minimum)
    yield say("method.companions"), [say("method.companions_text", floor=floor, share=blend)]
    yield say("method.literature"), [say("method.literature_text")]


def _priority(pack: PackBook, package: ContentPackage) -> str:
    say, rule = pack.say, package.rubric.priority
    gate = points(say, 100 * rule.gate_bonus)
    if rule.lens is None:
        return say("method.priority_without_lens", gate=gate)
    title = pack.words[f"lenses.{rule.lens}.title"]
    return say("method.priority", lens=title, lens_bonus=points(say, 100 * rule.lens_bonus), gate=gate)
