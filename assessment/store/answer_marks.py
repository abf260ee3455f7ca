"""Marks of answers: which questions of a cycle something was said about, read without what was answered."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, case, select

from assessment.core.cycle_progress import AnswerMark
from assessment.core.questionnaire import Question
from assessment.errors import ContentError
from assessment.store.answer_rows import answer_of
from assessment.store.tables import assessments, responses


def of_cycle(
    connection: Connection, cycle: str, questions: Mapping[str, Question], with_values: Collection[str]
) -> dict[str, dict[str, AnswerMark]]:
    """Return the marks of all States in a cycle, by State and question; values only of `with_values`.

    `questions` are those of the pinned content. Raise ContentError when an answer has no question there.
    """
    value = case((responses.c.question.in_(sorted(with_values)), responses.c.value), else_=None)
    query = (
        select(
            assessments.c.state, responses.c.question, responses.c.status, responses.c.value.is_not(None), value
        )
        .join(assessments, assessments.c.id == responses.c.assessment)
        .where(assessments.c.cycle == cycle)
    )
    marks: dict[str, dict[str, AnswerMark]] = {}
    for state, name, status, has_value, text in connection.execute(query):
        question = questions.get(name)
        if question is None:
            raise ContentError(
                f"There is a stored answer to {name}, which the content does not have. "
                "Use the content version that the cycle was opened with."
            )
        answer = answer_of(question, {"status": status, "value": text, "reason": "", "explanation": ""})
        marks.setdefault(state, {})[name] = AnswerMark(answer.status, bool(has_value), answer.value)
    return marks
