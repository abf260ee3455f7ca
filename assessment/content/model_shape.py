"""Walks the annotations of a model along the location of a validation error.

Pydantic puts the name of the chosen member of a union into a location; the data has no such step.
"""

import types
import typing
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from assessment.content.yaml_reader import KeyPath


@dataclass(frozen=True)
class Spot:
    """Where an error sits in the data, and the annotation that holds there."""

    path: KeyPath
    annotation: Any
    is_key: bool = False


def spot_of(model: type[BaseModel], location: KeyPath) -> Spot:
    """Return the place in the data that the location of an error means."""
    annotation: Any = model
    path: list[str | int] = []
    for step in location:
        if step == "[key]":
            return Spot(tuple(path), annotation, is_key=True)
        members = _members(annotation)
        if len(members) > 1:
            annotation = _chosen(members, str(step))
        else:
            path.append(step)
            annotation = _below(members[0], step)
    return Spot(tuple(path), annotation)


def keys_of(annotation: Any) -> list[str]:
    """List the keys that a mapping of this annotation may have."""
    members = _members(annotation)
    return list(_fields(members[0])) if len(members) == 1 else []


def _fields(annotation: Any) -> dict[str, Any]:
    plain = _plain(annotation)
    if not (isinstance(plain, type) and issubclass(plain, BaseModel)):
        return {}
    hints = typing.get_type_hints(plain, include_extras=True)
    return {field.alias or name: hints[name] for name, field in plain.model_fields.items()}


def _below(annotation: Any, step: str | int) -> Any:
    plain = _plain(annotation)
    if get_origin(plain) is tuple:
        arguments = get_args(plain)
        return arguments[0] if arguments[-1] is ... else arguments[min(int(step), len(arguments) - 1)]
    if get_origin(plain) is dict:
        return get_args(plain)[1]
    return _fields(plain).get(str(step))


def _plain(annotation: Any) -> Any:
    return _plain(get_args(annotation)[0]) if get_origin(annotation) is Annotated else annotation


def _members(annotation: Any) -> list[Any]:
    """List the members of a union, as annotated; a union with None is not one in locations."""
    plain = _plain(annotation)
    if get_origin(plain) not in (Union, types.UnionType):
        return [annotation]
    members = [member for member in get_args(plain) if member is not type(None)]
    return members if len(members) > 1 else _members(members[0])


def _chosen(members: list[Any], name: str) -> Any:
    return next((member for member in members if name in _names(member)), None)


def _names(member: Any) -> set[str]:
    """List the names by which locations may call a member of a union."""
    tags = {item.tag for item in getattr(member, "__metadata__", ()) if isinstance(item, Tag)}
    plain = _plain(member)
    fields = _fields(plain)
    literals = {str(word) for key in ("type", "kind") if key in fields for word in get_args(fields[key])}
    own = {plain.__name__} if isinstance(plain, type) else set()
    return tags | literals | own
