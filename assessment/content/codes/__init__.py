"""The catalogue of everything that can be wrong with content and answers. A number is never used again."""

from itertools import chain

from assessment.content.codes.answers import AnswersCode
from assessment.content.codes.examples import ExampleCode
from assessment.content.codes.files import FileCode
from assessment.content.codes.model import ModelCode
from assessment.content.codes.questionnaire import QuestionnaireCode
from assessment.content.codes.rubric import RubricCode
from assessment.content.codes.safeguards import SafeguardCode
from assessment.content.codes.states import StatesCode
from assessment.content.codes.texts import TranslationCode
from assessment.content.codes.versions import VersionCode
from assessment.content.issues import IssueCode

CATALOGUE: tuple[IssueCode, ...] = tuple(
    chain[IssueCode](
        FileCode,
        ModelCode,
        QuestionnaireCode,
        RubricCode,
        SafeguardCode,
        TranslationCode,
        VersionCode,
        ExampleCode,
        StatesCode,
        AnswersCode,
    )
)
"""Every code, by letter: Y files, M shape, Q questionnaire, R rubric, T translations, V versions, E worked
examples, G States, A answers."""

RETIRED: frozenset[str] = frozenset()
"""Numbers that were used once and must not come back."""
