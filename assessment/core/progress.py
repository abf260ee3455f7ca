"""Progress: how far the answers have come, section by section, and which question is next."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from assessment.core.answer_sheet import WITH_VALUE, AnswerSheet
from assessment.core.questionnaire import Section
from assessment.core.submission import Status


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """Counts of the questions of one section; `section` is None for several together.

    All questions = asked + undecided + hidden. Asked = answered + in_progress + dont_know + not_applicable +
    unanswered. Of the answered and in progress ones, `in_score` belong to the rubric; the others are for
    information. Of the asked ones, `with_evidence` have a document, `to_confirm` are unanswered and have an answer
    of the last cycle, `second_versions` wait for a choice between two versions.
    """

    section: str | None
    undecided: int = 0
    hidden: int = 0
    answered: int = 0
    in_progress: int = 0
    dont_know: int = 0
    not_applicable: int = 0
    unanswered: int = 0
    in_score: int = 0
    with_evidence: int = 0
    to_confirm: int = 0
    second_versions: int = 0

    @property
    def asked(self) -> int:
        """Return the number of questions that are asked for certain."""
        return self.settled + self.unanswered

    @property
    def settled(self) -> int:
        """Return the number of asked questions that something was said about."""
        return self.answered + self.in_progress + self.dont_know + self.not_applicable

    @property
    def questions(self) -> int:
        """Return the number of all questions."""
        return self.asked + self.undecided + self.hidden

    @property
    def with_answer(self) -> int:
        """Return the number of asked questions with an answer, work under way included."""
        return self.answered + self.in_progress

    @property
    def share(self) -> float:
        """Return the settled share of the asked questions in [0, 1]; 1 where nothing is asked."""
        return self.settled / self.asked if self.asked else 1.0


def progress_by_section(sheet: AnswerSheet) -> tuple[SectionProgress, ...]:
    """Return the progress of every section, in the order asked."""
    return tuple(_of_section(sheet, section) for section in sheet.instrument.questionnaire.sections)


def _of_section(sheet: AnswerSheet, section: Section) -> SectionProgress:
    ids = [question.id for question in section.questions]
    asked = [question for question in ids if sheet.is_asked(question)]
    undecided = sum(sheet.is_undecided(question) for question in ids)
    scored = sheet.instrument.leaf_row
    statuses = Counter(sheet.status(question) for question in asked)
    return SectionProgress(
        section=section.id,
        undecided=undecided,
        hidden=len(ids) - len(asked) - undecided,
        answered=statuses[Status.ANSWERED],
        in_progress=statuses[Status.IN_PROGRESS],
        dont_know=statuses[Status.DONT_KNOW],
        not_applicable=statuses[Status.NOT_APPLICABLE],
        unanswered=statuses[Status.BLANK],
        in_score=sum(question in scored and sheet.status(question) in WITH_VALUE for question in asked),
        with_evidence=sum(bool(sheet.documents_at(question)) for question in asked),
        to_confirm=sum(
            question in sheet.to_confirm and sheet.status(question) is Status.BLANK for question in asked
        ),
        second_versions=sum(question in sheet.second_versions for question in asked),
    )


def together(parts: Iterable[SectionProgress]) -> SectionProgress:
    """Return the sums of several sections."""
    parts = list(parts)
    return SectionProgress(
        section=None,
        undecided=sum(part.undecided for part in parts),
        hidden=sum(part.hidden for part in parts),
        answered=sum(part.answered for part in parts),
        in_progress=sum(part.in_progress for part in parts),
        dont_know=sum(part.dont_know for part in parts),
        not_applicable=sum(part.not_applicable for part in parts),
        unanswered=sum(part.unanswered for part in parts),
        in_score=sum(part.in_score for part in parts),
        with_evidence=sum(part.with_evidence for part in parts),
        to_confirm=sum(part.to_confirm for part in parts),
        second_versions=sum(part.second_versions for part in parts),
    )


def next_unanswered(
    sheet: AnswerSheet, sections: Collection[str] | None = None, after: str | None = None
) -> str | None:
    """Return the next asked question without an answer, in the order asked; None when there is none.

    Only `sections` are looked at where they are given. The search begins behind the question `after` and goes on
    from the start, so that the last one found may be `after` itself.
    """
    order = [
        question.id
        for section in sheet.instrument.questionnaire.sections
        if sections is None or section.id in sections
        for question in section.questions
    ]
    start = order.index(after) + 1 if after in order else 0
    for question in order[start:] + order[:start]:
        if sheet.is_asked(question) and sheet.status(question) is Status.BLANK:
            return question
    return None
