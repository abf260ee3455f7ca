"""Issuing offline questionnaires: what is in them, for whom, and what is refused."""

import datetime as dt
import io
import json
import zipfile

import pytest

from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.log_entry import LogEntry
from assessment.core.pack import Classification
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.errors import DeniedError, RequestError, UnacceptableError
from assessment.locale import phrases
from assessment.services.answering import save_answer
from assessment.services.documenting import attach
from assessment.services.workbooks.issuing import FileLabel, IssuedWorkbook, issue_workbook
from assessment.services.workbooks.issuing_at_terminal import empty_workbook, issue_at_terminal
from assessment.store import content_versions, log, ministries
from assessment.workbooks.offline.layout import OfflineIdentity
from tests.workbooks.offline_files import entries, opened, section_sheets
from tests.workspaces import CONTENT, INTERIOR, JUSTICE, YORIA, Office


def identity_of(issued: IssuedWorkbook) -> OfflineIdentity:
    pieces = [cell.value for cell in opened(issued.data)["identity"]["A"][1:] if cell.value]
    return OfflineIdentity.model_validate_json("".join(pieces))


def last_entry(office: Office) -> LogEntry:
    with office.workspace.database.reading() as connection:
        return list(log.entries(connection))[-1]


def words_on_first_sheet(issued: IssuedWorkbook) -> list[str]:
    sheet = opened(issued.data).worksheets[0]
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def test_a_focal_point_gets_all_sections_with_what_is_there(office: Office):
    amara = office.caller("Amara")
    save_answer(
        office.workspace,
        amara,
        office.key,
        "policy.strategy",
        Answer(Status.ANSWERED, 1, explanation="A draft."),
        seen=0,
    )
    details = EvidenceDetails("Draft strategy", EvidenceKind.POLICY, "Cabinet", dt.date(2026, 1, 2))
    attach(office.workspace, amara, office.key, "policy.strategy", details, None)

    issued = issue_workbook(office.workspace, amara, office.key, "en")

    book, identity = opened(issued.data), identity_of(issued)
    assert [sheet.title for sheet in section_sheets(book)] == ["1 Policy", "2 Practice"]
    assert entries(book)["policy.strategy", "answer"].value == "1 – Draft"
    assert entries(book)["policy.strategy", "explanation"].value == "A draft."
    assert "Draft strategy" in [cell.value for row in section_sheets(book)[0].iter_rows() for cell in row]
    assert (identity.sent["policy.strategy"].revision, identity.sent["policy.strategy"].code) == (1, "1")
    with office.workspace.database.reading() as connection:
        assert identity.content_digest == content_versions.digest(connection, "mini", "2")
    assert (identity.id, identity.state, identity.cycle) == (issued.workbook_id, "XAA", "2026")
    assert issued.file_name == f"mini_workbook_XAA_2026_all-sections_en_2026-05-04_{issued.workbook_id[:8]}.xlsx"


def test_the_answer_of_the_last_cycle_stands_beside(office: Office):
    office.clock.set(dt.datetime(2025, 3, 1, 9, 0, tzinfo=dt.UTC))
    amara = office.caller("Amara")
    save_answer(office.workspace, amara, office.last_key, "practice.share", Answer(Status.ANSWERED, 40.0), seen=0)
    office.clock.set(dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC))

    issued = issue_workbook(office.workspace, office.caller("Amara"), office.key, "en")

    shown = [cell.value for row in section_sheets(opened(issued.data))[1].iter_rows() for cell in row]
    assert "40.0 per cent" in shown
    assert "Last answer (First cycle)" in shown


def test_a_contributor_gets_the_sections_of_the_ministry_and_may_ask_for_others(office: Office):
    bilal = office.caller("Bilal")

    own = issue_workbook(office.workspace, bilal, office.key, "en")
    other = issue_workbook(office.workspace, bilal, office.key, "en", sections=["practice"])
    without = issue_workbook(office.workspace, office.caller("Bruna"), office.key, "en")

    assert (identity_of(own).sections, identity_of(own).ministry) == (("policy",), JUSTICE)
    assert identity_of(other).sections == ("practice",)
    assert identity_of(without).sections == ("policy", "practice")


def test_a_workbook_for_a_ministry_has_its_sections_and_its_day(office: Office):
    number = office.ministries[JUSTICE].id

    issued = issue_workbook(office.workspace, office.caller("Amara"), office.key, "en", ministry=number)

    words = words_on_first_sheet(issued)
    assert (identity_of(issued).sections, identity_of(issued).ministry) == (("policy",), JUSTICE)
    assert JUSTICE in words
    assert "31 May 2026" in words  # when the section is due, before the cycle closes
    assert "Amara" in words
    assert "Xenia" in words


def test_issuing_is_logged_without_answers(office: Office):
    save_answer(
        office.workspace,
        office.caller("Amara"),
        office.key,
        "practice.comment",
        Answer(Status.ANSWERED, "A secret."),
        seen=0,
    )

    issued = issue_workbook(office.workspace, office.caller("Bilal"), office.key, "en")

    happening = last_entry(office).happening
    assert (happening.action, happening.subject) == ("workbook.issued", issued.workbook_id)
    assert (happening.account, happening.state, happening.cycle) == (office.accounts["Bilal"], "XAA", "2026")
    assert happening.details == {
        "language": "en",
        "sections": ["policy"],
        "ministry": office.ministries[JUSTICE].id,
        "classification": "unclassified",
    }
    assert "secret" not in json.dumps(dict(happening.details))


def test_two_workbooks_of_the_same_state_have_ids_of_their_own(office: Office):
    amara = office.caller("Amara")

    issued = [issue_workbook(office.workspace, amara, office.key, "en").workbook_id for _ in range(2)]

    assert issued[0] != issued[1]
    assert all(len(one) == 32 for one in issued)


def test_a_workbook_carries_the_label_that_was_chosen(office: Office):
    label = FileLabel(Classification.CONFIDENTIAL, " Eyes\tonly ")

    issued = issue_workbook(office.workspace, office.caller("Amara"), office.key, "en", label=label)

    assert "Confidential / Eyes only" in words_on_first_sheet(issued)
    for sheet in section_sheets(opened(issued.data)):
        assert sheet.oddFooter is not None
        assert "Confidential / Eyes only" in str(sheet.oddFooter.left.text)
    assert last_entry(office).happening.details["classification"] == "confidential"
    assert "Eyes" not in json.dumps(dict(last_entry(office).happening.details))
    too_long = FileLabel(national="x" * 81)
    with pytest.raises(UnacceptableError, match=r"^pack_label_too_long"):
        issue_workbook(office.workspace, office.caller("Amara"), office.key, "en", label=too_long)


@pytest.mark.parametrize(
    ("language", "sections", "code"),
    [
        ("xx", None, "workbook_language_unknown"),
        ("en", ["policy", "no_such"], "workbook_section_unknown"),
        ("en", [], "workbook_no_section"),
    ],
)
def test_what_is_not_there_is_refused_and_not_logged(
    office: Office, language: str, sections: list[str] | None, code: str
):
    before = last_entry(office).number

    with pytest.raises(UnacceptableError) as refused:
        issue_workbook(office.workspace, office.caller("Amara"), office.key, language, sections)

    assert refused.value.code == code
    assert phrases("en").error(refused.value).endswith(".")
    assert last_entry(office).number == before


def test_a_ministry_without_sections_and_those_of_others_are_refused(office: Office):
    amara = office.caller("Amara")
    with office.workspace.database.writing() as connection:
        foreign = ministries.add(connection, YORIA, "Ministry of Yoria").id

    with pytest.raises(UnacceptableError, match=r"^workbook_ministry_without_section"):
        issue_workbook(office.workspace, amara, office.key, "en", ministry=office.ministries[INTERIOR].id)
    for number in (foreign, 99_999, -1, 2**70):
        with pytest.raises(DeniedError, match=r"^not_found$"):
            issue_workbook(office.workspace, amara, office.key, "en", ministry=number)


def test_the_answers_of_another_section_are_nowhere_in_the_file(office: Office):
    amara = office.caller("Amara")
    save_answer(
        office.workspace,
        amara,
        office.key,
        "policy.strategy",
        Answer(Status.ANSWERED, 2, explanation="A secret."),
        seen=0,
    )

    issued = issue_workbook(office.workspace, amara, office.key, "en", ["practice"])

    with zipfile.ZipFile(io.BytesIO(issued.data)) as file:
        assert not any(b"A secret" in file.read(name) for name in file.namelist())


def test_the_operator_issues_under_no_account(office: Office):
    issued = issue_at_terminal(office.workspace, "XAA", cycle=None, language="en", sections=None, ministry=JUSTICE)

    assert (identity_of(issued).cycle, identity_of(issued).sections) == ("2026", ("policy",))
    assert last_entry(office).happening.account is None


@pytest.mark.parametrize(
    ("state", "cycle", "ministry", "sentence"),
    [
        ("XZZ", None, None, "State XZZ is in no cycle"),
        ("XAA", "1999", None, "no assessment in cycle 1999"),
        ("XAA", None, "Ministry of Magic", "it has: Ministry of Interior, Ministry of Justice"),
    ],
)
def test_the_operator_is_told_what_is_not_there(
    office: Office, state: str, cycle: str | None, ministry: str | None, sentence: str
):
    with pytest.raises(RequestError, match=sentence):
        issue_at_terminal(office.workspace, state, cycle=cycle, language="en", sections=None, ministry=ministry)


def test_a_folder_of_content_gives_an_empty_workbook():
    issued = empty_workbook(CONTENT, phrases("en"), state="XAV", state_name="Avaria", sections=["practice"])

    identity = identity_of(issued)
    assert (identity.state, identity.state_name, identity.cycle) == ("XAV", "Avaria", "")
    assert identity.sections == ("practice",)
    assert all(cell.value is None for cell in entries(opened(issued.data)).values())
    with pytest.raises(RequestError, match="choose among policy, practice"):
        empty_workbook(CONTENT, phrases("en"), state="XAV", state_name="Avaria", sections=["no_such"])
