"""The live sheets of a pack: Data, Codebook and Scoring, whose figures follow the answers."""

from collections.abc import Iterator

from assessment.core.scoring import Reading
from assessment.core.text import Words
from assessment.workbooks.book import Book
from assessment.workbooks.live.cells import LiveCells
from assessment.workbooks.live.codebook_sheet import plan_codebook, write_codebook
from assessment.workbooks.live.content import LiveContent
from assessment.workbooks.live.data_plan import DataPlan
from assessment.workbooks.live.data_sheet import DataSheet
from assessment.workbooks.live.scoring_plan import STATISTICS, ScoringPlan
from assessment.workbooks.live.scoring_sheet import ScoringSheet
from assessment.workbooks.live.statistics import SetTable

DATA, CODEBOOK, SCORING = "Data", "Codebook", "Scoring"
"""What the sheets are called in every language: formulas and scripts go by it."""


def write_live_sheets(book: Book, content: LiveContent, words: Words) -> LiveCells:
    """Write the three sheets and return where their figures stand; States without any are left out."""
    content, say = content.of_those_told_of(), book.frame.say
    data = DataPlan(book.sheet(DATA, DATA), content)
    codebook = plan_codebook(book.sheet(CODEBOOK, CODEBOOK), content, data.columns, say, words)
    plan = ScoringPlan(book.sheet(SCORING, SCORING), content)
    scoring = ScoringSheet(plan, data, codebook, say, words)
    DataSheet(data, codebook, scoring.summary.accepted, say, words).write()
    write_codebook(codebook)
    scoring.write()
    return _cells(plan, data, scoring.sets)


def _cells(plan: ScoringPlan, data: DataPlan, sets: tuple[SetTable, ...]) -> LiveCells:
    content = plan.content
    return LiveCells(
        nodes={key: cell for reading in content.readings for key, cell in _nodes(plan, reading)},
        rows=_rows(plan),
        questions={(question, state): data.cell("answer", state, question) for state, question in data.rows},
        gates=_gates(plan),
        coverages=dict(_shown(plan, "coverage")),
        companions={
            (node, state, name): cell
            for name in ("geometric", "blend")
            for (node, state), cell in _shown(plan, name)
        },
        ranks=dict(_shown(plan, "rank")) if content.is_of_many else {},
        statistics={
            (node.id, table.one.id, statistic): plan.sheet.cell(table.row(place), table.column(statistic))
            for table in sets
            for place, node in enumerate(content.instrument.nodes)
            for statistic in STATISTICS
        },
    )


def _shown(plan: ScoringPlan, group: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the cells of a group that stand for a node and State."""
    content = plan.content
    for place, node in enumerate(content.instrument.nodes):
        for column, state in enumerate(content.states):
            if content.shown[place, column]:
                yield (node.id, state), plan.cell(plan.summary(place), group, column)


def _nodes(plan: ScoringPlan, reading: Reading) -> Iterator[tuple[tuple[str, str, Reading], str]]:
    """Yield the cells of a reading; beside a plain value there is none before gates."""
    content = plan.content
    for (node, state), cell in _shown(plan, reading):
        place, column = content.instrument.node_index[node], content.states.index(state)
        if reading != "raw" or content.live[place, column]:
            yield (node, state, reading), cell


def _rows(plan: ScoringPlan) -> dict[tuple[str, Reading], str]:
    last = len(plan.content.states) - 1
    return {
        (node.id, reading): plan.sheet.range(
            plan.summary(place), plan.column(reading), plan.summary(place), plan.column(reading, last)
        )
        for place, node in enumerate(plan.content.instrument.nodes)
        for reading in plan.content.readings
    }


def _gates(plan: ScoringPlan) -> dict[tuple[str, str], str]:
    content = plan.content
    return {
        (gate.gate.id, state): plan.cell(rows.gate, "point", column)
        for node, block in zip(plan.nodes, plan.blocks, strict=True)
        for gate, rows in zip(node.gates, block.gates, strict=True)
        for column, state in enumerate(content.states)
        if content.live[node.place, column]
    }
