"""From an answer to its question score, as formulas over the answer cell and the Codebook."""

from dataclasses import dataclass

from assessment.core.questionnaire import Question
from assessment.core.scoring_rules import ChoiceTable, Goalposts, LevelTable, OptionPoints, ScoringRule
from assessment.workbooks.formula_text import ticked
from assessment.workbooks.live.codebook_sheet import CODE, LABEL, NEXT, SCORE, Codebook

CODED_LENGTH_OF_DATE = 10


@dataclass(frozen=True, eq=False)
class AnswerFormulas:
    """The pieces of formulas about the answer to one question, without "=".

    `rule` is None for a question that is not scored.
    """

    codebook: Codebook
    question: Question
    rule: ScoringRule | None

    def exists(self, answer: str) -> str:
        """Return 1 where the cell holds an answer that the question knows, 0 elsewhere."""
        match self.question.type:
            case "maturity" | "single":
                # Level 0 equals an empty cell.
                return f'IF({answer}="",0,IFERROR(SUMPRODUCT(--({self._column(CODE)}={answer})),0))'
            case "multiple":
                parts = f'IF({answer}="",0,1+LEN({answer})-LEN(SUBSTITUTE({answer},";","")))'
                return f"IF(SUMPRODUCT(--{self._is_ticked(answer)})={parts},1,0)"
            case "number":
                return f"COUNT({answer})"
            case "date":
                return f"IF(ISTEXT({answer}),IF(LEN({answer})={CODED_LENGTH_OF_DATE},1,0),0)"
            case "text":
                return "1"

    def in_words(self, answer: str) -> str | None:
        """Return the words of a level or choice; None where the answer says it itself."""
        match self.question.type:
            case "maturity" | "single":
                return f'IF({self.exists(answer)}=1,INDEX({self._column(LABEL)},{self._place(answer)}),"")'
            case "multiple":
                return f"MID({self._labels_ticked(answer)},3,32767)"
            case _:
                return None

    def _labels_ticked(self, answer: str) -> str:
        options = len(getattr(self.question, "choices", ()))
        cells = [
            [self.codebook.cell("answer", self.question.id, column, place) for column in (CODE, LABEL)]
            for place in range(options)
        ]
        return "&".join(f'IF({ticked(answer, code)},"; "&{label},"")' for code, label in cells)

    def score(self, answer: str) -> str:
        """Return the score in [0, 1] of an answer that exists."""
        match self.rule:
            case LevelTable() | ChoiceTable():
                return f"INDEX({self._column(SCORE)},{self._place(answer)})"
            case OptionPoints():
                most, cap = (self.codebook.cell("limit", self.question.id, SCORE, place) for place in (0, 1))
                points = f"SUMPRODUCT({self._column(SCORE)}*{self._is_ticked(answer)})"
                return f"MIN({cap}/{most},{points}/{most},1)"
            case Goalposts():
                return self._between(self.rule, answer)
            case _:
                thresholds, scores = (
                    self.codebook.column("threshold", self.question.id, column) for column in (CODE, SCORE)
                )
                return f"LOOKUP({answer},{thresholds},{scores})"

    def score_ahead(self, answer: str) -> str | None:
        """Return the score of the next level or better choice; None where a rule knows none."""
        if isinstance(self.rule, LevelTable | ChoiceTable):
            return f"INDEX({self._column(NEXT)},{self._place(answer)})"
        return None

    def _between(self, rule: Goalposts, answer: str) -> str:
        low, high = (self.codebook.cell("goalpost", self.question.id, CODE, place) for place in (0, 1))
        if rule.transform == "log":
            # Nothing at or below zero has a logarithm; it lies under every goalpost that a logarithm allows.
            answer, low, high = f"LN(MAX({answer},1E-300))", f"LN({low})", f"LN({high})"
        share = f"MAX(0,MIN(1,({answer}-{low})/({high}-{low})))"
        return share if rule.direction == "higher_is_better" else f"1-{share}"

    def _column(self, column: int) -> str:
        return self.codebook.column("answer", self.question.id, column)

    def _place(self, answer: str) -> str:
        # Only for answers that exist: MATCH takes "*" and "?" in any other for whatever they fit.
        return f"MATCH({answer},{self._column(CODE)},0)"

    def _is_ticked(self, answer: str) -> str:
        return ticked(answer, self._column(CODE))
