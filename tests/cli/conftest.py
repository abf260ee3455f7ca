"""What tests of the command line share."""

from pathlib import Path

import pytest

from tests.cli import tiny_package


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Return the folder of a package of two questions."""
    folder = tmp_path / "tiny"
    tiny_package.write(folder)
    return folder
