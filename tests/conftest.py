"""Set-up shared by all tests: how property tests draw their examples, databases, servers, the order.

`ci`, the default, draws the same examples on every machine and in every run. To look for new
counter-examples: HYPOTHESIS_PROFILE=explore make test
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

MEMORY = Path("/dev/shm")  # noqa: S108 - what is made here is private: pytest and mkdtemp see to that
ROOM = 4 * 2**30

# Thousands of databases are made and thrown away: where there is room in memory, none of them waits for the disk.
if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM:
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

# The processes that share the tests have the cores between them: threads of matrix products only wait for each
# other. It must stand here before anything imports numpy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

pytest_plugins = ["tests.databases", "tests.servers", "tests.workspaces", "tests.training_service"]

settings.register_profile("ci", derandomize=True, max_examples=50, deadline=None, print_blob=True)
settings.register_profile("explore", derandomize=False, max_examples=2000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Playwright keeps an event loop running in this thread from its first test to the end of the run; tests
    # that start one of their own must be through by then.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
