"""What changed between two packs that were handed out."""

import io
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from openpyxl import load_workbook

from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.errors import DeniedError
from assessment.locale import phrases
from assessment.services import answering
from assessment.services.packs import comparing_packs, verifying
from assessment.services.packs import reading as packs_reading
from assessment.services.packs.comparing_packs import compare_packs, difference_file, difference_file_name
from assessment.services.packs.verifying import Finding, verify_pack
from assessment.workbooks.issued.difference_sheet import write_differences
from assessment.workbooks.issued.issued_cells import compare_with_issued
from assessment.workbooks.issued.pack_cells import Cells, read_cells
from assessment.workbooks.issued.pack_comparison import compare_cells_of_packs
from tests.services.packs.office_packs import export, fill, with_changes
from tests.workspaces import Office


def test_what_changed_between_two_exports_is_told_and_written(office: Office) -> None:
    fill(office, "Amara", office.key, 1)
    first = export(office)
    office.clock.move(days=1)
    answering.save_answer(
        office.workspace, office.caller("Amara"), office.key, "policy.strategy", Answer(Status.ANSWERED, 2), seen=1
    )
    second = export(office)

    compared = compare_packs(office.workspace, office.caller("Otto"), second.data, first.data)
    difference = compared.difference

    assert (compared.first.finding, compared.second.finding) == (Finding.AS_ISSUED, Finding.AS_ISSUED)
    assert (difference.first["is_draft"], difference.first["pack_id"]) == ("true", first.frame.id)
    assert [(one.question, one.change.value) for one in difference.answers] == [("policy.strategy", "changed")]
    assert any(one.is_one for one in difference.scores)
    data = difference_file(difference, phrases("en"), office.clock.now)
    assert load_workbook(io.BytesIO(data)).sheetnames == ["Differences"]
    assert difference_file_name(office.clock.now) == "ct-tech_differences_2026-05-05.xlsx"


def test_a_pack_that_is_not_as_issued_is_told_beside_the_differences(office: Office) -> None:
    fill(office, "Amara", office.key, 1)
    issued = export(office).data
    changed = with_changes(issued, ("Data", "H2", 2))

    def found(name: str) -> list[Finding]:
        both = compare_packs(office.workspace, office.caller(name), issued, changed)
        return [both.first.finding, both.second.finding]

    assert found("Amara") == [Finding.AS_ISSUED, Finding.CHANGED]
    assert found("Otto") == [Finding.AS_ISSUED, Finding.OTHER_FILE]


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


def test_what_files_hold_is_compared_and_written_about_one_at_a_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(office, "Amara", office.key, 1)
    data = export(office).data
    changed = with_changes(data, ("Data", "H2", 2))
    difference, now, most = comparing_packs.compare_files(data, data), 0, 0
    calls: list[str] = []

    def slow(call: Callable[..., Any]) -> Callable[..., Any]:
        def slowly(*given: Any) -> Any:
            nonlocal now, most
            calls.append(call.__name__)
            now += 1
            most = max(most, now)
            time.sleep(0.05)
            now -= 1
            return call(*given)

        return slowly

    monkeypatch.setattr(packs_reading, "read_cells", slow(read_cells))
    monkeypatch.setattr(verifying, "compare_with_issued", slow(compare_with_issued))
    monkeypatch.setattr(comparing_packs, "compare_cells_of_packs", slow(compare_cells_of_packs))
    monkeypatch.setattr(comparing_packs, "write_differences", slow(write_differences))
    with ThreadPoolExecutor(6) as threads:
        asked: list[Future[Any]] = [
            threads.submit(verify_pack, office.workspace, office.caller("Amara"), changed) for _ in range(2)
        ]
        asked += [threads.submit(comparing_packs.compare_files, data, changed) for _ in range(2)]
        asked += [threads.submit(difference_file, difference, phrases("en"), office.clock.now) for _ in range(2)]
    assert [one.exception() for one in asked] == [None] * 6
    assert (most, len(calls), len(set(calls))) == (1, 12, 4)
