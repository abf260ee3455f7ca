"""A second way to score under other assumptions: one State and one draw at a time, straight down the tree."""

import math

import numpy as np

from assessment.core.factors import HALF, RENORMALIZE, Assumptions, FactorSpace
from assessment.core.rubric import Aggregation, Leaf, Node
from assessment.core.scoring import COUNTED, OUT, Scores

FILL = {RENORMALIZE: None, HALF: 0.5}


class PlainRedrawing:
    """Scores one State under one draw."""

    def __init__(self, scores: Scores, drawn: Assumptions, draw: int, state: int) -> None:
        self.scores, self.instrument = scores, scores.instrument
        self.space = FactorSpace(scores.instrument)
        self.drawn, self.draw, self.state = drawn, draw, state
        self.weight = {
            int(child): float(weights[draw][place])
            for family, weights in zip(self.instrument.families, drawn.weights, strict=True)
            for place, child in enumerate(family.children)
        }

    def overall(self) -> float:
        """Return the overall score, NaN where there is none."""
        return self.node(self.instrument.rubric.tree)

    def node(self, node: Node) -> float:
        """Return the score of a node with its gates."""
        place = self.instrument.node_index[node.id]
        children = []
        for child in node.children:
            value = self.node(child) if isinstance(child, Node) else self.leaf(child)
            row = (
                len(self.instrument.leaves) + self.instrument.node_index[child.id]
                if isinstance(child, Node)
                else self.instrument.leaf_row[child.question]
            )
            if not math.isnan(value):
                children.append((self.weight[row], value))
        score = combined(self.rule(node, place), children)
        for number, gate in enumerate(self.instrument.gates):
            off = self.drawn.gates_off is not None and self.drawn.gates_off[self.draw] == 1
            if gate.node == place and self.scores.gates("point")[number, self.state] and not off:
                score = min(score, gate.cap) if not math.isnan(score) else score
        return score

    def rule(self, node: Node, place: int) -> Aggregation:
        """Return the rule of a node in this draw."""
        if place == 0 and self.drawn.top is not None:
            return self.space.top_rules[self.drawn.top[self.draw]]
        return node.aggregation or self.instrument.rubric.levels[0].aggregation

    def leaf(self, leaf: Leaf) -> float:
        """Return the score of a question in this draw."""
        row = self.instrument.leaf_row[leaf.question]
        standing = self.scores.standings.standing[row, self.state]
        if standing == OUT:
            return math.nan
        if standing != COUNTED:
            treatment = RENORMALIZE if self.drawn.missing is None else self.drawn.missing[self.draw]
            fill = FILL.get(int(treatment), 0.0)
            return math.nan if fill is None else fill
        for number, table in enumerate(self.space.tables):
            if self.drawn.tables is not None and row in table.leaves:
                level = int(self.scores.coded.value[self.instrument.columns[row], self.state])
                return float(self.drawn.tables[number][self.draw, level])
        return float(self.scores.leaves("point")[row, self.state])


def combined(rule: Aggregation, children: list[tuple[float, float]]) -> float:
    """Return the score of a node from weights and scores of its children."""
    if not children:
        return math.nan
    total = sum(weight for weight, _ in children)
    p, floor = rule.exponent, rule.floor_share
    if p is None:
        mean = sum(weight * x for weight, x in children) / total
        if rule.rule == "blend":
            share = rule.share_of_minimum or 0.0
            return (1 - share) * mean + share * min(x for _, x in children)
        return mean
    if p == 0:
        return math.exp(sum(weight * math.log(max(x, floor)) for weight, x in children) / total)
    return float((sum(weight * max(x, floor) ** p for weight, x in children) / total) ** (1 / p))


def plain_overall(scores: Scores, drawn: Assumptions) -> np.ndarray:
    """Return the overall scores (draws x States)."""
    return np.array(
        [
            [PlainRedrawing(scores, drawn, draw, state).overall() for state in range(len(scores.states))]
            for draw in range(drawn.draws)
        ]
    )
