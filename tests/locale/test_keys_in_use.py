"""Every word has a key in en.po, and every key has a use: the code is walked for both."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import assessment
import assessment.errors
from assessment.core.cycle import SubmissionStatus
from assessment.core.evidence import EvidenceKind
from assessment.core.person import Role
from assessment.core.submission import EvidenceGrade, Status
from assessment.locale.catalogue import keys

ROOT = Path(assessment.__file__).parent
KEY = re.compile(r"^[a-z_]+\.[a-z0-9_]+$")
IN_TEMPLATE = re.compile(r"""say\(\s*["']([a-z_]+\.[a-z0-9_]+)["']""")
ENUMS = (SubmissionStatus, EvidenceKind, Role, EvidenceGrade, Status)
REFUSALS = {
    name
    for name, thing in vars(assessment.errors).items()
    if isinstance(thing, type) and issubclass(thing, assessment.errors.Refusal)
}


@cache
def trees() -> tuple[ast.Module, ...]:
    """Return the modules that speak to people in their language; the command line speaks English."""
    paths = (path for path in sorted(ROOT.rglob("*.py")) if path.relative_to(ROOT).parts[0] != "cli")
    return tuple(ast.parse(path.read_text("utf-8")) for path in paths)


def said() -> Iterator[str]:
    """Yield the keys that are the literal first argument of a call on something named like phrases."""
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and _speaks(node.func):
                yield from _literals(node.args[0])
    for path in ROOT.rglob("*.html"):
        yield from IN_TEMPLATE.findall(path.read_text("utf-8"))


def _speaks(function: ast.expr) -> bool:
    match function:
        case ast.Name(id="say") | ast.Attribute(attr="say"):
            return True
        case ast.Call(func=ast.Name(id="phrases")):
            return True
        case _:
            return False


def _literals(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(value=str(key)):
            yield key
        case ast.IfExp(body=body, orelse=orelse):
            yield from _literals(body)
            yield from _literals(orelse)
        case _:
            return


def refused() -> Iterator[str]:
    """Yield the codes of refusals that are raised or made with a literal."""
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
                yield from _literals(node.args[0]) if node.args else ()


def mentioned() -> set[str]:
    """Return every string of the code that looks like a key, and the patterns of those that are put together."""
    found = set(said()) | {f"errors.{code}" for code in refused()}
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.match(node.value):
                found.add(node.value)
    return found


def patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of keys that are put together: those that begin with a page, and those that are said."""
    made = set()
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and re.match(r"[a-z_]+\\\.", found := _pattern(node)):
                made.add(found)
            elif isinstance(node, ast.Call) and node.args and _speaks(node.func):
                made |= {_pattern(node.args[0])} if isinstance(node.args[0], ast.JoinedStr) else set()
    return tuple(map(re.compile, made))


def _pattern(put_together: ast.JoinedStr) -> str:
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9_.]+"
        for part in put_together.values
    )


def test_every_key_that_is_said_has_words():
    assert sorted(set(said()) - keys()) == []


def test_every_refusal_has_a_sentence():
    assert sorted({f"errors.{code}" for code in refused()} - keys()) == []


def test_every_key_has_a_use():
    used, made = mentioned(), patterns()
    unused = [key for key in keys() - used if not any(pattern.fullmatch(key) for pattern in made)]
    assert sorted(unused) == []


def test_every_code_that_is_shown_has_words():
    wanted = {f"submission.{status}" for status in SubmissionStatus}
    wanted |= {f"role.{role}" for role in Role} | {f"status.{status}" for status in Status}
    wanted |= {f"evidence.kind_{kind}" for kind in EvidenceKind}
    wanted |= {f"evidence.grade_{grade.name.lower()}" for grade in EvidenceGrade}
    assert sorted(wanted - keys()) == []
