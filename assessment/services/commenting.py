"""Commenting: what the national team says to one another about a question."""

from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.cycle import AssessmentKey
from assessment.core.entered_text import LONGEST_COMMENT, clean_text
from assessment.core.log_entry import Happening, RowName
from assessment.core.teamwork import COMMENTS_AT_A_TIME, Comment
from assessment.errors import UnacceptableError
from assessment.services.workspace import Caller, Workspace, desk
from assessment.store import comments, log


@dataclass(frozen=True, slots=True)
class OlderComments:
    """Comments on a question, the oldest first; `more` tells that there are others before them."""

    comments: tuple[Comment, ...]
    more: bool


def older_comments(
    workspace: Workspace,
    caller: Caller,
    key: AssessmentKey,
    question: str,
    *,
    before: int = 0,
    limit: int = COMMENTS_AT_A_TIME,
) -> OlderComments:
    """Return the comments on a question next before one, by its id."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key, question=question) as at:
        found = comments.of_question(at.connection, at.assessment, question, before=before, limit=limit + 1)
        return OlderComments(found[-limit:], len(found) > limit)


def write_comment(workspace: Workspace, caller: Caller, key: AssessmentKey, question: str, text: str) -> Comment:
    """Add a comment to a question; comments stay for good.

    Raise UnacceptableError (comment_empty, too_long).
    """
    with desk(workspace, caller, Permission.COMMENT, key, question=question, changes=True) as at:
        said = clean_text(text, LONGEST_COMMENT)
        if not said:
            raise UnacceptableError("comment_empty")
        number = comments.add(at.connection, at.assessment, question, said, by=at.person.account, at=at.now)
        details, rows = {"comment": number}, (RowName("comments", (number,)),)
        happening = Happening(
            "comment.written", question, at.now, at.person.account, key.state, key.cycle, details, rows
        )
        log.append(at.connection, happening)
        return Comment(number, question, at.person.name, at.now, said)
