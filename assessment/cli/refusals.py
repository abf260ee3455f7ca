"""The sentences of refusals at the terminal, where there is no page to reload and no list to choose from."""

from assessment.errors import Refusal
from assessment.locale import phrases

AT_TERMINAL = {
    "cycle_closed": "The cycle closed on {date} at 24:00 UTC, so nothing was written. Ask the Secretariat.",
    "database_busy": "The database is busy, so nothing was written. Try again in a moment.",
    "database_read_only": (
        "The database can only be read, so nothing was written. Check your rights to its file, folder or account."
    ),
    "database_unreachable": (
        "The database does not answer. Check its URL and whether it runs, or that its file and folder can be read."
    ),
    "disk_full": "There is no space left for the database or its files. Make room, then try again.",
    "not_allowed": "The account in whose name it is done may not do this. Name another one.",
    "not_done": "This could not be done. Check the command with --help and try again.",
    "not_found": "What was named is not there. Correct the State, cycle, set or account.",
    "section_not_yours": (
        "The section “{section}” is not given to the ministry of the account in whose name it is done, so nothing "
        "was written. Name another account."
    ),
    "storage_failed": (
        "The database reported a fault, so nothing was written. Check that its URL names a database of this "
        "application, and run python -m assessment db verify."
    ),
    "workbook_ministry_without_section": (
        "This ministry has not been given a section. Name some with --section, or leave out --ministry."
    ),
    "workbook_section_unknown": (
        "The questionnaire has no section “{section}”. Correct its id, or leave out --section for all of them."
    ),
}
"""By code, where the sentence of the pages would send people to something that a terminal does not have."""

BAD_CALL = {"workbook_section_unknown"}
"""Refusals of what was named in the call, as an id that does not exist."""


def status_of(refusal: Refusal) -> int:
    """Return the exit status that a refusal ends a command with."""
    return 2 if refusal.code in BAD_CALL else 1


def sentence_of(refusal: Refusal) -> str:
    """Return what happened and what to do next, in words that fit the terminal."""
    words = AT_TERMINAL.get(refusal.code)
    return phrases("en").error(refusal) if words is None else words.format(**refusal.values)
