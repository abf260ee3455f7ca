import pytest

from assessment.core.entered_text import LONGEST_COMMENT
from assessment.errors import DeniedError, UnacceptableError
from assessment.services.answering import open_question
from assessment.services.commenting import write_comment
from assessment.store import log
from tests.workspaces import Office


def test_everybody_of_the_team_comments_and_sees_all_comments(office_on_both: Office):
    office = office_on_both
    for name, said in (("Bruna", "Is this <b>the</b> new law?"), ("Amara", "Yes.")):
        write_comment(office.workspace, office.caller(name), office.key, "policy.law", said)

    comments = open_question(office.workspace, office.caller("Bilal"), office.key, "policy.law").comments

    assert [(comment.author, comment.text) for comment in comments] == [
        ("Bruna", "Is this <b>the</b> new law?"),
        ("Amara", "Yes."),
    ]
    with office.workspace.database.reading() as connection:
        assert [entry.happening.action for entry in log.entries(connection)].count("comment.written") == 2


def test_a_comment_is_neither_empty_nor_endless(office: Office):
    amara = office.caller("Amara")

    with pytest.raises(UnacceptableError, match="comment_empty"):
        write_comment(office.workspace, amara, office.key, "policy.law", " \n\x00")
    with pytest.raises(UnacceptableError, match="too_long"):
        write_comment(office.workspace, amara, office.key, "policy.law", "x" * (LONGEST_COMMENT + 1))
    longest = write_comment(office.workspace, amara, office.key, "policy.law", "x" * LONGEST_COMMENT)
    assert len(longest.text) == LONGEST_COMMENT


def test_nobody_else_comments(office: Office):
    for name in ("Chiara", "Rosa", "Anan", "Otto", "Ada"):
        with pytest.raises(DeniedError):
            write_comment(office.workspace, office.caller(name), office.key, "policy.law", "Hello.")
