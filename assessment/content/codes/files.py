"""Y: files and YAML."""

from assessment.content.issues import ERROR, WARNING, IssueCode, Kind


class FileCode(IssueCode):
    """What can be wrong with a file before its content is looked at."""

    NOT_UTF8 = Kind("Y001", ERROR, "The file is not encoded in UTF-8.", 'Save it again with the encoding "UTF-8".')
    TOO_LARGE = Kind(
        "Y002",
        ERROR,
        "The file has {size} MB, and at most {most} MB are read.",
        "Split it into several files.",
    )
    TAB = Kind(
        "Y003",
        ERROR,
        "The line is indented with a tab, which YAML does not allow.",
        "Replace the tab with spaces, two for each step.",
    )
    SYNTAX = Kind(
        "Y004", ERROR, "The line is not valid YAML: {problem}.", "Correct it; nothing after it was read."
    )
    DUPLICATE_KEY = Kind(
        "Y005",
        ERROR,
        'The key "{key}" stands twice in the same place, first in line {first}.',
        "Keep one of the two.",
    )
    ANCHOR = Kind(
        "Y006",
        ERROR,
        'The line uses a YAML anchor or alias ("{sign}{name}"), which this format does not allow.',
        'Write the text out in full, or put it in quotes if it begins with "{sign}".',
    )
    TAG = Kind(
        "Y007",
        ERROR,
        'The line uses a YAML tag ("{tag}"), which this format does not allow.',
        'Remove the tag, or put the text in quotes if it begins with "!".',
    )
    SEVERAL_DOCUMENTS = Kind(
        "Y008",
        ERROR,
        'The file holds a second YAML document, begun by "---".',
        "Put it in a file of its own.",
    )
    TOO_DEEP = Kind(
        "Y009",
        ERROR,
        "The content is nested more than {most} steps deep.",
        "Check the indentation and the brackets.",
    )
    EMPTY = Kind("Y010", ERROR, "The file is empty.", "Fill it in, or delete it if it is not needed.")
    NO_KEYS = Kind(
        "Y011",
        ERROR,
        "The file begins with {found}, and it must consist of keys with values.",
        'Begin with a line such as "id: my-questionnaire".',
    )
    CONTROL_CHARACTER = Kind(
        "Y012",
        ERROR,
        "The line holds the invisible character {character}, which YAML does not allow.",
        "Delete it, or type the line again.",
    )
    KEY_NOT_TEXT = Kind(
        "Y013",
        ERROR,
        "A key must be a word, and here it is {found}.",
        "Write the key as plain text before a colon.",
    )
    MISSING = Kind("Y014", ERROR, "There is no file {name} here.", "Add it, or correct the name.")
    UNREADABLE = Kind(
        "Y015",
        ERROR,
        "The file cannot be read ({problem}).",
        "Check that it is an ordinary file that you may read.",
    )
    OUTSIDE = Kind(
        "Y016",
        ERROR,
        "The file is a link to a place outside the folder of the questionnaire.",
        "Replace the link with a copy of the file.",
    )
    UNUSED = Kind(
        "Y017",
        WARNING,
        "The file is not part of the questionnaire and is not read.",
        "Move it away, or correct its name or folder.",
    )
    UNLISTED_SECTION = Kind(
        "Y018",
        WARNING,
        'No entry of "sections" in questionnaire.yaml names this file, so it is not read.',
        'Add "{section}" to the sections, or delete the file.',
    )
    NO_FOLDER = Kind("Y019", ERROR, "There is no folder {name}.", "Check the name and where you call the command.")
    NO_PACKAGE = Kind(
        "Y020",
        ERROR,
        "The folder holds no questionnaire and no register of States.",
        "Name a folder with questionnaire.yaml and rubric.yaml in it, or above one.",
    )
    LOST_TO_COMMENT = Kind(
        "Y021",
        WARNING,
        'The line is read only up to "{sign}", because YAML takes " #" for the start of a comment.',
        "Put the whole value in quotes; or, if it is a comment, write a space after the #.",
    )
