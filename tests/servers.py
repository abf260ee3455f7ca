"""The application as a second process: started on a free port, ended or killed by its process id."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
START_SECONDS = 120
STOP_SECONDS = 15


def free_port() -> int:
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


class Application:
    """One application with a data folder of its own; stopped and started again it keeps its address and data."""

    def __init__(self, data_folder: Path, **settings: str) -> None:
        self.data_folder = data_folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.output = data_folder.with_suffix(".log")
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process_id(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start the process and wait until it is ready."""
        given = {f"ASSESSMENT_{name.upper()}": value for name, value in self._settings.items()}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSESSMENT_")}
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        options = [f"--server.port={self.port}", "--server.address=127.0.0.1", "--server.headless=true"]
        with self.output.open("ab") as output:
            self._process = subprocess.Popen(
                [*command, *options],
                cwd=ROOT,
                env=kept | {"ASSESSMENT_DATA_FOLDER": str(self.data_folder)} | given,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._wait_until_ready()

    def stop(self) -> None:
        """End the process as an operator would."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """End the process at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def printed(self) -> str:
        """Return what the process has printed."""
        return self.output.read_text("utf-8", errors="replace") if self.output.exists() else ""

    def _wait_until_ready(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise AssertionError(f"The application ended at its start:\n{self.printed()}")
            try:
                with urllib.request.urlopen(f"{self.address}/readyz", timeout=5) as reply:  # noqa: S310 - our own
                    if reply.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"The application was not ready after {START_SECONDS} s:\n{self.printed()}")


@pytest.fixture(scope="session")
def training_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder filled with training data, for tests to copy."""
    folder = tmp_path_factory.mktemp("training") / "data"
    application = Application(folder)
    application.start()
    application.stop()
    return folder


@pytest.fixture(scope="session")
def application(training_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """Run one application in training mode for all tests that leave it as usable as they found it."""
    folder = tmp_path_factory.mktemp("application") / "data"
    shutil.copytree(training_data, folder)
    running = Application(folder, pseudo_language="true")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def new_application(training_data: Path, tmp_path: Path) -> Iterator[Callable[..., Application]]:
    """Start further applications, each on a copy of the training data, for tests that kill or change them."""
    running: list[Application] = []

    def start(**settings: str) -> Application:
        folder = tmp_path / f"application-{len(running) + 1}"
        shutil.copytree(training_data, folder)
        running.append(Application(folder, **settings))
        running[-1].start()
        return running[-1]

    yield start
    for application in running:
        application.stop()
