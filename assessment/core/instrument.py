"""A questionnaire and its rubric, compiled once into arrays that score any number of States.

Row numbering: leaves (scored questions, in tree order) come first, then nodes (parents first, so the node
`overall` is the first of them). An array of "values" has a row for each leaf and node.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from assessment.core.arrays import Bools, Floats, Indices
from assessment.core.conditions import comparisons
from assessment.core.normalization import QuestionScorer
from assessment.core.questionnaire import Question, Questionnaire
from assessment.core.rubric import Aggregation, Gate, Leaf, Node, Rubric
from assessment.core.scoring_rules import ScoringRule
from assessment.errors import ContentError


@dataclass(frozen=True, eq=False)
class Family:
    """Nodes at one height that combine their children by the same rule.

    `children` lists the rows of all their children, those of the first node first; `starts` says where in it
    each node's children begin, `owner` which of the nodes each child belongs to.
    """

    rule: Aggregation
    nodes: Indices
    children: Indices
    starts: Indices
    owner: Indices
    weights: Floats

    @cached_property
    def rows(self) -> frozenset[int]:
        """Return the rows of the nodes, to look them up."""
        return frozenset(self.nodes.tolist())

    @cached_property
    def weighted_sums(self) -> csr_array:
        """Return the matrix (nodes x children) that makes weighted sums of the children's values."""
        places, ends = np.arange(len(self.children)), np.append(self.starts, len(self.children))
        return csr_array((self.weights, places, ends), shape=(len(self.nodes), len(self.children)))


@dataclass(frozen=True, eq=False)
class CompiledGate:
    """A gate with rows instead of ids and shares instead of points."""

    gate: Gate
    node: int
    cap: float
    leaves: Indices
    thresholds: Floats

    @property
    def triggers_unanswered(self) -> bool:
        """Tell whether a safeguard without an answer counts as missing."""
        return self.gate.when_unanswered == "trigger"


@dataclass(frozen=True, eq=False)
class Instrument:
    """What is asked and how it is scored, ready to score.

    Attributes hold one entry per leaf (`leaves`, `rules`, `targets`) or per node (`nodes`, `depths`,
    `thresholds`), in row order. `columns` gives each leaf's place among all questions.
    """

    questionnaire: Questionnaire
    rubric: Rubric
    questions: tuple[Question, ...]
    leaves: tuple[Leaf, ...]
    rules: tuple[ScoringRule, ...]
    columns: Indices
    nodes: tuple[Node, ...]
    depths: tuple[int, ...]
    parents: Indices
    families: tuple[Family, ...]
    gates: tuple[CompiledGate, ...]
    targets: Floats
    thresholds: Floats

    @cached_property
    def question_index(self) -> dict[str, int]:
        """Find the place of a question among all questions."""
        return {question.id: index for index, question in enumerate(self.questions)}

    @cached_property
    def filters(self) -> frozenset[str]:
        """Name the questions whose answer decides if others are asked."""
        return frozenset(
            comparison.question
            for question in self.questions
            if question.show_if is not None
            for comparison in comparisons(question.show_if)
        )

    @cached_property
    def leaf_row(self) -> dict[str, int]:
        """Find the row of a scored question."""
        return {leaf.question: row for row, leaf in enumerate(self.leaves)}

    @cached_property
    def node_index(self) -> dict[str, int]:
        """Find the place of a node among the nodes; add the number of leaves for its row."""
        return {node.id: index for index, node in enumerate(self.nodes)}

    @cached_property
    def scorer(self) -> QuestionScorer:
        """Return what turns the coded answers of all leaves into question scores."""
        return QuestionScorer(self.rules, [self.question_of(row) for row in range(len(self.leaves))])

    @cached_property
    def may_be_not_applicable(self) -> Bools:
        """Tell of which leaves "not applicable" is allowed."""
        return np.array([self.questions[column].not_applicable for column in self.columns], dtype=np.bool_)

    @cached_property
    def nominal_shares(self) -> Floats:
        """Return the nominal weight of every leaf inside every node (nodes x leaves); each row sums to 1."""
        size = len(self.leaves)
        shares = np.zeros((size + len(self.nodes), size))
        shares[:size] = np.eye(size)
        for family in self.families:
            totals = np.add.reduceat(family.weights, family.starts)
            parts = shares[family.children] * (family.weights / totals[family.owner])[:, None]
            shares[family.nodes] = np.add.reduceat(parts, family.starts, axis=0)
        return shares[size:]

    @cached_property
    def nominal_sums(self) -> csr_array:
        """Return the nominal shares as a matrix that leaves out the leaves which are not below a node."""
        return csr_array(self.nominal_shares)

    def question_of(self, row: int) -> Question:
        """Return the question of a leaf row."""
        return self.questions[int(self.columns[row])]

    def node_holding(self, question_id: str) -> str:
        """Return the id of the node that a scored question stands directly under."""
        return next(
            node.id
            for node in self.nodes
            if any(isinstance(child, Leaf) and child.question == question_id for child in node.children)
        )

    def node_places_below(self, node: int) -> set[int]:
        """Return the places of a node and of all nodes below it, among the nodes."""
        return {self.node_index[below.id] for below in self.nodes[node].nodes()}

    def leaf_rows_below(self, node: int) -> Indices:
        """Return the rows of all leaves below a node, given by its place among the nodes."""
        return np.array([self.leaf_row[leaf.question] for leaf in self.nodes[node].leaves()], dtype=np.intp)


def compile_instrument(questionnaire: Questionnaire, rubric: Rubric) -> Instrument:
    """Compile content that has passed its checks; raise ContentError when rubric and questionnaire do not fit."""
    questions = tuple(questionnaire.questions())
    leaves = tuple(rubric.tree.leaves())
    places = {question.id: index for index, question in enumerate(questions)}
    missing = [leaf.question for leaf in leaves if leaf.question not in places]
    if missing:
        raise ContentError(
            f'The rubric scores "{missing[0]}", which is no question; correct the id in the rubric.'
        )
    walked = list(_walk(rubric.tree, depth=0, parent=-1))
    nodes = tuple(node for node, _, _ in walked)
    depths = tuple(depth for _, depth, _ in walked)
    levels = rubric.levels
    return Instrument(
        questionnaire=questionnaire,
        rubric=rubric,
        questions=questions,
        leaves=leaves,
        rules=tuple(_rule(rubric, leaf, questions[places[leaf.question]]) for leaf in leaves),
        columns=np.array([places[leaf.question] for leaf in leaves], dtype=np.intp),
        nodes=nodes,
        depths=depths,
        parents=_parents(nodes, walked),
        families=_families(rubric, leaves, nodes, depths),
        gates=_gates(rubric, leaves, nodes),
        targets=np.array([rubric.target if leaf.target is None else leaf.target for leaf in leaves]) / 100,
        thresholds=np.array(
            [
                (levels[min(depth, len(levels) - 1)].coverage if node.coverage is None else node.coverage) / 100
                for node, depth in zip(nodes, depths, strict=True)
            ]
        ),
    )


def _walk(node: Node, depth: int, parent: int | str) -> Iterator[tuple[Node, int, int | str]]:
    yield node, depth, parent
    for child in node.children:
        if isinstance(child, Node):
            yield from _walk(child, depth + 1, node.id)


def _parents(nodes: tuple[Node, ...], walked: list[tuple[Node, int, int | str]]) -> Indices:
    index = {node.id: place for place, node in enumerate(nodes)}
    return np.array([index[p] if isinstance(p, str) else -1 for _, _, p in walked], dtype=np.intp)


def _rule(rubric: Rubric, leaf: Leaf, question: Question) -> ScoringRule:
    rule = rubric.scoring_rule(leaf, question.type)
    if rule is None:
        raise ContentError(f"No scoring rule is named for {leaf.question}; add `scoring` to it in the rubric.")
    return rule


def _families(
    rubric: Rubric, leaves: tuple[Leaf, ...], nodes: tuple[Node, ...], depths: tuple[int, ...]
) -> tuple[Family, ...]:
    """Group nodes by height and rule, so that one pass of array operations serves many nodes."""
    row_of_leaf = {leaf.question: row for row, leaf in enumerate(leaves)}
    row_of_node = {node.id: len(leaves) + index for index, node in enumerate(nodes)}
    grouped: dict[tuple[int, str], list[tuple[Aggregation, Node]]] = {}
    for node, depth in zip(nodes, depths, strict=True):
        rule = node.aggregation or rubric.levels[min(depth, len(rubric.levels) - 1)].aggregation
        grouped.setdefault((_height(node), rule.model_dump_json()), []).append((rule, node))
    families = []
    for key in sorted(grouped):
        members = [node for _, node in grouped[key]]
        sizes = [len(node.children) for node in members]
        children = [child for node in members for child in node.children]
        families.append(
            Family(
                rule=grouped[key][0][0],
                nodes=np.array([row_of_node[node.id] for node in members], dtype=np.intp),
                children=np.array(
                    [row_of_leaf[c.question] if isinstance(c, Leaf) else row_of_node[c.id] for c in children],
                    dtype=np.intp,
                ),
                starts=np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.intp),
                owner=np.repeat(np.arange(len(members)), sizes),
                weights=np.array([child.weight for child in children], dtype=float),
            )
        )
    return tuple(families)


def _height(node: Node) -> int:
    return 1 + max((_height(child) for child in node.children if isinstance(child, Node)), default=0)


def _gates(rubric: Rubric, leaves: tuple[Leaf, ...], nodes: tuple[Node, ...]) -> tuple[CompiledGate, ...]:
    row_of_leaf = {leaf.question: row for row, leaf in enumerate(leaves)}
    place_of_node = {node.id: place for place, node in enumerate(nodes)}
    return tuple(
        CompiledGate(
            gate=gate,
            node=place_of_node[gate.node],
            cap=gate.cap / 100,
            leaves=np.array([row_of_leaf[needed.question] for needed in gate.requires], dtype=np.intp),
            thresholds=np.array([needed.at_least / 100 for needed in gate.requires]),
        )
        for gate in rubric.gates
    )
