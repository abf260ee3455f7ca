"""Words of the interface in every language, with numbers, dates and lists as people write them."""

from assessment.locale.phrases import Language, Phrases, direction_of, language_name, languages, phrases
from assessment.locale.pseudo import PSEUDO

__all__ = ["PSEUDO", "Language", "Phrases", "direction_of", "language_name", "languages", "phrases"]
