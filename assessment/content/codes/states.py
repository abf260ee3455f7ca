"""G: registers of States."""

from assessment.content.issues import ERROR, IssueCode, Kind


class StatesCode(IssueCode):
    """What can be wrong with a register of States."""

    DUPLICATE_ID = Kind("G001", ERROR, 'The id "{id}" is used twice, first in {first}.', "Keep one of the two.")
    DUPLICATE_NAME = Kind(
        "G002", ERROR, 'The name "{id}" is used twice, first in {first}.', "Keep one of the two."
    )
    DUPLICATE_M49 = Kind(
        "G003", ERROR, 'The M49 code "{id}" is used twice, first in {first}.', "Correct one of the two."
    )
    UNKNOWN_REGION = Kind(
        "G004",
        ERROR,
        '{state} is put into the region "{region}", and there is no such region.',
        'Write an id from "regions".',
    )
    UNKNOWN_GROUP = Kind(
        "G005",
        ERROR,
        '{state} is put into the group "{group}", and there is no such group.',
        'Write an id from "groups".',
    )
    NOT_A_MEMBER = Kind(
        "G006",
        ERROR,
        'The id "{id}" is not in the list of Member States.',
        "Write the code of the list.",
    )
    DIFFERENT_FROM_LIST = Kind(
        "G007",
        ERROR,
        'The {what} of {id} is "{found}", and in the list of Member States it is "{expected}".',
        "Write it as in the list.",
    )
    TOO_MANY = Kind(
        "G008",
        ERROR,
        "The register has {found} States and expects {expected}.",
        'Remove States, or raise "expected".',
    )
    REAL_STATE = Kind(
        "G009",
        ERROR,
        'The training State "{name}" ({id}) has the {what} of a Member State.',
        "Invent another, so that no invented score is ever taken for a real one.",
    )
    DUPLICATE_REGION = Kind(
        "G010", ERROR, 'The region id "{id}" is used twice, first in {first}.', "Keep one of the two."
    )
    DUPLICATE_GROUP = Kind(
        "G011", ERROR, 'The group id "{id}" is used twice, first in {first}.', "Keep one of the two."
    )
    TRAINING_MARK = Kind(
        "G012",
        ERROR,
        'The file is named {file}, and "training" is {found}.',
        "Write training: true in training_states.yaml, and in no other register.",
    )
