"""The import rule: cli, web, ui → services → content | store | charts | workbooks → locale → core → errors."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "assessment"
CORE_MAY_IMPORT = {"assessment", "numpy", "scipy", "pydantic"} | sys.stdlib_module_names


def test_import_contracts_are_kept() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [lint_imports, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_top_level_module_has_a_layer() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    contracts = {contract["id"]: contract for contract in tools["importlinter"]["contracts"]}
    known = set(re.findall(r"\w+", " ".join(contracts["layers"]["layers"])))
    modules = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")}
    outside = modules - {"__init__"} - known
    assert not outside, f"give these modules of assessment/ a layer in pyproject.toml: {sorted(outside)}"


def test_every_folder_of_modules_is_a_package() -> None:
    # import-linter does not look into a folder without __init__.py.
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    unseen = sorted(str(folder) for folder in folders if not (folder / "__init__.py").is_file())
    assert not unseen, f"add an __init__.py to {unseen}"


def test_core_imports_only_what_it_may() -> None:
    graph = grimp.build_graph("assessment", include_external_packages=True, cache_dir=None)
    foreign = {
        f"{module} imports {imported}"
        for module in graph.modules
        if module.startswith(("assessment.core", "assessment.errors"))
        for imported in graph.find_modules_directly_imported_by(module)
        if imported.split(".")[0] not in CORE_MAY_IMPORT
    }
    assert not foreign, sorted(foreign)
