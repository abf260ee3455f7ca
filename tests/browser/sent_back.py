"""A workbook as it comes back: downloaded on the page, filled in without it, uploaded again."""

from collections.abc import Collection
from itertools import islice
from pathlib import Path

from playwright.sync_api import expect

from assessment.content.package import load_package
from assessment.core.package import ContentPackage
from assessment.core.questionnaire import MaturityQuestion, NumberQuestion
from assessment.workbooks.offline.layout import IDENTITY_SHEET, Column, OfflineIdentity, identity_pieces
from tests.browser.pages import PATIENCE, Visit
from tests.servers import ROOT
from tests.workbooks.filled_workbooks import Filling

CONTENT = ROOT / "questionnaires" / "ct-tech"
FILE_NAME = "0123456789abcdef"
"""No name that could be taken for a word of the interface."""
EXPLANATION = COMMENT = TITLE = "123"


def content() -> ContentPackage:
    """Return the questionnaire of the training data."""
    return load_package(CONTENT)


def download(visit: Visit, label: str) -> Filling:
    """Download the workbook that the page offers."""
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("button", name=label, exact=True).click()
    return Filling.of(Path(saved.value.path()).read_bytes(), content())


def upload(visit: Visit, data: bytes, name: str = FILE_NAME) -> None:
    """Upload a file and wait until the page says something about it."""
    visit.page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    said = visit.page.locator(".st-key-workbook_received, [data-testid=stAlert]").filter(has_text=name)
    expect(said).to_be_visible(timeout=PATIENCE)
    visit.settle()


def with_everything(filling: Filling) -> bytes:
    """Return a workbook with answers, a document, a comment, conflicts, and cells that cannot be read."""
    every = list(filling.package.questionnaire.questions())
    levels = [one.id for one in every if isinstance(one, MaturityQuestion)]
    for name in islice(levels, 6):
        filling.set(name, "2")
        filling.set(name, EXPLANATION, "explanation")
    filling.set(levels[0], COMMENT, "comment")
    filling.set(levels[0], TITLE, "evidence.1", Column.TEXT)
    filling.set(next(one.id for one in every if isinstance(one, NumberQuestion)), "?")
    lose_what_was_sent(filling, levels[1:3])
    return filling.bytes()


def lose_what_was_sent(filling: Filling, questions: Collection[str]) -> None:
    """Let a workbook name revisions that the history does not have: every difference is a conflict then."""
    sheet = filling.book[IDENTITY_SHEET]
    pieces = [str(cell.value) for cell in sheet["A"][1:] if cell.value]
    identity = OfflineIdentity.model_validate_json("".join(pieces))
    sent = {
        name: one.model_copy(update={"revision": 999}) if name in questions else one
        for name, one in identity.sent.items()
    }
    changed = identity.model_copy(update={"sent": sent})
    sheet["B1"] = changed.digest
    for row in range(len(pieces)):
        sheet.cell(row + 2, 1).value = None
    for row, piece in enumerate(identity_pieces(changed)):
        sheet.cell(row + 2, 1).value = piece
