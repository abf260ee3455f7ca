import datetime as dt
import io
from dataclasses import replace

import pytest

from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.submission import EvidenceGrade
from assessment.errors import ClosedError, DeniedError, StorageError, UnacceptableError
from assessment.services.answering import open_question
from assessment.services.documenting import (
    Upload,
    attach,
    change_details,
    detach,
    documents,
    open_file,
    reuse,
)
from assessment.store import assessments, evidence, evidence_uses, log
from tests.workspaces import Office

LAW = EvidenceDetails(
    "Law on data protection",
    EvidenceKind.LAW,
    "Parliament",
    dt.date(2021, 3, 1),
    dt.date(2031, 3, 1),
    "https://example.org/law",
)
TEXT = Upload("law.txt", b"Article 1. This is the law.\n")


def files_on_disk(office: Office) -> int:
    folder = office.workspace.files.folder
    return sum(path.is_file() for path in folder.rglob("*")) if folder.exists() else 0


def test_a_cited_and_an_attached_document_give_their_grades(office_on_both: Office):
    office = office_on_both
    bilal = office.caller("Bilal")

    cited = attach(office.workspace, bilal, office.key, "policy.law", LAW, None, "Article 4")
    assert (cited.evidence.details, cited.evidence.file, cited.place) == (LAW, None, "Article 4")
    assert open_question(office.workspace, bilal, office.key, "policy.law").grade is EvidenceGrade.CITED

    attached = attach(office.workspace, bilal, office.key, "policy.law", LAW, TEXT)
    view = open_question(office.workspace, bilal, office.key, "policy.law")
    assert view.grade is EvidenceGrade.ATTACHED
    assert view.evidence == (cited, attached)
    assert attached.evidence.added_by == "Bilal"


def test_a_second_click_adds_nothing(office: Office):
    amara = office.caller("Amara")

    first, again = (attach(office.workspace, amara, office.key, "policy.law", LAW, TEXT) for _ in range(2))

    assert first == again
    assert len(documents(office.workspace, amara, office.key)) == 1


def test_an_attached_file_is_read_back_by_the_own_state_only(office: Office):
    number = attach(
        office.workspace,
        office.caller("Bilal"),
        office.key,
        "policy.law",
        LAW,
        Upload("a.txt", io.BytesIO(b"Text")),
    ).evidence.id

    for name in ("Amara", "Bilal", "Bruna"):
        opened = open_file(office.workspace, office.caller(name), number)
        assert (opened.file.name, opened.path.read_bytes()) == ("a.txt", b"Text")
    for name in ("Chiara", "Rosa", "Anan", "Otto", "Ada"):
        with pytest.raises(DeniedError):
            open_file(office.workspace, office.caller(name), number)


def test_a_file_that_is_not_there_or_that_is_gone_says_so(office: Office):
    amara = office.caller("Amara")
    cited = attach(office.workspace, amara, office.key, "policy.law", LAW, None).evidence.id
    attached = attach(office.workspace, amara, office.key, "policy.law", LAW, TEXT).evidence.id

    for number in (cited, 999, -1):
        with pytest.raises(DeniedError, match="not_found"):
            open_file(office.workspace, amara, number)
    open_file(office.workspace, amara, attached).path.unlink()
    with pytest.raises(StorageError, match="evidence_file_missing"):
        open_file(office.workspace, amara, attached)


def test_a_document_serves_other_questions_and_stays_when_it_is_taken_from_one(office_on_both: Office):
    office = office_on_both
    amara = office.caller("Amara")
    number = attach(office.workspace, amara, office.key, "policy.law", LAW, TEXT).evidence.id

    reuse(office.workspace, amara, office.key, "policy.strategy", number, "Page 3")
    use = reuse(office.workspace, amara, office.key, "policy.strategy", number, " Page\n4 ")
    assert use.place == "Page 4"
    [(document, questions)] = documents(office.workspace, amara, office.key)
    assert (document.id, set(questions)) == (number, {"policy.law", "policy.strategy"})

    detach(office.workspace, amara, office.key, "policy.law", number)
    assert open_question(office.workspace, amara, office.key, "policy.law").evidence == ()
    [(document, questions)] = documents(office.workspace, amara, office.key)
    assert questions == ("policy.strategy",)
    assert open_file(office.workspace, amara, number).path.is_file()


def test_a_document_keeps_its_place_in_the_list_when_something_is_changed(office_on_both: Office):
    office = office_on_both
    amara = office.caller("Amara")
    numbers = []
    for title in ("One", "Two"):
        office.clock.move(minutes=1)
        details = replace(LAW, title=title)
        numbers.append(attach(office.workspace, amara, office.key, "policy.law", details, None).evidence.id)
    office.clock.move(minutes=1)

    change_details(office.workspace, amara, office.key, "policy.law", numbers[0], LAW, "Article 5")

    shown = open_question(office.workspace, amara, office.key, "policy.law").evidence
    assert [(use.evidence.id, use.place) for use in shown] == [(numbers[0], "Article 5"), (numbers[1], "")]


def test_details_are_changed_where_the_document_stands(office: Office):
    amara = office.caller("Amara")
    number = attach(office.workspace, amara, office.key, "policy.law", LAW, TEXT).evidence.id
    better = replace(LAW, title="Law No. 12 on data protection")

    use = change_details(office.workspace, amara, office.key, "policy.law", number, better, "Article 5")

    assert (use.evidence.details, use.place, use.evidence.file is not None) == (better, "Article 5", True)
    with pytest.raises(DeniedError, match="not_found"):
        change_details(office.workspace, amara, office.key, "policy.strategy", number, better)


def test_what_a_reviewer_has_seen_keeps_its_details(office: Office):
    amara = office.caller("Amara")
    number = attach(office.workspace, amara, office.key, "policy.law", LAW, TEXT).evidence.id
    with office.workspace.database.writing() as connection:
        evidence.mark_verified(connection, number, by=office.accounts["Rosa"], at=office.clock.now)

    with pytest.raises(UnacceptableError, match="evidence_verified"):
        change_details(
            office.workspace, amara, office.key, "policy.law", number, replace(LAW, title="Another law")
        )
    use = change_details(office.workspace, amara, office.key, "policy.law", number, LAW, "Article 9")
    assert (use.place, use.evidence.grade) == ("Article 9", EvidenceGrade.VERIFIED)


def test_what_a_submitted_assessment_rests_on_keeps_its_details(office: Office):
    amara = office.caller("Amara")
    number = attach(office.workspace, amara, office.key, "policy.law", LAW, TEXT).evidence.id
    with office.workspace.database.writing() as connection:
        [other] = [one for one in assessments.of_state(connection, "XAA") if one.key != office.key]
        by = office.accounts["Amara"]
        evidence_uses.put(connection, other, "policy.law", number, by=by, at=office.clock.now)

    better = replace(LAW, title="Another law")
    with pytest.raises(UnacceptableError, match="evidence_submitted"):
        change_details(office.workspace, amara, office.key, "policy.law", number, better)
    assert change_details(office.workspace, amara, office.key, "policy.law", number, LAW, "Article 9").place


def test_another_states_document_cannot_be_used(office: Office):
    chiara = office.caller("Chiara")
    number = attach(office.workspace, chiara, office.yoria_key, "policy.law", LAW, TEXT).evidence.id
    amara = office.caller("Amara")

    for call in (
        lambda: reuse(office.workspace, amara, office.key, "policy.law", number),
        lambda: detach(office.workspace, amara, office.key, "policy.law", number),
        lambda: change_details(office.workspace, amara, office.key, "policy.law", number, LAW),
    ):
        with pytest.raises(DeniedError, match="not_found"):
            call()
    assert documents(office.workspace, amara, office.key) == ()


def test_nobody_fills_the_disk_who_may_not_answer(office: Office):
    with pytest.raises(DeniedError):
        attach(office.workspace, office.caller("Bruna"), office.key, "policy.law", LAW, TEXT)
    office.clock.move(days=100)
    with pytest.raises(ClosedError):
        attach(office.workspace, office.caller("Amara"), office.key, "policy.law", LAW, TEXT)
    office.clock.move(days=-100)
    with pytest.raises(UnacceptableError, match="evidence_title"):
        attach(office.workspace, office.caller("Amara"), office.key, "policy.law", replace(LAW, title=""), TEXT)

    assert files_on_disk(office) == 0


@pytest.mark.parametrize(
    "upload",
    [
        Upload("law.pdf", b"MZ\x90\x00 a program with another name"),
        Upload("law.txt", b""),
        Upload("law.exe", b"MZ"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_kept(office: Office, upload: Upload):
    amara = office.caller("Amara")

    with pytest.raises(UnacceptableError):
        attach(office.workspace, amara, office.key, "policy.law", LAW, upload)

    assert documents(office.workspace, amara, office.key) == ()
    assert files_on_disk(office) == 0


def test_every_change_of_evidence_is_logged(office: Office):
    amara = office.caller("Amara")
    number = attach(office.workspace, amara, office.key, "policy.law", LAW, TEXT).evidence.id
    reuse(office.workspace, amara, office.key, "policy.strategy", number)
    change_details(office.workspace, amara, office.key, "policy.law", number, replace(LAW, link=""))
    detach(office.workspace, amara, office.key, "policy.law", number)
    detach(office.workspace, amara, office.key, "policy.law", number)

    with office.workspace.database.reading() as connection:
        logged = [entry.happening for entry in log.entries(connection)]
    assert [(h.action, h.subject, h.details["evidence"]) for h in logged if h.action.startswith("evidence.")] == [
        ("evidence.attached", "policy.law", number),
        ("evidence.reused", "policy.strategy", number),
        ("evidence.changed", "policy.law", number),
        ("evidence.detached", "policy.law", number),
    ]
