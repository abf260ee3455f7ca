import base64
import hashlib
import re
from collections.abc import Callable

import pytest

from assessment.web.shell import Shell
from tests.web.conftest import INDEX, Browser

ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
PATHS = [
    "/",
    "/sign-in",
    "/account",
    "/media/x.png",
    "/nowhere/x",
    "/healthz",
    "/static/app.js",
    "/assets/style.css",
]


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_security_headers(tab: Browser, path: str, signed_in: bool) -> None:
    if signed_in:
        tab.sign_in("Amara")
    headers = tab.get(path).headers
    assert {name: headers.get(name) for name in ALWAYS} == ALWAYS
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    if not path.startswith(("/static", "/assets")):
        assert headers["cache-control"] == "no-store"


def test_own_pages_may_run_no_script_and_have_none(tab: Browser) -> None:
    reply = tab.get("/sign-in")
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert "script-src" not in reply.headers["content-security-policy"]
    assert "<script" not in reply.text
    assert not re.search(r"\son\w+=|style=", reply.text)


def test_the_policy_of_pages_names_the_script_that_streamlit_ships(tab: Browser, shell: Shell) -> None:
    scripts = re.findall(r"<script>(.*?)</script>", INDEX.read_text("utf-8"), re.DOTALL)
    assert len(scripts) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    tab.sign_in("Amara")
    reply = tab.get("/questionnaire")
    policy = reply.headers["content-security-policy"]
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    assert "connect-src 'self' ws://127.0.0.1;" in policy
    assert scripts[0] in reply.text


def test_https_is_insisted_on_only_where_it_is_used(tab: Browser, new_tab: Callable[..., Browser]) -> None:
    assert "strict-transport-security" not in tab.get("/sign-in").headers
    secure = new_tab(https=True, address="https://127.0.0.1")
    reply = secure.get("/sign-in")
    assert reply.headers["strict-transport-security"].startswith("max-age=31536000")
    assert all("; Secure" in cookie for cookie in reply.headers.get_list("set-cookie"))


def test_the_shell_has_the_language_title_and_words_of_the_application(tab: Browser) -> None:
    tab.sign_in("Amara")
    page = tab.get("/").text
    assert '<html lang="en" dir="ltr">' in page
    assert "<title>CT TECH self-assessment</title>" in page
    assert "This application needs JavaScript." in page
    assert "_stcore/agent" not in page


def test_the_shell_says_that_it_loads_before_anything_else_is_needed(tab: Browser) -> None:
    tab.sign_in("Amara")
    page = tab.get("/").text
    words, styles = page.index("Loading …"), page.index('rel="stylesheet"')
    assert page.index('<div id="root">') < words < styles


def test_the_sign_in_fetches_what_the_first_page_needs(tab: Browser, shell: Shell) -> None:
    links = tab.get("/sign-in").headers["link"]
    scripts = re.findall(r'<script type="module"[^>]*src="\.(/static/js/[^"]+)"', shell.html)
    assert scripts
    assert all(f"<{script}>; rel=prefetch" in links for script in scripts)


def test_our_pages_and_those_of_streamlit_load_one_font(tab: Browser, shell: Shell) -> None:
    target = tab.get("/assets/source-sans.woff2").headers["location"]
    assert f'href=".{target}"' in shell.html
