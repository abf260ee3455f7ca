"""The offline questionnaire: how writer and reader find each other's cells, whatever people do to the sheets.

Every row where something can be entered says, in two hidden cells, which question and which field it is. A hidden
row of marks says which column is which. So an answer is found by its marks: rows may be sorted, moved or inserted,
columns too, sheets renamed or put in another order.

What a row's field is called, and where in the row the entry stands:

answer             Column.ENTRY   maturity, single, number, date and text: the answer itself. Maturity and single
                                  also take "don't know" and "not applicable" here
instead            Column.ENTRY   multiple, number, date and text: "don't know" or "not applicable"
option.<choice>    Column.ENTRY   multiple: a tick at this choice, or nothing
under_way          Column.ENTRY   maturity, and single with actions: "yes" when work on the next level is under way
reason             Column.ENTRY   why it is not applicable, where the question offers that
explanation        Column.ENTRY
comment            Column.ENTRY   a new comment for the team; never filled in by the writer
evidence.<1, 2 …>  EVIDENCE_PARTS a new document: its title, issuing body, link, date and place; never filled in

Rows without a field, such as the words of the question and the documents that are there already, take nothing.
"""

import re
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from assessment.core.canonical_json import canonical_json, sha256
from assessment.core.questionnaire import MaturityQuestion, MultipleChoiceQuestion, Question, SingleChoiceQuestion

FORMAT = "national-self-assessment/offline/1"

IDENTITY_SHEET = "identity"
"""Very hidden. A1 holds IDENTITY_MARK, B1 the SHA-256; A2, A3 … hold the JSON in pieces, to be joined."""
LISTS_SHEET = "lists"
"""Hidden. What the drop-downs offer: one column a question, its id in row 1, its answers from row 2 on."""
FLOW_SHEET = "flow"
"""Hidden. Formulas: which question is answered, and which is asked."""

IDENTITY_MARK = "nsa:identity"

ANSWER, INSTEAD, UNDER_WAY = "answer", "instead", "under_way"
REASON, EXPLANATION, COMMENT = "reason", "explanation", "comment"
OPTION, EVIDENCE = "option.", "evidence."
NEW_DOCUMENTS = 3
"""So many rows for new documents has every question; people copy a row for more, which is why the number after
EVIDENCE says nothing and one number may stand twice."""

TICK = "✓"

_PIECE = 30_000
_LEVEL_DIGITS = 2


class Column(StrEnum):
    """The mark of a column, in the hidden row of marks of a section's sheet."""

    QUESTION = "nsa:question"
    FIELD = "nsa:field"
    NUMBER = "nsa:number"
    LABEL = "nsa:label"
    TEXT = "nsa:text"
    NAME = "nsa:name"
    ENTRY = "nsa:entry"
    BEFORE = "nsa:before"
    DATE = "nsa:date"
    ASKED = "nsa:asked"


EVIDENCE_PARTS = {
    "title": Column.TEXT,
    "issuing_body": Column.NAME,
    "link": Column.ENTRY,
    "place": Column.BEFORE,
    "issued_on": Column.DATE,
}
"""Which part of a new document stands in which column of its row."""


class Sent(BaseModel):
    """What a workbook was sent out with at one question: the revision, 0 for none, and the code of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    revision: int
    code: str


class OfflineIdentity(BaseModel):
    """What a workbook is. Read it by `model_validate_json`.

    `id` names this one file (32 hexadecimal digits); `content_digest` is that of the cycle's copy of the content,
    "" when it was made from a folder. `sections` are those in the file, `ministry` whom it was made for or "".
    `issued_at` is in UTC, ISO 8601. `words` holds what stands in the drop-downs of many questions, in the language
    of the file: "dont_know", "not_applicable", "yes". `sent` has every question of the sections in the file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    format: str
    id: str
    state: str
    state_name: str
    cycle: str
    questionnaire: str
    version: str
    content_digest: str
    language: str
    sections: tuple[str, ...]
    ministry: str
    issued_at: str
    words: dict[str, str]
    sent: dict[str, Sent]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON of this identity."""
        return sha256(self.model_dump(mode="json"))


def identity_pieces(identity: OfflineIdentity) -> list[str]:
    """Return the JSON of an identity in pieces that cells can hold."""
    # Spreadsheets read _x0041_ in a file as a letter, and the library that reads them takes out any x005F_.
    text = canonical_json(identity.model_dump(mode="json"))
    text = text.replace("_x", "\\u005fx").replace("x005F_", "\\u0078005F_")
    return [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]


def fields_of(question: Question) -> tuple[str, ...]:
    """Return the fields of a question that stand in Column.ENTRY, in the order of their rows."""
    reason = (REASON,) if question.not_applicable else ()
    last = (*reason, EXPLANATION, COMMENT)
    match question:
        case MaturityQuestion():
            return (ANSWER, UNDER_WAY, *last)
        case SingleChoiceQuestion():
            return (ANSWER, *((UNDER_WAY,) if question.actions else ()), *last)
        case MultipleChoiceQuestion():
            return (*(f"{OPTION}{choice.id}" for choice in question.choices), INSTEAD, *last)
        case _:
            return (ANSWER, INSTEAD, *last)


def level_label(level: object, label: str) -> str:
    """Return how a level stands in a drop-down, such as "3 – Established": as on pages, in every language."""
    return f"{level} – {label}"


def level_of(text: str) -> int | None:
    """Return the level that a text of a drop-down begins with; None for any other text.

    Older workbooks have a point in the place of the dash. A text that may name another level too is no level.

    >>> level_of("2 – Developing"), level_of("2 – 2"), level_of("2 – 3"), level_of("1 – 2 or 3"), level_of("1 · 2")
    (2, 2, None, None, None)
    """
    found = re.match(r"(\d{1,2})\s*(?:([·–])(.*))?$", text.strip(), re.DOTALL)
    if found is None or (found[2] and _may_name_another(found[1], found[3].strip(), found[2])):
        return None
    return int(found[1])


def _may_name_another(level: str, behind: str, sign: str) -> bool:
    """Tell whether what stands behind the sign may be a level too, such as that of a range."""
    if behind == level:
        return False
    if sign == "·":  # old labels have words behind it, with whatever numbers
        return behind.isdecimal()
    numbers = re.findall(r"\d+", behind)
    return behind[:1].isdigit() or any(len(number) <= _LEVEL_DIGITS and number != level for number in numbers)
