"""Words for what a model expects and what it found, as policy people say them."""

from collections.abc import Mapping
from typing import Any

from assessment.core.content_model import ID_PATTERN

EXPECTED = {
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "string_type": "a text",
    "tuple_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "date_type": "a date",
    "finite_number": "a number",
    "int_from_float": "a whole number",
}
"""What a wrong type should have been, by pydantic's name of the error; in the order that sentences list them."""

_PATTERNS = {
    ID_PATTERN: 'lower-case words of a-z, 0-9, "_" and "-", joined by dots',
    r"^[a-z0-9][a-z0-9_.-]*(#[^\s#][^#]*)?$": 'the id of a reference, optionally with "#" and a paragraph',
    r"^[a-z0-9][A-Za-z0-9_.-]*$": 'the key of a text, such as "questionnaire.title"',
    r"^[0-9a-f]{8}$": "a digest of 8 digits 0-9 and a-f, in quotes",
    r"^[0-9a-f]{16}([0-9a-f]{48})?$": "a digest of 16 or 64 digits 0-9 and a-f, in quotes",
    r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$": 'a language code, such as "en" or "pt-BR"',
    r"^[A-Z]{3}$": "three capital letters, such as KEN",
    r"^[0-9]{3}$": 'three digits in quotes, such as "404"',
}
_LIMITS = (
    ("ge", "at least {:g}"),
    ("gt", "more than {:g}"),
    ("le", "at most {:g}"),
    ("lt", "less than {:g}"),
)


def found_words(data: Any) -> str:
    """Describe a value.

    >>> [found_words(data) for data in ("3", 2.5, True, None, [], {})]
    ['the text "3"', 'the number 2.5', 'true', 'nothing', 'a list', 'keys with values']
    """
    match data:
        case None:
            return "nothing"
        case bool():
            return str(data).lower()
        case int() | float():
            return f"the number {data}"
        case str():
            return f"the text {quoted(data)}"
        case list():
            return "a list"
        case _:
            return "keys with values"


def quoted(text: object) -> str:
    """Return a text in quotes, shortened to what a sentence can hold."""
    words = str(text)
    return f'"{words}"' if len(words) <= 60 else f'"{words[:59]}…"'


def pattern_words(pattern: str) -> str:
    """Describe a pattern."""
    return _PATTERNS.get(pattern, f"a text of the form {pattern}")


def comparison(context: Mapping[str, Any]) -> str:
    """Describe the limit that a number passed.

    >>> comparison({"le": 100.0})
    'at most 100'
    """
    return " and ".join(words.format(context[name]) for name, words in _LIMITS if name in context)


def length_limit(context: Mapping[str, Any], things: str) -> str:
    """Describe how many entries or characters there may be.

    >>> length_limit({"min_length": 2}, "entries")
    'at least 2 entries'
    """
    if "min_length" in context:
        number = context["min_length"]
        return f"at least {number} {things if number > 1 else things.removesuffix('s').replace('entrie', 'entry')}"
    return f"at most {context['max_length']:,} {things}"
