"""A content package: a questionnaire with its rubric, references, translations and history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from assessment.core.questionnaire import Questionnaire
from assessment.core.references import Reference, ReferenceRegister
from assessment.core.rubric import Rubric
from assessment.core.text import Translation, Words, translatable_texts, words_in
from assessment.core.versions import Crosswalk, PublishedVersions
from assessment.core.worked_example import WorkedExample


@dataclass(frozen=True)
class ContentPackage:
    """Everything that a folder of questionnaires/ holds."""

    questionnaire: Questionnaire
    rubric: Rubric
    references: ReferenceRegister | None = None
    translations: Mapping[str, Translation] = field(default_factory=dict)
    published: PublishedVersions = field(default_factory=PublishedVersions)
    crosswalks: tuple[Crosswalk, ...] = ()
    examples: Mapping[str, WorkedExample] = field(default_factory=dict)

    @cached_property
    def reference_by_id(self) -> dict[str, Reference]:
        """Find a reference by its id."""
        return {reference.id: reference for reference in self.references.references} if self.references else {}

    def words(self, language: str) -> Words:
        """Return the words of this package in a language."""
        source = dict(translatable_texts(self.questionnaire, self.rubric))
        return words_in(language, source, self.translations.get(language))
