"""The reviewer's eye: what a careful reader would ask about before the review begins.

Remarks never stop anybody. They follow from the questionnaire and rubric alone: levels, choices, conditions,
indicators and points; no remark knows a question by name.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from assessment.core.answer_codes import is_highest_level
from assessment.core.answer_sheet import WITH_VALUE, AnswerSheet
from assessment.core.arrays import TOLERANCE
from assessment.core.conditions import comparisons
from assessment.core.evidence import Evidence, EvidenceDetails, EvidenceKind
from assessment.core.faults import open_filters
from assessment.core.normalization import months_before
from assessment.core.questionnaire import MaturityQuestion, MultipleChoiceQuestion, Question, Section
from assessment.core.rubric import Leaf
from assessment.core.scoring import COUNTED
from assessment.core.submission import Status

REVIEW_INTERVAL_MONTHS = 36
"""A document that describes how things stood is asked about once it is older than three years."""

LASTING_KINDS = frozenset({EvidenceKind.LAW, EvidenceKind.DECISION})
"""Documents that hold until they are repealed, whatever their age."""

EXPLAINED_FROM_LEVEL = 3
"""From this level on a reviewer asks how the State knows, so that an explanation is wanted."""

LEVELS_APART = 3
"""Two questions of one indicator that stand so many levels apart rarely describe the same institution."""

LEVELS_ABOVE_BASE = 2
"""A question may stand a level above the one that it builds on; so many levels above are asked about."""

DONT_KNOW_SHARE = 0.2
"""Above this share of "don't know" a section has probably not been given to those who know."""

FEWEST_AT_TOP = 3
"""From so many answers on, a section that stands at the top throughout is asked about."""

REMARK_CODES = (
    "top_without_evidence",
    "evidence_expired",
    "evidence_old",
    "no_explanation",
    "above_its_base",
    "far_apart",
    "none_beside_level",
    "follow_up_open",
    "many_dont_know",
    "all_at_top",
)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a reviewer would ask, at a question or, where that is None, about a section."""

    code: str
    section: str
    question: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)


def look_over(sheet: AnswerSheet) -> tuple[Remark, ...]:
    """Return the remarks on all answers that count, in the order asked; in a section, those on the whole first."""
    at_top = _at_top(sheet)
    contradictions = _contradictions(sheet)
    remarks: list[Remark] = []
    for section in sheet.instrument.questionnaire.sections:
        remarks += [Remark(code, section.id, None, values) for code, values in _on_section(sheet, section, at_top)]
        for question in section.questions:
            found = [*_on_question(sheet, question, question.id in at_top), *contradictions.get(question.id, ())]
            remarks += [Remark(code, section.id, question.id, values) for code, values in found]
    return tuple(remarks)


def has_expired(details: EvidenceDetails, reference_date: dt.date) -> bool:
    """Tell whether a document was no longer in force on a day."""
    return details.expires_on is not None and details.expires_on < reference_date


def has_aged(details: EvidenceDetails, reference_date: dt.date) -> bool:
    """Tell whether a document says how things stood so long before a day that a reviewer would ask."""
    if details.issued_on is None or details.kind in LASTING_KINDS:
        return False
    return details.issued_on < months_before(reference_date, REVIEW_INTERVAL_MONTHS)


_Found = tuple[str, dict[str, object]]


def _at_top(sheet: AnswerSheet) -> frozenset[str]:
    """Name the scored questions that stand at the most that their scoring rule gives."""
    instrument, scores = sheet.instrument, sheet.scores
    return frozenset(
        leaf.question
        for row, leaf in enumerate(instrument.leaves)
        if scores.standings.standing[row, 0] == COUNTED
        and scores.leaves("raw")[row, 0] >= _most(sheet, row) - TOLERANCE
    )


def _most(sheet: AnswerSheet, row: int) -> float:
    table = sheet.instrument.scorer.table_of(row)
    return 1.0 if table is None else float(table.max())


def _on_section(sheet: AnswerSheet, section: Section, at_top: frozenset[str]) -> Iterator[_Found]:
    asked = [question.id for question in section.questions if sheet.is_asked(question.id)]
    unknown = sum(sheet.status(question) is Status.DONT_KNOW for question in asked)
    if asked and unknown / len(asked) > DONT_KNOW_SHARE + TOLERANCE:
        yield "many_dont_know", {"n": unknown, "asked": len(asked)}
    answered = [
        question for question in asked if question in sheet.instrument.leaf_row and _has_answer(sheet, question)
    ]
    if len(answered) >= FEWEST_AT_TOP and at_top.issuperset(answered):
        yield "all_at_top", {"n": len(answered)}


def _has_answer(sheet: AnswerSheet, question: str) -> bool:
    return sheet.is_asked(question) and sheet.status(question) in WITH_VALUE


def _on_question(sheet: AnswerSheet, question: Question, at_top: bool) -> Iterator[_Found]:
    if sheet.is_undecided(question.id):
        filters = open_filters(sheet, question)
        if filters and all(sheet.status(one) is Status.DONT_KNOW for one in filters):
            yield "follow_up_open", {"filters": filters}
    if not _has_answer(sheet, question.id):
        return
    documents = [use.evidence for use in sheet.documents_at(question.id)]
    level = _level(sheet, question)
    if not documents and (at_top or (level is not None and is_highest_level(question, level))):
        yield "top_without_evidence", {}
    yield from _on_documents(documents, sheet.reference_date)
    explanation = sheet.record(question.id).answer.explanation
    if level is not None and level >= EXPLAINED_FROM_LEVEL and not explanation.strip():
        yield "no_explanation", {"level": level}


def _on_documents(documents: Sequence[Evidence], reference_date: dt.date) -> Iterator[_Found]:
    for document in documents:
        if has_expired(document.details, reference_date):
            yield "evidence_expired", {"title": document.details.title, "date": document.details.expires_on}
    oldest = months_before(reference_date, REVIEW_INTERVAL_MONTHS)
    dated = [(d.details.issued_on, d.details.title) for d in documents if d.details.issued_on is not None]
    lasting = any(document.details.kind in LASTING_KINDS for document in documents)
    if dated and len(dated) == len(documents) and not lasting and max(dated)[0] < oldest:
        issued, title = max(dated)
        yield "evidence_old", {"title": title, "date": issued}


def _level(sheet: AnswerSheet, question: Question) -> int | None:
    """Return the level of a maturity question that is asked and answered; None for everything else."""
    value = sheet.record(question.id).answer.value
    given = isinstance(question, MaturityQuestion) and _has_answer(sheet, question.id)
    return value if given and isinstance(value, int) else None


def _contradictions(sheet: AnswerSheet) -> dict[str, list[_Found]]:
    """Return, by question, the answers that its own does not seem to fit."""
    instrument = sheet.instrument
    found: dict[str, list[_Found]] = {}
    for question in instrument.questions:
        for remark in _above_its_bases(sheet, question):
            found.setdefault(question.id, []).append(remark)
    for node in instrument.nodes:
        rows = [instrument.leaf_row[child.question] for child in node.children if isinstance(child, Leaf)]
        for at, remark in _inside_an_indicator(sheet, [instrument.question_of(row) for row in rows]):
            found.setdefault(at, []).append(remark)
    return found


def _above_its_bases(sheet: AnswerSheet, question: Question) -> Iterator[_Found]:
    level = _level(sheet, question)
    if level is None or question.show_if is None:
        return
    for base in dict.fromkeys(comparison.question for comparison in comparisons(question.show_if)):
        base_level = _level(sheet, sheet.instrument.questions[sheet.instrument.question_index[base]])
        if base_level is not None and level - base_level >= LEVELS_ABOVE_BASE:
            yield "above_its_base", {"level": level, "other": base, "other_level": base_level}


def _inside_an_indicator(sheet: AnswerSheet, questions: Sequence[Question]) -> Iterator[tuple[str, _Found]]:
    """Yield contradictions between questions that stand under one node, each at the higher level of the two."""
    levels = {question.id: level for question in questions if (level := _level(sheet, question)) is not None}
    for one, other in combinations(levels, 2):
        low, high = sorted((one, other), key=lambda question: levels[question])
        if levels[high] - levels[low] >= LEVELS_APART:
            yield high, ("far_apart", {"level": levels[high], "other": low, "other_level": levels[low]})
    if not levels:
        return
    highest = max(levels, key=lambda question: levels[question])
    for question in questions:
        if _says_none(sheet, question) and levels[highest] >= EXPLAINED_FROM_LEVEL:
            yield question.id, ("none_beside_level", {"other": highest, "other_level": levels[highest]})


def _says_none(sheet: AnswerSheet, question: Question) -> bool:
    """Tell whether an exclusive choice such as "none of these" is ticked."""
    value = sheet.record(question.id).answer.value
    if not isinstance(question, MultipleChoiceQuestion) or not isinstance(value, frozenset):
        return False
    exclusive = {choice.id for choice in question.choices if choice.exclusive}
    return _has_answer(sheet, question.id) and not exclusive.isdisjoint(value)
