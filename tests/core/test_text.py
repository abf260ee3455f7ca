"""Words in another language: shown where they translate today's English, and only there."""

from pathlib import Path

from assessment.content.package import load_package
from assessment.core.text import Translated, Translation, source_digest, translatable_texts, words_in

PACKAGE = Path(__file__).parents[2] / "questionnaires" / "ct-tech"


def test_words__translated__are_shown_and_the_rest_is_english() -> None:
    source = {"a.title": "Law", "b.title": "Police"}
    entries = {"a.title": Translated(source=source_digest("Law"), text="Loi")}
    words = words_in("fr", source, Translation(language="fr", entries=entries))
    assert (words["a.title"], words["b.title"]) == ("Loi", "Police")


def test_words__translation_of_an_older_text__gives_way_to_english() -> None:
    entries = {"a.title": Translated(source=source_digest("Old law"), text="Ancienne loi")}
    assert words_in("fr", {"a.title": "Law"}, Translation(language="fr", entries=entries))["a.title"] == "Law"


def test_digest__white_space_alone__is_the_same_text() -> None:
    assert source_digest("A  long\n text") == source_digest("A long text")


def test_keys__shipped_questionnaire__are_unique() -> None:
    package = load_package(PACKAGE)
    keys = [key for key, _ in translatable_texts(package.questionnaire, package.rubric)]
    assert len(keys) == len(set(keys))
    assert len(keys) > 1000
