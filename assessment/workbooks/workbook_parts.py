"""The parts of a workbook file: its sheets in order, the texts that they share, and the XML of each.

Files are looked through by `check_spreadsheet` before they come here. The parser takes no document type, and so
no entity.
"""

import posixpath
import zipfile
from collections.abc import Callable, Mapping
from typing import IO
from xml.parsers import expat

from assessment.errors import UnacceptableError

MOST_SHEETS = 100
LONGEST_PIECE = 1 << 18
"""Characters in one element; a cell holds 32,767, each of which may be written as seven."""
LONGEST_TAG = 1 << 18
"""Bytes of one tag with its attributes, or of one comment."""
MOST_ELEMENTS = 250_000
"""In a part about the workbook as a whole; Excel takes 65,490 styles of cells."""
MOST_TEXTS = 500_000
"""That cells name by number."""

_PIECE = 1 << 16
_RELATIONS = "_rels/.rels"
Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str, str], None]


class _Collector:
    """Hands on elements by their local names, each with the text in it when it ends."""

    def __init__(self, start: Start, end: End, most: int | None) -> None:
        self._start, self._end = start, end
        self._left = most
        self._pieces: list[list[str]] = [[]]
        self._lengths = [0]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise UnacceptableError("workbook_too_full")
        self._pieces.append([])
        self._lengths.append(0)
        self._start(name.rpartition(" ")[2], attributes)

    def text(self, text: str) -> None:
        self._lengths[-1] += len(text)
        if self._lengths[-1] > LONGEST_PIECE:
            raise UnacceptableError("workbook_too_long")
        self._pieces[-1].append(text)

    def end(self, name: str) -> None:
        self._lengths.pop()
        self._end(name.rpartition(" ")[2], "".join(self._pieces.pop()))


def parse(archive: zipfile.ZipFile, part: str, start: Start, end: End, most: int | None = None) -> None:
    """Read a part: `start` gets each element with its attributes, `end` with its own text.

    Raise UnacceptableError for what is no XML, has a document type, a text longer than any cell holds, or more
    elements than so many.
    """

    def refuse(*_args: object) -> None:
        raise UnacceptableError("workbook_unsafe")

    collector = _Collector(start, end, most)
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


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by its name, in order; also of those that are hidden.

    Raise UnacceptableError for more sheets than anybody has, and for two of one name or with one part.
    """
    book = workbook_part(archive)
    targets = _related(archive, book, "")
    found: dict[str, str] = {}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "id"), "")
            if relation in targets:
                _add_sheet(found, attributes.get("name", ""), targets[relation])

    parse(archive, book, start, _nothing, MOST_ELEMENTS)
    return found


def _add_sheet(found: dict[str, str], name: str, part: str) -> None:
    if name in found or part in found.values():
        raise UnacceptableError("workbook_unsafe")
    if len(found) == MOST_SHEETS:
        raise UnacceptableError("workbook_too_full")
    found[name] = part


def workbook_part(archive: zipfile.ZipFile) -> str:
    """Return the part that names all the others."""
    return _related(archive, "", "/officeDocument").get("", "xl/workbook.xml")


def related_part(archive: zipfile.ZipFile, kind: str) -> str | None:
    """Return the part of a kind, such as "/styles", of the workbook as a whole; None where there is none."""
    return _related(archive, workbook_part(archive), kind).get("")


def shared_texts(archive: zipfile.ZipFile, most: int = MOST_TEXTS) -> list[str]:
    """Return the texts that cells name by number; raise UnacceptableError for more than so many."""
    part = related_part(archive, "/sharedStrings")
    texts: list[str] = []
    if part is None:
        return texts
    collector = RichText()

    def end(name: str, text: str) -> None:
        collector.end(name, text)
        if name == "si":
            texts.append(collector.take())
            if len(texts) > most:
                raise UnacceptableError("workbook_too_full")

    parse(archive, part, collector.start, end)
    return texts


class RichText:
    """Puts the runs of a text together; how it is read aloud is left out."""

    def __init__(self) -> None:
        self._runs: list[str] = []
        self._aloud = False

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        """Note the beginning of an element."""
        self._aloud = self._aloud or name == "rPh"

    def end(self, name: str, text: str) -> None:
        """Note the end of an element."""
        if name == "rPh":
            self._aloud = False
        elif name == "t" and not self._aloud:
            self._runs.append(text)

    def take(self) -> str:
        """Return the text and begin anew."""
        text, self._runs = "".join(self._runs), []
        return text


def _related(archive: zipfile.ZipFile, part: str, kind: str) -> dict[str, str]:
    """Return the parts that a part names, by the id of the relation; with a kind, the first one of it under ""."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels") if part else _RELATIONS
    found: dict[str, str] = {}

    def start(element: str, attributes: Mapping[str, str]) -> None:
        if element != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
        if kind and attributes.get("Type", "").endswith(kind):
            found.setdefault("", target)
        elif not kind:
            found[attributes.get("Id", "")] = target

    if relations in archive.namelist():
        parse(archive, relations, start, _nothing, MOST_ELEMENTS)
    return found


def _nothing(_name: str, _argument: object) -> None:
    """Take note of nothing."""
