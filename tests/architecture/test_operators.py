"""Who works at the terminal needs no session: so no page may ever make such a caller."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]


def modules_that_import_operators() -> set[str]:
    found = set()
    for path in sorted((ROOT / "assessment").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "assessment.services.workspace":
                found |= {
                    path.relative_to(ROOT).as_posix() for name in node.names if name.name in {"Operator", "*"}
                }
    return found


def test_only_modules_of_the_terminal_make_operators() -> None:
    found = modules_that_import_operators()
    assert found
    assert [name for name in sorted(found) if not name.endswith("at_terminal.py")] == []


def test_no_page_can_reach_these_modules() -> None:
    contracts = (ROOT / "pyproject.toml").read_text("utf-8")
    contract = contracts.partition('id = "at-the-terminal"')[2].partition("[[")[0]
    for name in modules_that_import_operators():
        assert f'"{name.removesuffix(".py").replace("/", ".")}"' in contract


def test_nobody_names_them_through_the_module() -> None:
    named = [
        path.relative_to(ROOT).as_posix()
        for layer in ("ui", "web")
        for path in sorted((ROOT / "assessment" / layer).rglob("*.py"))
        if "Operator" in path.read_text("utf-8")
    ]
    assert named == []
