from dataclasses import replace

from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.services.answering import choose_version, clear_answer, save_answer
from assessment.services.carrying_over import confirm_previous
from assessment.services.commenting import write_comment
from assessment.services.documenting import Upload, attach, change_details, detach, reuse
from assessment.services.history import changes, restore
from assessment.store.integrity import verify
from tests.workspaces import Office

LAW = EvidenceDetails("Law", EvidenceKind.LAW)


def test_the_log_fits_the_history_after_all_that_a_team_can_do(office_on_both: Office):
    office = office_on_both
    workspace, key = office.workspace, office.key
    amara, bilal = office.caller("Amara"), office.caller("Bilal")
    draft, adopted = Answer(Status.ANSWERED, 1), Answer(Status.ANSWERED, 2, explanation="Adopted.")
    office.clock.move(days=-365)
    save_answer(workspace, amara, office.last_key, "policy.law", Answer(Status.ANSWERED, "yes"), seen=0)
    attach(workspace, amara, office.last_key, "policy.law", LAW, Upload("law.txt", b"Law."))
    office.clock.move(days=365)

    confirm_previous(workspace, bilal, key, "policy.law", seen=0)
    save_answer(workspace, amara, key, "policy.strategy", draft, seen=0)
    for keep_second, seen in ((True, 1), (False, 2)):
        stale = replace(adopted, value=0 if keep_second else 2)
        second = save_answer(workspace, bilal, key, "policy.strategy", stale, seen=0).second_version
        assert second is not None
        choose_version(workspace, amara, key, second.id, keep_second=keep_second, seen=seen)
    clear_answer(workspace, bilal, key, "policy.strategy", seen=3)
    oldest = changes(workspace, bilal, key, question="policy.strategy")[-1]
    restore(workspace, bilal, key, oldest.id, seen=4)
    document = attach(workspace, bilal, key, "policy.strategy", LAW, Upload("a.txt", b"Text.")).evidence.id
    reuse(workspace, bilal, key, "policy.bodies", document)
    change_details(workspace, bilal, key, "policy.bodies", document, replace(LAW, title="A law"), "Page 1")
    detach(workspace, bilal, key, "policy.strategy", document)
    write_comment(workspace, bilal, key, "policy.law", "Done.")

    assert list(verify(workspace.database, workspace.files)) == []
