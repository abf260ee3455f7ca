"""The frozen document of a submission."""

import dataclasses
import datetime as dt
import json

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.core.answer_sheet import AnswerSheet
from assessment.core.coding import code_submissions
from assessment.core.cycle import Cycle
from assessment.core.evidence import EvidenceUse
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.revision import Answer
from assessment.core.scoring import score
from assessment.core.snapshot import (
    Snapshot,
    SnapshotFrame,
    open_document,
    read_snapshot,
    snapshot_id,
    take_snapshot,
)
from assessment.core.submission import EvidenceGrade, Status
from assessment.errors import AnswersError
from tests.builders import instrument, leaf, maturity, node
from tests.sheets import REFERENCE_DATE, document, sheet_of
from tests.strategies import Case, cases

FRAME = SnapshotFrame(
    cycle=Cycle(
        "2026", "Second", "trial", "1", dt.date(2026, 1, 1), dt.date(2026, 12, 31), REFERENCE_DATE, "2024"
    ),
    state_name="Aldonia",
    content_digest="c" * 64,
    rubric_version="1",
    releases={"first": Release.NAMED, "second": Release.PRIVATE},
    submitted_by=Role.FOCAL_POINT,
    submitted_at=dt.datetime(2026, 7, 2, 8, tzinfo=dt.UTC),
)


def small_sheet() -> AnswerSheet:
    questions = [
        maturity("filter"),
        maturity("follow", show_if={"question": "filter", "at_least": 2}),
        {"id": "words", "type": "text", "text": "Which?", "max_length": 200},
        {"id": "day", "type": "date", "text": "When?"},
    ]
    compiled = instrument(questions, node("overall", leaf("filter"), leaf("follow")), context=["words", "day"])
    answers = {
        "filter": Answer(Status.ANSWERED, 1, explanation="Résumé: “yes”"),
        "follow": 3,
        "words": "= the law \u202e",
        "day": dt.date(2025, 3, 1),
    }
    return sheet_of(compiled, answers, documents={"filter": (document("filter", attached=True),)})


def test_snapshot__canonical_json__sorted_compact_and_without_names() -> None:
    snapshot = take_snapshot(small_sheet(), FRAME)
    content = json.loads(snapshot.document)
    assert snapshot.document == json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert "Amara" not in snapshot.document
    assert content["submitted"] == {"by_role": "focal_point", "at": "2026-07-02T08:00:00.000000+00:00"}
    assert content["releases"] == {"first": "named", "second": "private"}
    assert content["responses"][0]["explanation"] == "Résumé: “yes”"
    assert content["responses"][0]["grade"] == "attached"
    assert [entry["flow"] for entry in content["responses"]] == ["asked", "hidden", "asked", "asked"]
    assert content["evidence"][0]["file"]["sha256"] == "ab" * 32


def test_snapshot__same_answers__same_name() -> None:
    assert take_snapshot(small_sheet(), FRAME) == take_snapshot(small_sheet(), FRAME)


def test_snapshot__read_back__same_submission() -> None:
    sheet = small_sheet()
    assert read_snapshot(take_snapshot(sheet, FRAME), sheet.instrument.questionnaire) == sheet.submission


@given(cases())
def test_snapshot__any_answers__scores_as_the_live_ones(case: Case) -> None:
    answers = case.submissions[0].responses
    documents = {question: _documents(question, answer.evidence) for question, answer in answers.items()}
    sheet = sheet_of(case.instrument, answers, documents=documents)
    snapshot = take_snapshot(sheet, FRAME)
    read = read_snapshot(snapshot, case.questionnaire)
    again = score(case.instrument, code_submissions(case.instrument, [read], REFERENCE_DATE))
    assert np.array_equal(again.values, sheet.scores.values, equal_nan=True)
    assert np.array_equal(again.coverage, sheet.scores.coverage, equal_nan=True)


def _documents(question: str, grade: EvidenceGrade) -> tuple[EvidenceUse, ...]:
    if grade is EvidenceGrade.NONE:
        return ()
    attached, verified = grade >= EvidenceGrade.ATTACHED, grade is EvidenceGrade.VERIFIED
    return (document(question), document(question, number=2, attached=attached, verified=verified))


SMALL = take_snapshot(small_sheet(), FRAME)


@given(st.integers(0, len(SMALL.document.encode()) - 1), st.integers(0, 255))
def test_snapshot__any_changed_byte__another_name(place: int, byte: int) -> None:
    changed = bytearray(SMALL.document.encode())
    assume(changed[place] != byte)
    changed[place] = byte
    document_text = changed.decode(errors="surrogateescape")
    try:
        assert snapshot_id(document_text) != SMALL.id
    except UnicodeEncodeError:
        return
    with pytest.raises(AnswersError, match="was changed"):
        open_document(dataclasses.replace(SMALL, document=document_text))


def test_snapshot__of_another_format__says_so() -> None:
    other = '{"format":"something/2"}'
    with pytest.raises(AnswersError, match="unknown format"):
        open_document(Snapshot(snapshot_id(other), other))


def test_snapshot__of_other_content__says_so() -> None:
    compiled = instrument([maturity("another")], node("overall", leaf("another")))
    with pytest.raises(AnswersError, match="does not fit"):
        read_snapshot(SMALL, compiled.questionnaire)
