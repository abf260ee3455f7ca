"""A service with training data that builds workbooks; by itself it prints the memory that a global pack takes.

It knows no pandas, whose import would count.
"""

import contextlib
import resource
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.core.cycle import AssessmentKey
from assessment.core.pack import LEAST_CLASSIFICATION, Audience, Edition
from assessment.core.person import Role
from assessment.services.packs.frame import PackOptions
from assessment.services.packs.national import national_pack
from assessment.services.packs.regional import global_pack
from assessment.services.training.filling import fill
from assessment.services.training_sign_in import sign_in_for_training, training_accounts
from assessment.services.workbooks.importing import preview_import
from assessment.services.workbooks.issuing import issue_workbook
from assessment.services.workspace import Caller, Workspace, open_workspace
from assessment.settings import load_settings
from assessment.store.migrations.steps import upgrade
from benchmarks.measured import UnequalError

CONTENT = Path(__file__).parents[1] / "questionnaires"
CYCLE, SUBMITTED, DRAFT = "2026", "XBR", "XAV"


@dataclass(frozen=True)
class Office:
    """A service with training data, and who asks."""

    workspace: Workspace
    analyst: Caller
    leads: Mapping[str, Caller]

    def national(self) -> bytes:
        """Build the national technical pack of a State that has submitted."""
        options = _options(Audience.NATIONAL, Edition.OWN)
        return national_pack(self.workspace, self.leads[SUBMITTED], AssessmentKey(CYCLE, SUBMITTED), options).data

    def everything(self) -> bytes:
        """Build the global pack."""
        return global_pack(
            self.workspace, self.analyst, CYCLE, _options(Audience.GLOBAL, Edition.SECRETARIAT)
        ).data

    def questionnaire(self) -> bytes:
        """Write the offline questionnaire of a State that is still answering."""
        return issue_workbook(self.workspace, self.leads[DRAFT], AssessmentKey(CYCLE, DRAFT), "en").data

    def preview(self, data: bytes) -> None:
        """Read a questionnaire back and compare it with what stands."""
        found = preview_import(self.workspace, self.leads[DRAFT], AssessmentKey(CYCLE, DRAFT), "back.xlsx", data)
        if found.problems:
            raise UnequalError(f"A questionnaire as it was issued is read back with problems: {found.problems[0]}")


@contextlib.contextmanager
def office_with_training_data() -> Iterator[Office]:
    """Fill a database in a folder that is gone afterwards."""
    with TemporaryDirectory() as folder:
        settings = load_settings(data_folder=Path(folder), database_url=None)
        workspace = open_workspace(settings)
        upgrade(workspace.database)
        fill(workspace, CONTENT / "training_states.yaml", CONTENT / "ct-tech")
        accounts = training_accounts(workspace)
        callers = {
            (one.role, one.state): sign_in_for_training(workspace, one.id).caller
            for one in accounts
            if one.role is Role.ANALYST or (one.role is Role.FOCAL_POINT and one.state in {SUBMITTED, DRAFT})
        }
        leads = {state: caller for (role, state), caller in callers.items() if role is Role.FOCAL_POINT and state}
        yield Office(workspace, callers[Role.ANALYST, None], leads)


def _options(audience: Audience, edition: Edition) -> PackOptions:
    return PackOptions(audience, "en", LEAST_CLASSIFICATION[edition], edition=edition)


def print_peak() -> None:
    """Print the highest memory of this process with a global pack built, in megabytes."""
    with office_with_training_data() as office:
        office.everything()
    print(round(_highest_memory() / 1024))


def _highest_memory() -> int:
    """Return the most memory that this process had since it began, in kilobytes.

    What getrusage tells on Linux includes the process that started this one, as large as that was.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text("ascii").splitlines() if "VmHWM" in line)
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest // 1024 if sys.platform == "darwin" else highest  # bytes there


if __name__ == "__main__":
    print_peak()
