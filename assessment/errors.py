"""The error tree. Every message is one sentence that says what happened and what to do next.

AssessmentError
├── ContentError        a questionnaire, rubric or register cannot be used
├── AnswersError        a file of answers cannot be used
├── RequestError        something was asked for that does not exist
├── SettingsError       the service is not set up as it should be
└── Refusal             something that a person asked of the application was not done
    ├── SignedOutError      nobody is signed in, or no longer
    ├── DeniedError         the person may not do or see this
    ├── ClosedError         the assessment or the cycle takes no more changes
    ├── UnacceptableError   what was entered cannot be taken as it is
    └── StorageError        it could not be stored
"""


class AssessmentError(Exception):
    """Something went wrong that a person can mend."""


class ContentError(AssessmentError):
    """A questionnaire, rubric or register cannot be used."""


class AnswersError(AssessmentError):
    """A file of answers cannot be used."""


class RequestError(AssessmentError):
    """Something was asked for that does not exist."""


class SettingsError(AssessmentError):
    """The service is not set up as it should be."""


class Refusal(AssessmentError):
    """Something that a person asked of the application was not done.

    The sentence is looked up in the person's language: `errors.<code>` of the interface words, with the values in
    its places.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code} {values}" if values else code)
        self.code = code
        self.values = values


class SignedOutError(Refusal):
    """Nobody is signed in, or no longer."""


class DeniedError(Refusal):
    """The person may not do or see this."""


class ClosedError(Refusal):
    """The assessment or the cycle takes no more changes."""


class UnacceptableError(Refusal):
    """What was entered cannot be taken as it is."""


class StorageError(Refusal):
    """It could not be stored."""
