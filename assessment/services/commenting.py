"""Commenting: what the national team says to one another about a question."""

from assessment.core.access import Permission
from assessment.core.cycle import AssessmentKey
from assessment.core.entered_text import LONGEST_COMMENT, clean_text
from assessment.core.log_entry import Happening
from assessment.core.teamwork import Comment
from assessment.errors import UnacceptableError
from assessment.services.workspace import Caller, Workspace, desk
from assessment.store import comments, log


def write_comment(workspace: Workspace, caller: Caller, key: AssessmentKey, question: str, text: str) -> Comment:
    """Add a comment to a question; comments stay for good.

    Raise UnacceptableError (comment_empty, too_long).
    """
    with desk(workspace, caller, Permission.COMMENT, key, question=question, changes=True) as at:
        said = clean_text(text, LONGEST_COMMENT)
        if not said:
            raise UnacceptableError("comment_empty")
        number = comments.add(at.connection, at.assessment, question, said, by=at.person.account, at=at.now)
        details = {"comment": number}
        happening = Happening(
            "comment.written", question, at.now, at.person.account, key.state, key.cycle, details
        )
        log.append(at.connection, happening)
        return Comment(number, question, at.person.name, at.now, said)
