"""Small packs for tests that read packs back, of one State or two, on the questionnaire of tests/content/base."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from assessment.content.package import load_package
from assessment.core.coding import code_submissions
from assessment.core.cycle import Cycle
from assessment.core.instrument import compile_instrument
from assessment.core.pack import Audience, Classification, Edition, PackFrame
from assessment.core.scoring import score
from assessment.core.submission import Response, Status, Submission
from assessment.locale import phrases
from assessment.workbooks.live.content import LiveContent
from assessment.workbooks.live.sheets import write_live_sheets
from assessment.workbooks.packs.pack_book import begin_pack, finish_pack
from tests.workspaces import CONTENT

PACKAGE = load_package(CONTENT)
INSTRUMENT = compile_instrument(PACKAGE.questionnaire, PACKAGE.rubric)
NAMES = {"XAA": "Xenia", "XBB": "Yoria"}
ON = dt.date(2026, 6, 30)
CYCLE = Cycle("2026", "Second cycle", "mini", "2", dt.date(2026, 2, 1), ON, ON)
FRAME = PackFrame(
    id="a" * 32,
    audience=Audience.NATIONAL,
    edition=Edition.OWN,
    subject="XAA",
    subject_name="Xenia",
    cycle=CYCLE,
    rubric_version="1",
    content_digest="c" * 64,
    snapshot="5" * 64,
    is_draft=False,
    values="self_reported",
    language="en",
    classification=Classification.CONFIDENTIAL,
    national_label="",
    made_at=dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC),
    made_by_role="focal_point",
    is_training=True,
)
ANSWERS: Mapping[str, Any] = {"policy.strategy": 1, "policy.law": "yes", "practice.share": 40}


def pack(states: Mapping[str, Mapping[str, Any]] | None = None, explanation: str = "", **more: Any) -> bytes:
    """Return a pack over answers by State and question; `more` changes what it says about itself."""
    given = {"XAA": ANSWERS} if states is None else states
    submissions = [
        Submission(state, {question: Response(Status.ANSWERED, value) for question, value in answers.items()})
        for state, answers in given.items()
    ]
    scores = score(INSTRUMENT, code_submissions(INSTRUMENT, submissions, ON))
    frame, say = replace(FRAME, **more), phrases("en")
    words = say.content(PACKAGE)
    content = LiveContent(
        scores=scores,
        state_names=NAMES,
        exportable=np.ones((len(INSTRUMENT.questions), len(given)), dtype=np.bool_),
        shown=np.ones((len(INSTRUMENT.nodes), len(given)), dtype=np.bool_),
        readings=("point", "worst", "best"),
        sets=(),
        explanations={("XAA", "policy.strategy"): explanation} if explanation else {},
    )
    book = begin_pack(frame, say, words, PACKAGE.rubric.bands)
    write_live_sheets(book.book, content, words)
    return finish_pack(book)


def points(states: Mapping[str, Mapping[str, Any]]) -> dict[tuple[str, str], float]:
    """Return the points that the engine gives these answers, where it shows any."""
    submissions = [
        Submission(state, {question: Response(Status.ANSWERED, value) for question, value in answers.items()})
        for state, answers in states.items()
    ]
    scores = score(INSTRUMENT, code_submissions(INSTRUMENT, submissions, ON))
    shown = 100 * scores.shown_nodes("point")
    return {
        (state, node.id): float(shown[row, column])
        for row, node in enumerate(INSTRUMENT.nodes)
        for column, state in enumerate(scores.states)
        if not np.isnan(shown[row, column])
    }
