"""From an answer to its question score, as formulas over the answer cell and the Codebook."""

from dataclasses import dataclass

from assessment.core.questionnaire import Question
from assessment.core.scoring_rules import ChoiceTable, Goalposts, LevelTable, OptionPoints, ScoringRule
from assessment.workbooks.formula_text import ticked
from assessment.workbooks.live.codebook_sheet import CODE, LABEL, NEXT, SCORE, Codebook
from assessment.workbooks.live.known_answers import known_answer


@dataclass(frozen=True, eq=False)
class AnswerFormulas:
    """The pieces of formulas about the answer to one question, without "=".

    `rule` is None for a question that is not scored.
    """

    codebook: Codebook
    question: Question
    rule: ScoringRule | None

    def exists(self, answer: str) -> str:
        """Return 1 where the cell holds an answer that the question knows, 0 or an error elsewhere."""
        return known_answer(self.codebook, self.question, answer)

    def in_words(self, answer: str, exists: str) -> str | None:
        """Return the words of a level or of choices that exist; None where the answer says it itself."""
        match self.question.type:
            case "maturity" | "single":
                return f'IF({exists}=1,INDEX({self._column(LABEL)},{self._place(answer)}),"")'
            case "multiple":
                return f'IF({exists}=1,MID({self._labels_ticked(answer)},3,32767),"")'
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
                return f"LOOKUP({self._plain(answer)},{thresholds},{scores})"

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
        # Held between the goalposts first: the share of a number far outside might be too large for a program.
        share = f"(MAX({low},MIN({high},{answer}))-{low})/({high}-{low})"
        return share if rule.direction == "higher_is_better" else f"1-{share}"

    def _column(self, column: int) -> str:
        return self.codebook.column("answer", self.question.id, column)

    def _place(self, answer: str) -> str:
        # Only for answers that exist: MATCH takes "*" and "?" in any other for whatever they fit.
        return f"MATCH({self._plain(answer)},{self._column(CODE)},0)"

    def _plain(self, answer: str) -> str:
        return f"TRIM({answer})" if self.question.type in {"single", "date"} else answer

    def _is_ticked(self, answer: str) -> str:
        return ticked(answer, self._column(CODE))
