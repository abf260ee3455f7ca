"""Checks of skip logic: that conditions look back, fit the question they name, and can make a difference."""

from dataclasses import dataclass

from assessment.content.checks.condition_answers import as_date, is_met, representative_answers
from assessment.content.checks.walks import PlacedQuestion, placed_questions
from assessment.content.codes.questionnaire import QuestionnaireCode as Code
from assessment.content.issues import IssueList, Place, listed
from assessment.content.model_words import found_words
from assessment.content.positions import Positions
from assessment.content.sources import Parsed
from assessment.content.yaml_reader import KeyPath
from assessment.core.conditions import AllOf, AnyOf, Comparison, Operand, Operator
from assessment.core.questionnaire import (
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    SingleChoiceQuestion,
    TextQuestion,
)

_EQUALITY: tuple[Operator, ...] = ("is", "is_not", "any_of")
_OPERATORS: dict[str, tuple[Operator, ...]] = {
    "maturity": (*_EQUALITY, "at_least", "answered"),
    "single": (*_EQUALITY, "answered"),
    "multiple": (*_EQUALITY, "answered"),
    "number": (*_EQUALITY, "at_least", "answered"),
    "date": ("at_least", "answered"),
    "text": ("answered",),
}


@dataclass(frozen=True)
class _Clause:
    """One comparison of a condition, the question that is asked under it, and where it is written."""

    comparison: Comparison
    asked: PlacedQuestion
    path: KeyPath
    at: Positions

    def place(self, key: str) -> Place:
        return self.at.place(*self.path, key)


def check_conditions(source: Parsed[Questionnaire], issues: IssueList) -> None:
    """Check the skip logic of every question."""
    placed = placed_questions(source.model)
    first: dict[str, PlacedQuestion] = {}
    for entry in placed:
        first.setdefault(entry.question.id, entry)
    for entry in placed:
        if entry.question.show_if is not None:
            _check_condition(entry, first, source.at, issues)


def _check_condition(
    placed: PlacedQuestion, known: dict[str, PlacedQuestion], at: Positions, issues: IssueList
) -> None:
    fitting: list[tuple[Comparison, Question]] = []
    faults = len(issues)
    for clause in _clauses(placed, at):
        other = _earlier(clause, known, issues)
        if other is not None and _fits(clause, other, issues):
            fitting.append((clause.comparison, other))
            _check_one(clause, other, issues)
    if len(issues) == faults and len(fitting) > 1:
        _check_together(fitting, placed, at, issues)


def _clauses(placed: PlacedQuestion, at: Positions) -> list[_Clause]:
    path = (*placed.path, "show_if")
    match placed.question.show_if:
        case Comparison() as comparison:
            return [_Clause(comparison, placed, path, at)]
        case AllOf(all=parts):
            return [_Clause(part, placed, (*path, "all", number), at) for number, part in enumerate(parts)]
        case AnyOf(any=parts):
            return [_Clause(part, placed, (*path, "any", number), at) for number, part in enumerate(parts)]
        case None:
            return []


def _earlier(clause: _Clause, known: dict[str, PlacedQuestion], issues: IssueList) -> Question | None:
    """Return the question compared, which must have been asked before."""
    name, place, asked = clause.comparison.question, clause.place("question"), clause.asked.question.id
    words = _words(clause.comparison)
    if name not in known:
        hint = issues.near(name, (other for other in known if known[other].number < clause.asked.number))
        issues.add(Code.UNKNOWN_IN_CONDITION, place, hint, question=asked, other=name, words=words)
    elif name == asked:
        issues.add(Code.CONDITION_ON_ITSELF, place, question=asked, words=words)
    elif known[name].number > clause.asked.number:
        issues.add(Code.CONDITION_ON_LATER, place, question=asked, other=name, words=words)
    else:
        return known[name].question
    return None


def _words(comparison: Comparison) -> str:
    values = listed(comparison.operands)
    if comparison.operator == "answered":
        return "is answered" if comparison.answered else "is not answered"
    words = {"is": "is", "is_not": "is not", "any_of": "is one of", "at_least": "is at least"}
    return f"{words[comparison.operator]} {values}"


# --- operators and operands -----------------------------------------------------------------------------


def _fits(clause: _Clause, other: Question, issues: IssueList) -> bool:
    operator = clause.comparison.operator
    place = clause.place(operator)
    known = _OPERATORS[other.type]
    names = {"question": clause.asked.question.id, "other": other.id}
    if operator not in known:
        kind = {"single": "single-choice", "multiple": "multiple-choice"}.get(other.type, other.type)
        issues.add(Code.OPERATOR_DOES_NOT_FIT, place, operator=operator, type=kind, known=listed(known), **names)
        return False
    faults = len(issues)
    if operator != "answered":
        for value in clause.comparison.operands:
            _check_operand(value, other, names, place, issues)
    return len(issues) == faults


def _check_operand(
    value: Operand, other: Question, names: dict[str, str], place: Place, issues: IssueList
) -> None:
    match other:
        case MaturityQuestion():
            top = len(other.levels) - 1
            if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= top:
                issues.add(Code.UNKNOWN_LEVEL, place, value=_as_written(value), top=top, **names)
        case SingleChoiceQuestion() | MultipleChoiceQuestion():
            ids = [choice.id for choice in other.choices]
            if value not in ids:
                hint = issues.near(value, ids)
                issues.add(Code.UNKNOWN_CHOICE, place, hint, value=_as_written(value), known=listed(ids), **names)
        case NumberQuestion():
            if isinstance(value, str | bool):
                issues.add(
                    Code.OPERAND_DOES_NOT_FIT, place, value=found_words(value), expected="a number", **names
                )
        case DateQuestion():
            if as_date(value) is None:
                expected = "a date such as 2025-03-01"
                issues.add(Code.OPERAND_DOES_NOT_FIT, place, value=found_words(value), expected=expected, **names)
        case TextQuestion():
            pass


def _as_written(value: Operand) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


# --- conditions that make no difference -------------------------------------------------------------------


def _check_one(clause: _Clause, other: Question, issues: IssueList) -> None:
    comparison = clause.comparison
    if comparison.operator == "answered":
        return
    answers = [answer for answer in representative_answers(other, [comparison]) if answer is not None]
    met = [is_met(comparison, answer) for answer in answers]
    place = clause.place(comparison.operator)
    if not any(met):
        issues.add(Code.NEVER_HOLDS, place, question=clause.asked.question.id, other=other.id)
    elif all(met):
        issues.add(Code.ALWAYS_HOLDS, place, question=clause.asked.question.id, other=other.id)


def _check_together(
    fitting: list[tuple[Comparison, Question]], placed: PlacedQuestion, at: Positions, issues: IssueList
) -> None:
    """Note comparisons with one question that exclude each other (all), or leave nothing out (any)."""
    by_question: dict[str, list[tuple[Comparison, Question]]] = {}
    for comparison, other in fitting:
        by_question.setdefault(other.id, []).append((comparison, other))
    place = at.place(*placed.path, "show_if")
    for name, group in by_question.items():
        comparisons = [comparison for comparison, _ in group]
        answers = representative_answers(group[0][1], comparisons)
        met = [[is_met(comparison, answer) for comparison in comparisons] for answer in answers]
        if isinstance(placed.question.show_if, AllOf) and not any(all(row) for row in met):
            issues.add(Code.NEVER_HOLDS, place, question=placed.question.id, other=name)
        if isinstance(placed.question.show_if, AnyOf) and all(any(row) for row in met):
            issues.add(Code.ALWAYS_HOLDS, place, question=placed.question.id, other=name)
