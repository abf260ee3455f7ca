"""M: the shape of a file, compared with its model."""

from assessment.content.issues import ERROR, IssueCode, Kind


class ModelCode(IssueCode):
    """What can be wrong with one key or value."""

    UNKNOWN_KEY = Kind(
        "M001", ERROR, 'The key "{key}" is not known {where}.', "Remove it, or use one of: {known}."
    )
    MISSING_KEY = Kind("M002", ERROR, 'The key "{key}" is missing {where}.', 'Add a line "{key}: …".')
    WRONG_TYPE = Kind("M003", ERROR, "{key} needs {expected}, and here is {found}.", "Write {expected} instead.")
    OUT_OF_RANGE = Kind(
        "M004", ERROR, "{key} must be {limit}, and here is {found}.", "Write a value within these limits."
    )
    BAD_ID = Kind(
        "M005", ERROR, '"{found}" cannot be used for {key}, which takes {pattern}.', "Write it in this form."
    )
    UNKNOWN_KIND = Kind("M006", ERROR, '"{found}" is not a known {key} {where}.', "Write one of: {known}.")
    NOT_IN_LIST = Kind("M007", ERROR, '{key} takes only certain values, and "{found}" is none of them.',
                       "Write one of: {known}.")  # fmt: skip
    WRONG_COUNT = Kind("M008", ERROR, "{key} needs {limit}, and here are {found}.", "Add or remove entries.")
    WRONG_LENGTH = Kind(
        "M009", ERROR, "{key} must have {limit}, and here are {found}.", "Write a text of a fitting length."
    )
    UNFIT = Kind("M010", ERROR, "{key} cannot be used as it is: {problem}.", "Correct it.")
    BAD_DATE = Kind(
        "M011", ERROR, '{key} needs a date, and "{found}" is none.', "Write year-month-day, such as 2025-03-01."
    )
