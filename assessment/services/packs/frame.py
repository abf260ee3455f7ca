"""What is asked for in a pack, and what comes back: choices, a preview, the built file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from assessment.core.pack import LEAST_CLASSIFICATION, Audience, Classification, Edition, PackFrame
from assessment.core.pack_receipt import ReceiptLine
from assessment.core.person import OPERATOR, Person
from assessment.errors import UnacceptableError
from assessment.locale import languages

LONGEST_LABEL = 80
"""Characters of a State's own label."""

OPERATOR_ROLE = "operator"

_NOT_IN_LABELS = re.compile(r"[\x00-\x1f\x7f]")
_NOT_IN_FILE_NAMES = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class PackOptions:
    """What was chosen for a pack. `national_label` is a State's own classification, "" without one."""

    audience: Audience
    language: str
    classification: Classification
    national_label: str = ""
    include_explanations: bool = True
    edition: Edition = Edition.OWN


@dataclass(frozen=True, eq=False)
class BuiltPack:
    """A finished pack.

    `rests_on` are the ids of the data over several States that stand in it, by cycle; none for a State's own pack.
    """

    frame: PackFrame
    file_name: str
    data: bytes
    receipt: tuple[ReceiptLine, ...]
    rests_on: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class PackPreview:
    """What a pack would hold, before it is built.

    `headline` are labels and values as people read them, `names` those of the States in the receipt. `remark` is
    what somebody should know before building it, "" for nothing.
    """

    frame: PackFrame
    headline: tuple[tuple[str, str], ...]
    receipt: tuple[ReceiptLine, ...]
    names: dict[str, str]
    remark: str = ""


def new_pack_id() -> str:
    """Return a name for a file that no other has: 32 hexadecimal digits."""
    return uuid4().hex


def checked_label(text: str) -> str:
    """Return a State's own label on one line; raise UnacceptableError for one that is too long."""
    label = " ".join(_NOT_IN_LABELS.sub(" ", text).split())
    if len(label) > LONGEST_LABEL:
        raise UnacceptableError("pack_label_too_long", longest=LONGEST_LABEL)
    return label


def check_options(options: PackOptions) -> PackOptions:
    """Return the choices, the label trimmed; raise UnacceptableError for what a pack cannot have."""
    known = {language.code for language in languages(with_pseudo=True)}
    if options.language not in known:
        raise UnacceptableError("pack_language_unknown")
    label = checked_label(options.national_label)
    if label and options.edition is not Edition.OWN:
        raise UnacceptableError("pack_label_of_one_state")
    if _rank(options.classification) < _rank(LEAST_CLASSIFICATION[options.edition]):
        raise UnacceptableError("pack_classification_too_low")
    return PackOptions(
        options.audience,
        options.language,
        options.classification,
        label,
        options.include_explanations,
        options.edition,
    )


def file_name(frame: PackFrame) -> str:
    """Return the name of a pack's file, in ASCII."""
    parts = ("ct-tech", frame.audience.value, frame.subject, frame.cycle.id)
    clean = [_NOT_IN_FILE_NAMES.sub("-", part).strip("-") or "x" for part in parts]
    return "_".join([*clean, frame.made_at.date().isoformat(), frame.snapshot[:8]]) + ".xlsx"


def made_by(person: Person) -> str:
    """Return in which role a pack is made: that of a person, or "operator" at the terminal."""
    return OPERATOR_ROLE if person.account == OPERATOR else person.role.value


def _rank(classification: Classification) -> int:
    return list(Classification).index(classification)
