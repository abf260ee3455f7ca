"""Strict YAML: plain data with the line of every key and entry, and issues in place of surprises.

Only true/false, null, plain decimal integers and plain decimals are more than text: dates, `yes`, `no`,
`012` and `1e3` stay as they are written, and so does every key.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from assessment.content.codes.files import FileCode
from assessment.content.issues import IssueList, Place
from assessment.content.yaml_problems import add_syntax_issue

KeyPath = tuple[str | int, ...]
MOST_BYTES = 2_000_000
DEEPEST = 40

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})", re.ASCII)
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})?\.[0-9]{1,40}", re.ASCII)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COMMENT = re.compile(r"[ \t]+(#[^\s#]\S*)")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}


@dataclass(frozen=True)
class Document:
    """The data of a YAML file and the line of every key and entry in it."""

    value: dict[str, Any]
    lines: Mapping[KeyPath, int] = field(repr=False)


def read_yaml(data: bytes, path: str, issues: IssueList) -> Document | None:
    """Return the data of a YAML file; None, with the reasons among the issues, when it cannot be used."""
    text = _decoded(data, path, issues)
    if text is None:
        return None
    builder = _Builder(text, path, issues)
    try:
        value = builder.build(yaml.parse(text, Loader=_LOADER))
    except _StopReadingError:
        return None
    except (yaml.YAMLError, ValueError) as error:
        add_syntax_issue(error, text, path, issues)
        return None
    return Document(value, builder.lines) if value is not None and builder.usable else None


def _decoded(data: bytes, path: str, issues: IssueList) -> str | None:
    if len(data) > MOST_BYTES:
        issues.add(FileCode.TOO_LARGE, Place(path), size=f"{len(data) / 1e6:.1f}", most=MOST_BYTES // 1_000_000)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        issues.add(FileCode.NOT_UTF8, Place(path, data.count(b"\n", 0, error.start) + 1))
        return None
    if bad := _FORBIDDEN.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        issues.add(FileCode.CONTROL_CHARACTER, Place(path, line), character=f"U+{ord(bad[0]):04X}")
        return None
    return text


def plain_value(text: str) -> bool | int | float | str | None:
    """Return what an unquoted text stands for.

    >>> [plain_value(text) for text in ("true", "12", "-0.5", "", "yes", "012", "2024-01-01", "1e3")]
    [True, 12, -0.5, None, 'yes', '012', '2024-01-01', '1e3']
    """
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


class _StopReadingError(Exception):
    """Nothing more of the file can be used; the issue is noted."""


class _Builder:
    """Turns the events of a YAML parser into data and lines."""

    def __init__(self, text: str, path: str, issues: IssueList) -> None:
        self.lines: dict[KeyPath, int] = {}
        self.usable = True
        self._text = text
        self._path = path
        self._issues = issues
        self._events: Iterator[Any] = iter(())

    def build(self, events: Iterator[Any]) -> dict[str, Any] | None:
        """Return the data of the one document of a file."""
        self._events = events
        next(events)
        first = next(events)
        if isinstance(first, yaml.StreamEndEvent):
            self._refuse(FileCode.EMPTY, 1)
            return None
        root = next(events)
        value = self._value(root, (), 1)
        next(events)
        after = next(events)
        if isinstance(after, yaml.DocumentStartEvent):
            self._refuse(FileCode.SEVERAL_DOCUMENTS, _line(after))
        elif value is None and self.usable:
            self._refuse(FileCode.EMPTY, 1)
        elif not isinstance(value, dict) and self.usable:
            self._refuse(FileCode.NO_KEYS, _line(root), found="a list" if isinstance(value, list) else "a text")
        return value if isinstance(value, dict) else None

    def _refuse(self, code: FileCode, line: int, **details: object) -> None:
        self._issues.add(code, Place(self._path, line), **details)
        self.usable = False

    def _value(self, event: Any, path: KeyPath, depth: int) -> Any:
        self.lines.setdefault(path, _line(event))
        if depth > DEEPEST:
            self._refuse(FileCode.TOO_DEEP, _line(event), most=DEEPEST)
            raise _StopReadingError
        self._check_node(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._scalar(event)

    def _check_node(self, event: Any) -> None:
        alias = isinstance(event, yaml.AliasEvent)
        if event.anchor is not None:
            self._refuse(FileCode.ANCHOR, _line(event), sign="*" if alias else "&", name=event.anchor)
        if not alias and event.tag is not None:
            self._refuse(FileCode.TAG, _line(event), tag=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def _scalar(self, event: Any) -> bool | int | float | str | None:
        if isinstance(event, yaml.AliasEvent):
            return None
        text: str = event.value
        if bad := _FORBIDDEN.search(text):
            self._refuse(FileCode.CONTROL_CHARACTER, _line(event), character=f"U+{ord(bad[0]):04X}")
        if not event.implicit[0]:
            return text
        if lost := _COMMENT.match(self._text, event.end_mark.index):
            line = int(event.end_mark.line) + 1
            self._issues.add(FileCode.LOST_TO_COMMENT, Place(self._path, line), sign=lost[1])
        return plain_value(text)

    def _sequence(self, path: KeyPath, depth: int) -> list[Any]:
        entries: list[Any] = []
        for event in self._until(yaml.SequenceEndEvent):
            entries.append(self._value(event, (*path, len(entries)), depth + 1))
        return entries

    def _mapping(self, path: KeyPath, depth: int) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = self._key(event, path, depth)
            below = (*path, key)
            if key in entries:
                first = self.lines[below]
                self._issues.add(FileCode.DUPLICATE_KEY, Place(self._path, _line(event)), key=key, first=first)
                self._value(next(self._events), (*path, f"{key} (again)"), depth + 1)
            else:
                self.lines.setdefault(below, _line(event))
                entries[key] = self._value(next(self._events), below, depth + 1)
        return entries

    def _key(self, event: Any, path: KeyPath, depth: int) -> str:
        if isinstance(event, yaml.ScalarEvent) and (event.value or not event.implicit[0]):
            self._check_node(event)
            self._scalar(event)
            return event.value
        found = "empty" if isinstance(event, yaml.ScalarEvent) else "a list or has keys of its own"
        self._value(event, (*path, "?"), depth + 1)
        self._refuse(FileCode.KEY_NOT_TEXT, _line(event), found=found)
        return "?"

    def _until(self, end: type[Any]) -> Iterator[Any]:
        while not isinstance(event := next(self._events), end):
            yield event


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
