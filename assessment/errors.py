"""The error tree. Every message is one sentence that says what happened and what to do next.

AssessmentError
├── ContentError        a questionnaire, rubric or register cannot be used
├── AnswersError        a file of answers cannot be used
└── RequestError        something was asked for that does not exist
"""


class AssessmentError(Exception):
    """Something went wrong that a person can mend."""


class ContentError(AssessmentError):
    """A questionnaire, rubric or register cannot be used."""


class AnswersError(AssessmentError):
    """A file of answers cannot be used."""


class RequestError(AssessmentError):
    """Something was asked for that does not exist."""
