"""A State's own words in its packs: there only when they are wanted, whole, and never a formula."""

from dataclasses import replace
from typing import Any

import pytest
from openpyxl.cell.cell import Cell

from assessment.core.access import Permission
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.pack import Audience, Classification
from assessment.core.revision import Answer, ResponseRecord
from assessment.core.submission import Status
from assessment.locale import PSEUDO, phrases
from assessment.services.answering import save_answer
from assessment.services.documenting import attach
from assessment.services.packs import national
from assessment.services.packs.at_terminal import build_at_terminal
from assessment.services.packs.frame import BuiltPack, PackOptions
from assessment.services.packs.national import national_pack
from assessment.services.stored_answers import answer_sheet
from assessment.services.workspace import Caller, desk
from assessment.workbooks.cell_text import cell_text
from tests.services.packs.reading_packs import all_text, opened, table
from tests.workspaces import XENIA, Office

SAY = phrases("en")
OPTIONS = PackOptions(Audience.NATIONAL, "en", Classification.UNCLASSIFIED)
HOSTILE = ("=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "{=1}", "🕊️ zero\u200dwidth", "<b>&amp;</b>\x08\x0b")


def answered(office: Office, explanation: str) -> Caller:
    """Return Amara, once she gave an answer with an explanation and a document."""
    amara = office.caller("Amara")
    answer = Answer(Status.ANSWERED, 2, explanation=explanation)
    save_answer(office.workspace, amara, office.key, "policy.strategy", answer, seen=0)
    details = EvidenceDetails("Secret title", EvidenceKind.LAW, "Parliament")
    attach(office.workspace, amara, office.key, "policy.strategy", details, None)
    return amara


@pytest.mark.parametrize("audience", [Audience.NATIONAL, Audience.MINISTER])
def test_words_that_were_left_out_are_nowhere_in_the_file(office: Office, audience: Audience):
    amara = answered(office, "Our secret reasoning")
    for language in ("en", PSEUDO):
        options = replace(OPTIONS, audience=audience, language=language, include_explanations=False)
        text = all_text(national_pack(office.workspace, amara, office.key, options))
        assert "secret reasoning" not in text
        assert "Secret title" not in text


def test_words_that_were_asked_for_stand_in_the_national_pack(office: Office):
    text = all_text(national_pack(office.workspace, answered(office, "Our reasoning"), office.key, OPTIONS))
    assert "Our reasoning" in text
    assert "Secret title" in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_words_of_people_stay_words(office: Office, hostile: str):
    caller = answered(office, hostile)
    kept = _stored(office, caller).answer.explanation
    cells = _cells_with(national_pack(office.workspace, caller, office.key, OPTIONS), kept)
    assert len(cells) >= 2  # Answers and Data
    assert all(cell.data_type in {"s", "inlineStr"} for cell in cells)


def test_an_explanation_of_any_length_stands_there_in_full(office: Office, monkeypatch: pytest.MonkeyPatch):
    words = " ".join(f"word{number}" for number in range(5000))[:40_000]
    caller = answered(office, "short")
    real = answer_sheet

    def sheet(workspace: Any, at: Any) -> Any:
        found = real(workspace, at)
        record = found.records["policy.strategy"]
        longer = replace(record, answer=replace(record.answer, explanation=words))
        return replace(found, records={**found.records, "policy.strategy": longer})

    monkeypatch.setattr(national, "answer_sheet", sheet)
    book = opened(national_pack(office.workspace, caller, office.key, OPTIONS))

    rows = [row for row in table(book, "Answers", "Id") if row["Id"] == "policy.strategy"]
    assert " ".join(row["Explanation"] for row in rows if row["Explanation"]).split() == words.split()
    assert {len(row["Question"] or "") for row in rows[1:]} == {0}


@pytest.mark.parametrize("audience", [Audience.NATIONAL, Audience.MINISTER])
@pytest.mark.parametrize("wanted", [True, False])
def test_the_cover_says_whether_the_words_stand_in_the_file(office: Office, audience: Audience, *, wanted: bool):
    options = replace(OPTIONS, audience=audience, include_explanations=wanted)
    pack = national_pack(office.workspace, answered(office, "Our reasoning"), office.key, options)
    book = opened(pack)
    cover = [cell.value for row in book["Cover"] for cell in row]
    assert SAY("pack.explanations_in" if wanted else "pack.explanations_out") in cover
    assert SAY("pack.explanations_out" if wanted else "pack.explanations_in") not in cover
    identity = {row[0]: row[1] for row in book["_pack"].iter_rows(values_only=True)}
    assert identity["with_explanations"] == str(wanted).lower()
    assert ("Our reasoning" in all_text(pack)) is wanted


@pytest.mark.parametrize(
    ("audience", "chosen", "there"),
    [
        (Audience.NATIONAL, None, True),
        (Audience.NATIONAL, False, False),
        (Audience.MINISTER, None, False),
        (Audience.MINISTER, True, True),
    ],
)
def test_at_the_terminal_a_ministers_page_is_without_them_unless_asked(
    office: Office, audience: Audience, chosen: bool | None, *, there: bool
):
    answered(office, "Our reasoning")
    pack = build_at_terminal(
        office.workspace,
        audience,
        state=XENIA,
        state_set=None,
        cycle=None,
        edition=None,
        language="en",
        classification=None,
        explanations=chosen,
        progress=lambda _stage, _done: None,
    )
    assert pack.frame.with_explanations is there
    assert ("Our reasoning" in all_text(pack)) is there


def _stored(office: Office, caller: Caller) -> ResponseRecord:
    with desk(office.workspace, caller, Permission.READ_ASSESSMENT, office.key) as at:
        return answer_sheet(office.workspace, at).record("policy.strategy")


def _cells_with(pack: BuiltPack, text: str) -> list[Cell]:
    wanted = cell_text(text)
    return [
        cell
        for sheet in opened(pack, formulas=True).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value == wanted
    ]
