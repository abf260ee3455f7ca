"""Names of files of offline questionnaires: whose they are and what is in them, in ASCII and short."""

import re
import unicodedata
from collections.abc import Collection, Sequence

from assessment.core.questionnaire import Questionnaire

MOST_NAMED = 3
"""So many sections are named; more are numbered, as they are in the workbook."""
LONGEST_PART = 60

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9.]+")


def workbook_file_name(
    questionnaire: Questionnaire, about: Sequence[str], sections: Collection[str], ministry: str, *more: str
) -> str:
    """Return a name that every system takes, such as "ct-tech_XAV_2026_Ministry-of-Justice_legal-rights_en.xlsx".

    `about` says whose workbook it is, `more` what stands last, such as its language.
    """
    every = [section.id for section in questionnaire.sections]
    # A ministry whose name has no letter that can stand here is one all the same.
    body = [_plain(ministry) or "ministry"] if ministry else []
    words = (questionnaire.id, *about, *body, _contents(every, sections), *more)
    return "_".join(filter(None, map(_plain, words))) + ".xlsx"


def _contents(every: Sequence[str], sections: Collection[str]) -> str:
    """Return what sections of a questionnaire are called together."""
    if set(sections) >= set(every):
        return "all-sections"
    chosen = [name for name in every if name in sections]
    if len(chosen) <= MOST_NAMED:
        return "-".join(chosen)
    return "-".join(["sections", *(str(place) for place, name in enumerate(every, start=1) if name in sections)])


def _plain(word: str) -> str:
    """Return a word in letters without accents, digits and hyphens."""
    letters = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return _NOT_IN_NAMES.sub("-", letters).strip("-.")[:LONGEST_PART].rstrip("-.")
