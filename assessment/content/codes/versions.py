"""V: published versions and crosswalks."""

from assessment.content.issues import ERROR, IssueCode, Kind

_PUBLISH = "Undo the change, or publish a new version: change the version, and add a crosswalk."


class VersionCode(IssueCode):
    """What can be wrong with the history of a questionnaire."""

    QUESTION_CHANGED = Kind(
        "V001",
        ERROR,
        "The meaning of question {question} has changed since version {version} was published.",
        _PUBLISH,
    )
    RUBRIC_CHANGED = Kind(
        "V002", ERROR, "The scoring has changed since version {version} was published.", _PUBLISH
    )
    QUESTION_ADDED = Kind(
        "V003", ERROR, "Question {question} was not in version {version} when it was published.", _PUBLISH
    )
    QUESTION_REMOVED = Kind(
        "V004",
        ERROR,
        "Question {question} was in version {version} when it was published, and is missing now.",
        _PUBLISH,
    )
    ID_LOST = Kind(
        "V005",
        ERROR,
        "Question {question} of version {version} is neither in the questionnaire nor among the retired ids.",
        'Add it to "retired" in questionnaire.yaml, so that its id is never used again.',
    )
    DUPLICATE_VERSION = Kind(
        "V006", ERROR, 'The version "{id}" is listed twice, first in {first}.', "Keep one of the two."
    )
    TO_VERSION = Kind(
        "V007",
        ERROR,
        'The newest crosswalk leads to version "{found}", and the questionnaire is version "{expected}".',
        "Make the two agree, or add a crosswalk to the questionnaire's version.",
    )
    FROM_VERSION = Kind(
        "V008",
        ERROR,
        'The crosswalk starts from version "{version}", which published.yaml does not list.',
        "Write a published version.",
    )
    NEW_QUESTION = Kind(
        "V009",
        ERROR,
        'The crosswalk maps to the question "{question}", which version "{version}" does not have.',
        "Write the id of one of its questions.",
    )
    OLD_QUESTION = Kind(
        "V010",
        ERROR,
        'The crosswalk takes answers from "{question}", which version "{version}" does not have.',
        "Write the id of one of its questions.",
    )
    UNMAPPED = Kind(
        "V011",
        ERROR,
        'The question "{question}" is new in version "{version}", and no crosswalk from "{start}" mentions it.',
        'Say in a file such as crosswalk/1-to-2.yaml where its answers come from, or write "rule: none" there.',
    )
    OLDER_TO_VERSION = Kind(
        "V012",
        ERROR,
        'The crosswalk leads to version "{version}", which published.yaml does not list.',
        "Write a published version.",
    )
    CHANGED_UNDER_ID = Kind(
        "V013",
        ERROR,
        "The meaning of {question} changed since version {start} under the same id.",
        "Give it a new id, or say in crosswalk/….yaml whether its answers are comparable (copy) or not (none).",
    )
