"""`check`, `publish` and `template`: what an author of questionnaires relies on."""

import textwrap
from pathlib import Path

import pytest

from tests.cli.terminal import run
from tests.cli.tiny_package import QUESTIONNAIRE, RUBRIC, scored


def test_template__csv_filled_in__scores(tiny: Path) -> None:
    header = run("template", tiny).stdout.strip()
    path = tiny.parent / "filled.csv"
    path.write_text(f"{header}\nXAA,2,100\n")
    assert scored(tiny, path)["XAA"]["nodes"]["overall"]["score"] == 100


def test_template__yaml_as_printed__scores_as_no_answer_once_the_state_is_named(tiny: Path) -> None:
    path = tiny.parent / "filled.yaml"
    path.write_text(run("template", tiny, "--format", "yaml").stdout.replace('state: ""', "state: XAA"))
    assert scored(tiny, path)["XAA"]["nodes"]["overall"]["coverage"] == 0


def test_translation_template__saved__is_complete_once_translated(tiny: Path) -> None:
    (tiny / "text").mkdir()
    (tiny / "text" / "fr.yaml").write_text(run("template", tiny, "--translation", "fr").stdout)
    done = run("check", tiny)
    assert done.returncode == 0
    assert "fr" in done.stdout


def test_check__shipped_content__has_no_error_and_no_warning() -> None:
    done = run("check")
    assert (done.returncode, done.stdout) == (0, "")


def test_check__broken_by_hand__gives_file_line_and_remedy(tiny: Path) -> None:
    (tiny / "rubric.yaml").write_text(RUBRIC.replace("node: training", "node: trainings"))
    done = run("check", tiny)
    assert done.returncode == 1
    line = next(n for n, text in enumerate(RUBRIC.splitlines(), 1) if "node: training" in text)
    assert f"tiny/rubric.yaml:{line}: " in done.stdout
    assert 'Did you mean "training"?' in done.stdout


def test_check__example_with_a_wrong_figure__is_found(tiny: Path) -> None:
    (tiny / "examples").mkdir()
    example = (
        "title: One\nworking: By hand.\nresponses: {all.law: 2, all.share: 50}\n"
        "expect: {overall: {score: 62.5}, law: {score: 90}}\n"
    )
    (tiny / "examples" / "one.yaml").write_text(example)
    done = run("check", tiny)
    assert done.returncode == 1
    assert "one.yaml:4: " in done.stdout
    assert "score of law is expected at 90 and comes out as 100.00" in done.stdout


def test_publish__then_changed_meaning__is_an_error_until_the_version_is_new(tiny: Path) -> None:
    assert run("publish", tiny, "--date", "2026-11-22").returncode == 0
    assert run("check", tiny).returncode == 0
    assert run("publish", tiny).returncode == 2
    changed = QUESTIONNAIRE.replace("A law in force.", "A law in force since last year.")
    (tiny / "questionnaire.yaml").write_text(changed)
    done = run("check", tiny)
    assert done.returncode == 1
    assert "all.law" in done.stdout
    (tiny / "questionnaire.yaml").write_text(changed.replace("version: '1'", "version: '2'"))
    (tiny / "rubric.yaml").write_text(RUBRIC.replace("version: '1'", "version: '2'"))
    done = run("check", tiny)
    assert done.returncode == 1
    assert "V013 The meaning of all.law changed since version 1 under the same id." in done.stdout
    (tiny / "crosswalk").mkdir()
    crosswalk = "from_version: '1'\nto_version: '2'\nquestions: {all.law: {rule: copy, from: [all.law]}}\n"
    (tiny / "crosswalk" / "1-to-2.yaml").write_text(crosswalk)
    assert run("check", tiny).returncode == 0, run("check", tiny).stdout
    assert run("publish", tiny, "--date", "2026-12-01").returncode == 0
    assert run("check", tiny).returncode == 0


def test_publish__only_guidance_changed__is_no_change_of_meaning(tiny: Path) -> None:
    assert run("publish", tiny).returncode == 0
    (tiny / "questionnaire.yaml").write_text(QUESTIONNAIRE.replace("Draft it.", "Draft it with care."))
    assert run("check", tiny).returncode == 0


def test_check__folder_called_dot__is_named(tiny: Path) -> None:
    for folder, name in ((".", "tiny"), ("..", tiny.parent.name)):
        done = run("check", folder, cwd=tiny)
        assert (done.returncode, done.stderr) == (0, f"{name}: no errors, no warnings.\n")
    assert "in tiny/published.yaml;" in run("publish", ".", cwd=tiny).stderr


def test_check__section_name_longer_than_a_file_name__is_an_issue(tiny: Path) -> None:
    (tiny / "sections").mkdir()
    (tiny / "questionnaire.yaml").write_text(f"id: tiny\nversion: '1'\ntitle: Tiny\nsections:\n  - {'x' * 400}\n")
    done = run("check", tiny)
    assert done.returncode == 1
    assert "tiny/questionnaire.yaml:5: Y014 " in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("before", ["versions: []\n", "versions:\n{old}", "# My words.\n\nversions:\n{old}\n"])
def test_publish__file_written_by_hand__stays_valid_and_keeps_its_head(tiny: Path, before: str) -> None:
    path = tiny / "published.yaml"
    assert run("publish", tiny, "--date", "2025-01-31").returncode == 0
    old = textwrap.dedent(path.read_text("utf-8").partition("versions:\n")[2]).replace(
        'version: "1"', "version: '0'"
    )
    path.write_text(before.replace("{old}", old))
    done = run("publish", tiny, "--date", "2026-11-22")
    assert done.returncode == 0, done.stderr
    text = path.read_text("utf-8")
    assert text.startswith("# My words.\n" if "My words" in before else "# The meaning of every published version")
    assert run("publish", tiny).returncode == 2
    done = run("check", tiny)
    assert done.returncode == 0, done.stdout
    assert text.count("- version:") == (1 if "[]" in before else 2)
    assert ("2025-01-31" in text) == ("[]" not in before)
