"""R: gates, lenses, bands and monitoring of rubrics; the tree and its rules stand in `codes/rubric.py`."""

from assessment.content.issues import ERROR, IssueCode, Kind


class SafeguardCode(IssueCode):
    """What can be wrong with the gates, lenses, bands and monitoring of a rubric."""

    DUPLICATE_GATE = Kind("R040", ERROR, 'The gate id "{id}" is used twice, first in {first}.', "Rename one.")
    GATE_NODE = Kind(
        "R041",
        ERROR,
        'The gate "{gate}" caps "{node}", and the tree has no such node.',
        "Write the id of a node; a question has no gate.",
    )
    GATE_QUESTION = Kind(
        "R042",
        ERROR,
        'The gate "{gate}" requires the question "{question}", and there is no such question.',
        "Write the id of a scored question.",
    )
    GATE_UNSCORED = Kind(
        "R043",
        ERROR,
        'The gate "{gate}" requires the question "{question}", which is not scored.',
        "Put the question into the tree, or name another.",
    )
    GATE_NEVER_TRIGGERS = Kind(
        "R044",
        ERROR,
        'The gate "{gate}" asks {at_least} points of {question}, and every answer gives at least {lowest}.',
        "Raise the requirement, or remove it.",
    )
    GATE_NEVER_LIFTS = Kind(
        "R045",
        ERROR,
        'The gate "{gate}" asks {at_least} points of {question}, and no answer gives more than {highest}.',
        "Lower the requirement.",
    )
    GATE_WITHOUT_EFFECT = Kind(
        "R046", ERROR, 'The gate "{gate}" has the cap 100, which lowers no score.', "Lower the cap."
    )
    GATE_LENS = Kind(
        "R047",
        ERROR,
        'The gate "{gate}" belongs to the lens "{lens}", and there is no such lens.',
        "Write the id of a lens.",
    )
    DUPLICATE_LENS = Kind("R048", ERROR, 'The lens id "{id}" is used twice, first in {first}.', "Rename one.")
    LENS_TAG = Kind(
        "R049",
        ERROR,
        'The lens "{lens}" reads the tag "{tag}", and the questionnaire has no such tag.',
        'Write a tag from the list "tags" of questionnaire.yaml.',
    )
    LENS_EMPTY = Kind(
        "R050",
        ERROR,
        'No scored question has the tag "{tag}", so that the lens "{lens}" sees nothing.',
        "Give the tag to questions in the tree, or remove the lens.",
    )
    LENS_WEIGHT = Kind(
        "R051",
        ERROR,
        'The lens "{lens}" weighs "{question}", which is no scored question with the tag "{tag}".',
        "Write the id of a question with this tag, or remove the line.",
    )
    BANDS_UNORDERED = Kind(
        "R052",
        ERROR,
        'The band "{band}" begins at {after}, after one that begins at {before}.',
        "List the bands by their lowest score, each once.",
    )
    FIRST_BAND = Kind(
        "R053", ERROR, 'The first band, "{band}", begins at {found}.', "Let the first band begin at 0."
    )
    DUPLICATE_BAND = Kind("R054", ERROR, 'The band id "{id}" is used twice, first in {first}.', "Rename one.")
    EVIDENCE_CAPS = Kind(
        "R055",
        ERROR,
        'Evidence that is {better} may claim {lower} points, less than the {higher} of "{worse}".',
        "Let the caps rise from none over cited and attached to verified.",
    )
    PRIORITY_LENS = Kind(
        "R056",
        ERROR,
        'Priorities follow the lens "{lens}", and there is no such lens.',
        "Write the id of a lens.",
    )
    DUPLICATE_LINE = Kind(
        "R057", ERROR, 'The monitoring id "{id}" is used twice, first in {first}.', "Rename one."
    )
    LINE_QUESTION = Kind(
        "R058",
        ERROR,
        'The monitoring line "{line}" counts "{question}", and there is no such question.',
        "Write the id of a scored question.",
    )
    LINE_UNSCORED = Kind(
        "R059",
        ERROR,
        'The monitoring line "{line}" counts "{question}", which is not scored.',
        "Put the question into the tree, or name another.",
    )
    LINE_LENS = Kind(
        "R060",
        ERROR,
        'The monitoring line "{line}" belongs to the lens "{lens}", and there is no such lens.',
        "Write the id of a lens.",
    )
    LINE_OUTCOME = Kind(
        "R061",
        ERROR,
        'The monitoring line "{line}" serves the planned result "{outcome}", and there is no such result.',
        'Write an id from "planned_results" of questionnaire.yaml.',
    )
