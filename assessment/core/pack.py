"""A briefing pack: for whom it is, of whom it tells, and what its cover and every page say about it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessment.core.cycle import Cycle


class Audience(StrEnum):
    """Who reads a pack before a meeting, and so what it holds."""

    MINISTER = "minister"
    NATIONAL = "national"
    REGIONAL = "regional"
    GLOBAL = "global"
    ASSISTANCE = "assistance"


OF_ONE_STATE = frozenset({Audience.MINISTER, Audience.NATIONAL})

WITH_EXPLANATIONS = frozenset({Audience.NATIONAL})
"""Who gets explanations, reasons and documents unless it is chosen otherwise; a minister has no use for them."""


class Edition(StrEnum):
    """What of States stands in a pack.

    OWN: everything of one State, for the State itself. SECRETARIAT: what States released to the Secretariat, by
    name. PUBLIC: figures over sets of States that pass disclosure control, no State.
    """

    OWN = "own"
    SECRETARIAT = "secretariat"
    PUBLIC = "public"


class Classification(StrEnum):
    """The label on a file (ST/SGB/2007/6); a State's own label may stand beside it."""

    UNCLASSIFIED = "unclassified"
    CONFIDENTIAL = "confidential"
    STRICTLY_CONFIDENTIAL = "strictly_confidential"


LEAST_CLASSIFICATION: Mapping[Edition, Classification] = {
    Edition.OWN: Classification.UNCLASSIFIED,
    Edition.SECRETARIAT: Classification.CONFIDENTIAL,
    Edition.PUBLIC: Classification.UNCLASSIFIED,
}
"""The least label of an edition: a State decides about its own answers, nobody about another's."""


@dataclass(frozen=True, slots=True)
class PackFrame:
    """What a pack says about itself.

    `id` names this one file (32 hexadecimal digits); `snapshot` is the SHA-256 of what the numbers rest on: of the
    frozen assessment, or over all that were compared. `is_draft` tells that the assessment was not submitted yet.
    `subject` is the id of a State or of a set of States and `subject_name` its name. `values` are the kind of
    values ("self_reported", "reviewed", "agreed"). `content_digest` is that of the cycle's copy of the content.
    `national_label` is a State's own classification, "" without one. `with_explanations` tells that the State's
    own words (explanations, reasons, documents) stand in the file.
    """

    id: str
    audience: Audience
    edition: Edition
    subject: str
    subject_name: str
    cycle: Cycle
    rubric_version: str
    content_digest: str
    snapshot: str
    is_draft: bool
    values: str
    language: str
    classification: Classification
    national_label: str
    made_at: dt.datetime
    made_by_role: str
    is_training: bool
    with_explanations: bool = False

    @property
    def short_snapshot(self) -> str:
        """Return the first 12 digits of the snapshot id, enough to tell packs apart."""
        return self.snapshot[:12]
