"""Words that can be translated: their stable keys, their digests, and looking them up."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints

from assessment.core.content_model import ContentModel, Text
from assessment.core.questionnaire import (
    MaturityQuestion,
    MultipleChoiceQuestion,
    Question,
    Questionnaire,
    SingleChoiceQuestion,
    Tag,
)
from assessment.core.rubric import Lens, Node, Rubric

TextKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][A-Za-z0-9_.-]*$")]


class Translated(ContentModel):
    """A translation and the digest of the English text that it translates."""

    source: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
    text: Text


class Translation(ContentModel):
    """All words of a package in one language, by stable key."""

    language: str = Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")
    entries: dict[TextKey, Translated] = Field(default_factory=dict)


def source_digest(text: str) -> str:
    """Return 8 hexadecimal digits that change when the source text does."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]


def translatable_texts(questionnaire: Questionnaire, rubric: Rubric) -> Iterator[tuple[str, str]]:
    """Yield (stable key, English text) for every word of the content that people read."""
    yield "questionnaire.title", questionnaire.title
    for name in ("status", "notice"):
        if words_of_questionnaire := getattr(questionnaire, name):
            yield f"questionnaire.{name}", words_of_questionnaire
    for result in questionnaire.planned_results:
        yield f"planned_results.{result.id}.title", result.title
        yield f"planned_results.{result.id}.text", result.text
    for tag in questionnaire.tags:
        yield from _titled(f"tags.{tag.id}", tag)
    for scale in questionnaire.scales:
        yield f"scales.{scale.id}.title", scale.title
        for level, words in enumerate(scale.levels):
            yield f"scales.{scale.id}.{level}.label", words.label
            yield f"scales.{scale.id}.{level}.text", words.text
    for section in questionnaire.sections:
        for name in ("title", "scope", "why"):
            if words_of_section := getattr(section, name):
                yield f"sections.{section.id}.{name}", words_of_section
        for question in section.questions:
            yield from _question_texts(question)
    yield from _rubric_texts(rubric)


def _question_texts(question: Question) -> Iterator[tuple[str, str]]:
    key = f"questions.{question.id}"
    for name in ("text", "help", "why", "not_applicable_help", "unit"):
        if words := getattr(question, name, None):
            yield f"{key}.{name}", words
    for number, evidence in enumerate(question.evidence):
        yield f"{key}.evidence.{number}", evidence
    if isinstance(question, MaturityQuestion):
        for number, level in enumerate(question.levels):
            yield f"{key}.levels.{number}.descriptor", level.descriptor
            if level.next_step:
                yield f"{key}.levels.{number}.action", level.next_step.action
    if isinstance(question, SingleChoiceQuestion | MultipleChoiceQuestion):
        for choice in question.choices:
            yield f"{key}.choices.{choice.id}.label", choice.label
            if choice.descriptor:
                yield f"{key}.choices.{choice.id}.descriptor", choice.descriptor
    if isinstance(question, SingleChoiceQuestion):
        for step in question.actions:
            yield f"{key}.choices.{step.from_choice}.action", step.action


def _rubric_texts(rubric: Rubric) -> Iterator[tuple[str, str]]:
    yield from _titled("rubric", rubric)
    for number, level in enumerate(rubric.levels):
        yield f"levels.{number}.name", level.name
    for node in rubric.tree.nodes():
        yield from _titled(f"nodes.{node.id}", node)
    for band in rubric.bands:
        yield f"bands.{band.id}.label", band.label
        if band.text:
            yield f"bands.{band.id}.text", band.text
    for lens in rubric.lenses:
        yield from _titled(f"lenses.{lens.id}", lens)
    for gate in rubric.gates:
        yield f"gates.{gate.id}.title", gate.title
        yield f"gates.{gate.id}.reason", gate.reason
    for line in rubric.monitoring:
        yield f"monitoring.{line.id}.title", line.title


def _titled(key: str, part: Rubric | Node | Lens | Tag) -> Iterator[tuple[str, str]]:
    """Yield the title of a part and its text, where it has one."""
    yield f"{key}.title", part.title
    if part.text:
        yield f"{key}.text", part.text


@dataclass(frozen=True)
class Words:
    """The words of a package in one language, English where there is no translation."""

    language: str
    texts: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        """Return the words behind a stable key; KeyError when the package has no such text."""
        return self.texts[key]


def words_in(language: str, source: Mapping[str, str], translation: Translation | None) -> Words:
    """Return the words of a package in a language; a stale translation gives way to the English source."""
    entries = translation.entries if translation else {}
    texts = {
        key: entries[key].text if key in entries and entries[key].source == source_digest(text) else text
        for key, text in source.items()
    }
    return Words(language, texts)
