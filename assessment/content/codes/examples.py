"""E: worked examples."""

from assessment.content.issues import ERROR, IssueCode, Kind


class ExampleCode(IssueCode):
    """What can be wrong with a worked example."""

    UNKNOWN_QUESTION = Kind(
        "E001",
        ERROR,
        'The example answers "{question}", and there is no such question.',
        "Write the id of a question.",
    )
    UNKNOWN_NODE = Kind(
        "E002",
        ERROR,
        'The example expects a score of "{node}", and the tree has no such node.',
        "Write the id of a node of the rubric's tree.",
    )
    ANSWER_DOES_NOT_FIT = Kind(
        "E003",
        ERROR,
        "The example's answer to {question} does not fit: {problem}.",
        "Write an answer that fits the question.",
    )
    MISMATCH = Kind(
        "E004",
        ERROR,
        "The worked example does not come out: {sentence}.",
        "Correct the expected figure and its working, or the rubric.",
    )
    UNKNOWN_LENS = Kind(
        "E005",
        ERROR,
        'The example expects a score of the lens "{lens}", and the rubric has no such lens.',
        "Write the id of a lens.",
    )
    UNKNOWN_GATE = Kind(
        "E006",
        ERROR,
        'The example expects the gate "{gate}", and the rubric has no such gate.',
        "Write the id of a gate.",
    )
    CONTRADICTION = Kind(
        "E007",
        ERROR,
        'The example expects of "{node}" both a score and no score.',
        'Remove "score" or "no_score".',
    )
