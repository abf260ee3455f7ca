from assessment.core.access import Permission
from assessment.core.answer_sheet import AnswerSheet
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.revision import Answer
from assessment.core.submission import EvidenceGrade, Response, Status
from assessment.services.answering import save_answer
from assessment.services.documenting import Upload, attach
from assessment.services.stored_answers import answer_sheet
from assessment.services.workspace import desk
from tests.workspaces import Office


def sheet(office: Office) -> AnswerSheet:
    with desk(office.workspace, office.caller("Amara"), Permission.READ_ASSESSMENT, office.key) as at:
        return answer_sheet(office.workspace, at)


def test_the_scoring_takes_what_stands_with_the_best_grade_and_never_a_second_version(office_on_both: Office):
    office = office_on_both
    amara, bilal = office.caller("Amara"), office.caller("Bilal")
    stands = Answer(Status.ANSWERED, 1, explanation="A draft.")
    save_answer(office.workspace, amara, office.key, "policy.strategy", stands, seen=0)
    save_answer(office.workspace, bilal, office.key, "policy.strategy", Answer(Status.ANSWERED, 2), seen=0)
    details = EvidenceDetails("Draft", EvidenceKind.POLICY)
    for upload in (None, Upload("draft.txt", b"Draft.")):
        attach(office.workspace, amara, office.key, "policy.strategy", details, upload)

    found = sheet(office)

    assert found.submission.responses == {
        "policy.strategy": Response(Status.ANSWERED, 1, EvidenceGrade.ATTACHED, "", "A draft.")
    }
    assert found.second_versions == {"policy.strategy"}
    assert found.submission.state == "XAA"


def test_answers_of_the_last_cycle_wait_and_do_not_count(office: Office):
    office.clock.move(days=-365)
    last = Answer(Status.ANSWERED, "yes")
    save_answer(office.workspace, office.caller("Amara"), office.last_key, "policy.law", last, seen=0)
    office.clock.move(days=365)

    found = sheet(office)

    assert found.to_confirm == {"policy.law"}
    assert found.submission.responses == {}
