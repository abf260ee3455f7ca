"""What people enter never becomes markup: the ways in which Streamlit and Jinja would let it are not used."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    for path in sorted((ROOT / "assessment").rglob("*.py")):
        for found in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(found, ast.Call) and (not names or name_of(found) in names):
                yield f"{path.relative_to(ROOT)}:{found.lineno}", found


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def is_words_alone(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_no_page_allows_html_or_script_in_its_words() -> None:
    unsafe = {"unsafe_allow_html", "unsafe_allow_javascript"}
    found = [place for place, call in calls() if unsafe & {keyword.arg for keyword in call.keywords}]
    assert not found


def test_markup_is_written_in_the_code_and_filled_by_its_own_format() -> None:
    # Markup("…").format(…) escapes what it puts in; Markup(f"…{name}…") would not.
    found = [place for place, call in calls("Markup") if not all(map(is_words_alone, call.args))]
    assert not found


def test_html_reaches_streamlit_as_markup_or_as_a_style_sheet() -> None:
    built = (ast.JoinedStr, ast.BinOp)
    found = [
        place
        for place, call in calls("html")
        if any(isinstance(argument, built) or (name_of_value(argument) == "join") for argument in call.args)
    ]
    assert not found


def name_of_value(node: ast.expr) -> str:
    return name_of(node) if isinstance(node, ast.Call) else ""


def test_no_template_switches_escaping_off() -> None:
    for template in sorted((ROOT / "assessment" / "web").rglob("*.html")):
        text = template.read_text("utf-8").replace(" ", "")
        assert "|safe" not in text, template
        assert "autoescapefalse" not in text, template
