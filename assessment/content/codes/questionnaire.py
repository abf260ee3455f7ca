"""Q: questionnaires, their skip logic and their references."""

from assessment.content.issues import ERROR, WARNING, IssueCode, Kind


class QuestionnaireCode(IssueCode):
    """What can be wrong between the parts of a questionnaire."""

    DUPLICATE_QUESTION = Kind(
        "Q001", ERROR, 'The question id "{id}" is used twice, first in {first}.', "Give one of the two a new id."
    )
    DUPLICATE_SECTION = Kind(
        "Q002", ERROR, 'The section id "{id}" is used twice, first in {first}.', "Remove one or give it a new id."
    )
    DUPLICATE_CHOICE = Kind(
        "Q003", ERROR, 'Question {question} has two choices with the id "{id}".', "Give one of the two a new id."
    )
    DUPLICATE_SCALE = Kind("Q004", ERROR, 'The scale id "{id}" is used twice.', "Give one of the two a new id.")
    DUPLICATE_TAG = Kind("Q005", ERROR, 'The tag id "{id}" is used twice.', "Remove one of the two.")
    RETIRED_ID = Kind(
        "Q006",
        ERROR,
        'The id "{id}" was retired in version {since} and is used again.',
        "Choose a new id: an id keeps its meaning for ever.",
    )
    SECTION_FILE_NAME = Kind(
        "Q007",
        ERROR,
        'The section id is "{id}", and its file is named {file}.',
        "Give the section the name of its file, or rename the file.",
    )
    UNKNOWN_SCALE = Kind(
        "Q008",
        ERROR,
        'Question {question} uses the scale "{scale}", and there is no such scale.',
        'Name a scale from the list "scales" of questionnaire.yaml.',
    )
    LEVEL_COUNT = Kind(
        "Q009",
        ERROR,
        'Question {question} has {found} levels, and the scale "{scale}" has {expected}.',
        "Describe each level of the scale, the lowest first.",
    )
    UNKNOWN_IN_CONDITION = Kind(
        "Q010",
        ERROR,
        'Question {question} is shown only if "{other}" {words}, and there is no such question.',
        "Write the id of an earlier question.",
    )
    CONDITION_ON_ITSELF = Kind(
        "Q011",
        ERROR,
        "Question {question} is shown only if it {words} itself, which can never be.",
        "Write the id of an earlier question.",
    )
    CONDITION_ON_LATER = Kind(
        "Q012",
        ERROR,
        'Question {question} is shown only if "{other}" {words}, and that question comes later; conditions look '
        "back only, so that they never run in a circle.",
        "Move one of the two questions, or name an earlier one.",
    )
    OPERATOR_DOES_NOT_FIT = Kind(
        "Q013",
        ERROR,
        'The condition of {question} uses "{operator}" on {other}, which is a {type} question.',
        "Use one of: {known}.",
    )
    UNKNOWN_LEVEL = Kind(
        "Q014",
        ERROR,
        "The condition of {question} names the level {value} of {other}, whose levels run from 0 to {top}.",
        "Write one of these numbers, without quotes.",
    )
    UNKNOWN_CHOICE = Kind(
        "Q015",
        ERROR,
        'The condition of {question} names "{value}", which is no choice of {other}.',
        "Write one of: {known}.",
    )
    OPERAND_DOES_NOT_FIT = Kind(
        "Q016",
        ERROR,
        "The condition of {question} compares {other} with {value}, and that question is answered by {expected}.",
        "Write {expected}.",
    )
    NEVER_HOLDS = Kind(
        "Q017",
        ERROR,
        "The condition of {question} can never hold, because no answer to {other} meets it, so the question is "
        "never asked.",
        "Correct the condition.",
    )
    ALWAYS_HOLDS = Kind(
        "Q018",
        ERROR,
        "The condition of {question} leaves nothing out, because every answer to {other} meets it.",
        'Name the answers that are meant, or write "answered: true".',
    )
    STEP_FROM_TOP = Kind(
        "Q019",
        ERROR,
        "The last level of {question} has a next step, and no level follows.",
        "Remove it or move it to the level before.",
    )
    NO_NEXT_STEP = Kind(
        "Q020",
        WARNING,
        "Level {level} of {question} has no next step, so no advice can be given on it.",
        'Add "next_step" with an action and its source.',
    )
    UNKNOWN_TAG = Kind(
        "Q021",
        ERROR,
        'Question {question} has the tag "{tag}", and there is no such tag.',
        'Name a tag from the list "tags" of questionnaire.yaml.',
    )
    UNKNOWN_RESULT = Kind(
        "Q022",
        ERROR,
        'Question {question} serves the planned result "{result}", and there is no such result.',
        'Name one from the list "planned_results" of questionnaire.yaml.',
    )
    UNKNOWN_REFERENCE = Kind(
        "Q023",
        ERROR,
        'The reference "{reference}" is not in references.yaml.',
        "Correct the id, or add the reference there.",
    )
    NO_KNOWLEDGE_PRODUCT = Kind(
        "Q024",
        ERROR,
        'Question {question} names the knowledge product "{reference}", and references.yaml has no such one.',
        'Name a reference that has "knowledge_product: true".',
    )
    UNCITED_REFERENCE = Kind(
        "Q025", WARNING, 'Nothing cites the reference "{reference}".', "Cite it where it belongs, or remove it."
    )
    SEVERAL_EXCLUSIVE = Kind(
        "Q026",
        ERROR,
        "Question {question} has more than one exclusive choice.",
        'Keep "exclusive: true" on one choice, such as "none of these".',
    )
    EXCLUSIVE_IN_SINGLE = Kind(
        "Q027",
        ERROR,
        "Question {question} takes one answer, so that no choice can be exclusive.",
        'Remove "exclusive", or make the type multiple.',
    )
    ACTION_FROM_UNKNOWN = Kind(
        "Q028",
        ERROR,
        'An action of {question} starts from "{choice}", which is none of its choices.',
        "Write one of: {known}.",
    )
    RANGE_REVERSED = Kind(
        "Q029",
        ERROR,
        "The range of {question} runs from {low} down to {high}.",
        "Write the lowest value first.",
    )
    HELP_WITHOUT_NA = Kind(
        "Q030",
        ERROR,
        'Question {question} explains when "not applicable" is right, and does not allow it.',
        'Add "not_applicable: true", or remove "not_applicable_help".',
    )
    SAME_DESCRIPTOR = Kind(
        "Q031",
        ERROR,
        "Levels {first} and {second} of {question} have the same descriptor.",
        "Say what the higher one adds.",
    )
    DUPLICATE_RESULT = Kind("Q032", ERROR, 'The planned result id "{id}" is used twice.', "Remove one of the two.")
    NO_REFERENCES = Kind(
        "Q033",
        WARNING,
        "The questionnaire cites references, and there is no references.yaml.",
        "Add the file, so that the citations can be checked and explained.",
    )
    DUPLICATE_ACTION = Kind(
        "Q034", ERROR, 'Question {question} has two actions from "{choice}".', "Keep one of the two."
    )
    AMBIGUOUS_CHOICE = Kind(
        "Q035",
        ERROR,
        'Question {question} has two choices that can both be called "{label}".',
        "Give one of the two another label or id.",
    )
    RESERVED_CHOICE = Kind(
        "Q036",
        ERROR,
        'Question {question} has a choice with the id "{id}", which in files of answers means {meaning}.',
        "Choose another id.",
    )
    RESERVED_QUESTION = Kind(
        "Q037",
        ERROR,
        'The question id "{id}" is the name of the column of States in files of answers.',
        "Choose another id.",
    )
    DUPLICATE_RETIRED = Kind("Q038", ERROR, 'The retired id "{id}" is listed twice.', "Remove one of the two.")
    DUPLICATE_REFERENCE = Kind(
        "Q039", ERROR, 'The reference id "{id}" is used twice, first in {first}.', "Keep one of the two."
    )
