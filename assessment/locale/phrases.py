"""Phrases: the words, numbers, dates and lists of one language, as the interface says them."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_datetime_format
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from assessment.core.package import ContentPackage
from assessment.core.rounding import rounded
from assessment.core.text import Words
from assessment.errors import Refusal
from assessment.locale.catalogue import SOURCE, catalogue, keys, plural_keys, written_languages
from assessment.locale.pseudo import PSEUDO, pseudo, pseudo_words

Direction = Literal["ltr", "rtl"]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_MOST_PLACES = 400
"""More than any number that a computer calculates with has before or behind its decimal point."""
_ISOLATE, _POP = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Language:
    """A language that can be chosen; `name` is what its speakers call it."""

    code: str
    name: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Phrases:
    """How one language says things; times in one time zone.

    Called with a key it returns the words behind it, with values in their places: numbers, dates and times are
    written as the language does. `n` chooses the plural form. Raises KeyError for an unknown key.
    """

    language: str
    direction: Direction
    zone: dt.tzinfo = dt.UTC

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the words behind a key; KeyError when there are none or a value is missing."""
        written = catalogue(SOURCE if self.language == PSEUDO else self.language)
        number = values.get("n")
        if isinstance(number, int) and key in plural_keys():
            words = written.ngettext(key, key, number)
        else:
            words = written.gettext(key)
        return _PLACEHOLDER.sub(lambda place: self._shown(values[place[1]]), self._spoken(words))

    def in_zone(self, zone: dt.tzinfo) -> "Phrases":
        """Return the same language with times in another time zone."""
        return replace(self, zone=zone)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number with a fixed count of decimals, such as "1,204" or "61.5"."""
        places = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        return format_decimal(rounded(value, decimals), format=places, locale=self._locale)

    def plain_number(self, value: float) -> str:
        """Return a number with all its decimals and no sign between thousands, such as "1204" or "0.125"."""
        # The digits that a spreadsheet keeps. Decimal's own context has no room for numbers of many places.
        digits = Decimal(f"{value:.15g}")
        with localcontext(prec=_MOST_PLACES):
            return format_decimal(digits, format="0.#", locale=self._locale, decimal_quantization=False)

    def percent(self, share: float) -> str:
        """Return a share of 0 to 1 in whole per cent, such as "48%"."""
        return format_percent(rounded(share, 2), format="#,##0%", locale=self._locale)

    def date(self, day: dt.date) -> str:
        """Return a date, such as "27 September 2023"."""
        return self._spoken(format_date(day, "long", locale=self._locale))

    def moment(self, at: dt.datetime) -> str:
        """Return an aware date and time with its time zone, such as "27 September 2023, 14:02 UTC"."""
        both = str(get_datetime_format("medium", locale=self._locale)).replace("'", "")
        local = at.astimezone(self.zone)
        time = f"{self.time(at)} {self._spoken(_zone_of(local))}"
        return both.replace("{1}", self.date(local)).replace("{0}", time)

    def time(self, at: dt.datetime) -> str:
        """Return the time of day of an aware date and time, such as "14:02"."""
        return format_time(at.astimezone(self.zone), "short", locale=self._locale)

    def listing(self, items: Iterable[str]) -> str:
        """Return a list, such as "law, policy and practice"."""
        shown = list(items)
        pattern = self._spoken(format_list([f"{{{place}}}" for place in range(len(shown))], locale=self._locale))
        return _PLACEHOLDER.sub(lambda place: shown[int(place[1])], pattern)

    def error(self, refusal: Refusal) -> str:
        """Return the sentence of a refusal: what happened and what to do next."""
        key = f"errors.{refusal.code}"
        return self(key if key in keys() else "errors.not_done", **refusal.values)

    def content(self, package: ContentPackage) -> Words:
        """Return the words of a questionnaire in this language."""
        if self.language == PSEUDO:
            return pseudo_words(package.words(SOURCE))
        return package.words(self.language)

    @property
    def _locale(self) -> Locale:
        return _locale_of(self.language)

    def _spoken(self, words: str) -> str:
        return pseudo(words) if self.language == PSEUDO else words

    def _shown(self, value: object) -> str:
        match value:
            case bool() | str():
                text = str(value)
            case int():
                text = self.number(value)
            case float():
                text = self.number(value, 0 if value.is_integer() else 1)
            case dt.datetime():
                text = self.moment(value)
            case dt.date():
                text = self.date(value)
            case list() | tuple():
                text = self.listing([str(item) for item in value])
            case _:
                text = str(value)
        # A name in Latin letters inside a right-to-left sentence would pull the punctuation around it along.
        return f"{_ISOLATE}{text}{_POP}" if self.direction == "rtl" else text


@cache
def languages(*, with_pseudo: bool = False) -> tuple[Language, ...]:
    """Return the languages that can be chosen, the source first; the pseudo-language only when it is asked for."""
    written = [Language(code, _own_name(code), direction_of(code)) for code in written_languages()]
    return (*written, Language(PSEUDO, pseudo("Pseudo-language"), "rtl")) if with_pseudo else tuple(written)


def language_name(code: str) -> str:
    """Return what its speakers call a language; the code where it is none of those that can be chosen."""
    return next((one.name for one in languages(with_pseudo=True) if one.code == code), code)


@cache
def phrases(language: str) -> Phrases:
    """Return how a language says things, times in UTC; the source language where there is no such language."""
    code = language if language == PSEUDO or language in written_languages() else SOURCE
    return Phrases(code, direction_of(code))


def _zone_of(at: dt.datetime) -> str:
    """Return the zone of an aware time as it is understood everywhere, such as "UTC" or "UTC+5:30"."""
    minutes = round((at.utcoffset() or dt.timedelta()).total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


def direction_of(language: str) -> Direction:
    """Return the direction that a language is written in."""
    if language == PSEUDO:
        return "rtl"
    try:
        return "rtl" if Locale.parse(language, sep="-").text_direction == "rtl" else "ltr"
    except (UnknownLocaleError, ValueError):
        return "ltr"


@cache
def _locale_of(language: str) -> Locale:
    # The United Nations write British English.
    return Locale("en", "GB") if language in {SOURCE, PSEUDO} else Locale.parse(language, sep="-")


def _own_name(language: str) -> str:
    return (Locale.parse(language, sep="-").get_language_name(language.replace("-", "_")) or language).capitalize()
