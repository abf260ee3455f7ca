"""The Data sheet: every answer that may be exported on a row of its own, and what it counts as.

What people may change (status, answer, evidence, reason) stands in plain cells, what follows from it in formulas.
The sheet is protected without a password: sorting would pull the rows away from under the formulas.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from assessment.core.questionnaire import Question
from assessment.core.scoring import Reading
from assessment.core.submission import EvidenceGrade, Status
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.workbooks.book import Look
from assessment.workbooks.live.codebook_sheet import CODE, Codebook
from assessment.workbooks.live.data_formulas import RowFormulas
from assessment.workbooks.live.data_plan import FIRST_ROW, DataPlan
from assessment.workbooks.live.data_values import Cell, DataValues
from assessment.workbooks.live.kept_in_place import keep_in_place, keep_working_on_screen, without_marks
from assessment.workbooks.looks import TABLE_CELL, TABLE_HEAD
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.text_height import row_height

WIDTHS = {
    "state": 7,
    "state_name": 20,
    "section": 14,
    "question": 28,
    "question_text": 50,
    "scored": 8,
    "status": 15,
    "answer": 24,
    "answer_in_words": 50,
    "reason": 24,
    "explanation": 50,
    "exists": 8,
    "score_evidenced": 16,
    "score_pipeline": 16,
}
USUAL_WIDTH, USUAL_HEIGHT = 13, 15
IN_WORDS = ("question_text", "answer", "answer_in_words", "reason", "explanation")
"""What may take several lines; the rows of one State make room for them, those of many States stay low."""

PLAIN: Look = {**TABLE_CELL, "text_wrap": False}
OPEN_TO_CHANGE: Look = {**PLAIN, "locked": False, "bg_color": "#fffdf2"}
NUMBER: Look = {**PLAIN, "num_format": "0.0000", "align": "right", "indent": 1}
YES_OR_NO: Look = {**PLAIN, "align": "center"}


@dataclass(frozen=True, eq=False)
class DataSheet:
    """The writer of the sheet; `accepted` gives the cell that is 1 where a State's "not applicable" count."""

    plan: DataPlan
    codebook: Codebook
    accepted: Callable[[str], str]
    say: Phrases
    words: Words

    @cached_property
    def values(self) -> DataValues:
        """Return what the formulas come to."""
        return DataValues(self.plan.content, self.words)

    @property
    def sheet(self) -> Sheet:
        """Return the sheet that is written."""
        return self.plan.sheet

    def write(self) -> None:
        """Write headings, rows, drop-downs and print set-up."""
        for name, column in self.plan.column.items():
            self.sheet.text(0, column, name, TABLE_HEAD)
            self.sheet.raw.set_column(column, column, WIDTHS.get(name, USUAL_WIDTH))
        content = self.plan.content
        for question in content.instrument.questions:
            for state in content.states:
                if (state, question.id) in self.plan.rows:
                    self._write_row(question, state)
        self._write_choices()
        raw = self.sheet.raw
        raw.freeze_panes(1, self.plan.column["question"] + 1)
        raw.repeat_rows(0)
        raw.autofilter(0, 0, max(self.plan.rows.values(), default=0), len(self.plan.columns) - 1)
        keep_in_place(self.sheet)
        keep_working_on_screen(self.sheet, len(self.plan.columns))
        without_marks(self.sheet)

    def _write_choices(self) -> None:
        """Offer the codes of status, evidence and answers; anything else may be written, and counts as none."""
        last = max(self.plan.rows.values(), default=0)
        if not last:
            return
        for name, codes in (
            ("status", list(Status)),
            ("evidence", [grade.name.lower() for grade in EvidenceGrade]),
        ):
            column = self.plan.column[name]
            choice = {"validate": "list", "source": [str(code) for code in codes], "error_type": "warning"}
            self.sheet.raw.data_validation(FIRST_ROW, column, last, column, choice)
        for question in self.plan.content.instrument.questions:
            if question.type in {"maturity", "single"}:
                self._offer_answers(question)

    def _offer_answers(self, question: Question) -> None:
        rows = [row for (_, of), row in self.plan.rows.items() if of == question.id]
        if not rows:
            return
        column = self.plan.column["answer"]
        offer = {
            "validate": "list",
            "source": f"={self.codebook.column('answer', question.id, CODE)}",
            "error_type": "warning",
            "other_cells": [[row, column, row, column] for row in rows[1:]],
        }
        self.sheet.raw.data_validation(rows[0], column, rows[0], column, offer)

    def _write_row(self, question: Question, state: str) -> None:
        row = self.plan.rows[state, question.id]
        number = self.plan.content.instrument.question_index[question.id]
        column = self.plan.content.states.index(state)
        height: float = USUAL_HEIGHT
        for name, value, look in self._entered(question, number, state, column):
            self._put(row, name, value, look)
            height = max(height, self._height(name, value))
        for name, formula, value in self._computed(question, number, state, column):
            look = NUMBER if name.startswith("score_") or name == "score" else self._look(name, PLAIN)
            look = YES_OR_NO if name == "exists" else look
            height = max(height, self._height(name, value))
            if formula is None:
                self._put(row, name, value, look)
            else:
                self.sheet.formula(row, self.plan.column[name], f"={formula}", value, look)
        self.sheet.raw.set_row(row, height)

    def _look(self, name: str, look: Look) -> Look:
        return {**look, "text_wrap": name in IN_WORDS and not self.plan.content.is_of_many}

    def _height(self, name: str, value: Cell) -> float:
        if name not in IN_WORDS or not isinstance(value, str) or self.plan.content.is_of_many:
            return USUAL_HEIGHT
        return row_height(value, WIDTHS[name] - 1)

    def _put(self, row: int, name: str, value: Cell, look: Look) -> None:
        if isinstance(value, str):
            self.sheet.text(row, self.plan.column[name], value, self._look(name, look))
        else:
            self.sheet.number(row, self.plan.column[name], value, look)

    def _entered(
        self, question: Question, number: int, state: str, column: int
    ) -> Iterator[tuple[str, Cell, Look]]:
        """Yield what stands in plain cells, by name of the column."""
        content, values = self.plan.content, self.values
        section = content.instrument.questionnaire.section_of[question.id].id
        yield "state", state, PLAIN
        yield "state_name", content.state_names.get(state, state), PLAIN
        yield "section", section, PLAIN
        yield "question", question.id, PLAIN
        yield "question_text", self.words[f"questions.{question.id}.text"], PLAIN
        yield "scored", float(question.id in content.instrument.leaf_row), YES_OR_NO
        withheld = self.say("live.words_withheld")
        # Levels and codes stand below one another, and below their head.
        entry: Look = {**OPEN_TO_CHANGE, "align": self.sheet.book.start}
        as_text: Look = {} if question.type in {"maturity", "number"} else {"num_format": "@"}
        yield "status", values.status(number, column), entry
        yield "answer", values.answer(number, column, withheld), {**entry, **as_text}
        yield "evidence", values.grade(number, column), entry
        yield "reason", values.reason(number, column, withheld), entry
        if "explanation" in self.plan.column:
            yield "explanation", content.explanations.get((state, question.id), ""), PLAIN

    def _computed(
        self, question: Question, number: int, state: str, column: int
    ) -> Iterator[tuple[str, str | None, Cell]]:
        """Yield the formulas with what they come to, by name of the column; a formula of None is a plain value."""
        values, instrument = self.values, self.plan.content.instrument
        leaf = instrument.leaf_row.get(question.id)
        formulas = RowFormulas(self.plan, self.codebook, self.accepted, question, state)
        if words := formulas.in_words():
            yield "answer_in_words", words, values.answer_in_words(number, column)
        else:
            yield "answer_in_words", None, None
        yield "exists", formulas.exists(), float(self.plan.content.scores.coded.has_answer[number, column])
        yield "asked", formulas.asked(), values.asked(number, column)
        yield "counts_as", formulas.counts_as(), values.counts_as(number, column)
        if leaf is None:
            for name in self.plan.columns[self.plan.column["standing"] :]:
                yield name, None, None
            return
        yield "standing", formulas.standing(), values.standing(leaf, column)
        yield "score", formulas.score(), values.score("point", leaf, column)
        more: tuple[tuple[Reading, Callable[[], str]], ...] = (
            ("evidenced", formulas.evidenced),
            ("pipeline", formulas.pipeline),
        )
        for reading, formula in more:
            if f"score_{reading}" in self.plan.column:
                yield f"score_{reading}", formula(), values.score(reading, leaf, column)
