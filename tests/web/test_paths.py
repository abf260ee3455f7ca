from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.web.paths import Kind, kind_of, own_target


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", Kind.PAGE),
        ("/questionnaire", Kind.PAGE),
        ("/review_and_submit", Kind.PAGE),
        ("/sign-in", Kind.OPEN),
        ("/static/js/index.js", Kind.OPEN),
        ("/assets/style.css", Kind.OPEN),
        ("/healthz", Kind.OPEN),
        ("/account", Kind.OWN),
        ("/evidence/3", Kind.OWN),
        ("/receipt/2026/XAV", Kind.OWN),
        ("/media/abc.png", Kind.CONTENT),
        ("/_stcore/upload_file/a/b", Kind.CONTENT),
        ("/_stcore/host-config", Kind.CONTENT),
        ("/_stcore/stream", Kind.SOCKET),
        ("/_stcore/metrics", Kind.NOTHING),
        ("/_stcore/agent/interact", Kind.NOTHING),
        ("/_stcore/script-health-check", Kind.NOTHING),
        ("/oauth2callback/x", Kind.NOTHING),
        ("/auth/login", Kind.NOTHING),
        ("/app/static/x", Kind.NOTHING),
        ("/static/../secret", Kind.NOTHING),
        ("/static//etc/passwd", Kind.NOTHING),
        ("/static/%2e\\x", Kind.NOTHING),
        ("//elsewhere.example", Kind.NOTHING),
        ("/Questionnaire", Kind.NOTHING),
        ("/a\x00b", Kind.NOTHING),
        ("/a b", Kind.NOTHING),
        ("", Kind.NOTHING),
    ],
)
def test_every_address_has_a_kind_and_an_unknown_one_is_nothing(path: str, kind: Kind) -> None:
    assert kind_of(path) is kind


@given(st.text(max_size=60))
def test_only_what_is_listed_is_open(path: str) -> None:
    if kind_of(path) is Kind.OPEN:
        listed = {"/sign-in", "/sign-in/training", "/healthz", "/readyz", "/favicon.png"}
        assert path in listed or path.startswith(("/static/", "/assets/"))


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "\\\\elsewhere.example",
        "javascript:alert(1)",
        "/sign-out",
        "/sign-in",
        "/media/x",
        "/questionnaire\r\nset-cookie: a=b",
        "questionnaire",
        "/" + "a" * 600,
        "http://[broken",
    ],
)
def test_nobody_is_sent_elsewhere_after_the_sign_in(wanted: str) -> None:
    assert own_target(wanted) == "/"


@given(st.text(max_size=80) | st.from_regex(r"[/\\]{1,3}[a-z.:/\\?@]{0,30}", fullmatch=True))
def test_where_one_is_sent_always_lies_in_the_application(wanted: str) -> None:
    parts = urlsplit(own_target(wanted))
    assert not parts.scheme
    assert not parts.netloc
    assert parts.path.startswith("/")
    assert not parts.path.startswith(("//", "/\\"))
