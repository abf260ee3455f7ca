"""The Chromium of this machine: a browser for tests may not be there to download."""

import os
import shutil
from typing import Any

from tests.missing import skip_without

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first has no windows to draw around its pages: a seventh less work."""

ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--no-first-run",
)


def launch_options() -> dict[str, Any]:
    """Return what Playwright needs to launch it; skip, or fail under CI, where there is none."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        skip_without("Chromium", f"none of {', '.join(NAMES)} is installed")
    sandbox = () if os.geteuid() else ("--no-sandbox",)  # root has none
    return {"executable_path": path, "args": [*ARGUMENTS, *sandbox]}
