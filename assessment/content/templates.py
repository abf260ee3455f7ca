"""Templates to fill in: files of answers and translations."""

import json
from collections.abc import Iterator
from textwrap import wrap
from typing import Literal

from pydantic import ValidationError

from assessment.content.answers_csv import STATE_COLUMN
from assessment.content.question_words import question_in_words
from assessment.core.package import ContentPackage
from assessment.core.questionnaire import Questionnaire
from assessment.core.text import Translated, Translation, source_digest, translatable_texts
from assessment.errors import RequestError

_WIDTH = 108
_LINE_SEPARATORS = str.maketrans({"\x85": r"\x85", "\u2028": r"\u2028", "\u2029": r"\u2029", "\x7f": r"\x7f"})
_LINE_BREAKS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))


def write_template(questionnaire: Questionnaire, kind: Literal["csv", "yaml"]) -> str:
    """Return an empty file of answers: a CSV header, or YAML that explains every question in comments."""
    if kind == "csv":
        return ",".join([STATE_COLUMN, *questionnaire.question_by_id]) + "\r\n"
    return "\n".join(_answer_lines(questionnaire)) + "\n"


def _answer_lines(questionnaire: Questionnaire) -> Iterator[str]:
    yield from _comment(f"Answers to: {questionnaire.title}")
    if questionnaire.notice:
        yield from _comment(questionnaire.notice)
    yield from _comment(
        "Write each answer after its colon. Leave it empty where there is no answer, or write DK (don't know), "
        'or where it is accepted NA (not applicable) or "NA: the reason". Add [cited], [attached] or [verified] '
        "for evidence. To add a comment write {answer: …, comment: …}."
    )
    for scale in questionnaire.scales:
        yield from _comment(f"{scale.title}:")
        for number, level in enumerate(scale.levels):
            yield from _comment(f"  {number} ({level.label}): {level.text}")
    yield 'state: ""  # the id of the State'
    yield f"questionnaire: {quoted(questionnaire.id)}"
    yield f"version: {quoted(questionnaire.version)}"
    yield "responses:"
    for section in questionnaire.sections:
        yield ""
        yield from _comment(section.title.upper(), indent=2)
        for question in section.questions:
            yield ""
            for line in question_in_words(question, questionnaire.question_by_id):
                yield from _comment(line, indent=2)
            yield f"  {question.id}:"


def translation_template(package: ContentPackage, language: str) -> str:
    """Return a translation file with every text: what is translated already, and the rest to be written.

    A translation of an older English text keeps its old digest, so that it stays marked as outdated. Raise
    RequestError when there is no such language to translate to.
    """
    _check_language(package, language)
    known = package.translations.get(language)
    entries = known.entries if known else {}
    lines = [f"language: {quoted(language)}", "entries:"]
    for key, english in translatable_texts(package.questionnaire, package.rubric):
        lines += ["", *_entry(key, english, entries.get(key))]
    return "\n".join(lines) + "\n"


def _check_language(package: ContentPackage, language: str) -> None:
    try:
        Translation(language=language)
    except ValidationError:
        raise RequestError(f'"{language}" is no language tag; write one such as fr or pt-BR.') from None
    if language.casefold() == package.questionnaire.language.casefold():
        raise RequestError(f'The questionnaire is written in "{language}" already; name another language.')


def _entry(key: str, english: str, known: Translated | None) -> Iterator[str]:
    yield from _comment(english, indent=2)
    current = source_digest(english)
    if known is not None and known.source != current:
        yield f'  # The English text has changed. After revising the translation write: source: "{current}"'
    yield f"  {key}:"
    yield f"    source: {quoted(known.source if known else current)}"
    yield f"    text: {quoted(known.text) if known else ''}".rstrip()


def quoted(text: str) -> str:
    """Return a text in double quotes, as YAML reads it back."""
    return json.dumps(text, ensure_ascii=False).translate(_LINE_SEPARATORS)


def _comment(text: str, indent: int = 0) -> Iterator[str]:
    text = text.translate(_LINE_BREAKS)
    margin = " " * indent + "# "
    step = " " * (len(text) - len(text.lstrip()))
    yield from wrap(text.lstrip(), _WIDTH, initial_indent=margin + step, subsequent_indent=margin + step + "  ")
