"""Walks through questionnaires and rubrics that keep the path of each part, and a check for duplicates."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from assessment.content.issues import IssueCode, IssueList
from assessment.content.positions import Positions
from assessment.content.yaml_reader import KeyPath
from assessment.core.questionnaire import Question, Questionnaire
from assessment.core.rubric import Leaf, Node, Rubric


class PlacedQuestion(NamedTuple):
    """A question, its path in the questionnaire, and its number in the order asked."""

    question: Question
    path: KeyPath
    number: int


class PlacedLeaf(NamedTuple):
    """A question's place in the tree, its path in the rubric, and its steps from `overall`."""

    leaf: Leaf
    path: KeyPath
    depth: int


class PlacedNode(NamedTuple):
    """A node of the tree, its path in the rubric, and its steps from `overall`."""

    node: Node
    path: KeyPath
    depth: int


def placed_questions(questionnaire: Questionnaire) -> list[PlacedQuestion]:
    """List every question in the order asked."""
    paths = (
        (question, ("sections", s, "questions", q))
        for s, section in enumerate(questionnaire.sections)
        for q, question in enumerate(section.questions)
    )
    return [PlacedQuestion(question, path, number) for number, (question, path) in enumerate(paths)]


def placed_nodes(rubric: Rubric) -> list[PlacedNode]:
    """List every node of the tree, parents first."""
    return [part for part in _parts(rubric.tree, ("tree",), 0) if isinstance(part, PlacedNode)]


def placed_leaves(rubric: Rubric) -> list[PlacedLeaf]:
    """List every question of the tree."""
    return [part for part in _parts(rubric.tree, ("tree",), 0) if isinstance(part, PlacedLeaf)]


def _parts(node: Node, path: KeyPath, depth: int) -> Iterator[PlacedNode | PlacedLeaf]:
    yield PlacedNode(node, path, depth)
    for number, child in enumerate(node.children):
        below = (*path, "children", number)
        if isinstance(child, Leaf):
            yield PlacedLeaf(child, below, depth + 1)
        else:
            yield from _parts(child, below, depth + 1)


def check_duplicates(
    code: IssueCode, ids: Iterable[tuple[str, KeyPath]], at: Positions, issues: IssueList
) -> None:
    """Note every id that stands a second time; `first` in the message is the place of the first."""
    seen: dict[str, KeyPath] = {}
    for name, path in ids:
        if name in seen:
            place, first = at.place(*path), at.place(*seen[name])
            where = f"line {first.line}" if first.path == place.path else f"{first.path}:{first.line}"
            issues.add(code, place, id=name, first=where)
        seen.setdefault(name, path)
