"""The page of the command line has every command, option, choice and key of its JSON output."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from assessment.cli import main
from tests.docs.markdown import table_below

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "command-line.md"
FOLDER, ANSWERS = str(ROOT / "questionnaires" / "ct-tech"), str(ROOT / "docs" / "examples" / "answers.csv")

CONTEXT = click.Context(main)
COMMANDS = {
    name: command
    for name in main.list_commands(CONTEXT)
    if (command := main.get_command(CONTEXT, name)) is not None
}
GROUPS = {name: command for name, command in COMMANDS.items() if isinstance(command, click.Group)}
LEAVES = {name: command for name, command in COMMANDS.items() if name not in GROUPS} | {
    f"{name} {part}": command for name, group in GROUPS.items() for part, command in group.commands.items()
}
OF_A_SERVICE = {"--database", "--data"}
WITHOUT_OWN_OPTIONS = {"db upgrade", "cycles list"}

BY_ID = {"nodes", "lenses", "planned_results", "monitoring", "sensitivity", "scores"}
"""Objects whose keys are ids of the content."""

SAME_AGAIN = {"what_if"}


def names_of(parameter: click.Parameter) -> str:
    return parameter.opts[-1] if isinstance(parameter, click.Option) else str(parameter.name).upper()


@pytest.mark.parametrize("name", LEAVES)
def test_every_argument_and_option_stands_in_its_table(name: str) -> None:
    parameters = {names_of(parameter): parameter for parameter in LEAVES[name].params}
    if set(parameters) >= OF_A_SERVICE:
        common = {row[0].strip("`") for row in table_below(DOCUMENT, "Options of a service")}
        assert common == OF_A_SERVICE
        assert common <= set(parameters)
        parameters = {option: parameter for option, parameter in parameters.items() if option not in common}
    if name in WITHOUT_OWN_OPTIONS:
        assert not parameters
        return
    rows = {row[0].strip("`"): row[1] for row in table_below(DOCUMENT, name)}
    assert set(rows) == set(parameters)
    for option, parameter in parameters.items():
        if isinstance(parameter.type, click.Choice):
            assert all(f"`{choice}`" in rows[option] for choice in parameter.type.choices), option
        if isinstance(parameter, click.Option):
            assert ("(required)" in rows[option]) == parameter.required, option


@pytest.mark.parametrize("name", GROUPS)
def test_every_command_of_a_group_is_listed(name: str) -> None:
    listed = {row[0].strip("`") for row in table_below(DOCUMENT, name)}
    assert listed == {f"{name} {part}" for part in GROUPS[name].commands}


def test_every_command_is_listed() -> None:
    listed = {row[0].partition("`")[2].partition("`")[0] for row in table_below(DOCUMENT, "The command line")}
    assert listed == set(COMMANDS)


def paths(value: Any, here: str = "") -> Iterator[str]:
    """Yield the path of every key, with [] for lists and <id> for keys that are ids."""
    if isinstance(value, list):
        for entry in value:
            yield from paths(entry, here)
        return
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        path = f"{here}.{key}" if here else key
        if key in BY_ID and isinstance(inner, dict):
            for entry in inner.values():
                yield f"{path}.<id>"
                yield from paths(entry, f"{path}.<id>")
        elif isinstance(inner, list):
            yield f"{path}[]"
            yield from paths(inner, f"{path}[]")
        else:
            yield path
            if key not in SAME_AGAIN:
                yield from paths(inner, path)


def printed(*arguments: str) -> Any:
    result = CliRunner().invoke(main, [*arguments, "--format", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_every_key_of_score_is_explained(tmp_path: Path) -> None:
    refused = tmp_path / "answers.csv"
    refused.write_text("state,governance.strategy\nXDM,NA\n", encoding="utf-8")
    found = {*paths(printed("score", FOLDER, ANSWERS)), *paths(printed("score", FOLDER, str(refused)))}
    assert found == {row[0].strip("`") for row in table_below(DOCUMENT, "JSON of score")}


def test_every_key_of_explain_is_explained() -> None:
    tried = ("--what-if", "online.content_decisions=2", "--since", ANSWERS)
    found = set(paths(printed("explain", FOLDER, ANSWERS, "--state", "XDM", *tried)))
    assert found == {row[0].strip("`") for row in table_below(DOCUMENT, "JSON of explain")}


def test_every_key_of_robustness_is_explained(tmp_path: Path) -> None:
    weights = tmp_path / "weights.csv"
    weights.write_text("set,legal\nlaw,6\n", encoding="utf-8")
    few = ("--draws", "100", "--seed", "1", "--weights", str(weights))
    found = set(paths(printed("robustness", FOLDER, ANSWERS, *few)))
    groups = {"mean_rank_shift", "states[].weights_only", "states[].free_domain_weights"}
    nulls = {path for path in found if f"{path}[]" in found}
    assert found - groups - nulls == {row[0].strip("`") for row in table_below(DOCUMENT, "JSON of robustness")}


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("check", FOLDER), 0),
        (("check", "no-such-folder"), 2),
        (("score", FOLDER, ANSWERS), 0),
        (("score", str(ROOT / "tests"), ANSWERS), 1),
        (("explain", FOLDER, ANSWERS, "--state", "Nowhere"), 2),
        (("robustness", FOLDER, ANSWERS, "--draws", "1"), 2),
        (("explain", FOLDER, ANSWERS, "--state", "XDM", "--what-if", "governance.strategy=9"), 2),
    ],
)
def test_the_exit_status_is_as_said(arguments: tuple[str, ...], status: int) -> None:
    assert CliRunner().invoke(main, list(arguments)).exit_code == status
