"""Writes docs/images/explain.svg, the terminal output that the README shows: `python -m tests.docs.pictures`."""

import html
import io
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from assessment.cli.explanation import print_explanation
from assessment.services.answer_scoring import score_answers
from assessment.services.explaining import explain

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "images" / "explain.svg"
STATE, NODE = "XDM", "online"

# The picture must not fetch fonts from anywhere: the reader's own monospaced font does.
_WEB_FONTS = re.compile(r"\s*@font-face \{\{.*?\}\}\n|\s*font-variant-east-asian: full-width;", re.DOTALL)
_RUN = re.compile(
    r'<text class="(?P<style>[^"]+)" x="(?P<x>[^"]+)" y="(?P<y>[^"]+)" textLength="[^"]+"(?P<clip>[^>]*)>'
    r"(?P<words>.*?)</text>",
    re.DOTALL,
)
_SPACE = "&#160;"
_CELL = 12.2  # the width of a character in rich's template


def picture() -> str:
    """Return the explanation of an invented State's score as SVG."""
    console = Console(record=True, width=110, file=io.StringIO(), highlight=False, force_terminal=True)
    scored = score_answers(ROOT / "questionnaires" / "ct-tech", ROOT / "docs" / "examples" / "answers.csv")
    print_explanation(console, scored, explain(scored, STATE, NODE))
    template = _WEB_FONTS.sub("", CONSOLE_SVG_FORMAT).replace("Fira Code", "ui-monospace")
    theme = DEFAULT_TERMINAL_THEME
    title = f"explain --state {STATE} --node {NODE}   (invented answers)"
    svg = console.export_svg(title=title, code_format=template, unique_id="explain", theme=theme)
    svg = _RUN.sub(_placed, svg)
    return "".join(f"{line.rstrip()}\n" for line in svg.splitlines())


def _placed(run: re.Match[str]) -> str:
    """Return a run of text at its place without the spaces around it, which not every viewer keeps."""
    words = run["words"].strip()
    while words.startswith(_SPACE):
        words = words.removeprefix(_SPACE)
    before = run["words"].count(_SPACE, 0, run["words"].find(words)) if words else 0
    while words.endswith(_SPACE):
        words = words.removesuffix(_SPACE)
    if not words:
        return ""
    x = float(run["x"]) + before * _CELL
    width = len(html.unescape(words)) * _CELL
    place = f'x="{x:g}" y="{run["y"]}" textLength="{width:.1f}"'
    return f'<text class="{run["style"]}" {place}{run["clip"]}>{words}</text>'


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")
