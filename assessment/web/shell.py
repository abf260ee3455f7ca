"""The shell of Streamlit's pages: its own index.html, in the language of the person."""

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from assessment.errors import SettingsError
from assessment.locale import Phrases
from assessment.web.languages import language_tag

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_ROOT = re.compile(r"<html\b[^>]*>")
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_ICON = re.compile(r'<link rel="shortcut icon"[^>]*/>')
_AGENT_LINK = re.compile(r'<link rel="service-desc"[^>]*/>')
_HEAD = "<head>"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_STYLES = re.compile(r'<link rel="stylesheet"[^>]*>')
_PLACE = '<div id="root"></div>'
_FILE = re.compile(r'(?:src|href)="\./(static/(?:js|css)/[\w.-]+)"')
# In colours that hold on a light and on a dark page; what the script draws takes the place of these words.
_LOADING = Markup(
    '<div id="root"><style>:root {{ color-scheme: light dark }}</style><p role="status" style="max-width: 30rem; '
    'margin: 30vh auto 0; padding: 0 1.5rem; font: 1.125rem/1.5 system-ui, sans-serif; text-align: center">{}</p>'
    "</div>"
)


@dataclass(frozen=True, slots=True)
class Shell:
    """Streamlit's index.html with the hash of its inline script for the content security policy.

    `folder` holds the files that it names under /static/, `font` is the one of its text; `files` are the addresses
    of those that the page cannot do without.
    """

    html: str
    script_hash: str
    folder: Path
    font: Path | None
    files: tuple[str, ...]

    def in_language(self, say: Phrases) -> str:
        """Return the page with the language, direction, title and words of a person."""
        html = _COMMENT.sub("", self.html)
        html = _ROOT.sub(
            lambda _: f'<html lang="{language_tag(say.language)}" dir="{say.direction}">', html, count=1
        )
        html = _TITLE.sub(lambda _: f"<title>{escape(say('app.name'))}</title>", html, count=1)
        html = _ICON.sub('<link rel="icon" href="./assets/icon.svg" />', html, count=1)
        html = _AGENT_LINK.sub("", html, count=1)
        html = html.replace(_HEAD, f'{_HEAD}<script defer src="./assets/server.js"></script>', 1)
        html = self._with_words_first(html, say("shell.loading"))
        words = f"<noscript><p>{escape(say('shell.needs_script'))}</p></noscript>"
        return _NO_SCRIPT.sub(lambda _: words, html, count=1)

    def _with_words_first(self, html: str, words: str) -> str:
        """Say in the page that it loads; its style sheet, which would hold the words back, comes after them."""
        styles = "".join(_STYLES.findall(html))
        return _STYLES.sub("", html).replace(_PLACE, f"{_LOADING.format(words)}{styles}", 1)


def read_shell(index: Path) -> Shell:
    """Read Streamlit's index.html; raise SettingsError when it is not as this application expects."""
    try:
        html = index.read_text(encoding="utf-8")
    except OSError:
        raise SettingsError(f"{index} cannot be read; install the requirements again.") from None
    scripts = _INLINE_SCRIPT.findall(html)
    expected = (_ROOT, _TITLE, _NO_SCRIPT, _STYLES, _FILE)
    is_expected = _HEAD in html and _PLACE in html and all(part.search(html) for part in expected)
    if len(scripts) != 1 or not is_expected:
        raise SettingsError(f"{index} is not of the Streamlit version in requirements.txt; install that version.")
    digest = hashlib.sha256(scripts[0].encode()).digest()
    folder = index.parent / "static"
    font = next(iter(sorted((folder / "media").glob("SourceSansVF-Upright*.woff2"))), None)
    files = tuple(f"/{file}" for file in dict.fromkeys(_FILE.findall(html)))
    return Shell(html, f"sha256-{base64.b64encode(digest).decode()}", folder, font, files)
