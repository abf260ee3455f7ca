"""R: the tree of rubrics and its rules; gates, lenses and bands stand in `codes/safeguards.py`."""

from assessment.content.issues import ERROR, WARNING, IssueCode, Kind


class RubricCode(IssueCode):
    """What can be wrong with the tree of a rubric and its scoring rules."""

    OTHER_QUESTIONNAIRE = Kind(
        "R001",
        ERROR,
        'The rubric scores the questionnaire "{found}", and the questionnaire beside it is "{expected}".',
        "Make the two ids agree.",
    )
    ROOT = Kind("R002", ERROR, 'The first node of the tree is "{found}".', 'Give it the id "overall".')
    DUPLICATE_NODE = Kind(
        "R003", ERROR, 'The node id "{id}" is used twice, first in {first}.', "Give one of the two a new id."
    )
    NODE_IS_QUESTION = Kind("R004", ERROR, 'The node id "{node}" is the id of a question too.', "Rename the node.")
    UNKNOWN_QUESTION = Kind(
        "R005",
        ERROR,
        'The tree holds the question "{question}", and there is no such question.',
        "Write the id of a question, or remove the entry.",
    )
    DUPLICATE_QUESTION = Kind(
        "R006", ERROR, 'The question "{id}" stands twice in the tree, first in {first}.', "Remove one of the two."
    )
    UNPLACED_QUESTION = Kind(
        "R007",
        ERROR,
        'The question "{question}" is neither in the tree nor in "context".',
        'Put it under a node of the tree, or into "context" if it is not to be scored.',
    )
    SCORED_CONTEXT = Kind(
        "R008",
        ERROR,
        'The question "{question}" is in "context", which is never scored, and in the tree.',
        "Remove one of the two.",
    )
    TEXT_QUESTION = Kind(
        "R009",
        ERROR,
        'The tree holds the text question "{question}", and words are never scored.',
        'Move it to "context".',
    )
    TOO_DEEP = Kind(
        "R010",
        ERROR,
        'The question "{question}" is {depth} steps below "overall", and at most {most} are possible.',
        "Remove a layer of nodes.",
    )
    HIDDEN_BY_SCORE = Kind(
        "R062",
        ERROR,
        'The scored question "{question}" is shown depending on "{scored}", which is scored too, so that a better '
        "answer there could lower the score.",
        'Ask it always, or let it depend on questions in "context" alone.',
    )
    TOO_FEW_LEVELS = Kind(
        "R011",
        ERROR,
        '"levels" describes {found} depths of nodes, and the tree has {expected}.',
        "Add an entry for each depth, from overall downwards.",
    )
    TOO_MANY_LEVELS = Kind(
        "R012",
        ERROR,
        '"levels" describes {found} depths of nodes, and the tree has only {expected}.',
        "Remove the entries that no node has.",
    )
    NO_RULE = Kind(
        "R013",
        ERROR,
        'No rule scores the question "{question}".',
        'Give it "scoring", or name a rule for {type} questions in "defaults".',
    )
    UNKNOWN_RULE = Kind(
        "R014",
        ERROR,
        'There is no scoring rule named "{rule}".',
        'Name one from "scoring", or add it there.',
    )
    KIND_DOES_NOT_FIT = Kind(
        "R015",
        ERROR,
        "A rule of the kind {kind} cannot score {what}, which needs one of the kind {expected}.",
        "Use a rule of a kind that fits.",
    )
    VALUE_COUNT = Kind(
        "R016",
        ERROR,
        "The rule has {found} values, and the question {question} has {expected} levels.",
        "Give each level one value, the lowest first.",
    )
    VALUES_DECREASE = Kind(
        "R017",
        ERROR,
        "The values fall from {before} to {after}, so that a better answer would lower the score.",
        "Let the values rise from level to level.",
    )
    VALUES_EQUAL = Kind(
        "R018",
        ERROR,
        "All values are {value}, so that the answer makes no difference.",
        "Let the values rise, or move the question to context.",
    )
    UNKNOWN_CHOICE = Kind(
        "R019",
        ERROR,
        'The rule for {question} gives points to "{choice}", which is none of its choices.',
        "Write one of: {known}.",
    )
    CHOICE_LACKING = Kind(
        "R020",
        ERROR,
        'The rule for {question} gives no points to the choice "{choice}".',
        "Add it, with 0 points if it is worth none.",
    )
    EXCLUSIVE_POINTS = Kind(
        "R021",
        ERROR,
        'The rule for {question} gives points to the exclusive choice "{choice}", which scores 0.',
        "Remove it from the points.",
    )
    NO_POINTS = Kind(
        "R022",
        ERROR,
        "All points are 0, so that the answer makes no difference.",
        "Give points to at least one choice.",
    )
    CAP_ABOVE_MAX = Kind(
        "R023",
        ERROR,
        "The cap of {cap} is above the maximum of {max}, so that scores could pass 100.",
        "Lower the cap or raise the maximum.",
    )
    STEPS_UNORDERED = Kind(
        "R024",
        ERROR,
        "The step from {after} follows the step from {before}.",
        'List the steps by "at_least", the lowest first, each once.',
    )
    STEPS_TURN = Kind(
        "R025",
        ERROR,
        "The scores of the steps go up and down, counting the {below} points below the first step.",
        'Let them only rise or only fall; set "below" to the points under the first step.',
    )
    GOALPOSTS_REVERSED = Kind(
        "R026",
        ERROR,
        "The goalposts run from {low} to {high}.",
        'Write the lower number first, and add "direction: lower_is_better" if less is better.',
    )
    LOG_OF_ZERO = Kind(
        "R027",
        ERROR,
        "The goalpost {low} has no logarithm, because it is not above 0.",
        'Use goalposts above 0, or remove "transform: log".',
    )
    RECENCY_UNORDERED = Kind(
        "R028",
        ERROR,
        "The step within {after} months follows the step within {before} months.",
        "List the steps by age, the most recent first, each once.",
    )
    RECENCY_RISES = Kind(
        "R029",
        ERROR,
        "An older date would score more: {after} points after {before}.",
        'Let the scores fall with age, down to "older".',
    )
    NO_REFERENCE_DATE = Kind(
        "R030",
        WARNING,
        "Dates are scored by their age, and the rubric has no reference date, so that every file of answers or "
        "call must bring one.",
        'Add "reference_date: year-month-day", the day on which ages are counted.',
    )
    UNKNOWN_CONTEXT = Kind(
        "R031",
        ERROR,
        '"context" names "{question}", and there is no such question.',
        "Write the id of a question, or remove the entry.",
    )
    DUPLICATE_CONTEXT = Kind("R032", ERROR, '"context" names "{id}" twice.', "Remove one of the two.")
    VALUES_ARE_SHARES = Kind(
        "R033",
        WARNING,
        "The rule gives no answer more than {highest}, and points go from 0 to 100.",
        "Did you mean {meant}? Then multiply all points of the rule by 100.",
    )
    SHARE_FOR_POINTS = Kind(
        "R034",
        WARNING,
        "{what} is {found}, and points go from 0 to 100.",
        "Did you mean {meant}? Then write that.",
    )
    SHARE_FOR_PERCENT = Kind(
        "R035",
        WARNING,
        "The coverage is {found}, and coverage is in per cent, from 0 to 100.",
        "Did you mean {meant}? Then write that.",
    )
