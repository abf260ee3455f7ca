"""Validates data against a model and says in plain words, with file and line, what does not fit."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assessment.content.codes.model import ModelCode
from assessment.content.issues import Issue, IssueList, Place, did_you_mean, listed
from assessment.content.model_shape import Spot, keys_of, spot_of
from assessment.content.model_words import EXPECTED, comparison, found_words, length_limit, pattern_words, quoted
from assessment.content.positions import Positions
from assessment.content.yaml_reader import KeyPath

M = TypeVar("M", bound=BaseModel)
MOST_FAULTS = 1_000


def validated(model: type[M], data: Mapping[str, Any], at: Positions, issues: IssueList) -> M | None:
    """Return the model of the data; None, with the first thousand reasons noted, when it does not fit."""
    try:
        return model.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        faults = [_fault(model, data, details) for details in error.errors(include_url=False)[:MOST_FAULTS]]
        issues.extend(_issues(_without_noise(faults), at))
        return None


@dataclass(frozen=True)
class _Fault:
    """One validation error, with the piece of data that it is about and the mapping or list around that."""

    kind: str
    spot: Spot
    data: Any
    around: Any
    known_keys: list[str]
    context: Mapping[str, Any]
    words: str

    @property
    def is_type_fault(self) -> bool:
        return self.kind in EXPECTED

    @property
    def name(self) -> str:
        """Name the key or entry, in words that begin a sentence."""
        step = self.spot.path[-1] if self.spot.path else None
        if step is None:
            return "The file"
        return f"{_words(step)[0].upper()}{_words(step)[1:]}{_entry_of(self.spot.path)}"

    @property
    def where(self) -> str:
        """Name the mapping around the fault, in words that end a sentence."""
        path = self.spot.path[:-1]
        if isinstance(self.around, dict) and isinstance(name := self.around.get("id"), str) and name:
            return f"in {quoted(name)}"
        return f"in {_words(path[-1])}{_entry_of(path)}" if path else "at the top of the file"

    @property
    def within(self) -> str:
        """Name the mapping that the fault is, in words that end a sentence."""
        if isinstance(self.data, dict) and isinstance(name := self.data.get("id"), str) and name:
            return f"in {quoted(name)}"
        return f"in {_words(self.spot.path[-1])}{_entry_of(self.spot.path)}" if self.spot.path else "in the file"


def _words(step: str | int) -> str:
    return f'"{step}"' if isinstance(step, str) else f"entry {step + 1}"


def _entry_of(path: KeyPath) -> str:
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    return "" if isinstance(path[-1], str) else f' of "{key}"'


def _fault(model: type[BaseModel], data: Any, details: Any) -> _Fault:
    spot = spot_of(model, details["loc"])
    around, found = None, data
    for step in spot.path:
        around = found
        inside = isinstance(found, list) and isinstance(step, int) and step < len(found)
        if inside or (isinstance(found, dict) and step in found):
            found = found[step]
        elif not isinstance(found, str):  # a text may stand for a mapping, as in `aggregation: mean`
            found = None
    known = keys_of(spot_of(model, details["loc"][:-1]).annotation) if details["type"] == "extra_forbidden" else []
    return _Fault(details["type"], spot, found, around, known, details.get("ctx", {}), details["msg"])


def _without_noise(faults: list[_Fault]) -> list[_Fault]:
    """Drop what only follows from other faults: members of unions not meant, counts of faulty entries."""
    containers = {fault.spot.path[:length] for fault in faults for length in range(len(fault.spot.path))}
    kept = []
    for fault in faults:
        is_short = fault.kind == "too_short" and len(fault.data) >= fault.context["min_length"]
        if not is_short and not (fault.is_type_fault and fault.spot.path in containers):
            kept.append(fault)
    return kept


def _issues(faults: Iterable[_Fault], at: Positions) -> list[Issue]:
    issues = []
    same_place: dict[tuple[Any, ...], list[_Fault]] = {}
    for fault in faults:
        if fault.is_type_fault:
            same_place.setdefault(fault.spot.path, []).append(fault)
        else:
            issues.append(_describe(fault, _place(fault, at)))
    others = {fault.spot.path for fault in faults if not fault.is_type_fault}
    for path, group in same_place.items():
        if path not in others:
            issues.append(_wrong_type(group, at.place(*path)))
    return issues


def _wrong_type(group: list[_Fault], place: Place) -> Issue:
    kinds = {fault.kind for fault in group}
    if "float_type" in kinds:
        kinds.discard("int_type")
    *others, last = dict.fromkeys(EXPECTED[kind] for kind in EXPECTED if kind in kinds)
    expected = f"{listed(others)} or {last}" if others else last
    fault = group[0]
    hint = _type_hint(kinds, fault.data, expected)
    return ModelCode.WRONG_TYPE.at(place, hint, key=fault.name, expected=expected, found=found_words(fault.data))


def _type_hint(kinds: set[str], data: Any, expected: str) -> str | None:
    if data is None:
        return f"Write {expected} after the colon, or remove the key."
    if isinstance(data, str) and kinds == {"tuple_type"}:
        return "Write a list, such as [one, two]."
    if isinstance(data, str) and kinds & {"int_type", "float_type"} and not kinds & {"string_type"}:
        return "Write digits only, with a decimal point and without quotes."
    if kinds == {"string_type"} and isinstance(data, bool | int | float):
        return "Put it in quotes."
    return None


def _place(fault: _Fault, at: Positions) -> Place:
    kind = fault.context.get("discriminator", "").strip("'")
    return at.place(*fault.spot.path, kind) if kind else at.place(*fault.spot.path)


def _describe(fault: _Fault, place: Place) -> Issue:
    describe = _DESCRIPTIONS.get(fault.kind)
    if describe is None:
        return _unfit(fault, place)
    return describe(fault, place)


def _unknown_key(fault: _Fault, place: Place) -> Issue:
    key, known = fault.spot.path[-1], fault.known_keys
    hint = did_you_mean(key, known)
    if " " in str(key):
        hint = "If it is part of a text, put the whole text in quotes: between { and } a comma begins a new key."
    return ModelCode.UNKNOWN_KEY.at(place, hint, key=key, where=fault.where, known=listed(known))


def _missing_key(fault: _Fault, place: Place) -> Issue:
    key = fault.spot.path[-1]
    if isinstance(key, int):
        found = len(fault.around) if isinstance(fault.around, list) else 0
        return ModelCode.WRONG_COUNT.at(
            place, key=f'"{fault.spot.path[-2]}"', limit=f"{key + 1} entries", found=found
        )
    return ModelCode.MISSING_KEY.at(place, key=key, where=fault.where)


def _out_of_range(fault: _Fault, place: Place) -> Issue:
    limit = comparison(fault.context)
    return ModelCode.OUT_OF_RANGE.at(place, key=fault.name, limit=limit, found=fault.data)


def _bad_pattern(fault: _Fault, place: Place) -> Issue:
    found = fault.spot.path[-1] if fault.spot.is_key else fault.data
    key = "a key" if fault.spot.is_key else _words(fault.spot.path[-1]) + _entry_of(fault.spot.path)
    return ModelCode.BAD_ID.at(place, found=found, key=key, pattern=pattern_words(fault.context["pattern"]))


def _unknown_kind(fault: _Fault, place: Place) -> Issue:
    key = fault.context["discriminator"].strip("'")
    known = fault.context["expected_tags"].replace("'", "")
    found = fault.data.get(key) if isinstance(fault.data, dict) else fault.data
    if not isinstance(found, str):
        return ModelCode.WRONG_TYPE.at(place, key=f'"{key}"', expected=f"one of {known}", found=found_words(found))
    hint = did_you_mean(found, known.split(", "))
    return ModelCode.UNKNOWN_KIND.at(place, hint, found=found, key=key, where=fault.within, known=known)


def _no_kind(fault: _Fault, place: Place) -> Issue:
    key = fault.context["discriminator"].strip("'")
    return ModelCode.MISSING_KEY.at(place, key=key, where=fault.within)


def _not_in_list(fault: _Fault, place: Place) -> Issue:
    known = fault.context["expected"].replace("'", "").replace(" or ", ", ")
    found = fault.spot.path[-1] if fault.spot.is_key else fault.data
    key = "A key" if fault.spot.is_key else fault.name
    if not isinstance(found, str):
        return ModelCode.WRONG_TYPE.at(place, key=key, expected=f"one of {known}", found=found_words(found))
    return ModelCode.NOT_IN_LIST.at(
        place, did_you_mean(found, known.split(", ")), key=key, found=found, known=known
    )


def _wrong_count(fault: _Fault, place: Place) -> Issue:
    limit = length_limit(fault.context, "entries")
    return ModelCode.WRONG_COUNT.at(place, key=fault.name, limit=limit, found=len(fault.data))


def _wrong_length(fault: _Fault, place: Place) -> Issue:
    limit = length_limit(fault.context, "characters")
    found = len(str(fault.spot.path[-1] if fault.spot.is_key else fault.data))
    return ModelCode.WRONG_LENGTH.at(place, key=fault.name, limit=limit, found=found)


def _unfit(fault: _Fault, place: Place) -> Issue:
    return ModelCode.UNFIT.at(place, key=fault.name, problem=fault.words.removeprefix("Value error, "))


def _bad_date(fault: _Fault, place: Place) -> Issue:
    return ModelCode.BAD_DATE.at(place, key=fault.name, found=fault.data)


_DESCRIPTIONS: Mapping[str, Callable[[_Fault, Place], Issue]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "greater_than": _out_of_range,
    "greater_than_equal": _out_of_range,
    "less_than": _out_of_range,
    "less_than_equal": _out_of_range,
    "string_pattern_mismatch": _bad_pattern,
    "union_tag_invalid": _unknown_kind,
    "union_tag_not_found": _no_kind,
    "literal_error": _not_in_list,
    "too_short": _wrong_count,
    "too_long": _wrong_count,
    "string_too_short": _wrong_length,
    "string_too_long": _wrong_length,
    "date_parsing": _bad_date,
    "date_from_datetime_parsing": _bad_date,
    "date_from_datetime_inexact": _bad_date,
}
