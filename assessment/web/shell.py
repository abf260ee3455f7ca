"""The shell of Streamlit's pages: its own index.html, in the language of the person."""

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from markupsafe import escape

from assessment.errors import SettingsError
from assessment.locale import Phrases
from assessment.web.languages import language_tag

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_ROOT = re.compile(r"<html\b[^>]*>")
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_ICON = re.compile(r'<link rel="shortcut icon"[^>]*/>')
_AGENT_LINK = re.compile(r'<link rel="service-desc"[^>]*/>')
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shell:
    """Streamlit's index.html, the hash of its inline script for the content security policy, and its font."""

    html: str
    script_hash: str
    font: Path | None = None

    def in_language(self, say: Phrases) -> str:
        """Return the page with the language, direction, title and words of a person."""
        html = _COMMENT.sub("", self.html)
        html = _ROOT.sub(
            lambda _: f'<html lang="{language_tag(say.language)}" dir="{say.direction}">', html, count=1
        )
        html = _TITLE.sub(lambda _: f"<title>{escape(say('app.name'))}</title>", html, count=1)
        html = _ICON.sub('<link rel="icon" href="./assets/icon.svg" />', html, count=1)
        html = _AGENT_LINK.sub("", html, count=1)
        words = f"<noscript><p>{escape(say('shell.needs_script'))}</p></noscript>"
        return _NO_SCRIPT.sub(lambda _: words, html, count=1)


def read_shell(index: Path) -> Shell:
    """Read Streamlit's index.html; raise SettingsError when it is not as this application expects."""
    try:
        html = index.read_text(encoding="utf-8")
    except OSError:
        raise SettingsError(f"{index} cannot be read; install the requirements again.") from None
    scripts = _INLINE_SCRIPT.findall(html)
    if len(scripts) != 1 or not all(part.search(html) for part in (_ROOT, _TITLE, _NO_SCRIPT)):
        raise SettingsError(f"{index} is not of the Streamlit version in requirements.txt; install that version.")
    digest = hashlib.sha256(scripts[0].encode()).digest()
    font = next(iter(sorted((index.parent / "static" / "media").glob("SourceSansVF-Upright*.woff2"))), None)
    return Shell(html, f"sha256-{base64.b64encode(digest).decode()}", font)
