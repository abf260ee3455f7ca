"""Log entries about documents."""

from assessment.core.log_entry import Happening, RowName
from assessment.services.workspace import AssessmentDesk
from assessment.store import log


def note_evidence(at: AssessmentDesk, action: str, document: int, question: str, **details: object) -> None:
    """Log what was done with a document at a question."""
    key = at.assessment.key
    said = {"evidence": document, **details}
    use = RowName("evidence_uses", (at.assessment.id, question, document))
    rows = RowName("evidence", (document,)), use
    log.append(
        at.connection,
        Happening(action, question, at.now, at.person.account, key.state, key.cycle, said, rows),
    )
