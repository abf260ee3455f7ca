"""An import whose process is killed in the middle leaves all of it or nothing."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from assessment.core.revision import NO_ANSWER, Answer
from assessment.services.answering import open_section
from assessment.services.operations import verify_store
from assessment.services.workbooks.importing import apply_import, preview_import
from assessment.services.workbooks.issuing import issue_workbook
from assessment.store import log
from tests.workbooks.filled_workbooks import Filling
from tests.workspaces import Office

ROOT = Path(__file__).parents[3]

IMPORTER = """
    import datetime as dt, os, signal, sys
    from pathlib import Path
    from assessment.core.cycle import AssessmentKey
    from assessment.services.content_shelf import ContentShelf
    from assessment.services.workbooks import importing, importing_writes
    from assessment.services.workspace import Caller, Workspace
    from assessment.store import comments, evidence_uses, log, responses
    from assessment.store.database import open_database
    from assessment.store.files import EvidenceFiles

    url, session, file, expected, point = sys.argv[1:]
    database = open_database(url)
    clock = lambda: dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
    workspace = Workspace(database, EvidenceFiles(Path("evidence")), ContentShelf(database), clock, True)

    def die(*args, **more):
        print("reached", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

    if point == "documents":
        evidence_uses.put = die
    elif point == "comments":
        comments.add = die
    elif point == "end":
        importing_writes._note = die
    key = AssessmentKey("2026", "XAA")
    importing.apply_import(workspace, Caller(session), key, Path(file).read_bytes(), {}, expected)
    print("done", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def filled(office: Office) -> bytes:
    """Return a workbook with two answers, a document and a comment."""
    filling = Filling.of(issue_workbook(office.workspace, office.caller("Amara"), office.key, "en").data)
    filling.set("policy.strategy", "2 · Adopted")
    filling.set("policy.law", "Partly")
    filling.set("policy.law", "Please check.", "comment")
    sheet, row = filling.row("policy.law", "evidence.1")
    marks = {str(column): place for column, place in filling.marks(sheet).items()}
    sheet.cell(row, marks["nsa:text"]).value = "The law"
    return filling.bytes()


def state_of(office: Office) -> tuple[list[tuple[Answer, int, int]], int]:
    view = open_section(office.workspace, office.caller("Amara"), office.key, "policy")
    with office.workspace.database.reading() as connection:
        number, _ = log.head(connection)
    return [(one.record.answer, len(one.evidence), len(one.comments)) for one in view.questions], number


@pytest.mark.parametrize("point", ["documents", "comments", "end", "after"])
def test_a_killed_import_leaves_all_or_nothing(
    office_on_both: Office, database_url: str, tmp_path: Path, point: str
):
    office = office_on_both
    data = filled(office)
    file = tmp_path / "filled.xlsx"
    file.write_bytes(data)
    caller = office.caller("Amara")
    expected = preview_import(office.workspace, caller, office.key, file.name, data).digest
    before = state_of(office)

    killed = subprocess.run(
        [
            sys.executable,
            "-c",
            textwrap.dedent(IMPORTER),
            database_url,
            caller.session,
            str(file),
            expected,
            point,
        ],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert killed.returncode == -9, killed.stderr
    assert killed.stdout.split() == (["done"] if point == "after" else ["reached"])
    answers, entries = state_of(office)
    if point == "after":
        assert [answer != NO_ANSWER for answer, *_ in answers] == [True, True, False]
        assert entries > before[1]
    else:
        assert (answers, entries) == before
        result = apply_import(office.workspace, office.caller("Amara"), office.key, data, {}, expected)
        assert (len(result.changed), result.documents, result.comments) == (2, 1, 1)
    assert verify_store(office.workspace).findings == ()
