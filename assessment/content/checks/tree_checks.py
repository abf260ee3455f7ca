"""Checks of the tree of a rubric: its nodes, its questions, its depth."""

from collections.abc import Mapping

from assessment.content.checks.walks import (
    PlacedLeaf,
    check_duplicates,
    placed_leaves,
    placed_nodes,
    placed_questions,
)
from assessment.content.codes.rubric import RubricCode as Code
from assessment.content.issues import IssueList
from assessment.content.positions import Positions
from assessment.content.sources import Parsed
from assessment.core.conditions import comparisons
from assessment.core.questionnaire import Question, Questionnaire, TextQuestion
from assessment.core.rubric import ROOT_ID, Rubric

MOST_STEPS = 6


def check_tree(questionnaire: Parsed[Questionnaire], rubric: Parsed[Rubric], issues: IssueList) -> None:
    """Check the tree of a rubric against the questionnaire."""
    questions = questionnaire.model.question_by_id
    if rubric.model.questionnaire != questionnaire.model.id:
        place = rubric.at.place("questionnaire")
        found, expected = rubric.model.questionnaire, questionnaire.model.id
        issues.add(Code.OTHER_QUESTIONNAIRE, place, found=found, expected=expected)
    _check_nodes(rubric, questions, issues)
    _check_leaves(rubric, questions, issues)
    _check_context(rubric, questions, issues)
    _check_placement(questionnaire, rubric, issues)
    _check_levels(rubric.model, rubric.at, issues)
    _check_scored_logic(questionnaire, rubric.model, issues)


def _check_nodes(rubric: Parsed[Rubric], questions: Mapping[str, Question], issues: IssueList) -> None:
    root = rubric.model.tree
    if root.id != ROOT_ID:
        issues.add(Code.ROOT, rubric.at.place("tree", "id"), found=root.id)
    nodes = placed_nodes(rubric.model)
    ids = [(placed.node.id, (*placed.path, "id")) for placed in nodes]
    check_duplicates(Code.DUPLICATE_NODE, ids, rubric.at, issues)
    for name, path in ids:
        if name in questions:
            issues.add(Code.NODE_IS_QUESTION, rubric.at.place(*path), node=name)


def _check_leaves(rubric: Parsed[Rubric], questions: Mapping[str, Question], issues: IssueList) -> None:
    leaves = placed_leaves(rubric.model)
    for placed in leaves:
        _check_leaf(placed, questions, rubric.at, issues)
    ids = [(placed.leaf.question, (*placed.path, "question")) for placed in leaves]
    check_duplicates(Code.DUPLICATE_QUESTION, ids, rubric.at, issues)


def _check_leaf(placed: PlacedLeaf, questions: Mapping[str, Question], at: Positions, issues: IssueList) -> None:
    name = placed.leaf.question
    place = at.place(*placed.path, "question")
    if name not in questions:
        issues.add(Code.UNKNOWN_QUESTION, place, issues.near(name, questions), question=name)
    elif isinstance(questions[name], TextQuestion):
        issues.add(Code.TEXT_QUESTION, place, question=name)
    if placed.depth > MOST_STEPS:
        issues.add(Code.TOO_DEEP, place, question=name, depth=placed.depth, most=MOST_STEPS)


def _check_context(rubric: Parsed[Rubric], questions: Mapping[str, Question], issues: IssueList) -> None:
    scored = {leaf.question for leaf in rubric.model.tree.leaves()}
    ids = [(name, ("context", number)) for number, name in enumerate(rubric.model.context)]
    check_duplicates(Code.DUPLICATE_CONTEXT, ids, rubric.at, issues)
    for name, path in ids:
        place = rubric.at.place(*path)
        if name not in questions:
            issues.add(Code.UNKNOWN_CONTEXT, place, issues.near(name, questions), question=name)
        elif name in scored:
            issues.add(Code.SCORED_CONTEXT, place, question=name)


def _check_placement(questionnaire: Parsed[Questionnaire], rubric: Parsed[Rubric], issues: IssueList) -> None:
    placed_somewhere = {leaf.question for leaf in rubric.model.tree.leaves()} | set(rubric.model.context)
    for placed in placed_questions(questionnaire.model):
        if placed.question.id not in placed_somewhere:
            place = questionnaire.at.place(*placed.path, "id")
            issues.add(Code.UNPLACED_QUESTION, place, question=placed.question.id)


def _check_scored_logic(questionnaire: Parsed[Questionnaire], rubric: Rubric, issues: IssueList) -> None:
    """Note scored questions that another scored answer can show or hide, also by way of unscored ones."""
    scored = {leaf.question for leaf in rubric.tree.leaves()}
    deciders: dict[str, set[str]] = {}
    for placed in placed_questions(questionnaire.model):
        question = placed.question
        asked = {c.question for c in comparisons(question.show_if)} if question.show_if else set()
        # Questions look back, so those before have all their deciders already.
        deciders[question.id] = asked.union(*(deciders.get(name, set()) for name in asked))
        decisive = sorted(deciders[question.id] & scored)
        if question.id in scored and decisive:
            place = questionnaire.at.place(*placed.path, "show_if")
            issues.add(Code.HIDDEN_BY_SCORE, place, question=question.id, scored=decisive[0])


def _check_levels(rubric: Rubric, at: Positions, issues: IssueList) -> None:
    expected = 1 + max(placed.depth for placed in placed_nodes(rubric))
    found = len(rubric.levels)
    if found != expected:
        code = Code.TOO_FEW_LEVELS if found < expected else Code.TOO_MANY_LEVELS
        issues.add(code, at.place("levels"), found=found, expected=expected)
