"""Cross-checks: what no single model can see."""

from assessment.content.sources import Folder, Sources


def check_sources(sources: Sources, folder: Folder) -> None:
    """Check all that could be read of a package against each other."""
