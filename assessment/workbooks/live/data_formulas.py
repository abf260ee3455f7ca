"""The formulas of the Data sheet: from what was entered to what a question counts as, and its scores."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from assessment.core.questionnaire import Question
from assessment.core.submission import Status
from assessment.workbooks.live import conditions as skip
from assessment.workbooks.live.codebook_sheet import CODE, SCORE, Codebook
from assessment.workbooks.live.data_plan import DataPlan
from assessment.workbooks.live.rules import AnswerFormulas


@dataclass(frozen=True, eq=False)
class RowFormulas:
    """The formulas in the row of one State and question, without "=".

    `accepted` gives the cell that holds 1 where a State's "not applicable" are accepted.
    """

    plan: DataPlan
    codebook: Codebook
    accepted: Callable[[str], str]
    question: Question
    state: str

    @cached_property
    def _rules(self) -> AnswerFormulas:
        instrument = self.plan.content.instrument
        leaf = instrument.leaf_row.get(self.question.id)
        return AnswerFormulas(self.codebook, self.question, None if leaf is None else instrument.rules[leaf])

    def _cell(self, name: str) -> str:
        return self.plan.near(name, self.state, self.question.id)

    def in_words(self) -> str | None:
        """Return the words of the answer; None where it says them itself."""
        return self._rules.in_words(self._cell("answer"), self._cell("exists"))

    def exists(self) -> str:
        """Return 1 where an answer is given that the question knows."""
        status = self._cell("status")
        given = f'OR({status}="{Status.ANSWERED}",{status}="{Status.IN_PROGRESS}")'
        # An error in either cell is no status and no answer.
        return f"IFERROR(IF({given},{self._rules.exists(self._cell('answer'))},0),0)"

    def asked(self) -> str | None:
        """Return whether it is asked; None without a condition, and with one on an answer that is withheld."""
        condition, plan = self.question.show_if, self.plan
        if condition is None or any((self.state, one) not in plan.rows for one in skip.filters_of(condition)):
            return None
        return skip.asked_formula(
            plan.content.instrument,
            self.codebook,
            self.question.id,
            condition,
            lambda name, one: plan.near(name, self.state, one),
        )

    def counts_as(self) -> str:
        """Return what the answer counts as once the skip logic is followed."""
        refused = f'"{skip.REFUSED}"'
        if self.question.not_applicable:
            needed = self.plan.content.instrument.rubric.not_applicable.reason_required
            justified = f'"{skip.NOT_APPLICABLE}"'
            no_reason = f"IFERROR(LEN(TRIM(CLEAN({self._cell('reason')}))),0)=0"
            refused = f"IF({no_reason},{refused},{justified})" if needed else justified
        asked = self._cell("asked")
        is_out = f'IFERROR({self._cell("status")}="{Status.NOT_APPLICABLE}",FALSE)'
        given = f'IF({is_out},{refused},"{skip.OPEN}")'
        when_asked = f'IF({self._cell("exists")}=1,"{skip.ANSWERED}",{given})'
        if self.question.show_if is None:
            return when_asked
        hidden = f'IF({asked}="{skip.HIDDEN}","{skip.HIDDEN}","{skip.OPEN}")'
        return f'IF({asked}="{skip.ASKED}",{when_asked},{hidden})'

    def standing(self) -> str:
        """Return whether the question is counted, unanswered or out of the score."""
        counts_as, accepted = self._cell("counts_as"), self.accepted(self.state)
        out = f'OR({counts_as}="{skip.HIDDEN}",AND({counts_as}="{skip.NOT_APPLICABLE}",{accepted}=1))'
        return f'IF({counts_as}="{skip.ANSWERED}","counted",IF({out},"out","unanswered"))'

    def score(self) -> str:
        """Return the declared score in [0, 1]."""
        return f'IF({self._cell("standing")}="counted",{self._rules.score(self._cell("answer"))},"")'

    def evidenced(self) -> str:
        """Return the score that its evidence bears."""
        grades, caps = (self.codebook.column("evidence", "evidence", column) for column in (CODE, SCORE))
        none = self.codebook.cell("evidence", "evidence", SCORE)
        grade = self._cell("evidence")
        # Looked up only where it is one: MATCH takes "*" for any.
        known = f"IFERROR(SUMPRODUCT(--({grades}={grade})),0)"
        cap = f"IF({known}=1,INDEX({caps},MATCH({grade},{grades},0)),{none})"
        score = self._cell("score")
        return f'IF({score}="","",MIN({score},{cap}))'

    def pipeline(self) -> str:
        """Return the score with work under way counted as done."""
        ahead, score = self._rules.score_ahead(self._cell("answer")), self._cell("score")
        if ahead is None:
            return score
        return f'IF({score}="","",IF({self._cell("status")}="{Status.IN_PROGRESS}",{ahead},{score}))'
