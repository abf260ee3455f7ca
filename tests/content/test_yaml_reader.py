import datetime as dt
import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assessment.content import yaml_reader
from assessment.content.issues import Issue, IssueList
from assessment.content.templates import quoted
from assessment.content.yaml_reader import Document, plain_value, read_yaml


def read(text: str | bytes) -> tuple[Document | None, list[Issue]]:
    issues = IssueList()
    data = text.encode() if isinstance(text, str) else text
    return read_yaml(data, "file.yaml", issues), list(issues)


def value_of(text: str) -> Any:
    document, issues = read(text)
    assert document is not None, issues
    return document.value


WORDS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x2FFF, exclude_categories=("Cc", "Cs")))
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.decimals(-1000, 1000, places=3).map(float)
    | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS.filter(bool), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=200))
def test_any_bytes_give_data_or_issues(data: bytes) -> None:
    document, issues = read(data)
    assert (document is not None) or issues


@given(st.text("ab:- \t\n[]{},#&*!|>'\"%@`?~\\.0123456789", max_size=80))
def test_any_yaml_like_text_gives_data_or_issues(text: str) -> None:
    document, issues = read(text)
    assert (document is not None) or issues
    assert all(1 <= issue.line <= text.count("\n") + 1 for issue in issues)


@given(st.text("ab:- \n[]{},'\"\\.0123456789xuU", max_size=60))
def test_the_slow_parser_gives_data_or_issues_too(text: str) -> None:
    fast = yaml_reader._LOADER
    yaml_reader._LOADER = yaml.SafeLoader
    try:
        document, issues = read(text)
    finally:
        yaml_reader._LOADER = fast
    assert (document is not None) or issues


def flow(value: Any) -> str:
    """Write data as YAML: JSON, with decimals written out."""
    match value:
        case dict():
            return "{" + ", ".join(f"{quoted(key)}: {flow(entry)}" for key, entry in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(flow, value)) + "]"
        case str():
            return quoted(value)
        case float():
            return f"{value:.3f}"
        case _:
            return json.dumps(value)


@given(st.dictionaries(WORDS.filter(bool).filter(lambda key: len(key) < 200), PLAIN, min_size=1, max_size=5))
def test_plain_data_comes_back_as_written(data: dict[str, Any]) -> None:
    assert value_of(flow(data)) == data


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), PLAIN, min_size=1, max_size=5))
def test_block_style_comes_back_as_written(data: dict[str, Any]) -> None:
    text = "".join(f"{key}:\n  - {flow(entry)}\n" for key, entry in data.items())
    assert value_of(text) == {key: [entry] for key, entry in data.items()}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("No", "No"),
        ("on", "on"),
        ("True", "True"),
        ("~", "~"),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("+5", "+5"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("12:30", "12:30"),
        ("2024-01-01", "2024-01-01"),
        ("<<", "<<"),
        ("=", "="),
        ("9" * 5000, "9" * 5000),
        ("0." + "1" * 41, "0." + "1" * 41),
        ("٣", "٣"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("0.50", 0.5),
        (".5", 0.5),
        ("-0.25", -0.25),
    ],
)
def test_only_the_plainest_scalars_are_more_than_text(text: str, value: object) -> None:
    assert plain_value(text) == value
    assert value_of(f"key: {text}") == {"key": value}


def test_quoted_scalars_and_keys_are_text() -> None:
    assert value_of("'1': '2'\n3: \"true\"\ntrue: |\n  null\n") == {"1": "2", "3": "true", "true": "null\n"}
    assert not isinstance(value_of("day: 2024-01-01")["day"], dt.date)


def test_lines_are_those_of_keys_and_entries() -> None:
    document, _ = read(
        "# first\na:\n  - b: >-\n      long\n      text\n    c: {d: 1,\n      e: [2,\n        3]}\n"
    )
    assert document is not None
    assert document.lines == {
        (): 2,
        ("a",): 2,
        ("a", 0): 3,
        ("a", 0, "b"): 3,
        ("a", 0, "c"): 6,
        ("a", 0, "c", "d"): 6,
        ("a", 0, "c", "e"): 7,
        ("a", 0, "c", "e", 0): 7,
        ("a", 0, "c", "e", 1): 8,
    }


def test_an_alias_bomb_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    document, issues = read("\n".join(lines))
    assert document is None
    assert {issue.code for issue in issues} == {"Y006"}


def test_a_duplicate_key_keeps_the_first_value_and_its_lines() -> None:
    document, issues = read("a: {x: 1}\nb: 2\na: {y: 3}\n")
    assert document is not None
    assert document.value == {"a": {"x": 1}, "b": 2}
    assert document.lines["a",] == 1
    assert [str(issue) for issue in issues] == [
        'file.yaml:3: Y005 The key "a" stands twice in the same place, first in line 1. Keep one of the two.'
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    document, issues = read(b"\xef\xbb\xbfa: 1\r\nb:\r\n  - c\r\n")
    assert document is not None
    assert (document.value, document.lines["b", 0], issues) == ({"a": 1, "b": ["c"]}, 3, [])


def test_nesting_up_to_the_limit_is_read() -> None:
    assert read("a: " + "[" * 39 + "]" * 39)[0] is not None
    assert [issue.code for issue in read("a: " + "[" * 40 + "]" * 40)[1]] == ["Y009"]
