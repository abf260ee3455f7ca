"""The parts of a workbook file: its sheets in order, the texts that they share, and the XML of each.

Files are looked through by `check_spreadsheet` before they come here. What a file shows must be what is read of
it: where two programs could read it in two ways, it is refused.
"""

import posixpath
import re
import zipfile
from collections.abc import Mapping

from assessment.errors import UnacceptableError
from assessment.workbooks.part_parser import Shape, parse

MOST_SHEETS = 100
MOST_TEXTS = 500_000
"""That cells name by number."""

_RELATIONS = "_rels/.rels"
_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
"""Where relations are named, in files as programs usually save them and in strict ones."""
_SHEET_IDS = tuple(f"{place} id" for place in _OFFICE)
_ELSEWHERE = re.compile(r"[%?#\\]")
_SHEETS = ["workbook", "sheets"]
_BOOK = Shape(places={"sheets": ["workbook"], "sheet": _SHEETS}, once="sheets", sealed=_SHEETS)
_TEXTS = Shape(places={"si": ["sst"]}, once="sst", sealed=["sst"], most=None)
_LINKS = Shape(places={"Relationship": ["Relationships"]}, once="Relationships", sealed=["Relationships"])


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by its name, in order; also of those that are hidden.

    Raise UnacceptableError for more sheets than anybody has, and for two of one name or with one part.
    """
    book = workbook_part(archive)
    targets = _related(archive, book)
    found: dict[str, str] = {}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            relation = next((attributes[key] for key in _SHEET_IDS if key in attributes), "")
            if relation in targets:
                _add_sheet(found, attributes.get("name", ""), targets[relation][1])

    parse(archive, book, start, _nothing, _BOOK)
    return found


def _add_sheet(found: dict[str, str], name: str, part: str) -> None:
    if name in found or part in found.values():
        raise UnacceptableError("workbook_unsafe")
    if len(found) == MOST_SHEETS:
        raise UnacceptableError("workbook_too_full")
    found[name] = part


def workbook_part(archive: zipfile.ZipFile) -> str:
    """Return the part that names all the others; raise UnacceptableError for two of them."""
    return _only_related(archive, "", "officeDocument") or "xl/workbook.xml"


def related_part(archive: zipfile.ZipFile, kind: str) -> str | None:
    """Return the part of a kind, such as "styles", of the workbook as a whole; None where there is none.

    Raise UnacceptableError for two of them.
    """
    return _only_related(archive, workbook_part(archive), kind)


def shared_texts(archive: zipfile.ZipFile, most: int = MOST_TEXTS) -> list[str]:
    """Return the texts that cells name by number; raise UnacceptableError for more than so many."""
    part = related_part(archive, "sharedStrings")
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

    parse(archive, part, collector.start, end, _TEXTS)
    return texts


class RichText:
    """Puts the runs of a text together; how it is read aloud is left out.

    A text is one whole or runs of one piece each. Of anything else programs show one part or another.
    """

    def __init__(self) -> None:
        self._above: list[str] = []
        self._pieces: list[str] = []
        self._wholes = self._runs = 0

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        """Note the beginning of an element."""
        self._above.append(name)
        self._runs += name == "r"

    def end(self, name: str, text: str) -> None:
        """Note the end of an element."""
        self._above.pop()
        if name != "t" or "rPh" in self._above:
            return
        self._wholes += "r" not in self._above
        self._pieces.append(text)

    def take(self) -> str:
        """Return the text and begin anew; raise UnacceptableError for one of several wholes, or of both kinds."""
        pieces, wholes, runs = self._pieces, self._wholes, self._runs
        self._pieces, self._wholes, self._runs = [], 0, 0
        if wholes > 1 or (wholes and runs) or len(pieces) > max(wholes, runs):
            raise UnacceptableError("workbook_unsafe")
        return "".join(pieces)


def _only_related(archive: zipfile.ZipFile, part: str, kind: str) -> str | None:
    kinds = {f"{place}/{kind}" for place in _OFFICE}
    found = {target for of, target in _related(archive, part).values() if of in kinds}
    if len(found) > 1:
        raise UnacceptableError("workbook_unsafe")
    return found.pop() if found else None


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return the kind of each relation of a part and the part that it leads to, by the id of the relation."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels") if part else _RELATIONS
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: Mapping[str, str]) -> None:
        if element != "Relationship" or attributes.get("TargetMode") == "External":
            return
        # Without an id, nothing names it; it is counted all the same.
        number, target = attributes.get("Id") or f" {len(found)}", attributes.get("Target", "")
        if number in found or _ELSEWHERE.search(target):
            raise UnacceptableError("workbook_unsafe")
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[number] = attributes.get("Type", ""), path

    if relations in archive.namelist():
        parse(archive, relations, start, _nothing, _LINKS)
    return found


def _nothing(_name: str, _argument: object) -> None:
    """Take note of nothing."""
