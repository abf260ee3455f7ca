"""Reading the XML of one part of a workbook: element by element, and only where programs look for them.

The parser takes no document type, and so no entity. Elements of other namespaces, which programs pass over or
unwrap as they like, are passed over with all that is in them; where they could stand for contents, the file is
refused.
"""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from assessment.errors import UnacceptableError

LONGEST_PIECE = 1 << 18
"""Characters in one element; a cell holds 32,767, each of which may be written as seven."""
LONGEST_TAG = 1 << 18
"""Bytes of one tag with its attributes, or of one comment."""
MOST_ELEMENTS = 250_000
"""In a part about the workbook as a whole; Excel takes 65,490 styles of cells."""

_PIECE = 1 << 16
_NAMESPACES = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/relationships",
    }
)
"""Of spreadsheets, as programs usually save them and strict ones, and of relations."""
_EXTENSIONS = "extLst"
"""Holds what only some programs know; it stands for nothing that others show."""

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Shape:
    """Where elements must stand: each of `places` below the elements named, `once` no more than once.

    `own` are places of elements whose names extensions give to others. Below the elements of `sealed` no element
    of another namespace may stand. `most` elements it may have, None where they are counted otherwise.
    """

    places: Mapping[str, Sequence[str]] = field(default_factory=dict)
    own: Mapping[str, Sequence[str]] = field(default_factory=dict)
    once: str = ""
    sealed: Sequence[str] = ()
    most: int | None = MOST_ELEMENTS


ANY_SHAPE = Shape()


class _Collector:
    """Hands on elements by their local names, each with the text in it when it ends."""

    def __init__(self, start: Start, end: End, shape: Shape) -> None:
        self._start, self._end, self._shape = start, end, shape
        self._left = shape.most
        self._above: list[str] = []
        self._foreign = 0
        self._has_one = False
        self._pieces: list[list[str]] = [[]]
        self._lengths = [0]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise UnacceptableError("workbook_too_full")
        namespace, _, local = name.rpartition(" ")
        is_known = namespace in _NAMESPACES and not self._foreign
        self._check_place(local, is_known=is_known)
        self._foreign += not is_known
        self._above.append(local)
        self._pieces.append([])
        self._lengths.append(0)
        if is_known:
            self._start(local, attributes)

    def text(self, text: str) -> None:
        self._lengths[-1] += len(text)
        if self._lengths[-1] > LONGEST_PIECE:
            raise UnacceptableError("workbook_too_long")
        self._pieces[-1].append(text)

    def end(self, _name: str) -> None:
        self._lengths.pop()
        text, local = "".join(self._pieces.pop()), self._above.pop()
        if self._foreign:
            self._foreign -= 1
        else:
            self._end(local, text)

    def _check_place(self, local: str, *, is_known: bool) -> None:
        shape, above = self._shape, self._above
        if local in shape.places and not (is_known and above == shape.places[local]):
            raise UnacceptableError("workbook_unsafe")
        if is_known and local in shape.own and above != shape.own[local]:
            raise UnacceptableError("workbook_unsafe")
        is_sealed = bool(shape.sealed) and above[: len(shape.sealed)] == shape.sealed
        if is_sealed and not is_known and _EXTENSIONS not in above:
            raise UnacceptableError("workbook_unsafe")
        if local == shape.once:
            if self._has_one:
                raise UnacceptableError("workbook_unsafe")
            self._has_one = True


def parse(archive: zipfile.ZipFile, part: str, start: Start, end: End, shape: Shape = ANY_SHAPE) -> None:
    """Read a part: `start` gets each element with its attributes, `end` with its own text.

    Raise UnacceptableError for what is no XML, has a document type, a text longer than any cell holds, or more
    elements than this shape may have, or others, or elsewhere.
    """

    def refuse(*_args: object) -> None:
        raise UnacceptableError("workbook_unsafe")

    collector = _Collector(start, end, shape)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = collector.start, collector.end
    parser.CharacterDataHandler = collector.text
    try:
        with archive.open(part) as stream:
            _feed(parser, stream)
    except (expat.ExpatError, KeyError, zipfile.BadZipFile):
        raise UnacceptableError("workbook_damaged") from None


def _feed(parser: expat.XMLParserType, stream: IO[bytes]) -> None:
    """Hand a part to the parser piece by piece; it begins anew with every piece of a tag that does not end."""
    fed = 0
    while piece := stream.read(_PIECE):
        parser.Parse(piece, False)
        fed += len(piece)
        if fed - parser.CurrentByteIndex > LONGEST_TAG:
            raise UnacceptableError("workbook_unsafe")
    parser.Parse(b"", True)
