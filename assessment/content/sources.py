"""What a folder held: the models that could be read, and where in the files their parts stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from assessment.content.issues import IssueList
from assessment.content.positions import Positions
from assessment.core.package import ContentPackage
from assessment.core.questionnaire import Questionnaire
from assessment.core.references import ReferenceRegister
from assessment.core.rubric import Rubric
from assessment.core.text import Translation
from assessment.core.versions import Crosswalk, PublishedVersions
from assessment.core.worked_example import WorkedExample

M_co = TypeVar("M_co", covariant=True)


@dataclass(frozen=True)
class Folder:
    """The folder being read, the path that messages leave out, and the issues found so far."""

    path: Path
    base: Path
    issues: IssueList

    def shown(self, path: Path) -> str:
        """Return a path as messages name it."""
        return path.relative_to(self.base).as_posix() if path.is_relative_to(self.base) else path.as_posix()


@dataclass(frozen=True)
class Parsed(Generic[M_co]):
    """A model and where it is written."""

    model: M_co
    at: Positions


@dataclass(frozen=True)
class Sources:
    """All that could be read of a package; None stands for what is missing or faulty."""

    questionnaire: Parsed[Questionnaire] | None
    rubric: Parsed[Rubric] | None
    references: Parsed[ReferenceRegister] | None
    published: Parsed[PublishedVersions] | None
    references_are_faulty: bool = False
    translations: Mapping[str, Parsed[Translation]] = field(default_factory=dict)
    examples: Mapping[str, Parsed[WorkedExample]] = field(default_factory=dict)
    crosswalks: Mapping[str, Parsed[Crosswalk]] = field(default_factory=dict)

    def package(self) -> ContentPackage | None:
        """Return the package, or None when its questionnaire or rubric could not be read."""
        if self.questionnaire is None or self.rubric is None:
            return None
        return ContentPackage(
            questionnaire=self.questionnaire.model,
            rubric=self.rubric.model,
            references=self.references.model if self.references else None,
            translations={parsed.model.language: parsed.model for parsed in self.translations.values()},
            published=self.published.model if self.published else PublishedVersions(),
            crosswalks=tuple(parsed.model for parsed in self.crosswalks.values()),
            examples={name: parsed.model for name, parsed in self.examples.items()},
        )
