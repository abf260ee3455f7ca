"""The working of each node on the Scoring sheet: its children with their weights, its gates, its score."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from assessment.core.arrays import TOLERANCE, Floats
from assessment.core.instrument import CompiledGate
from assessment.core.rubric import Aggregation
from assessment.core.scoring import READINGS, Reading
from assessment.workbooks.formula_text import number
from assessment.workbooks.live.data_plan import DataPlan
from assessment.workbooks.live.scoring_plan import BlockRows, ScoringPlan
from assessment.workbooks.live.tree import LiveNode
from assessment.workbooks.live.values import LiveValues

Line = tuple[int, str, Callable[[int], str], Floats]
"""A row, a group of columns, the formula by column of the State, and what it comes to by State."""


@dataclass(frozen=True, eq=False)
class Blocks:
    """The formulas of all blocks, with what they come to."""

    plan: ScoringPlan
    data: DataPlan
    values: LiveValues

    def lines(self, node: LiveNode) -> Iterator[Line]:
        """Yield every row of a node's block that has formulas, group by group."""
        block = self.plan.blocks[node.place]
        for place, (row, child) in enumerate(zip(block.children, node.children, strict=True)):
            yield from self._child(row, child)
            if block.transformed:
                yield from self._transformed(block, place, node.rule, child)
        yield from self._before(node, block)
        for gate, rows in zip(node.gates, block.gates, strict=True):
            yield from self._gate(gate, rows.requirements, rows.gate)
        if node.gates:
            yield from self._score(node, block)
        yield from self._weights(node, block)
        yield from self._companions(node, block)

    # --- children ---------------------------------------------------------------------------------------

    def _child(self, row: int, child: int) -> Iterator[Line]:
        size = len(self.plan.content.instrument.leaves)
        if child < size:
            yield from self._leaf(row, child)
        else:
            below = self.plan.blocks[child - size].score
            for group in self.plan.content.readings:
                yield row, group, partial(self.plan.near, below, group), self.values.row(group, child)
            for name, values in (("answered", self.values.answered), ("applicable", self.values.applicable)):
                yield row, name, partial(self.plan.near, below, name), values[child]
        yield row, "logarithm", partial(self._logarithm, row), self.values.logarithms(child)

    def _logarithm(self, row: int, state: int) -> str:
        floor = number(self.plan.content.instrument.rubric.companions.floor / 100)
        score = self.plan.near(row, "point", state)
        return f'IF(COUNT({score})=0,"",LN(MAX({score},{floor})))'

    def _leaf(self, row: int, leaf: int) -> Iterator[Line]:
        for reading in self.plan.content.readings:
            yield row, reading, partial(self._leaf_score, leaf, reading), self.values.row(reading, leaf)
        yield row, "answered", lambda state: f"COUNT({self._of(leaf, 'score', state)})", self.values.answered[leaf]
        applies = self.values.applicable[leaf]
        yield row, "applicable", lambda state: f'IF({self._of(leaf, "standing", state)}="out",0,1)', applies

    def _leaf_score(self, leaf: int, reading: Reading, state: int) -> str:
        if reading in {"evidenced", "pipeline"}:
            return self._of(leaf, f"score_{reading}", state)
        score = self._of(leaf, "score", state)
        if reading in {"worst", "best"}:
            return f'IF({self._of(leaf, "standing", state)}="unanswered",{int(reading == "best")},{score})'
        return score

    def _of(self, leaf: int, name: str, state: int) -> str:
        """Return a cell of the Data sheet."""
        content = self.plan.content
        return self.data.cell(name, content.states[state], content.instrument.leaves[leaf].question)

    # --- aggregation ------------------------------------------------------------------------------------

    def _range(self, rows: Sequence[int], group: str, state: int) -> str:
        return f"{self.plan.near(rows[0], group, state)}:{self.plan.near(rows[-1], group, state)}"

    def _weights_of(self, block: BlockRows) -> str:
        return f"$D${block.children[0] + 1}:$D${block.children[-1] + 1}"

    def _transformed(self, block: BlockRows, place: int, rule: Aggregation, child: int) -> Iterator[Line]:
        for reading in self.plan.content.readings:
            formula = partial(self._lifted, rule, block.children[place], reading)
            yield block.transformed[place], reading, formula, self.values.transformed(reading, rule, child)

    def _lifted(self, rule: Aggregation, row: int, reading: Reading, state: int) -> str:
        score = self.plan.near(row, reading, state)
        lifted = f"MAX({score},{number(rule.floor_share)})"
        power = f"{lifted}^{_bracketed(rule.exponent)}" if rule.exponent else f"LN({lifted})"
        return f'IF(COUNT({score})=0,"",{power})'

    def _before(self, node: LiveNode, block: BlockRows) -> Iterator[Line]:
        for reading in self.plan.content.readings:
            values = self.values.before[READINGS.index(reading), node.place]
            yield block.before, reading, partial(self._combined, node.rule, block, reading), values

    def _combined(self, rule: Aggregation, block: BlockRows, reading: Reading, state: int) -> str:
        scores, weights = self._range(block.children, reading, state), self._weights_of(block)
        terms = self._range(block.transformed, reading, state) if block.transformed else scores
        mean = _mean(weights, terms, scores)
        if rule.exponent is not None:
            mean = f"({mean})^{_bracketed(1 / rule.exponent)}" if rule.exponent else f"EXP({mean})"
        if rule.rule == "blend":
            mean = _blended(rule.share_of_minimum or 0.0, mean, scores)
        return f'IF(COUNT({scores})=0,"",{mean})'

    def _score(self, node: LiveNode, block: BlockRows) -> Iterator[Line]:
        row = len(self.plan.content.instrument.leaves) + node.place
        for reading in self.plan.content.readings:
            yield block.score, reading, partial(self._capped, block, reading), self.values.row(reading, row)

    def _capped(self, block: BlockRows, reading: Reading, state: int) -> str:
        before = self.plan.near(block.before, reading, state)
        if reading == "raw":
            return before
        caps = ",".join(
            f"IF({self.plan.near(rows.gate, reading, state)}=1,$D${rows.gate + 1},1)" for rows in block.gates
        )
        return f'IF(COUNT({before})=0,"",MIN({before},{caps}))'

    # --- gates ------------------------------------------------------------------------------------------

    def _gate(self, gate: CompiledGate, requirements: Sequence[int], row: int) -> Iterator[Line]:
        for reading in self.plan.content.readings:
            if reading == "raw":
                continue
            missing = self.values.missing(reading, gate)
            for place, (leaf, of) in enumerate(zip(gate.leaves.tolist(), requirements, strict=True)):
                yield of, reading, partial(self._missing, gate, leaf, of, reading), missing[place].astype(float)
            triggered = missing.any(axis=0).astype(float)
            yield row, reading, partial(self._triggered, requirements, reading), triggered

    def _triggered(self, requirements: Sequence[int], reading: Reading, state: int) -> str:
        return f"MAX({self._range(requirements, reading, state)})"

    def _missing(self, gate: CompiledGate, leaf: int, row: int, reading: Reading, state: int) -> str:
        """Return 1 where a safeguard is missing; without an answer the worst case has it missing, the best not."""
        is_worst, is_best = reading == "worst", reading == "best"
        score = self._leaf_score(leaf, "point" if is_worst or is_best else reading, state)
        unanswered = f'IF({self._of(leaf, "standing", state)}="unanswered",1,0)'
        if not is_worst and (is_best or not gate.triggers_unanswered):
            unanswered = "0"
        return f"IF(COUNT({score})=0,{unanswered},IF({score}<$D${row + 1}-{number(TOLERANCE)},1,0))"

    # --- coverage and companions ------------------------------------------------------------------------

    def _weights(self, node: LiveNode, block: BlockRows) -> Iterator[Line]:
        row = len(self.plan.content.instrument.leaves) + node.place
        for group, values in (("answered", self.values.answered), ("applicable", self.values.applicable)):
            yield block.score, group, partial(self._nominal, block, group), values[row]
        yield block.score, "coverage", partial(self._share, block), self.plan.content.scores.coverage[node.place]

    def _nominal(self, block: BlockRows, group: str, state: int) -> str:
        weights = self._weights_of(block)
        return f"SUMPRODUCT({weights},{self._range(block.children, group, state)})/SUM({weights})"

    def _share(self, block: BlockRows, state: int) -> str:
        answered, applicable = (self.plan.near(block.score, group, state) for group in ("answered", "applicable"))
        return f'IF({applicable}=0,"",{answered}/{applicable})'

    def _companions(self, node: LiveNode, block: BlockRows) -> Iterator[Line]:
        found = self.values.companions
        yield block.score, "geometric", partial(self._geometric, block), found.geometric[node.place]
        yield block.score, "blend", partial(self._blend, block), found.blend[node.place]

    def _geometric(self, block: BlockRows, state: int) -> str:
        scores, logarithms = (self._range(block.children, group, state) for group in ("point", "logarithm"))
        return f'IF(COUNT({scores})=0,"",EXP({_mean(self._weights_of(block), logarithms, scores)}))'

    def _blend(self, block: BlockRows, state: int) -> str:
        scores = self._range(block.children, "point", state)
        share = self.plan.content.instrument.rubric.companions.share_of_minimum
        return (
            f'IF(COUNT({scores})=0,"",{_blended(share, _mean(self._weights_of(block), scores, scores), scores)})'
        )


def _mean(weights: str, terms: str, scores: str) -> str:
    """Return the weighted mean of terms over the children that have a score."""
    return f'SUMPRODUCT({weights},{terms})/SUMIF({scores},">=0",{weights})'


def _bracketed(power: float) -> str:
    """Return a power in brackets, as it may be negative."""
    return f"({number(power)})"


def _blended(share: float, mean: str, scores: str) -> str:
    return f"{number(1 - share)}*{mean}+{number(share)}*MIN({scores})"
