"""Where everything stands on the Data sheet: one row for each State and question that may be exported."""

from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_rowcol_to_cell

from assessment.workbooks.live.content import LiveContent
from assessment.workbooks.sheet import Sheet

BEFORE_EXPLANATION = (
    "state",
    "state_name",
    "section",
    "question",
    "question_text",
    "scored",
    "status",
    "answer",
    "answer_in_words",
    "evidence",
    "reason",
)
COMPUTED = ("exists", "asked", "counts_as", "standing", "score")
FIRST_ROW = 1
"""Under one row of headings."""


@dataclass(frozen=True, eq=False)
class DataPlan:
    """The rows and columns of the Data sheet, before anything is written."""

    sheet: Sheet
    content: LiveContent

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Name the columns in order."""
        explanation = ("explanation",) if self.content.explanations else ()
        more = tuple(f"score_{name}" for name in ("evidenced", "pipeline") if name in self.content.readings)
        return (*BEFORE_EXPLANATION, *explanation, *COMPUTED, *more)

    @cached_property
    def column(self) -> dict[str, int]:
        """Find a column by its name."""
        return {name: place for place, name in enumerate(self.columns)}

    @cached_property
    def rows(self) -> dict[tuple[str, str], int]:
        """Find the row of a State and question; the rows of a State stand together."""
        questions, may = self.content.instrument.questions, self.content.exportable
        keys = [
            (state, question.id)
            for column, state in enumerate(self.content.states)
            for row, question in enumerate(questions)
            if may[row, column]
        ]
        return {key: row for row, key in enumerate(keys, start=FIRST_ROW)}

    def near(self, name: str, state: str, question: str) -> str:
        """Return a cell as formulas on the Data sheet itself name it."""
        return str(xl_rowcol_to_cell(self.rows[state, question], self.column[name]))

    def cell(self, name: str, state: str, question: str) -> str:
        """Return a cell as formulas on other sheets name it."""
        return self.sheet.cell(self.rows[state, question], self.column[name])

    def of_state(self, name: str, state: str) -> str:
        """Return the range of a column in the rows of a State, which has at least one."""
        rows = [row for (of, _), row in self.rows.items() if of == state]
        return self.sheet.range(rows[0], self.column[name], rows[-1], self.column[name])
