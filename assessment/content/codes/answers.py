"""A: files of answers."""

from assessment.content.issues import ERROR, WARNING, IssueCode, Kind


class AnswersCode(IssueCode):
    """What can be wrong with a file of answers."""

    NO_FILE = Kind("A001", ERROR, "There is no file {name}.", "Check the name and the folder.")
    WORKBOOK = Kind(
        "A002",
        ERROR,
        "The file is a workbook, and here only text files are read.",
        'Open it and save it as "CSV UTF-8".',
    )
    UNKNOWN_FORMAT = Kind(
        "A003",
        ERROR,
        'A file of answers must end in .csv, .yaml or .xlsx, and this one ends in "{suffix}".',
        "Rename it, or save it in one of these formats.",
    )
    NOT_UTF8 = Kind(
        "A004", ERROR, "The file is not encoded in UTF-8.", 'Save it again as "CSV UTF-8 (comma delimited)".'
    )
    NUL_BYTE = Kind(
        "A005", ERROR, "The line holds a NUL byte, so this is no text file.", 'Save it again as "CSV UTF-8".'
    )
    EMPTY = Kind(
        "A006", ERROR, "The file is empty.", 'Give it a first row with "state" and the ids of the questions.'
    )
    NO_ROWS = Kind(
        "A007",
        ERROR,
        "The file has a header and no answers.",
        "Add a row for each State, its id in the first cell.",
    )
    NOT_CSV = Kind(
        "A008", ERROR, "The row cannot be read: {problem}.", "Check the quotes in it and in the row before."
    )
    FIRST_COLUMN = Kind(
        "A009",
        ERROR,
        'The first column is "{found}", and it must be "state".',
        'Put the State\'s id into a first column named "state", and separate columns by commas.',
    )
    UNKNOWN_COLUMN = Kind(
        "A010",
        ERROR,
        'The column "{column}" names no question.',
        "Write the id of a question as the column's name, or delete the column.",
    )
    DUPLICATE_COLUMN = Kind("A011", ERROR, 'The column "{column}" stands there twice.', "Delete one of the two.")
    NAMELESS_COLUMN = Kind(
        "A012", ERROR, "Column {number} has no name.", "Write the id of its question, or delete the column."
    )
    CELL_COUNT = Kind(
        "A013",
        ERROR,
        "The row has {found} cells, and the header has {expected}.",
        "Give every column one cell, and put quotes around a cell that contains the separator.",
    )
    NO_STATE = Kind("A014", ERROR, "The row names no State.", "Write the State's id in the first cell.")
    UNKNOWN_STATE = Kind(
        "A015",
        ERROR,
        'The State "{state}" is not in the register.',
        "Write the id as in the register of States, or add the State there.",
    )
    DUPLICATE_STATE = Kind(
        "A016",
        ERROR,
        'The State "{state}" has a row already, in line {first}.',
        "Keep one row for each State.",
    )
    ANSWER_DOES_NOT_FIT = Kind("A017", ERROR, "{where}: {problem}.", "Write an answer that fits the question.")
    UNKNOWN_QUESTION = Kind(
        "A018",
        ERROR,
        'The file answers "{question}", and there is no such question.',
        "Write the id of a question.",
    )
    OTHER_QUESTIONNAIRE = Kind(
        "A019",
        ERROR,
        'The file answers the questionnaire "{found}", and this one is "{expected}".',
        "Use the answers with the questionnaire that they were given to.",
    )
    OTHER_VERSION = Kind(
        "A020",
        WARNING,
        'The file answers version "{found}", and this is version "{expected}".',
        "Check the answers to questions that have changed.",
    )
    MORE = Kind(
        "A021",
        ERROR,
        "There are at least {number} more problems, which are not listed.",
        "Correct those above first, then read the file again.",
    )
    STATE_CHARACTER = Kind(
        "A022",
        ERROR,
        'The State "{state}" holds the control character {character}.',
        "Type the State's id again without it.",
    )
