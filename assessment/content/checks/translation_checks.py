"""Checks of translations: keys that do not exist, texts not yet translated, translations of older texts."""

from assessment.content.codes.texts import TranslationCode as Code
from assessment.content.issues import IssueList, Place
from assessment.content.sources import Parsed
from assessment.core.questionnaire import Questionnaire
from assessment.core.rubric import Rubric
from assessment.core.text import Translation, source_digest, translatable_texts


def check_translation(
    stem: str, translation: Parsed[Translation], questionnaire: Questionnaire, rubric: Rubric, issues: IssueList
) -> None:
    """Check one translation, in the file of the given name, against the texts of its package."""
    texts = dict(translatable_texts(questionnaire, rubric))
    entries, at = translation.model.entries, translation.at
    language = translation.model.language
    if language != stem:
        issues.add(Code.FILE_NAME, at.place("language"), language=language, file=f"{stem}.yaml")
    retired = tuple(f"questions.{gone.id}." for gone in questionnaire.retired)
    for key, entry in entries.items():
        if key not in texts:
            # The texts of a retired question are gone for good: no other key was meant.
            hint = None if key.startswith(retired) else issues.near(key, texts)
            issues.add(Code.UNKNOWN_KEY, at.place("entries", key), hint, key=key)
        elif entry.source != (current := source_digest(texts[key])):
            issues.add(Code.STALE, at.place("entries", key, "source"), key=key, source=current)
    missing = [key for key in texts if key not in entries]
    if missing:
        number, total = len(missing), len(texts)
        issues.add(Code.MISSING, Place(at.path), number=number, total=total, first=missing[0])
