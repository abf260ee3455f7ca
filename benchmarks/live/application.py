"""The application as a second process in training mode, and the memory that it takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import Application


@contextmanager
def running_application(folder: Path) -> Iterator[Application]:
    """Start the application with its data in a folder, wait until it is ready, and end it afterwards."""
    application = Application(folder / "data")
    application.start()
    try:
        yield application
    finally:
        application.stop()


def memory(application: Application) -> int:
    """Return the resident memory of the process, in bytes; 0 where the system does not tell."""
    status = Path(f"/proc/{application.process_id}/status")
    if not status.exists():
        return 0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024
