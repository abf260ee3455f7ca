"""Invented answers for training: plausible, alike inside a State, and a little further on in the next cycle.

Every State has a level of its own, every section of a State deviates from it a little, every question again. What
is drawn for a question stays from cycle to cycle, so that answers move slowly and mostly upwards.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from assessment.core.arrays import Floats
from assessment.core.coding import code_submissions
from assessment.core.flow import follow
from assessment.core.instrument import Instrument
from assessment.core.questionnaire import (
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    SingleChoiceQuestion,
    TextQuestion,
)
from assessment.core.revision import Answer
from assessment.core.submission import Response, Status, Submission, Value
from assessment.core.training_texts import TrainingTexts

T = TypeVar("T")
AnswersOfState = dict[str, Answer]
"""The answers of one State by question id, in the order asked."""

MEAN_LEVEL, SPREAD_OF_STATES, SPREAD_OF_REGIONS = 0.50, 0.17, 0.03
SPREAD_OF_SECTIONS, SPREAD_OF_QUESTIONS, SPREAD_OF_CYCLES = 0.07, 0.11, 0.03
GAIN, SPREAD_OF_GAINS = 0.04, 0.03
NOT_APPLICABLE, DONT_KNOW, IN_PROGRESS, EXPLAINED = 0.15, 0.03, 0.09, 0.7


@dataclass(frozen=True, eq=False)
class Tendencies:
    """How far States have come at questions, from 0 to 1, each array cycles x questions x States.

    `chance` holds draws from 0 to 1 that decide between answers, statuses and words; `lasting` (questions x
    States) those that stay from cycle to cycle.
    """

    position: Floats
    chance: Floats
    lasting: Floats


def draw_tendencies(
    instrument: Instrument, regions: Sequence[str], cycles: int, generator: np.random.Generator
) -> Tendencies:
    """Draw how far each State has come in each cycle; `regions` holds the region of each State."""
    questions, states = len(instrument.questions), len(regions)
    section_of = instrument.questionnaire.section_of
    sections = [section.id for section in instrument.questionnaire.sections]
    place = [sections.index(section_of[question.id].id) for question in instrument.questions]
    names = sorted(set(regions))
    by_region = generator.normal(0, SPREAD_OF_REGIONS, len(names))
    by_state = generator.normal(MEAN_LEVEL, SPREAD_OF_STATES, states) + by_region[list(map(names.index, regions))]
    by_section = generator.normal(0, SPREAD_OF_SECTIONS, (len(sections), states))
    by_question = generator.normal(0, SPREAD_OF_QUESTIONS, (questions, states))
    gains = generator.normal(GAIN, SPREAD_OF_GAINS, (cycles, states))
    gains[0] = 0
    moving = generator.normal(0, SPREAD_OF_CYCLES, (cycles, questions, states))
    position = (by_state + by_section[place] + by_question) + gains.cumsum(axis=0)[:, None, :] + moving
    return Tendencies(
        position=np.clip(position, 0.0, 1.0),
        chance=generator.random((cycles, questions, states)),
        lasting=generator.random((questions, states)),
    )


def invent_answers(
    instrument: Instrument,
    regions: Sequence[str],
    dates: Sequence[dt.date],
    texts: TrainingTexts,
    generator: np.random.Generator,
) -> tuple[tuple[AnswersOfState, ...], ...]:
    """Return the complete answers of every State in every cycle; nothing is answered that is not asked.

    `dates` holds a date for each cycle that no date answered lies beyond.
    """
    drawn = draw_tendencies(instrument, regions, len(dates), generator)
    cycles = []
    for cycle, date in enumerate(dates):
        rows = [
            {
                question.id: _answer(question, drawn, (cycle, row, state), date, texts)
                for row, question in enumerate(instrument.questions)
            }
            for state in range(len(regions))
        ]
        cycles.append(asked_only(instrument, rows))
    return tuple(cycles)


def asked_only(instrument: Instrument, rows: Sequence[Mapping[str, Answer]]) -> tuple[AnswersOfState, ...]:
    """Return the answers of States without those to questions that the skip logic does not ask."""
    submissions = [
        Submission(str(column), {question: response_of(answer) for question, answer in row.items()})
        for column, row in enumerate(rows)
    ]
    asked = follow(instrument, code_submissions(instrument, submissions)).asked
    return tuple(
        {
            question: answer
            for question, answer in row.items()
            if asked[instrument.question_index[question], column]
        }
        for column, row in enumerate(rows)
    )


def response_of(answer: Answer) -> Response:
    """Return an answer as scoring takes it, without evidence."""
    return Response(answer.status, answer.value, reason=answer.reason)


def begun_only(
    instrument: Instrument, answers: Mapping[str, Answer], share: float, generator: np.random.Generator
) -> AnswersOfState:
    """Return about a share of a State's answers: some sections done, one or two begun, the others untouched."""
    order = generator.permutation(len(instrument.questionnaire.sections))
    wanted = round(share * len(answers))
    kept: set[str] = set()
    for place in order:
        for question in instrument.questionnaire.sections[int(place)].questions:
            if question.id in answers and len(kept) < wanted and generator.random() < 0.95:
                kept.add(question.id)
    return asked_only(instrument, [{name: answer for name, answer in answers.items() if name in kept}])[0]


def reviewed_answer(
    question: Question, answer: Answer, texts: TrainingTexts, generator: np.random.Generator
) -> Answer:
    """Return what a reviewer makes of an answer: mostly the same, else a level lower with a reason."""
    lower = _one_lower(question, answer)
    if lower is None or generator.random() > 0.3:
        return Answer(answer.status, answer.value, answer.reason)
    return Answer(Status.ANSWERED, lower, explanation=str(generator.choice(texts.reviews)))


def _one_lower(question: Question, answer: Answer) -> Value | None:
    if isinstance(question, MaturityQuestion) and isinstance(answer.value, int) and answer.value > 0:
        return answer.value - 1
    if isinstance(question, SingleChoiceQuestion) and answer.value is not None:
        place = [choice.id for choice in question.choices].index(str(answer.value))
        return question.choices[place - 1].id if place else None
    return None


def _answer(
    question: Question, drawn: Tendencies, at: tuple[int, int, int], date: dt.date, texts: TrainingTexts
) -> Answer:
    position, chance, lasting = float(drawn.position[at]), float(drawn.chance[at]), float(drawn.lasting[at[1:]])
    year = str(date.year - int(3 * lasting))
    body = _pick(texts.ministries, lasting * 7 % 1).name

    def words(choices: Sequence[str]) -> str:
        return _pick(choices, (lasting * 31 + chance * 0.2) % 1).format(year=year, body=body)

    if question.not_applicable and lasting < NOT_APPLICABLE:
        return Answer(Status.NOT_APPLICABLE, reason=_pick(texts.not_applicable, lasting / NOT_APPLICABLE))
    if chance < DONT_KNOW and not isinstance(question, TextQuestion):
        return Answer(Status.DONT_KNOW, explanation=words(texts.dont_know))
    value = _value(question, position, lasting, date, texts)
    if _can_move(question, value) and chance > 1 - IN_PROGRESS:
        return Answer(Status.IN_PROGRESS, value, explanation=words(texts.in_progress))
    tier = texts.explanations.low if position < 0.4 else texts.explanations.middle
    tier = texts.explanations.high if position > 0.7 else tier
    explained = isinstance(question, MaturityQuestion) and chance < EXPLAINED
    return Answer(Status.ANSWERED, value, explanation=words(tier) if explained else "")


def _pick(choices: Sequence[T], share: float) -> T:
    return choices[min(int(share * len(choices)), len(choices) - 1)]


def _can_move(question: Question, value: Value) -> bool:
    if isinstance(question, MaturityQuestion):
        return isinstance(value, int) and value < len(question.levels) - 1
    return isinstance(question, SingleChoiceQuestion) and value != question.choices[-1].id


def _value(question: Question, position: float, lasting: float, date: dt.date, texts: TrainingTexts) -> Value:
    match question:
        case MaturityQuestion():
            return _pick(range(len(question.levels)), position)
        case SingleChoiceQuestion():
            return _pick(question.choices, position).id
        case MultipleChoiceQuestion():
            return _ticked(question, position, lasting)
        case NumberQuestion():
            return _number(question, position, lasting)
        case DateQuestion():
            return _date(question, position, lasting, date)
        case TextQuestion():
            return _pick(texts.plans, lasting)[: question.max_length]


def _ticked(question: MultipleChoiceQuestion, position: float, lasting: float) -> frozenset[str]:
    """Tick the options whose own threshold, which stays from cycle to cycle, the State has passed."""
    open_ones = [choice.id for choice in question.choices if not choice.exclusive]
    thresholds = [(lasting + place * 0.618) % 1 for place in range(len(open_ones))]
    ticked = frozenset(name for name, at in zip(open_ones, thresholds, strict=True) if at < position)
    alone = [choice.id for choice in question.choices if choice.exclusive]
    return ticked or frozenset(alone[:1] or open_ones[:1])


def _number(question: NumberQuestion, position: float, lasting: float) -> float:
    low, high = question.range or (0.0, 10_000.0)
    share = 0.6 * position + 0.4 * lasting
    # Wide ranges are there to catch slips of the pen: what people enter lies far below their upper end.
    wide = high - low > 1000
    number = low + ((high - low + 1) ** (0.25 + 0.35 * share) if wide else (high - low) * (0.05 + 0.5 * share))
    return float(min(max(round(number, question.decimals), low), high))


def _date(question: DateQuestion, position: float, lasting: float, date: dt.date) -> dt.date:
    """Return a date, the more recent the further the State has come: from weeks to some six years ago."""
    found = date - dt.timedelta(days=30 + int(2000 * lasting * (1.2 - position)))
    first, last = question.range or (found, date)
    return min(max(found, first), last, date)
