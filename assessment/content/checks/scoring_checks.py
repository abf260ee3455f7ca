"""Checks of scoring rules: that every question has one, that it fits, and that better answers score more."""

from itertools import pairwise

from assessment.content.checks.walks import placed_leaves
from assessment.content.codes.rubric import RubricCode as Code
from assessment.content.issues import IssueList, Place, listed
from assessment.content.positions import Positions
from assessment.content.sources import Parsed
from assessment.content.yaml_reader import KeyPath
from assessment.core.questionnaire import (
    MaturityQuestion,
    MultipleChoiceQuestion,
    Question,
    Questionnaire,
    SingleChoiceQuestion,
    TextQuestion,
)
from assessment.core.rubric import Leaf, Rubric
from assessment.core.scoring_rules import (
    ChoiceTable,
    Goalposts,
    LevelTable,
    OptionPoints,
    Recency,
    ScoringRule,
    Steps,
)

KINDS = {
    "maturity": ("levels",),
    "single": ("choices",),
    "multiple": ("options",),
    "number": ("steps", "goalposts"),
    "date": ("recency",),
}
"""The kinds of rule that can score each type of question."""


def check_scoring(questionnaire: Parsed[Questionnaire], rubric: Parsed[Rubric], issues: IssueList) -> None:
    """Check the scoring rules of a rubric, each in itself and with the questions that it scores."""
    _check_named_rules(rubric.model, rubric.at, issues)
    _check_defaults(rubric.model, rubric.at, issues)
    questions = questionnaire.model.question_by_id
    uses_recency = False
    for placed in placed_leaves(rubric.model):
        question = questions.get(placed.leaf.question)
        if question is None or isinstance(question, TextQuestion):
            continue
        rule = _rule_of(placed.leaf, question, placed.path, rubric, issues)
        if rule is not None:
            uses_recency = uses_recency or isinstance(rule, Recency)
            _check_fit(rule, question, rubric.at.place(*placed.path, "scoring"), issues)
    if uses_recency and rubric.model.reference_date is None:
        issues.add(Code.NO_REFERENCE_DATE, Place(rubric.at.path))


def _check_named_rules(rubric: Rubric, at: Positions, issues: IssueList) -> None:
    for name, rule in rubric.scoring.items():
        _check_rule(rule, ("scoring", name), at, issues)


def _check_defaults(rubric: Rubric, at: Positions, issues: IssueList) -> None:
    for kind, name in rubric.defaults.items():
        place = at.place("defaults", kind)
        rule = rubric.scoring.get(name)
        if rule is None:
            issues.add(Code.UNKNOWN_RULE, place, issues.near(name, rubric.scoring), rule=name)
        elif rule.kind not in KINDS[kind]:
            _add_kind(rule, f"{kind} questions", kind, place, issues)


def _add_kind(rule: ScoringRule, what: str, question_type: str, place: Place, issues: IssueList) -> None:
    expected = " or ".join(KINDS[question_type])
    issues.add(Code.KIND_DOES_NOT_FIT, place, kind=rule.kind, what=what, expected=expected)


def _rule_of(
    leaf: Leaf, question: Question, path: KeyPath, rubric: Parsed[Rubric], issues: IssueList
) -> ScoringRule | None:
    """Return the rule of a question if there is one and its kind fits."""
    rule = rubric.model.scoring_rule(leaf, question.type)
    place = rubric.at.place(*path, "scoring")
    if rule is None:
        if isinstance(leaf.scoring, str):
            hint = issues.near(leaf.scoring, rubric.model.scoring)
            issues.add(Code.UNKNOWN_RULE, place, hint, rule=leaf.scoring)
        elif question.type not in rubric.model.defaults:
            issues.add(Code.NO_RULE, place, question=question.id, type=question.type)
        return None
    if leaf.scoring is not None and not isinstance(leaf.scoring, str):
        _check_rule(leaf.scoring, (*path, "scoring"), rubric.at, issues)
    if rule.kind in KINDS[question.type]:
        return rule
    if leaf.scoring is not None:  # a default that does not fit is noted once, at the default
        _add_kind(rule, f"{question.id}, a {question.type} question", question.type, place, issues)
    return None


# --- a rule and its question ------------------------------------------------------------------------------


def _check_fit(rule: ScoringRule, question: Question, place: Place, issues: IssueList) -> None:
    match rule, question:
        case LevelTable(), MaturityQuestion():
            found, expected = len(rule.values), len(question.levels)
            if found != expected:
                issues.add(Code.VALUE_COUNT, place, found=found, question=question.id, expected=expected)
        case ChoiceTable(), SingleChoiceQuestion():
            ids = [choice.id for choice in question.choices]
            _check_choices(list(rule.values), ids, question.id, place, issues)
            for name in ids:
                if name not in rule.values:
                    issues.add(Code.CHOICE_LACKING, place, question=question.id, choice=name)
        case OptionPoints(), MultipleChoiceQuestion():
            _check_options(rule, question, place, issues)
        case _:
            pass


def _check_choices(named: list[str], ids: list[str], question: str, place: Place, issues: IssueList) -> None:
    for name in named:
        if name not in ids:
            hint = issues.near(name, ids)
            issues.add(Code.UNKNOWN_CHOICE, place, hint, question=question, choice=name, known=listed(ids))


def _check_options(rule: OptionPoints, question: MultipleChoiceQuestion, place: Place, issues: IssueList) -> None:
    ids = [choice.id for choice in question.choices]
    points = rule.points or {}
    _check_choices(list(points), ids, question.id, place, issues)
    for choice in question.choices:
        if choice.exclusive and points.get(choice.id):
            issues.add(Code.EXCLUSIVE_POINTS, place, question=question.id, choice=choice.id)
    most = rule.max or len([choice for choice in question.choices if not choice.exclusive])
    if rule.points is None and rule.cap is not None and rule.cap > most:
        issues.add(Code.CAP_ABOVE_MAX, place, cap=rule.cap, max=most)


# --- a rule in itself -------------------------------------------------------------------------------------


def _check_rule(rule: ScoringRule, path: KeyPath, at: Positions, issues: IssueList) -> None:
    match rule:
        case LevelTable():
            _check_values(rule, at.place(*path, "values"), issues)
        case ChoiceTable():
            if len(set(rule.values.values())) == 1:
                value = next(iter(rule.values.values()))
                issues.add(Code.VALUES_EQUAL, at.place(*path, "values"), value=value)
        case OptionPoints():
            _check_points(rule, path, at, issues)
        case Steps():
            _check_steps(rule, path, at, issues)
        case Goalposts():
            _check_goalposts(rule, at.place(*path, "goalposts"), issues)
        case Recency():
            _check_recency(rule, path, at, issues)


def _check_values(rule: LevelTable, place: Place, issues: IssueList) -> None:
    for before, after in pairwise(rule.values):
        if after < before:
            issues.add(Code.VALUES_DECREASE, place, before=before, after=after)
            return
    if rule.values[0] == rule.values[-1]:
        issues.add(Code.VALUES_EQUAL, place, value=rule.values[0])


def _check_points(rule: OptionPoints, path: KeyPath, at: Positions, issues: IssueList) -> None:
    if rule.points is not None:
        total = sum(rule.points.values())
        most = rule.max or total
        if not total:
            issues.add(Code.NO_POINTS, at.place(*path, "points"))
        elif rule.cap is not None and rule.cap > most:
            issues.add(Code.CAP_ABOVE_MAX, at.place(*path, "cap"), cap=rule.cap, max=most)


def _check_steps(rule: Steps, path: KeyPath, at: Positions, issues: IssueList) -> None:
    for number, (before, after) in enumerate(pairwise(rule.steps), start=1):
        if after.at_least <= before.at_least:
            place = at.place(*path, "steps", number)
            issues.add(Code.STEPS_UNORDERED, place, before=before.at_least, after=after.at_least)
    scores = [rule.below, *(step.score for step in rule.steps)]
    changes = [after - before for before, after in pairwise(scores)]
    if min(changes) < 0 < max(changes):
        issues.add(Code.STEPS_TURN, at.place(*path, "steps"), below=rule.below)
    elif not any(changes):
        issues.add(Code.VALUES_EQUAL, at.place(*path, "steps"), value=rule.below)


def _check_goalposts(rule: Goalposts, place: Place, issues: IssueList) -> None:
    low, high = rule.goalposts
    if low >= high:
        issues.add(Code.GOALPOSTS_REVERSED, place, low=low, high=high)
    if rule.transform == "log" and min(low, high) <= 0:
        issues.add(Code.LOG_OF_ZERO, place, low=min(low, high))


def _check_recency(rule: Recency, path: KeyPath, at: Positions, issues: IssueList) -> None:
    for number, (before, after) in enumerate(pairwise(rule.steps), start=1):
        if after.within_months <= before.within_months:
            place = at.place(*path, "steps", number)
            months = {"before": before.within_months, "after": after.within_months}
            issues.add(Code.RECENCY_UNORDERED, place, None, **months)
    scores = [*(step.score for step in rule.steps), rule.older]
    for number, (before_score, after_score) in enumerate(pairwise(scores), start=1):
        if after_score > before_score:
            place = at.place(*path, "steps", number)
            issues.add(Code.RECENCY_RISES, place, before=before_score, after=after_score)
    if len(set(scores)) == 1:
        issues.add(Code.VALUES_EQUAL, at.place(*path, "steps"), value=scores[0])
