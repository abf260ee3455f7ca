"""What goes into an offline questionnaire: pure data, put together by who issues it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from assessment.core.answer_sheet import AnswerSheet
from assessment.core.cycle import Cycle
from assessment.core.pack import Classification
from assessment.core.questionnaire import Question, Section
from assessment.core.revision import Answer
from assessment.core.text import Words
from assessment.locale import Phrases


@dataclass(frozen=True, slots=True)
class OfflineFrame:
    """What an offline questionnaire says about itself.

    `id` names this one file (32 hexadecimal digits). `cycle` is None for a questionnaire out of a folder of
    content. `ministry` is whom it is made for, "" for all of the State; `issued_by` the person who made it, "" for
    an operator; `due_on` when it is wanted back; `contacts` the names of the focal points. `national_label` is the
    State's own classification, "" without one.
    """

    id: str
    state: str
    state_name: str
    cycle: Cycle | None
    content_digest: str
    issued_at: dt.datetime
    ministry: str = ""
    issued_by: str = ""
    due_on: dt.date | None = None
    contacts: tuple[str, ...] = ()
    classification: Classification = Classification.UNCLASSIFIED
    national_label: str = ""
    is_training: bool = False


def label_in_words(frame: OfflineFrame, say: Phrases) -> str:
    """Return the label on a file, with the State's own beside it, as on the cover of a pack."""
    label = say(f"pack.classification_{frame.classification}")
    return f"{label} / {frame.national_label}" if frame.national_label else label


@dataclass(frozen=True, eq=False)
class OfflineContent:
    """An offline questionnaire before it is written: the sections with these ids, and what stands in the answers.

    `previous` has the last cycle's answers by question id of this cycle, `previous_cycle` its title.
    """

    frame: OfflineFrame
    sheet: AnswerSheet
    sections: tuple[str, ...]
    previous: Mapping[str, Answer] = field(default_factory=dict)
    previous_cycle: str = ""

    @cached_property
    def chosen(self) -> tuple[Section, ...]:
        """Return the sections in the file, in the order asked."""
        return tuple(one for one in self.sheet.instrument.questionnaire.sections if one.id in self.sections)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Return the questions in the file, in the order asked."""
        return tuple(question for section in self.chosen for question in section.questions)

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Return the numbers of all sections and questions as people see them, such as "3" and "3.2"."""
        numbers = {}
        for place, section in enumerate(self.sheet.instrument.questionnaire.sections, start=1):
            numbers[section.id] = str(place)
            numbers |= {one.id: f"{place}.{row}" for row, one in enumerate(section.questions, start=1)}
        return numbers


@dataclass(frozen=True, slots=True)
class Wording:
    """How the file speaks: the words of the interface and those of the questionnaire, in one language."""

    say: Phrases
    words: Words

    @property
    def dont_know(self) -> str:
        """Return what stands in drop-downs for "don't know"."""
        return self.say("status.dont_know")

    @property
    def not_applicable(self) -> str:
        """Return what stands in drop-downs for "not applicable"."""
        return self.say("status.not_applicable")

    @property
    def yes(self) -> str:
        """Return what stands in the drop-down for work under way."""
        return self.say("offline.yes")
