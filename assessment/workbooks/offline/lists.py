"""The hidden sheet of lists: what drop-downs offer. A list inside a drop-down may have 255 characters at most."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.questionnaire import MaturityQuestion, Question, SingleChoiceQuestion
from assessment.workbooks.offline.content import Wording
from assessment.workbooks.offline.entries import answers_offered
from assessment.workbooks.offline.layout import TICK
from assessment.workbooks.sheet import Sheet

WORDS_MARK = "nsa:words"
_DONT_KNOW, _NOT_APPLICABLE, _YES, _TICK = range(1, 5)


@dataclass(frozen=True, eq=False)
class Lists:
    """Where each list stands: by question id all that its drop-down offers, and the answers alone."""

    sheet: Sheet
    offered: Mapping[str, str]
    values: Mapping[str, str]

    @property
    def dont_know(self) -> str:
        """Return the cell that says "don't know"."""
        return self.sheet.cell(_DONT_KNOW, 0)

    @property
    def not_applicable(self) -> str:
        """Return the cell that says "not applicable"."""
        return self.sheet.cell(_NOT_APPLICABLE, 0)

    @property
    def yes(self) -> str:
        """Return the list for work under way."""
        return self.sheet.range(_YES, 0, _YES, 0)

    @property
    def yes_word(self) -> str:
        """Return the cell that says "yes"."""
        return self.sheet.cell(_YES, 0)

    @property
    def tick(self) -> str:
        """Return the list for a choice among several."""
        return self.sheet.range(_TICK, 0, _TICK, 0)

    def instead(self, question: Question) -> str:
        """Return the list of what may be said in place of an answer."""
        last = _NOT_APPLICABLE if question.not_applicable else _DONT_KNOW
        return self.sheet.range(_DONT_KNOW, 0, last, 0)


def write_lists(sheet: Sheet, questions: tuple[Question, ...], wording: Wording) -> Lists:
    """Write all lists and return where they stand."""
    _write_column(sheet, 0, [WORDS_MARK, wording.dont_know, wording.not_applicable, wording.yes, TICK])
    offered, values, column = {}, {}, 0
    for question in questions:
        if not isinstance(question, MaturityQuestion | SingleChoiceQuestion):
            continue
        column += 1
        answers = answers_offered(question, wording)
        instead = [wording.dont_know, *([wording.not_applicable] if question.not_applicable else [])]
        _write_column(sheet, column, [question.id, *answers, *instead])
        values[question.id] = sheet.range(1, column, len(answers), column)
        offered[question.id] = sheet.range(1, column, len(answers) + len(instead), column)
    sheet.raw.hide()
    return Lists(sheet, offered, values)


def _write_column(sheet: Sheet, column: int, texts: list[str]) -> None:
    for row, text in enumerate(texts):
        sheet.text(row, column, text)
