"""Packs of the small service with two States, for tests that hand them out and look at them again."""

import io
from dataclasses import replace
from typing import Any

from openpyxl import load_workbook

from assessment.core.cycle import AssessmentKey
from assessment.core.pack import Audience, Classification, Edition
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.services import answering
from assessment.services.packs.exporting import PackRequest, export_pack
from assessment.services.packs.frame import BuiltPack, PackOptions
from assessment.store import exports
from tests.workspaces import XENIA, Office

OWN = PackOptions(Audience.NATIONAL, "en", Classification.CONFIDENTIAL)
BY_STATE = replace(OWN, audience=Audience.REGIONAL, edition=Edition.SECRETARIAT)
PUBLIC = replace(OWN, audience=Audience.REGIONAL, edition=Edition.PUBLIC)
OF_XENIA = PackRequest("2026", XENIA, OWN)
OVER_STATES = PackRequest("2026", "all", BY_STATE)


def fill(office: Office, name: str, key: AssessmentKey, level: int) -> None:
    """Let somebody answer all questions."""
    caller = office.caller(name)
    answers: dict[str, Any] = {
        "policy.strategy": level,
        "policy.law": "yes",
        "policy.bodies": frozenset({"police"}),
        "practice.share": 40.0,
    }
    for question, value in answers.items():
        answering.save_answer(
            office.workspace, caller, key, question, Answer(Status.ANSWERED, value, "", "Because."), seen=0
        )


def rows(office: Office) -> list[exports.Export]:
    """Return what is stored of packs."""
    with office.workspace.database.reading() as connection:
        return [
            *exports.of_state(connection, XENIA, 99),
            *exports.of_edition(connection, Edition.SECRETARIAT, 99),
            *exports.of_edition(connection, Edition.PUBLIC, 99),
        ]


def export(office: Office, name: str = "Amara", request: PackRequest = OF_XENIA) -> BuiltPack:
    """Build a pack for somebody and hand it out."""
    return export_pack(office.workspace, office.caller(name), request)


def with_changes(data: bytes, *cells: tuple[str, str, Any]) -> bytes:
    """Return a file with cells changed, as another program saves it."""
    book, stream = load_workbook(io.BytesIO(data)), io.BytesIO()
    for sheet, cell, value in cells:
        book[sheet][cell] = value
    book.save(stream)
    return stream.getvalue()
