"""T: translations."""

from assessment.content.issues import ERROR, WARNING, IssueCode, Kind


class TranslationCode(IssueCode):
    """What can be wrong with a translation."""

    UNKNOWN_KEY = Kind(
        "T001",
        WARNING,
        'The questionnaire has no text with the key "{key}".',
        "Correct the key, or remove the entry; it is not used.",
    )
    MISSING = Kind(
        "T002",
        WARNING,
        'There is no translation yet for {number} of {total} texts, the first of them "{first}".',
        "Translate them; until then people see the English.",
    )
    STALE = Kind(
        "T003",
        WARNING,
        'The English text of "{key}" has changed since it was translated, so people see the English.',
        'Revise the translation, then write source: "{source}".',
    )
    FILE_NAME = Kind(
        "T004",
        ERROR,
        'The language is "{language}", and the file is named {file}.',
        "Make the two agree.",
    )
