"""A briefing pack in the making: a book with a cover, contents with links, and an identity."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assessment.core.pack import PackFrame
from assessment.core.rubric import Band
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.workbooks.book import Book, BookFrame
from assessment.workbooks.packs.contents import CONTENTS, link_back, write_contents
from assessment.workbooks.packs.cover import VALUE, classification_text, marks, write_cover
from assessment.workbooks.packs.identity_sheet import SHEET as IDENTITY
from assessment.workbooks.packs.identity_sheet import write_identity
from assessment.workbooks.sheet import Sheet

COVER = "cover"


@dataclass(frozen=True, eq=False)
class Front:
    """A sheet that stands before the cover, as the minister's page does: key, title, its line in the contents."""

    key: str
    title: str
    about: str


@dataclass(frozen=True, eq=False)
class PackBook:
    """A pack between its cover and its last sheet. `about` has the lines of the contents by key of the sheet."""

    book: Book
    frame: PackFrame
    say: Phrases
    words: Words
    bands: tuple[Band, ...]
    about: dict[str, str] = field(default_factory=dict)

    def sheet(self, key: str, title: str, about: str, *, landscape: bool = True) -> Sheet:
        """Add a sheet, with its line in the contents."""
        self.about[key] = about
        return self.book.sheet(key, title, landscape=landscape)

    def name(self, reference: str, *parts: str) -> None:
        """Name a cell or range, by parts such as "score" and the id of a node."""
        self.book.define_name(defined_name(*parts), reference)

    def name_if_there(self, reference: str | None, *parts: str) -> None:
        """Name a cell, as above; nothing where it is withheld."""
        if reference is not None:
            self.name(reference, *parts)


def defined_name(*parts: str) -> str:
    """Return a name that Excel takes, made of words and ids; the first part is a word.

    No two ids have the same name: two points in a row, which stand for a hyphen, are in none.

    >>> defined_name("score", "governance.strategy"), defined_name("score", "data-use")
    ('score_governance.strategy', 'score_data..use')
    """
    return re.sub(r"[^A-Za-z0-9_.]", "_", "_".join(parts).replace("-", ".."))


def begin_pack(
    frame: PackFrame, say: Phrases, words: Words, bands: Sequence[Band], *, front: Front | None = None
) -> PackBook:
    """Open a pack with its cover and a sheet for its contents, after a sheet in front where there is one."""
    snapshot = say("pack.footer_snapshot", id=frame.short_snapshot)
    around = BookFrame(
        say=say,
        title=say("pack.title", kind=say(f"pack.kind_{frame.audience}"), subject=frame.subject_name),
        subject=frame.cycle.title,
        footer=" · ".join((classification_text(frame, say), frame.subject_name, snapshot)),
        watermark=" · ".join(marks(frame, say)) or None,
        made_at=frame.made_at,
    )
    pack = PackBook(Book(around), frame, say, words, tuple(bands))
    if front is not None:
        pack.sheet(front.key, front.title, front.about, landscape=False)
    cover = pack.sheet(COVER, say("pack.cover"), say("pack.about_cover"), landscape=False)
    write_cover(cover, frame, say, words, pack.bands)
    pack.sheet(CONTENTS, say("pack.contents"), "")
    link_back(cover, 1, VALUE)
    return pack


def finish_pack(pack: PackBook) -> bytes:
    """Write contents and identity, open the pack at its first sheet, and return the bytes of the file."""
    book, say = pack.book, pack.say
    lines = {**_about_live_sheets(pack), **pack.about}
    entries = [(sheet, lines.get(key, "")) for key, sheet in book.sheets.items() if key != CONTENTS]
    write_contents(book.sheets[CONTENTS], entries, say)
    write_identity(book, pack.frame)
    first = next(iter(book.sheets.values()))
    first.raw.activate()
    first.raw.set_first_sheet()
    return book.finish()


def _about_live_sheets(pack: PackBook) -> dict[str, str]:
    """Return the lines of the sheets that have the same name in every language, by their keys."""
    say = pack.say
    lines = {
        "Data": say("pack.about_data"),
        "Codebook": say("pack.about_codebook"),
        "Scoring": say("pack.about_scoring"),
    }
    return {key: lines[sheet.name] for key, sheet in pack.book.sheets.items() if sheet.name in lines}


__all__ = ["CONTENTS", "COVER", "IDENTITY", "Front", "PackBook", "begin_pack", "defined_name", "finish_pack"]
