"""Our style sheets: the one of every page, and those that only some pages or moments need."""

from functools import cache
from pathlib import Path

import streamlit as st

_STYLES = Path(__file__).parents[1] / "styles"


def inject_style(name: str) -> None:
    """Add a style sheet to the page by the name of its file, such as "theme.css"."""
    st.html(_style(name))


@cache
def _style(name: str) -> str:
    return f"<style>{(_STYLES / name).read_text('utf-8')}</style>"
