"""The rows of the Codebook: what every column, code and rule of the live sheets means.

One row each, of one shape, so that the sheet can be sorted out by `kind`. The codes of a question stand together:
the formulas of the Data sheet point straight at them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.core.conditions import comparisons
from assessment.core.instrument import Instrument
from assessment.core.normalization import months_before, next_scores, option_points, score_table
from assessment.core.questionnaire import (
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    SingleChoiceQuestion,
)
from assessment.core.scoring import Scores
from assessment.core.scoring_rules import (
    ChoiceTable,
    Goalposts,
    LevelTable,
    OptionPoints,
    Recency,
    ScoringRule,
    Steps,
)
from assessment.core.submission import EvidenceGrade, Status
from assessment.core.text import Words
from assessment.locale import Phrases

LOWEST = -1e300
"""Stands below every number that an answer can be."""
EARLIEST = "0000-00-00"
"""Stands before every date, as a text."""

EXCLUSIVE = "exclusive"
"""The rule of an option that stands alone."""

CONDITION = "condition"
"""The kind of the rows that the skip logic compares answers with."""

Cell = str | float | None


@dataclass(frozen=True, slots=True)
class CodebookRow:
    """One line: `score` and `next_score` in [0, 1], as the formulas take them."""

    kind: str
    id: str
    code: Cell = None
    label: str = ""
    score: float | None = None
    next_score: float | None = None
    weight: float | None = None
    node: str = ""
    type: str = ""
    scale: str = ""
    rule: str = ""


def question_rows(scores: Scores, words: Words) -> Iterator[CodebookRow]:
    """Yield every question, followed by its codes."""
    instrument = scores.instrument
    for question in instrument.questions:
        row = instrument.leaf_row.get(question.id)
        rule = None if row is None else instrument.rules[row]
        yield CodebookRow(
            kind="question",
            id=question.id,
            label=words[f"questions.{question.id}.text"],
            weight=None if row is None else instrument.leaves[row].weight,
            node="" if row is None else instrument.node_holding(question.id),
            type=question.type,
            scale=question.scale if isinstance(question, MaturityQuestion) else "",
            rule="" if rule is None else _rule_in_short(rule),
        )
        yield from _range(question)
        yield from _codes(scores, question, rule, words)
        yield from _operands(instrument, question)


def _operands(instrument: Instrument, question: Question) -> Iterator[CodebookRow]:
    """Yield what the skip logic of a question compares other answers with, in the order written."""
    if question.show_if is None:
        return
    for comparison in comparisons(question.show_if):
        other = instrument.questions[instrument.question_index[comparison.question]]
        is_text = isinstance(other, SingleChoiceQuestion | MultipleChoiceQuestion | DateQuestion)
        for operand in comparison.operands if comparison.operator != "answered" else ():
            code = str(operand) if is_text else float(operand)
            yield CodebookRow(CONDITION, question.id, code, rule=f"{comparison.operator} {other.id}")


def _range(question: Question) -> Iterator[CodebookRow]:
    """Yield the least and the most that an answer may be, dates as texts."""
    match question:
        case NumberQuestion():
            for number in question.range or ():
                yield CodebookRow("range", question.id, number)
        case DateQuestion():
            for date in question.range or ():
                yield CodebookRow("range", question.id, date.isoformat())
        case _:
            return


def _rule_in_short(rule: ScoringRule) -> str:
    match rule:
        case Goalposts():
            return f"goalposts {rule.direction}" + (" log" if rule.transform == "log" else "")
        case _:
            return rule.kind


def _codes(scores: Scores, question: Question, rule: ScoringRule | None, words: Words) -> Iterator[CodebookRow]:
    match rule:
        case Steps():
            yield CodebookRow("threshold", question.id, LOWEST, score=rule.below / 100)
            for step in rule.steps:
                yield CodebookRow("threshold", question.id, step.at_least, score=step.score / 100)
        case Goalposts():
            low, high = rule.goalposts
            at_low = 0.0 if rule.direction == "higher_is_better" else 1.0
            yield CodebookRow("goalpost", question.id, low, score=at_low)
            yield CodebookRow("goalpost", question.id, high, score=1 - at_low)
        case Recency():
            yield from _ages(scores, question, rule)
        case _:
            yield from _choices(question, rule, words)


def _ages(scores: Scores, question: Question, rule: Recency) -> Iterator[CodebookRow]:
    """Yield the first day of each age, the oldest first, on the reference date of the cycle."""
    yield CodebookRow("threshold", question.id, EARLIEST, score=rule.older / 100)
    on = scores.coded.reference_date
    if on is None:  # nothing would have been scored
        return
    for step in sorted(rule.steps, key=lambda step: -step.within_months):
        since = months_before(on, step.within_months).isoformat()
        yield CodebookRow("threshold", question.id, since, score=step.score / 100)


def _choices(question: Question, rule: ScoringRule | None, words: Words) -> Iterator[CodebookRow]:
    labels, alone = _labels(question, words), _exclusive(question)
    if isinstance(rule, LevelTable | ChoiceTable):
        table = score_table(rule, question)
        ahead = next_scores(rule, table)
        for place, (code, label) in enumerate(labels):
            yield CodebookRow("answer", question.id, code, label, float(table[place]), float(ahead[place]))
    elif isinstance(rule, OptionPoints):
        points = option_points(rule, question)
        for code, label in labels:
            rule_of = EXCLUSIVE if code in alone else ""
            yield CodebookRow("answer", question.id, code, label, points.get(str(code), 0.0), rule=rule_of)
        most = rule.max or sum(points.values())
        yield CodebookRow("limit", question.id, "max", score=most)
        yield CodebookRow("limit", question.id, "cap", score=rule.cap or most)
    else:
        for code, label in labels:
            rule_of = EXCLUSIVE if code in alone else ""
            yield CodebookRow("answer", question.id, code, label, rule=rule_of)


def _exclusive(question: Question) -> frozenset[str | float]:
    """Return the ids of the options that stand alone."""
    options = question.choices if isinstance(question, MultipleChoiceQuestion) else ()
    return frozenset(option.id for option in options if option.exclusive)


def _labels(question: Question, words: Words) -> list[tuple[str | float, str]]:
    key = f"questions.{question.id}"
    match question:
        case MaturityQuestion():
            return [
                (float(level), words[f"{key}.levels.{level}.descriptor"]) for level in range(len(question.levels))
            ]
        case SingleChoiceQuestion() | MultipleChoiceQuestion():
            return [(choice.id, words[f"{key}.choices.{choice.id}.label"]) for choice in question.choices]
        case _:
            return []


def frame_rows(
    instrument: Instrument, columns: Sequence[str], say: Phrases, words: Words
) -> Iterator[CodebookRow]:
    """Yield what holds for all questions: versions, columns of Data, statuses, evidence, bands."""
    questionnaire, rubric = instrument.questionnaire, instrument.rubric
    yield CodebookRow("version", questionnaire.id, questionnaire.version, words["questionnaire.title"])
    yield CodebookRow("version", f"{questionnaire.id} rubric", rubric.version, words["rubric.title"])
    for column in columns:
        yield CodebookRow("column", column, label=say(f"live.column_{column}"))
    for status in Status:
        yield CodebookRow("status", "status", status.value, say(f"status.{status}"))
    for grade, cap in zip(EvidenceGrade, _caps(instrument), strict=True):
        name = grade.name.lower()
        yield CodebookRow("evidence", "evidence", name, say(f"evidence.grade_{name}"), cap)
    rule = rubric.not_applicable
    yield CodebookRow(
        "setting", "not_applicable", label=say("live.most_not_applicable"), score=rule.max_share / 100
    )
    for band in rubric.bands:
        yield CodebookRow("band", band.id, label=words[f"bands.{band.id}.label"], score=band.at_least / 100)


def _caps(instrument: Instrument) -> tuple[float, float, float, float]:
    caps = instrument.rubric.evidence
    return caps.none / 100, caps.cited / 100, caps.attached / 100, caps.verified / 100


def tree_rows(instrument: Instrument, words: Words) -> Iterator[CodebookRow]:
    """Yield the nodes with the node above, and the gates with what they require."""
    for place, node in enumerate(instrument.nodes):
        above = int(instrument.parents[place])
        yield CodebookRow(
            kind="node",
            id=node.id,
            label=words[f"nodes.{node.id}.title"],
            weight=node.weight,
            node="" if above < 0 else instrument.nodes[above].id,
        )
    for number, compiled in enumerate(instrument.gates):
        gate = compiled.gate
        title = words[f"gates.{gate.id}.title"]
        yield CodebookRow("gate", gate.id, label=title, score=instrument.gates[number].cap, node=gate.node)
        for leaf, threshold in zip(compiled.leaves, compiled.thresholds, strict=True):
            question = instrument.leaves[leaf].question
            yield CodebookRow(
                "requirement", gate.id, question, score=float(threshold), rule=f"unanswered {gate.when_unanswered}"
            )
