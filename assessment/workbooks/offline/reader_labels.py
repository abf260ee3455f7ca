"""What can stand in an answer cell: the labels of drop-downs in every installed language, and the codes."""

import re
from collections.abc import Iterable, Mapping, Sequence

from assessment.core.questionnaire import MaturityQuestion, SingleChoiceQuestion
from assessment.core.submission import Status, Value
from assessment.core.text import Words
from assessment.errors import UnacceptableError
from assessment.workbooks.offline.cell_values import CellContent, plain
from assessment.workbooks.offline.choice_labels import choices_offered
from assessment.workbooks.offline.layout import level_label, level_of

LabelledQuestion = MaturityQuestion | SingleChoiceQuestion

_WHOLE = re.compile(r"(\d{1,2})(\.0+)?")
_OTHER_DASH = re.compile(r"(?<=\d) [-—] ")
"""What is typed on keyboards without the dash that stands between a level and its label."""


class Labels:
    """The words behind answers.

    `languages` begins with that of the file. `statuses` has the words for "don't know" and "not applicable",
    `yes` those that tick a cell. `offered` has those of `statuses` that the drop-downs of the file offer.
    """

    def __init__(
        self,
        languages: Sequence[Words],
        statuses: Mapping[Status, Iterable[str]],
        yes: Iterable[str],
        offered: Mapping[Status, str],
    ) -> None:
        self._languages = languages
        self._statuses = {plain(text): status for status, texts in statuses.items() for text in texts}
        self._statuses |= {"dk": Status.DONT_KNOW, "na": Status.NOT_APPLICABLE}
        self._offered = {plain(text): status for status, text in offered.items()}
        self.yes = frozenset(map(plain, yes))
        self._values: dict[str, list[dict[str, set[Value]]]] = {}

    def status(self, cell: CellContent, question: LabelledQuestion | None = None) -> Status | None:
        """Return the status that a cell names; None for what may be an answer.

        What a drop-down of the file offers comes first, then the labels of the question whose answer it is.
        """
        text = plain(cell.text)
        if text in self._offered:
            return self._offered[text]
        if question is not None and any(text in labels for labels in self._labels(question)):
            return None
        return self._statuses.get(text)

    def value(self, question: LabelledQuestion, cell: CellContent) -> tuple[Value, bool]:
        """Return the answer that a cell names, and whether it says that work on the next one is under way.

        Raise UnacceptableError (cell_no_answer).
        """
        text = plain(cell.text)
        found = self._found(question, text)
        if found is None and text.endswith("+"):
            found = self._found(question, text[:-1].strip())
            if found is not None:
                return found, True
        if found is None:
            raise UnacceptableError("cell_no_answer", value=cell.shown)
        return found, False

    def _found(self, question: LabelledQuestion, text: str) -> Value | None:
        for labels in (*self._labels(question), _by_id(question)):
            for said in (text, _OTHER_DASH.sub(" – ", text, count=1)):
                if len(labels.get(said, ())) == 1:
                    return next(iter(labels[said]))
        if isinstance(question, MaturityQuestion):
            number = _WHOLE.fullmatch(text)
            level = int(number[1]) if number else level_of(text)
            return level if level is not None and level < len(question.levels) else None
        return None

    def _labels(self, question: LabelledQuestion) -> list[dict[str, set[Value]]]:
        """Return the answers by their labels, language by language; a label may be that of several."""
        if question.id not in self._values:
            labels = [{value: words[key] for value, key in _keys(question)} for words in self._languages]
            offered: list[dict[Value, str]] = []
            if isinstance(question, SingleChoiceQuestion):
                for one in labels:
                    chosen = choices_offered({str(value): label for value, label in one.items()}, self._offered)
                    offered.append({choice: label for choice, label in chosen.items()})  # noqa: C416
            else:
                offered = [{level: level_label(level, label) for level, label in one.items()} for one in labels]
            self._values[question.id] = [_by_label(one) for one in (*offered, *labels)]
        return self._values[question.id]


def _by_label(labels: Mapping[Value, str]) -> dict[str, set[Value]]:
    found: dict[str, set[Value]] = {}
    for value, label in labels.items():
        found.setdefault(plain(label), set()).add(value)
    return found


def _by_id(question: LabelledQuestion) -> dict[str, set[Value]]:
    choices = question.choices if isinstance(question, SingleChoiceQuestion) else ()
    return {plain(choice.id): {choice.id} for choice in choices}


def _keys(question: LabelledQuestion) -> list[tuple[Value, str]]:
    if isinstance(question, MaturityQuestion):
        return [(level, f"scales.{question.scale}.{level}.label") for level in range(len(question.levels))]
    return [(choice.id, f"questions.{question.id}.choices.{choice.id}.label") for choice in question.choices]
