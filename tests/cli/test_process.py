"""The streams of the command line: what reaches them, in which encoding, and what happens when they fail."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

import pytest

from tests.cli import terminal, tiny_package
from tests.cli.terminal import ROOT

CT_TECH = ROOT / "questionnaires" / "ct-tech"
ANSWERS = ROOT / "docs" / "examples" / "answers.csv"
SOLVER_PRINTS = Path(__file__).with_name("solver_prints.csv")
"""Answers for whose cheapest path HiGHS prints to descriptor 1, if nodes are blends."""

ASCII_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
FULL = Path("/dev/full")

EVERY_FORMAT: list[tuple[object, ...]] = [
    ("score", CT_TECH, ANSWERS),
    ("score", CT_TECH, ANSWERS, "--format", "json"),
    ("score", CT_TECH, ANSWERS, "--format", "csv"),
    ("explain", CT_TECH, ANSWERS, "--state", "XDM"),
    ("explain", CT_TECH, ANSWERS, "--state", "XDM", "--format", "json"),
    ("robustness", CT_TECH, ANSWERS, "--draws", "100"),
    ("robustness", CT_TECH, ANSWERS, "--draws", "100", "--format", "json"),
    ("template", CT_TECH),
    ("template", CT_TECH, "--format", "yaml"),
    ("score", "--help"),
]


def run(
    *arguments: object, stdout: int | IO[Any] = subprocess.PIPE, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line with a stdout of its own."""
    return subprocess.run(
        [sys.executable, "-m", "assessment", *map(str, arguments)],
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        check=False,
        env={**os.environ, **(env or {})},
    )


def run_in_shell(redirection: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command line with what a shell does to its streams."""
    command = ["sh", "-c", f'exec "$@" {redirection}', "sh", sys.executable, "-m", "assessment"]
    return subprocess.run(
        [*command, *map(str, arguments)], capture_output=True, text=True, cwd=ROOT, check=False, encoding="utf-8"
    )


BOTH_WAYS: list[tuple[object, ...]] = [
    ("score", CT_TECH, ANSWERS),
    ("explain", CT_TECH, ANSWERS, "--state", "XDM", "--format", "json"),
    ("publish", "tiny", "--date", "2026-11-22"),
    ("unknown",),
    ("score", CT_TECH, ROOT / "README.md"),
    ("db", "verify", "--data", "nowhere"),
    ("schema", "tiny/rubric.yaml/below"),
]


def one_sentence(stderr: bytes | str) -> str:
    """Return what stands on stderr, which must be one sentence."""
    text = stderr if isinstance(stderr, str) else stderr.decode("utf-8")
    assert len(text.splitlines()) == 1, text
    assert text.endswith(".\n")
    return text


@pytest.mark.parametrize("arguments", BOTH_WAYS)
def test_call_in_the_process_of_a_test__is_what_a_process_does(
    arguments: tuple[object, ...], tmp_path: Path
) -> None:
    ways = []
    for name, start in (("called", terminal.run), ("started", terminal.run_as_process)):
        (tmp_path / name).mkdir()
        tiny_package.write(tmp_path / name / "tiny")
        finished = start(*arguments, cwd=tmp_path / name)
        said = finished.stderr.replace(str(tmp_path / name), "FOLDER")
        ways.append((finished.returncode, finished.stdout, said))
    assert ways[0] == ways[1]


def test_settings_and_standard_input__reach_a_call_as_they_reach_a_process(tmp_path: Path) -> None:
    add = ("users", "add", "x@example.org", "--name", "Łucja", "--role", "observer", "--password-stdin")
    ways = []
    for name, start in (("called", terminal.run), ("started", terminal.run_as_process)):
        settings = {"ASSESSMENT_DATA_FOLDER": str(tmp_path / name)}
        calls = (("db", "upgrade"), add, ("users", "list"))
        ended = [start(*call, settings=settings, stdin="a chosen pass phrase 17\n") for call in calls]
        ways.append([(one.returncode, one.stdout) for one in ended])
    assert ways[0] == ways[1]
    assert [status for status, _ in ways[0]] == [0, 0, 0]
    assert "Łucja" in ways[0][2][1]


def test_explain_json__solver_prints__is_json_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "ct-tech"
    shutil.copytree(CT_TECH, folder)
    (folder / "published.yaml").unlink()  # another rubric under the same version
    rubric = folder / "rubric.yaml"
    text = rubric.read_text("utf-8")
    assert "aggregation: mean" in text
    rubric.write_text(text.replace("aggregation: mean", "aggregation: {rule: blend, lambda: 0.3}"), "utf-8")
    done = run("explain", folder, SOLVER_PRINTS, "--state", "State 3", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["state"] == "State 3"


def test_native_output__any_command__goes_to_stderr() -> None:
    noisy = (
        "import os\nimport assessment.cli.check as check\nfrom assessment.cli.process import run\n"
        "check.check_content = lambda *_: [os.write(1, b'noise')][:0]\nrun()"
    )
    done = subprocess.run([sys.executable, "-c", noisy, "check"], capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.startswith(b"noise")


@pytest.mark.parametrize("arguments", [EVERY_FORMAT[1], EVERY_FORMAT[-1], ("check",)])
def test_closed_stdout__any_command__is_one_sentence_and_2(arguments: tuple[object, ...]) -> None:
    done = run_in_shell(">&-", *arguments)
    assert done.returncode == 2
    assert "stdout is closed" in one_sentence(done.stderr)


def test_other_streams_closed__results_are_whole() -> None:
    usual = run_in_shell("", "score", CT_TECH, ANSWERS, "--format", "json")
    for redirection in ("2>&-", "<&- 2>&-"):
        done = run_in_shell(redirection, "score", CT_TECH, ANSWERS, "--format", "json")
        assert (done.returncode, done.stdout) == (0, usual.stdout)


@pytest.mark.parametrize("arguments", EVERY_FORMAT)
def test_reader_gone__any_format__ends_with_0_and_no_noise(arguments: tuple[object, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        done = run(*arguments, stdout=gone)
    assert done.returncode == 0
    assert all(line.startswith(b"Open a figure with") for line in done.stderr.splitlines())


def test_reader_gone__check_with_errors__still_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "rubric.yaml").write_text("questionnaire: none\n")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        done = run("check", tmp_path, stdout=gone)
    assert done.returncode == 1
    assert f"{tmp_path.name}: " in one_sentence(done.stderr)


def test_head__long_json__ends_with_0_and_no_noise(tmp_path: Path) -> None:
    header, row, *_ = ANSWERS.read_text("utf-8").splitlines()
    cells = row.partition(",")[2]
    many = tmp_path / "many.csv"
    many.write_text("\n".join([header, *(f"S{number},{cells}" for number in range(100))]) + "\n", "utf-8")
    command = [sys.executable, "-m", "assessment", "score", str(CT_TECH), str(many), "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1) == b"{"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(not FULL.exists(), reason="a device that is always full is known only to Linux")
@pytest.mark.parametrize("arguments", [*EVERY_FORMAT[:2], EVERY_FORMAT[3], *EVERY_FORMAT[-2:]])
def test_full_disk__any_format__is_one_sentence_and_2(arguments: tuple[object, ...]) -> None:
    with FULL.open("wb") as full:
        done = run(*arguments, stdout=full)
    assert done.returncode == 2
    *usual, last = done.stderr.decode().splitlines()
    assert last == "The results cannot be written (no space left on device); send them to another place."
    assert all(line.startswith("Open a figure with") for line in usual)


def test_output__no_ordinary_file__is_refused_and_stays(tmp_path: Path) -> None:
    special = tmp_path / "pipe"
    os.mkfifo(special)
    done = run("template", CT_TECH, "--output", special)
    assert done.returncode == 2
    assert "no ordinary file" in one_sentence(done.stderr)
    assert special.is_fifo()


def test_ctrl_c__any_command__is_one_sentence_and_130() -> None:
    # As at a terminal: what a shell starts in the background does not hear of Ctrl-C.
    stopped = (
        "import os, signal, time\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import assessment.cli.check as check\nfrom assessment.cli.process import run\n"
        "def press(*_): os.kill(os.getpid(), signal.SIGINT); time.sleep(60)\n"
        "check.check_content = press\nrun()"
    )
    done = subprocess.run([sys.executable, "-c", stopped, "check"], capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout) == (130, b"")
    assert one_sentence(done.stderr.lstrip(b"\n")).startswith("Stopped before the end; ")


def test_since_folder__without_earlier_answers__is_one_sentence_and_2() -> None:
    done = run("explain", CT_TECH, ANSWERS, "--state", "XDM", "--since-folder", CT_TECH)
    assert done.returncode == 2
    assert "--since" in one_sentence(done.stderr)


def test_schema__folder_that_cannot_be_made__is_one_sentence_and_2(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("schema", tmp_path / "file" / "below")
    assert done.returncode == 2
    assert "cannot be written" in one_sentence(done.stderr)


def test_file_error__nowhere_expected__is_one_sentence_and_2() -> None:
    failing = (
        "import assessment.cli.check as check\nfrom assessment.cli.process import run\n"
        "def fail(*_): raise PermissionError(13, 'Permission denied', '/some/file')\n"
        "check.check_content = fail\nrun()"
    )
    done = subprocess.run([sys.executable, "-c", failing, "check"], capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert one_sentence(done.stderr).startswith("/some/file cannot be used (permission denied); ")


@pytest.mark.parametrize("env", [ASCII_LOCALE, {"PYTHONIOENCODING": "ascii"}])
def test_encoding__whatever_the_locale__is_utf_8(env: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("state,governance.strategy\nCôte d’Ivoire,2\nŁódź,1\n", "utf-8")
    for form in ("table", "json"):
        done = run("score", CT_TECH, path, "--format", form, env=env)
        assert done.returncode == 0, done.stderr
        assert "Côte d’Ivoire" in done.stdout.decode("utf-8")
    done = run("explain", CT_TECH, path, "--state", "nobody", env=env)
    assert "Łódź" in one_sentence(done.stderr)


def test_encoding__file_name_that_is_no_utf_8__is_escaped(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xff")
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "assessment", "check", folder], capture_output=True, cwd=ROOT, check=False
    )
    assert done.returncode == 1
    assert "\\udcff: 1 error" in done.stderr.decode("utf-8")
    assert "Y020" in done.stdout.decode("utf-8")
