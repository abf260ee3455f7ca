"""What changed between two packs that were handed out."""

import io
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from openpyxl import load_workbook

from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.errors import DeniedError
from assessment.locale import phrases
from assessment.services import answering
from assessment.services.packs import reading as packs_reading
from assessment.services.packs.comparing_packs import compare_packs, difference_file, difference_file_name
from assessment.services.packs.verifying import verify_pack
from assessment.workbooks.issued.pack_cells import Cells, read_cells
from tests.services.packs.office_packs import export, fill
from tests.workspaces import Office


def test_what_changed_between_two_exports_is_told_and_written(office: Office) -> None:
    fill(office, "Amara", office.key, 1)
    first = export(office)
    office.clock.move(days=1)
    answering.save_answer(
        office.workspace, office.caller("Amara"), office.key, "policy.strategy", Answer(Status.ANSWERED, 2), seen=1
    )
    second = export(office)

    difference = compare_packs(office.workspace, office.caller("Otto"), second.data, first.data)

    assert [(one.question, one.change.value) for one in difference.answers] == [("policy.strategy", "changed")]
    assert any(one.is_one for one in difference.scores)
    data = difference_file(difference, phrases("en"), office.clock.now)
    assert load_workbook(io.BytesIO(data)).sheetnames == ["Differences"]
    assert difference_file_name(office.clock.now) == "ct-tech_differences_2026-05-05.xlsx"


def test_two_files_are_read_for_those_who_have_packs_and_one_at_a_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, reading, most = export(office).data, 0, 0

    def slowly(file: bytes) -> Cells:
        nonlocal reading, most
        reading += 1
        most = max(most, reading)
        time.sleep(0.05)
        reading -= 1
        return read_cells(file)

    monkeypatch.setattr(packs_reading, "read_cells", slowly)
    for name in ("Rosa", "Ada"):
        with pytest.raises(DeniedError, match="not_allowed"):
            compare_packs(office.workspace, office.caller(name), data, data)
    assert most == 0, "nothing is read before the permission is checked"
    with ThreadPoolExecutor(4) as threads:
        asked = [
            threads.submit(call, office.workspace, office.caller("Otto"), *files)
            for call, files in ((compare_packs, (data, data)), (verify_pack, (data,))) * 2
        ]
    assert [one.exception() for one in asked] == [None] * 4
    assert most == 1
