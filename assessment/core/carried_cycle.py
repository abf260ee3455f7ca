"""An earlier cycle on a later version of questionnaire and rubric: its scores there, through the crosswalk.

Old and new scores can be set side by side only when one rubric made both.
"""

from collections.abc import Sequence

import numpy as np

from assessment.core.arrays import Bools, Codes, Floats
from assessment.core.coding import CodedAnswers
from assessment.core.crosswalk import carry_scores, sources_of
from assessment.core.instrument import Instrument
from assessment.core.questionnaire import Question
from assessment.core.scoring import (
    OUT,
    READINGS,
    UNANSWERED,
    Reading,
    Scores,
    Standings,
    readings_of_leaves,
    scores_of_leaves,
)
from assessment.core.versions import Crosswalk


def carried_scores(old: Scores, new: Instrument, crosswalk: Crosswalk | None) -> Scores:
    """Return an earlier cycle's scores on a newer version, with coverage, gates and all readings.

    An answer that could be given to the new question in the same way is scored by the new rubric. Any other takes
    the score that it had, several old questions the mean of theirs. A question that comes from nothing is
    unanswered: it takes coverage and widens the interval, but triggers no gate in the point score, because a
    safeguard that nobody asked about is not missing. What applied and what was hidden is taken over.
    """
    sources = tuple(sources_of(crosswalk, old.instrument, new).values())
    standing = carry_scores(old, crosswalk, new)[1]
    coded, same_scale = _carried_answers(old, new, crosswalk)
    joined = np.stack([_joined(old, sources, reading) for reading in READINGS], axis=1)
    as_answered = readings_of_leaves(new, coded, standing)
    leaf_scores = np.where(same_scale[new.columns][:, None, None], as_answered, joined)
    asked = np.array([bool(own) for own in sources], dtype=np.bool_)
    return scores_of_leaves(
        new,
        coded,
        _carried_standings(old, sources, standing),
        leaf_scores,
        (standing == UNANSWERED) & asked[:, None],
    )


def carried_usable(
    old: Instrument, new: Instrument, crosswalk: Crosswalk | None, usable_questions: Bools
) -> Bools:
    """Tell which carried node scores may be used: those of which every old question may (new nodes x States).

    `usable_questions` is given for all questions of the old version (questions x States). A question may have gone
    to another domain since, so what was released of the old domains decides. A node that comes from nothing has no
    score and may not be used. The safeguards of a node's gates count as its own questions.
    """
    rows = [
        [int(old.columns[old.leaf_row[source]]) for source in own]
        for own in sources_of(crosswalk, old, new).values()
    ]
    nodes = np.zeros((len(new.nodes), usable_questions.shape[1]), dtype=np.bool_)
    for place in range(len(new.nodes)):
        below = [row for leaf in new.leaf_rows_below(place) for row in rows[int(leaf)]]
        if below:
            capped = new.node_places_below(place)
            gates = [gate for gate in new.gates if gate.node in capped]
            below += [row for gate in gates for leaf in gate.leaves for row in rows[int(leaf)]]
            nodes[place] = usable_questions[below].all(axis=0)
    return nodes


def same_answers(old: Question, new: Question) -> bool:
    """Tell whether an answer to one question can be given to the other, at the same place of the same scale."""
    if old.type != new.type:
        return False
    levels = [len(getattr(question, "levels", ())) for question in (old, new)]
    choices = [[choice.id for choice in getattr(question, "choices", ())] for question in (old, new)]
    units = [getattr(question, "unit", None) for question in (old, new)]
    return levels[0] == levels[1] and choices[0] == choices[1] and units[0] == units[1]


def _carried_answers(old: Scores, new: Instrument, crosswalk: Crosswalk | None) -> tuple[CodedAnswers, Bools]:
    """Return the answers that can be given to the new questions in the same way, and to which questions.

    All other answers are blank.
    """
    shape = (len(new.questions), len(old.states))
    value = np.full(shape, np.nan)
    status, grade = np.zeros(shape, dtype=np.uint8), np.zeros(shape, dtype=np.uint8)
    reason = np.zeros(shape, dtype=np.bool_)
    same_scale = np.zeros(len(new.questions), dtype=np.bool_)
    mapped = crosswalk.questions if crosswalk else {}
    for row, question in enumerate(new.questions):
        origin = mapped[question.id].from_questions if question.id in mapped else (question.id,)
        if len(origin) != 1 or origin[0] not in old.instrument.question_index:
            continue
        place = old.instrument.question_index[origin[0]]
        same_scale[row] = same_answers(old.instrument.questions[place], question)
        if same_scale[row]:
            value[row], status[row] = old.coded.value[place], old.coded.status[place]
            grade[row], reason[row] = old.coded.grade[place], old.coded.reason[place]
    day = old.coded.reference_date or new.rubric.reference_date
    return CodedAnswers(old.states, value, status, grade, reason, day), same_scale


def _joined(old: Scores, sources: Sequence[tuple[str, ...]], reading: Reading) -> Floats:
    """Return the mean of the old questions that have a score in a reading (new leaves x States).

    In the worst and best case an unanswered one has 0 or 1, as does a question that comes from nothing.
    """
    of_nothing = {"worst": 0.0, "best": 1.0}.get(reading, np.nan)
    found = np.full((len(sources), len(old.states)), of_nothing)
    for row, own in enumerate(sources):
        if own:
            x = old.leaves(reading)[[old.instrument.leaf_row[source] for source in own]]
            count = (~np.isnan(x)).sum(axis=0)
            found[row] = np.nan
            np.divide(np.nansum(x, axis=0), count, out=found[row], where=count > 0)
    return found


def _carried_standings(old: Scores, sources: Sequence[tuple[str, ...]], standing: Codes) -> Standings:
    """Return how the new questions stand: hidden, undecided or refused where one of their old questions was."""
    before = old.standings

    def any_of(flags: Bools) -> Bools:
        rows = [[old.instrument.leaf_row[source] for source in own] for own in sources]
        return np.array([flags[own].any(axis=0) for own in rows], dtype=np.bool_).reshape(standing.shape)

    unanswered = standing == UNANSWERED
    return Standings(
        standing=standing,
        hidden=any_of(before.hidden) & (standing == OUT),
        undecided=any_of(before.undecided) & unanswered,
        refused=any_of(before.refused) & unanswered,
        too_many=before.too_many,
    )
