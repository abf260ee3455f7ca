"""Positions: from the path of a value inside a model to the file and line where it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessment.content.issues import Place
from assessment.content.yaml_reader import KeyPath


@dataclass(frozen=True)
class Positions:
    """The file and lines of a value, parts of which may stand in other files or at other paths."""

    path: str
    lines: Mapping[KeyPath, int] = field(default_factory=dict, repr=False)
    base: KeyPath = ()
    parts: Mapping[KeyPath, "Positions"] = field(default_factory=dict, repr=False)

    def place(self, *path: str | int) -> Place:
        """Return where a value, or the nearest thing around it, is written."""
        for length in range(len(path), 0, -1):
            if part := self.parts.get(path[:length]):
                return part.place(*path[length:])
        whole = (*self.base, *path)
        known = (whole[:length] for length in range(len(whole), -1, -1))
        return Place(self.path, next((self.lines[start] for start in known if start in self.lines), 1))
