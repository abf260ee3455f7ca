"""What is measured of workbooks: packs and questionnaires, against the same cells through pandas' own writer."""

import io
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping

import openpyxl
import pandas as pd

from benchmarks.measured import STATES, Memory, Row
from benchmarks.timing import side_by_side
from benchmarks.workbook_office import office_with_training_data

RUNS = 3

Sheets = Mapping[str, pd.DataFrame]


def workbooks(note: Callable[[str], None]) -> Iterator[Row]:
    """Build and read back the workbooks of a service with training data."""
    with office_with_training_data() as office:
        memory = Memory(_peak_of_global_pack(), 300)
        for work, build, budget, taken in (
            ("national technical pack", office.national, 1.5, None),
            (f"global pack of {STATES} States", office.everything, 5.0, memory),
            ("offline questionnaire", office.questionnaire, 1.0, None),
        ):
            note(work)
            sheets = _cells(build())
            timing = side_by_side(build, lambda sheets=sheets: _by_pandas(sheets), RUNS)  # type: ignore[misc]
            yield Row(work, f"the cells alone, {len(sheets)} sheets by to_excel", timing, budget, taken)
        note("import")
        sent = office.questionnaire()
        office.preview(sent)
        timing = side_by_side(
            lambda: office.preview(sent), lambda: pd.read_excel(io.BytesIO(sent), sheet_name=None), RUNS
        )
        yield Row("import of an offline questionnaire, up to the preview", "read_excel of all sheets", timing, 2.0)


def _cells(data: bytes) -> Sheets:
    """Return what a workbook shows, as frames."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=True)
    return {name: pd.DataFrame(book[name].values) for name in book.sheetnames}


def _by_pandas(sheets: Sheets) -> bytes:
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="xlsxwriter") as writer:
        for name, frame in sheets.items():
            frame.to_excel(writer, sheet_name=name, index=False, header=False)
    return buffer.getvalue()


def _peak_of_global_pack() -> int:
    """Return the highest memory of a process that builds the global pack and nothing else, in megabytes."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.workbook_office"], capture_output=True, text=True, check=True
    )
    return int(done.stdout)
