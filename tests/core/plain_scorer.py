"""A second scorer, written from the description of the method alone: slow, recursive, no arrays.

It shares no code with the engine beyond the models of content, so that a mistake has to be made
twice to pass. One State at a time; None where there is no score. It knows the kinds of questions
that `tests.strategies.cases` draws.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from assessment.core.conditions import AllOf, AnyOf, Comparison
from assessment.core.questionnaire import (
    MaturityQuestion,
    MultipleChoiceQuestion,
    Question,
    Questionnaire,
    SingleChoiceQuestion,
)
from assessment.core.rubric import Aggregation, Gate, Leaf, Lens, Node, Rubric, TreeLevel
from assessment.core.scoring_rules import ChoiceTable, Goalposts, LevelTable, OptionPoints
from assessment.core.submission import BLANK, EvidenceGrade, Response, Status, Submission, Value

Reading = Callable[[str], float | None]
"""The score of a question in one reading of the answers, None where it takes no part."""

STANDS = (Status.ANSWERED, Status.IN_PROGRESS)


@dataclass(frozen=True)
class PlainScorer:
    """The scores of one State, each worked out on demand."""

    questionnaire: Questionnaire
    rubric: Rubric
    submission: Submission

    # --- where each question stands -------------------------------------------------------------

    @cached_property
    def leaves(self) -> dict[str, Leaf]:
        return {leaf.question: leaf for leaf in self.rubric.tree.leaves()}

    def question(self, question_id: str) -> Question:
        return self.questionnaire.question_by_id[question_id]

    def response(self, question_id: str) -> Response:
        return self.submission.responses.get(question_id, BLANK)

    def asked(self, question_id: str) -> bool | None:
        """Tell whether a question is asked; None while that depends on an open question."""
        condition = self.question(question_id).show_if
        match condition:
            case None:
                return True
            case Comparison():
                return self._holds(condition)
            case AllOf():
                truths = [self._holds(comparison) for comparison in condition.all]
                return False if False in truths else None if None in truths else True
            case AnyOf():
                truths = [self._holds(comparison) for comparison in condition.any]
                return True if True in truths else None if None in truths else False

    def hidden(self, question_id: str) -> bool:
        return self.asked(question_id) is False

    def _holds(self, comparison: Comparison) -> bool | None:
        response = self.response(comparison.question)
        asked = self.asked(comparison.question)
        there = asked is True and response.status in STANDS
        if comparison.answered is False:
            return not there
        value = response.value
        if not there or value is None:
            is_open = asked is None or (asked and response.status is not Status.NOT_APPLICABLE)
            return None if is_open else False
        return comparison.answered or self._matches(comparison, value)

    @staticmethod
    def _matches(comparison: Comparison, value: Value) -> bool:
        ticked = value if isinstance(value, frozenset) else {value}
        match comparison.operator:
            case "is":
                return comparison.is_ in ticked
            case "is_not":
                return comparison.is_not not in ticked
            case "any_of":
                return any(operand in ticked for operand in comparison.operands)
            case _:
                return any(operand <= value for operand in comparison.operands)  # type: ignore[operator]

    def answered(self, question_id: str) -> bool:
        return self.asked(question_id) is True and self.response(question_id).status in STANDS

    def _claims_to_be_out(self, question_id: str) -> bool:
        """Tell whether "not applicable" is said, allowed and justified."""
        response = self.response(question_id)
        return (
            self.asked(question_id) is True
            and response.status is Status.NOT_APPLICABLE
            and self.question(question_id).not_applicable
            and (bool(response.reason) or not self.rubric.not_applicable.reason_required)
        )

    @cached_property
    def too_many_out(self) -> bool:
        shown = [question_id for question_id in self.leaves if self.asked(question_id) is True]
        claimed = [question_id for question_id in shown if self._claims_to_be_out(question_id)]
        return len(claimed) * 100 > self.rubric.not_applicable.max_share * len(shown)

    def out(self, question_id: str) -> bool:
        """Tell whether a question is in neither numerator nor denominator."""
        return self.hidden(question_id) or (self._claims_to_be_out(question_id) and not self.too_many_out)

    # --- readings of a question -----------------------------------------------------------------

    def value_score(self, question_id: str, value: Value | None) -> float:
        question = self.question(question_id)
        rule = self.rubric.scoring_rule(self.leaves[question_id], question.type)
        match question, rule, value:
            case MaturityQuestion(), LevelTable(), int():
                return rule.values[value] / 100
            case SingleChoiceQuestion(), ChoiceTable(), str():
                return rule.values[value] / 100
            case MultipleChoiceQuestion(), OptionPoints(), frozenset():
                return self._options_score(question, rule, value)
            case _, Goalposts(), float():
                low, high = rule.goalposts
                return min(1.0, max(0.0, (value - low) / (high - low)))
            case _:
                raise NotImplementedError(question.type)

    @staticmethod
    def _options_score(question: MultipleChoiceQuestion, rule: OptionPoints, ticked: frozenset[str]) -> float:
        exclusive = {choice.id for choice in question.choices if choice.exclusive}
        points = rule.points or {choice.id: 1.0 for choice in question.choices if choice.id not in exclusive}
        most = rule.max or sum(points.values())
        total = sum(points.get(choice, 0.0) for choice in ticked - exclusive)
        return min(rule.cap or most, total) / most

    def point(self, question_id: str) -> float | None:
        if not self.answered(question_id):
            return None
        return self.value_score(question_id, self.response(question_id).value)

    def worst(self, question_id: str) -> float | None:
        return self._filled(question_id, 0.0)

    def best(self, question_id: str) -> float | None:
        return self._filled(question_id, 1.0)

    def _filled(self, question_id: str, unanswered: float) -> float | None:
        if self.out(question_id):
            return None
        x = self.point(question_id)
        return unanswered if x is None else x

    def evidenced(self, question_id: str) -> float | None:
        x = self.point(question_id)
        caps = self.rubric.evidence
        cap = {
            EvidenceGrade.NONE: caps.none,
            EvidenceGrade.CITED: caps.cited,
            EvidenceGrade.ATTACHED: caps.attached,
            EvidenceGrade.VERIFIED: caps.verified,
        }[self.response(question_id).evidence]
        return None if x is None else min(x, cap / 100)

    def pipeline(self, question_id: str) -> float | None:
        x, response = self.point(question_id), self.response(question_id)
        if x is None or response.status is not Status.IN_PROGRESS:
            return x
        question = self.question(question_id)
        match question:
            case MaturityQuestion():
                return self.value_score(question_id, min(int(str(response.value)) + 1, len(question.levels) - 1))
            case SingleChoiceQuestion():
                higher = [self.value_score(question_id, choice.id) for choice in question.choices]
                return min((score for score in higher if score > x), default=x)
            case _:
                return x

    # --- nodes ----------------------------------------------------------------------------------

    def node_score(self, node: Node, reading: Reading, gated: bool = True) -> float | None:
        scores = [(child.weight, self._child_score(child, reading, gated)) for child in node.children]
        present = [(weight, x) for weight, x in scores if x is not None]
        if not present:
            return None
        raw = aggregate(self.rule_of(node), present)
        caps = [gate.cap / 100 for gate in self.rubric.gates if gate.node == node.id and self.shut(gate, reading)]
        return min([raw, *caps]) if gated else raw

    def _child_score(self, child: Leaf | Node, reading: Reading, gated: bool) -> float | None:
        return reading(child.question) if isinstance(child, Leaf) else self.node_score(child, reading, gated)

    def rule_of(self, node: Node) -> Aggregation:
        return node.aggregation or self._level_of(node).aggregation

    def _level_of(self, node: Node) -> TreeLevel:
        levels = self.rubric.levels
        return levels[min(self._depth(self.rubric.tree, node.id) or 0, len(levels) - 1)]

    def _depth(self, top: Node, node_id: str) -> int | None:
        if top.id == node_id:
            return 0
        below = [self._depth(child, node_id) for child in top.children if isinstance(child, Node)]
        return next((depth + 1 for depth in below if depth is not None), None)

    def shut(self, gate: Gate, reading: Reading) -> bool:
        """Tell whether a gate caps its node: a requirement not met, or unanswered where that counts."""
        for requirement in gate.requires:
            if self.out(requirement.question):
                continue
            x = reading(requirement.question)
            if gate.when_unanswered == "trigger" if x is None else x < requirement.at_least / 100:
                return True
        return False

    def coverage(self, node: Node) -> float | None:
        """Return the answered share of the applicable nominal weight, on questions."""
        shares = list(nominal_shares(node))
        applicable = [(share, question_id) for share, question_id in shares if not self.out(question_id)]
        if not applicable:
            return None
        answered = math.fsum(share for share, question_id in applicable if self.answered(question_id))
        return answered / math.fsum(share for share, _ in applicable)

    def shown(self, node: Node) -> bool:
        """Tell whether coverage reaches the threshold of the node or, without one, of its depth."""
        threshold = self._level_of(node).coverage if node.coverage is None else node.coverage
        coverage = self.coverage(node)
        return self.node_score(node, self.point) is not None and (coverage or 0.0) >= threshold / 100

    # --- lenses ---------------------------------------------------------------------------------

    def lens(self, lens: Lens, reading: Reading) -> float | None:
        """Return the mean of the tagged questions with a score, by effective weight times lens weight.

        The effective weights are those among the applicable questions: renormalised among the answered ones,
        as in the overall score, they would let the score of a lens leave its interval.
        """
        terms = [
            (effective * lens.weights.get(question_id, 1.0), reading(question_id))
            for effective, question_id in self.effective_weights(self.rubric.tree)
            if lens.tag in self.question(question_id).tags
        ]
        present = [(weight, x) for weight, x in terms if x is not None]
        return aggregate(Aggregation(), present) if present else None

    def effective_weights(self, node: Node) -> Iterator[tuple[float, str]]:
        """Yield for each applicable question the product of renormalised weights on its path."""
        applicable = [child for child in node.children if self._child_score(child, self.best, False) is not None]
        total = sum(child.weight for child in applicable)
        for child in applicable:
            below = [(1.0, child.question)] if isinstance(child, Leaf) else self.effective_weights(child)
            yield from ((child.weight / total * share, question_id) for share, question_id in below)


def nominal_shares(node: Node) -> Iterator[tuple[float, str]]:
    """Yield the weight of each question below a node as if everything were answered."""
    total = sum(child.weight for child in node.children)
    for child in node.children:
        if isinstance(child, Leaf):
            yield child.weight / total, child.question
        else:
            yield from (
                (child.weight / total * share, question_id) for share, question_id in nominal_shares(child)
            )


def aggregate(rule: Aggregation, terms: list[tuple[float, float]]) -> float:
    """Combine weighted scores by a rule."""
    total = sum(weight for weight, _ in terms)
    mean = sum(weight * x for weight, x in terms) / total
    if rule.rule == "mean":
        return mean
    if rule.rule == "blend":
        share = rule.share_of_minimum or 0.0
        return (1 - share) * mean + share * min(x for _, x in terms)
    p, floor = rule.exponent or 0.0, rule.floor_share
    lifted = [(weight, max(x, floor)) for weight, x in terms]
    if p == 0:
        return math.exp(sum(weight * math.log(x) for weight, x in lifted) / total)
    return (sum(weight * x**p for weight, x in lifted) / total) ** (1 / p)
